"""The bulk verb of matching: certain pairs join, doubtful ones wait for a person."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db import connection, transaction

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.actions.clusters import facts, locked, write_joins
from frontdesk.domains.people.rules import joins as rules
from frontdesk.domains.people.types import CERTAIN, GONE, MATCHED, OPEN, Match, Matched
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import batches
from frontdesk.kernel.errors import require

BATCH = 5_000

_PROPOSE = """
INSERT INTO people_joinproposal AS held
  (council_id, lower_id, higher_id, state, probability, reasons, why, run, proposed_at, proposed_by, decided_why)
SELECT %(council)s, lower, higher, %(open)s, probability, reasons, '', %(run)s, %(at)s, %(by)s, ''
FROM unnest(%(lower)s::bigint[], %(higher)s::bigint[], %(probability)s::float8[], %(reasons)s::jsonb[])
  AS n (lower, higher, probability, reasons)
ORDER BY lower, higher
ON CONFLICT (council_id, lower_id, higher_id) DO
  UPDATE SET state = %(open)s, probability = EXCLUDED.probability, reasons = EXCLUDED.reasons, run = EXCLUDED.run
  WHERE held.state IN (%(open)s, %(gone)s)
RETURNING xmax = 0
"""


def bring_matches(actor: Actor, *, run: int | None, certain: Iterable[Match], doubtful: Iterable[Match]) -> Matched:
    """Take the pairs that matching found; returns what became of them. It may be run again with the same pairs.

    A certain pair joins (how="certain"), the one with an account or else the older record in front, unless a rule
    forbids that two records join by themselves (`rules.joins.against`: other dates of birth, two accounts, other
    restrictions; of all records joined before): then it is proposed like a doubtful one. What was said to be two
    people is left alone. Put the surest pairs first. Works in batches of 5,000 pairs, each a transaction.
    """
    require(policy.may_load(actor))
    told = Matched()
    for batch in batches(certain, BATCH):
        with transaction.atomic():
            told = _add(told, _take(actor, run, batch, may_join=True))
    for batch in batches(doubtful, BATCH):
        with transaction.atomic():
            told = _add(told, _take(actor, run, batch, may_join=False))
    data = {name: getattr(told, name) for name in Matched.__dataclass_fields__}
    with transaction.atomic(savepoint=False):
        journal.write(actor, MATCHED, thing=("council", actor.council), data={"run": run, **data})
    return told


@dataclass
class _Sorted:
    """The pairs of one batch, by what becomes of them; customers grow as their pairs join."""

    customers: dict[int, rules.Facts]
    fronts: dict[int, int]
    joins: list[models.Join] = field(default_factory=list)
    propose: list[Match] = field(default_factory=list)
    known: int = 0
    forbidden: int = 0
    remembered: int = 0
    missing: int = 0

    def add(self, match: Match, *, may_join: bool) -> None:
        """Sort one pair."""
        lower, higher, _, _ = match
        if lower not in self.fronts or higher not in self.fronts or lower == higher:
            self.missing += 1
            return
        one, other = (self.customers[self.fronts[each]] for each in (lower, higher))
        if one.first == other.first:
            self.known += 1
        elif rules.said_apart(one, other):
            self.remembered += 1
        elif not may_join or rules.against(one, other):
            self.forbidden += may_join
            self.propose.append(match)
        else:
            self._join(match, *rules.in_front(one, other))

    def _join(self, match: Match, front: rules.Facts, joined: rules.Facts) -> None:
        self.customers[front.first] = front.with_(joined, front.first)
        self.fronts |= dict.fromkeys(joined.records, front.first)
        self.joins.append(
            models.Join(
                person_id=joined.first, into_id=front.first, how=CERTAIN, probability=match[2],
                reasons=list(match[3]),
            )
        )  # fmt: skip


def _take(actor: Actor, run: int | None, batch: list[Match], *, may_join: bool) -> Matched:
    fronts = locked(actor.council, {each for pair in batch for each in pair[:2]})
    found = _Sorted(facts(actor.council, fronts), dict(fronts))
    for match in batch:
        found.add(match, may_join=may_join)
    for join in found.joins:
        join.council_id, join.run, join.joined_at, join.joined_by = actor.council, run, clock.now(), actor.user
    changed = {record: front for record, front in found.fronts.items() if fronts[record] != front}
    write_joins(actor, found.joins, changed | {front: front for front in changed.values()})
    new, renewed = _propose(actor, run, found)
    return Matched(
        len(found.joins), new, renewed, found.known, found.forbidden, found.remembered, found.missing
    )  # fmt: skip


def _propose(actor: Actor, run: int | None, found: _Sorted) -> tuple[int, int]:
    """Write or renew proposals of pairs that are not one customer by now; how many were new, how many renewed."""
    pairs = {each[:2]: each for each in found.propose if found.fronts[each[0]] != found.fronts[each[1]]}
    if not pairs:
        return 0, 0
    with connection.cursor() as cursor:
        cursor.execute(
            _PROPOSE,
            {
                "council": actor.council, "run": run, "at": clock.now(), "by": actor.user, "open": OPEN, "gone": GONE,
                "lower": [each[0] for each in pairs.values()], "higher": [each[1] for each in pairs.values()],
                "probability": [each[2] for each in pairs.values()],
                "reasons": [json.dumps(list(each[3])) for each in pairs.values()],
            },
        )  # fmt: skip
        new = [row[0] for row in cursor.fetchall()]
    return sum(new), len(new) - sum(new)


def _add(one: Matched, other: Matched) -> Matched:
    return replace(one, **{name: getattr(one, name) + getattr(other, name) for name in Matched.__dataclass_fields__})
