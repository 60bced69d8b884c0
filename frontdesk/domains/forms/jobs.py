"""Scanning files that had to wait, and clearing drafts every night."""

from frontdesk.domains.forms import actions
from frontdesk.kernel import files, jobs
from frontdesk.kernel.actor import Actor


@jobs.job("forms.scan")
def scan(*, council: int, upload: int) -> None:
    """Scan one file; a scanner that is down makes the job fail and be tried again."""
    actions.scan_upload(council=council, upload=upload)


@jobs.every("20 2 * * *", "forms.clear")
def clear(council: int) -> None:
    """Clear drafts nobody works on any more."""
    actions.clear_drafts(Actor.system(council))


@jobs.every("30 2 * * *", "forms.clear_files")
def clear_files(council: int) -> None:
    """Remove what lies on the disk and belongs to no upload."""
    files.clear_orphans(council)


@jobs.every("5,35 8-19 * * *", "forms.offer_help")
def offer_help(council: int) -> None:
    """Offer help once to those who agreed to it and have not worked on what they began for a day; by day only."""
    actions.offer_help(Actor.system(council))


@jobs.every("45 2 * * *", "forms.clear_offers")
def clear_offers(council: int) -> None:
    """Take addresses out of offers of help with sign-ups that are over."""
    actions.clear_offers(Actor.system(council))
