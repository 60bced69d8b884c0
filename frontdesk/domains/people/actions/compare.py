"""Comparing all records of a council with one another, and handing what was found to `bring_matches`."""

import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict

from django.db import transaction

from frontdesk.domains.people import policy
from frontdesk.domains.people.actions.matches import bring_matches
from frontdesk.domains.people.matching import source
from frontdesk.domains.people.matching.deciding import decide
from frontdesk.domains.people.matching.engine import Run, require_parts
from frontdesk.domains.people.matching.model import Model
from frontdesk.domains.people.types import COMPARED, Compared, Match, Matched
from frontdesk.kernel import clock, journal, locks
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

_BUSY = "The records of this council are being compared already. Wait until that has ended."
_KILOBYTES = 1024 if sys.platform == "darwin" else 1

Tell = Callable[[str], None]
Keep = Callable[[Sequence[Match], Sequence[Match]], None]


def match_people(
    actor: Actor, *, model: Model, dry_run: bool = False, tell: Tell = lambda _: None, keep: Keep | None = None
) -> Compared:
    """Compare all records; join those that are certainly of one person, propose those that may be. Says how many.

    `tell` gets a sentence at each step. A dry run writes nothing; `keep` is then given the pairs (certain, doubtful)
    that would have been brought. One run of a council at a time: Refusal for a second. A run that was killed is
    begun again: pairs that it brought are known. Works in the transactions of `bring_matches`.
    """
    require(policy.may_load(actor))
    require_parts()
    began = time.perf_counter()
    with locks.alone(f"matching {actor.council}", _BUSY):
        records, certain, doubtful = _found(actor.council, model, tell)
        matched = Matched()
        if not dry_run:
            tell(f"Joining {len(certain):,} pairs, proposing {len(doubtful):,}")
            matched = bring_matches(actor, run=int(clock.now().timestamp()), certain=certain, doubtful=doubtful)
        elif keep is not None:
            keep(certain, doubtful)
        told = Compared(
            records, len(certain), len(doubtful), matched.joined, matched.proposed, matched.renewed,
            matched.remembered, round(time.perf_counter() - began, 2), round(_peak(), 1),
        )  # fmt: skip
        if not dry_run:
            with transaction.atomic():
                journal.write(actor, COMPARED, thing=("council", actor.council), data=asdict(told))
    return told


def _found(council: int, model: Model, tell: Tell) -> tuple[int, list[Match], list[Match]]:
    """(how many records, certain, doubtful)."""
    with source.folder(council) as folder:
        tell("Reading records")
        source.copy_out(council, folder)
        run = Run(folder, model, tell)
        try:
            tell(f"Deciding on {run.pairs:,} pairs")
            certain, doubtful = decide(run.found(), model, run.roots())
        finally:
            run.close()
    return run.records, certain, doubtful


def _peak() -> float:
    """The most memory that this process has had so far, in megabytes of 1,000,000 bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _KILOBYTES / 1_000_000
