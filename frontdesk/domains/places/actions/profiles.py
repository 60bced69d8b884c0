"""Bringing in profiles of areas: what kind of area a postcode is in, and figures of it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from frontdesk.domains.places import policy
from frontdesk.domains.places.actions.brought import ADDED, CHANGED, PROFILES, SAME, merge
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import PROFILES_LOADED, Brought, ProfileRow
from frontdesk.kernel import journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import Staging
from frontdesk.kernel.errors import require
from frontdesk.kernel.words import one_line

LONGEST = 80


def load_profiles(actor: Actor, *, rows: Sequence[ProfileRow], run: int | None = None) -> list[Brought]:
    """Bring in what a profile says of postcodes: new ones are added, those that differ changed; the answers stand in
    the order of `rows`. A line that is no postcode, has no profile or a share beyond 0 to 100 is answered with the
    sentence why. `run` is the import that brings them.
    """
    require(policy.may_load(actor), "Only an administrator may load profiles of areas.")
    answers: dict[int, Brought] = {}
    good: dict[str, tuple[int, tuple[Any, ...]]] = {}
    for place, row in enumerate(rows):
        try:
            values = _values(row)
        except ValueError as wrong:
            answers[place] = Brought(refused=str(wrong))
            continue
        if values[0] in good:
            answers[place] = Brought(refused=f"{values[0]} stands twice in the file.")
        else:
            good[values[0]] = (place, values)
    with transaction.atomic(), Staging(PROFILES.name, PROFILES.columns) as staging:
        staging.fill(values for _, values in good.values())
        became = merge(actor.council, PROFILES, staging, run)
        if changed := {how: became.count(how) for how in (ADDED, CHANGED) if how in became}:
            journal.write(actor, PROFILES_LOADED, thing=("council", actor.council), data=changed)
    answers |= {place: Brought(how == SAME) for (place, _), how in zip(good.values(), became, strict=True)}
    return [answers[place] for place in range(len(rows))]


def _values(row: ProfileRow) -> tuple[Any, ...]:
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
