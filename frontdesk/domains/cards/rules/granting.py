"""Who has which entitlement by rule, and until when: facts in, decision out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from frontdesk.domains.cards.types import RULE, Entitlement, Kind, Rule

EVERYBODY, AGE, NEED, REQUEST = "everybody", "age", "need", "request"
"""Grounds of rules. That of a request has its number behind it: `request:7`."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules ask of a customer: the date of birth seen on a document, needs that are not restricted and that they
    agreed to, what stands on the card, and what staff took off it: (kind, ground)."""

    born_on: date | None = None
    needs: frozenset[str] = frozenset()
    held: tuple[Entitlement, ...] = ()
    taken_off: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Grant:
    """An entitlement to put on the card."""

    kind: str
    ground: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What to put on the card and take off it (ids), and the next day on which an age changes something."""

    grants: tuple[Grant, ...] = ()
    ends: tuple[int, ...] = ()
    look_on: date | None = None


def decide(kinds: Mapping[str, Kind], facts: Facts, today: date) -> Decision:
    """What the rules say of a customer today.

    Nothing is granted that stands on the card already, by whomever, or that staff took off after the same rule had
    granted it. What staff or a request granted is never taken off here.
    """
    standing = {each.kind for each in facts.held if each.holds(today)}
    grants, ends = [], []
    for each in facts.held:
        if each.source == RULE and each.ground in (EVERYBODY, AGE, NEED):
            kind = kinds.get(each.kind)
            if kind is None or _ground(kind.rule, facts, today) != each.ground:
                ends.append(each.id)
                standing.discard(each.kind)
    for code, kind in kinds.items():
        ground = _ground(kind.rule, facts, today)
        if ground and code not in standing and (code, ground) not in facts.taken_off:
            grants.append(Grant(code, ground, _until(kind.rule, facts.born_on)))
    return Decision(tuple(grants), tuple(ends), next_look(kinds.values(), facts.born_on, today))


def _ground(rule: Rule, facts: Facts, today: date) -> str:
    """By what the customer fulfils the rule now; '' where not."""
    if rule.everybody:
        return EVERYBODY
    if rule.by_age and facts.born_on is not None and _of_age(rule, facts.born_on, today):
        return AGE
    return NEED if facts.needs.intersection(rule.needs) else ""


def _of_age(rule: Rule, born_on: date, today: date) -> bool:
    old_enough = rule.age_from is None or birthday(born_on, rule.age_from) <= today
    return old_enough and (rule.age_until is None or today < birthday(born_on, rule.age_until))


def _until(rule: Rule, born_on: date | None) -> date | None:
    if rule.age_until is None or born_on is None:
        return None
    return birthday(born_on, rule.age_until) - timedelta(days=1)


def birthday(born_on: date, age: int) -> date:
    """The day on which somebody reaches an age; whoever was born on 29 February does so on 1 March of other years."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def next_look(kinds: Iterable[Kind], born_on: date | None, today: date) -> date | None:
    """The next birthday after today on which a rule says something else; None where there is none."""
    if born_on is None:
        return None
    ages = [age for kind in kinds for age in (kind.rule.age_from, kind.rule.age_until) if age is not None]
    return min((day for day in (birthday(born_on, age) for age in ages) if day > today), default=None)


def last_day(kind: Kind, since: date) -> date | None:
    """The last day of an entitlement that staff or a request gives from `since`; None: as long as the card."""
    if not kind.months:
        return None
    months = since.month - 1 + kind.months
    year, month = since.year + months // 12, months % 12 + 1
    try:
        return since.replace(year=year, month=month) - timedelta(days=1)
    except ValueError:
        return (date(year, month + 1, 1) if month < 12 else date(year + 1, 1, 1)) - timedelta(days=1)


def by_request(kinds: Iterable[Kind], service: str, outcome: str) -> list[Kind]:
    """The kinds that a request of a service gives when it closes with this outcome."""
    return [kind for kind in kinds if kind.rule.service == service and outcome in kind.rule.outcomes]


def services_that_give(kinds: Iterable[Kind]) -> Collection[str]:
    """Codes of the services whose requests give an entitlement."""
    return frozenset(kind.rule.service for kind in kinds if kind.rule.service)
