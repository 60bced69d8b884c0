"""Bringing in profiles of areas: what kind of area a postcode is in, and figures of it."""

from collections.abc import Sequence

from frontdesk.domains.places.actions.brought import PROFILES
from frontdesk.domains.places.actions.by_postcode import Values, load_by_postcode
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import PROFILES_LOADED, Brought, ProfileRow
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.words import one_line

LONGEST = 80


def load_profiles(actor: Actor, *, rows: Sequence[ProfileRow], run: int | None = None) -> list[Brought]:
    """Bring in what a profile says of postcodes: new ones are added, those that differ changed; the answers stand in
    the order of `rows`. A line that is no postcode, has no profile or a share beyond 0 to 100 is answered with the
    sentence why. `run` is the import that brings them.
    """
    return load_by_postcode(actor, PROFILES, rows, _values, news=PROFILES_LOADED, run=run)


def _values(row: ProfileRow) -> Values:
    postcode = normalise_postcode(row.postcode)
    if postcode is None:
        raise ValueError(f"“{row.postcode}” is not a UK postcode.")
    profile = one_line(row.profile, LONGEST)
    if not profile:
        raise ValueError(f"{postcode} has no profile.")
    figures = (row.signal, row.broadband, row.over_65, row.low_income)
    if any(not 0 <= each <= 100 for each in figures if each is not None):
        raise ValueError(f"The figures of {postcode} are shares in per cent: from 0 to 100.")
    return (postcode, profile, one_line(row.label, LONGEST) or profile, *figures)
