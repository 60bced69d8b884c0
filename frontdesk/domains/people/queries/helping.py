"""How to help a customer, out of the rows that are held of them, as whoever asks may see it; the kinds of need."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import policy
from frontdesk.domains.people.rules import needs as rules
from frontdesk.domains.people.rules.signs import to_ask
from frontdesk.domains.people.types.needs import Help, Kind, Need, Sign
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor

_read: dict[int, tuple[Council | None, Mapping[str, Kind]]] = {}


def kinds_of_need(council: int) -> Mapping[str, Kind]:
    """The council's kinds of need by code, in the order in which they are offered: the ordinary ones and its own."""
    known = organisations.council_by_id(council)
    of, kinds = _read.get(council, (None, None))
    if kinds is None or of is not known:
        own = known.details.get("needs", {}) if known else {}
        kinds = rules.register(own, rules.ordinary())
        _read[council] = known, kinds
    return kinds


def kind_of_need(council: int, code: str) -> Kind:
    """One of them, or what stands for one that the register no longer has."""
    return rules.kind_of(kinds_of_need(council), code)


def kind_problem(code: str, told: Any) -> str:
    """The sentence that says what is wrong with a council's own kind of need; '' for one that can be used."""
    try:
        rules.register({code: told}, rules.ordinary())
    except ValueError as problem:
        return str(problem)
    return ""


def need_of(row: Mapping[str, Any]) -> Need:
    """A need from its row, as the database or JSON tells it."""
    return Need(
        row["id"], row["code"], row["instruction"], row["sensitive"], row["source"], moment(row["recorded_at"]),
        day(row["review_on"]), row["detail"], row["service"], row["consent"], row["consent_words"],
        row["recorded_by"], moment(row["reviewed_at"]), row["person_id"],
    )  # fmt: skip


def sign_of(row: Mapping[str, Any]) -> Sign:
    """A sign from its row, likewise."""
    return Sign(row["sign"], row["times"], moment(row["last_at"]), moment(row["answered_at"]))


def help_of(actor: Actor, needs: Iterable[Need], signs: Iterable[Sign], languages: Iterable[str], *, own: bool) -> Help:
    """How to help the customer who has these: to their own eyes (`own`) all that is told in writing, to staff what is
    not restricted and how much is, to others nothing."""
    kinds = kinds_of_need(actor.council)
    all_of_them = rules.ordered(rules.as_one(needs), kinds)
    if own:
        return Help(tuple(each for each in all_of_them if rules.kind_of(kinds, each.code).online))
    if not policy.may_see_people(actor):
        return Help()
    now, shows = clock.now(), policy.may_see_sensitive(actor)
    shown = tuple(each for each in all_of_them if not each.sensitive)
    return Help(
        shown,
        hidden=len(all_of_them) - len(shown),
        may_show=shows,
        due=rules.due(all_of_them if shows else shown, clock.today()),
        asks=to_ask(signs, {each.code for each in all_of_them}, now, languages),
        other_way=any(rules.kind_of(kinds, each.code).other_way for each in all_of_them),
    )


def moment(told: Any) -> datetime | None:
    """A moment out of a row, as the database or JSON tells it; None for none."""
    return datetime.fromisoformat(told) if isinstance(told, str) else told


def day(told: Any) -> date | None:
    """A day, likewise."""
    return date.fromisoformat(told) if isinstance(told, str) else told
