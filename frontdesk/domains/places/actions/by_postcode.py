"""What files say of postcodes: the postcodes themselves, and profiles of the areas around them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import transaction

from frontdesk.domains.places import policy
from frontdesk.domains.places.actions.brought import ADDED, CHANGED, SAME, Table, merge
from frontdesk.domains.places.types import Brought
from frontdesk.kernel import journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import Staging
from frontdesk.kernel.errors import require

Row = TypeVar("Row")
Values = tuple[Any, ...]
"""A row's columns in the order of its table, the postcode first."""


def load_by_postcode(
    actor: Actor, table: Table, rows: Sequence[Row], values_of: Callable[[Row], Values], *, news: str, run: int | None
) -> list[Brought]:
    """Bring in rows of which there is one a postcode: new ones are added, those that differ changed.

    `values_of` makes a row's columns, or raises ValueError with the sentence why not. The answers stand in the order
    of `rows`; `news` is the kind of journal entry that counts what changed; `run` is the import that brings them.
    """
    require(policy.may_load(actor), "Only an administrator may load what files say of postcodes.")
    answers: dict[int, Brought] = {}
    good: dict[str, tuple[int, Values]] = {}
    for place, row in enumerate(rows):
        try:
            values = values_of(row)
        except ValueError as wrong:
            answers[place] = Brought(refused=str(wrong))
            continue
        if values[0] in good:
            answers[place] = Brought(refused=f"{values[0]} stands twice in the file.")
        else:
            good[values[0]] = (place, values)
    with transaction.atomic(), Staging(table.name, table.columns) as staging:
        staging.fill(values for _, values in good.values())
        became = merge(actor.council, table, staging, run)
        if changed := {how: became.count(how) for how in (ADDED, CHANGED) if how in became}:
            journal.write(actor, news, thing=("council", actor.council), data=changed)
    answers |= {place: Brought(how == SAME) for (place, _), how in zip(good.values(), became, strict=True)}
    return [answers[place] for place in range(len(rows))]
