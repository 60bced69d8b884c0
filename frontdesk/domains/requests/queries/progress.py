"""How a request is going, in the customer's words: by the signed link, or for the account."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from frontdesk.domains.access import queries as access
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import models
from frontdesk.domains.requests import types as kinds
from frontdesk.domains.requests.queries.known import (
    Known,
    clocked,
    ending_of,
    follow_path,
    known,
    next_step,
    opens,
)
from frontdesk.domains.requests.rules import standing, steps
from frontdesk.domains.requests.types import FOLLOW, MESSAGE, NEITHER, QUESTION, REQUEST, SHOWN
from frontdesk.kernel import clock, journal, links
from frontdesk.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the history: when, what happened in plain words, and what was written."""

    at: datetime
    words: str
    text: str = ""
    by_customer: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """A request as its customer sees it. `keeping` is in-time, late, waiting, kept, missed or none.

    `told` are the words that count now, in paragraphs: while it is open those of the form's ending, then what was
    decided and what the officer wrote to it. `fee` is in pence. `owner` is named with the history only.
    """

    request: int
    reference: str
    name: str
    status: str
    sentence: str
    promise: str
    keeping: str
    due_on: date | None
    received_at: datetime
    closed_at: datetime | None
    team: str
    owner: str
    follow: str
    question: str = ""
    told: tuple[str, ...] = ()
    fee: int | None = None
    history: tuple[Moment, ...] = ()
    may: frozenset[str] = field(default_factory=frozenset)


_WORDS = {
    kinds.RECEIVED: "We received this",
    kinds.ASSIGNED: "We passed this to the person who deals with it",
    kinds.ASKED: "We asked you a question",
    kinds.ANSWERED: "You answered",
    kinds.ADDED: "You added something",
    kinds.WRITTEN: "We wrote to you",
    kinds.MOVED: "We worked on this",
    kinds.CLOSED: "We closed this",
    kinds.DISPUTED: "You told us that it was not right",
    kinds.REOPENED: "We opened this again",
    kinds.WITHDRAWN: "You told us that you no longer need this",
    kinds.CORRECTED: "You corrected your answers",
    kinds.FILE_CORRECTED: "A file was replaced or taken back",
    kinds.RECATEGORISED: "We moved this to the right service",
    kinds.EXTENDED: "We need more time",
    kinds.DELAY_TOLD: "We told you that this will be late",
}


def request_of_link(council: int, token: str) -> int:
    """The request that a signed link means. Refusal for a broken link.

    NotFound for another council's; with how to reach us for one that was called back, is restricted or was emptied.
    """
    link = links.read(token, FOLLOW)
    row = models.Request.objects.filter(council_id=council, pk=link.thing).first()
    if row is None or link.council != council:
        raise NotFound("We could not find that request. Use the link of our last message, or ask us.")
    if not opens(row, link):
        raise NotFound(people.called_back_sentence(council))
    return row.pk


def progress(council: int, request: int) -> Progress:
    """How the request is going, with its history. The caller has a link or rights to it.

    NotFound when it is gone, and for a restricted one: no page of a customer shows those.
    """
    rows = models.Request.objects.filter(council_id=council, id=request, restricted=False)
    found = [told_progress(one, history=True) for one in known(council, rows)]
    if not found:
        raise NotFound("We could not find that request.")
    return found[0]


def requests_of(council: int, people: Iterable[int], *, limit: int = 50) -> list[Progress]:
    """The requests of a customer's whole cluster, open ones first, then newest first; restricted ones are not there."""
    rows = models.Request.objects.filter(council_id=council, person_id__in=list(people), restricted=False)
    rows = rows.order_by("-received_at", "-id")
    found = [told_progress(one, history=False) for one in known(council, rows[:limit])]
    return sorted(found, key=lambda each: each.closed_at is not None)


def told_progress(one: Known, *, history: bool) -> Progress:
    """How a request is going; the caller has asked whether it may be shown."""
    row, now = one.row, clock.now()
    open_question = _open_question(row) if row.state == steps.WAITING else ""
    names = access.names_of(row.council_id, [row.owner_id]) if row.owner_id and history else {}
    teams = {team.id: team.name for team in organisations.teams(row.council_id)}
    counts = row.side != NEITHER  # nothing is promised about what was withdrawn, or is dealt with as another
    return Progress(
        row.pk, row.reference, one.name, one.status.name, next_step(one, now), row.promise_words if counts else "",
        standing.standing(clocked(row), now), row.due_on if counts else None, row.received_at, row.closed_at,
        teams.get(row.team_id, ""), names.get(row.owner_id or 0, ""), follow_path(row), open_question,
        _told(one, written=history), row.fee, _history(one) if history else (), _may(one, bool(open_question)),
    )  # fmt: skip


def _told(one: Known, *, written: bool) -> tuple[str, ...]:
    """The words that count now; `written`: with what the officer wrote to the closing."""
    row = one.row
    if row.closed_at is None:
        return _paragraphs(ending_of(one).text)
    chosen = steps.outcome(one.definition, row.outcome) if row.outcome else None
    words = row.texts.filter(council_id=row.council_id, kind=MESSAGE, at=row.closed_at) if written else ()
    return _paragraphs(chosen.text if chosen else "", *(each.body for each in words))


def _paragraphs(*texts: str) -> tuple[str, ...]:
    return tuple(part.strip() for text in texts for part in text.split("\n\n") if part.strip())


def _may(one: Known, asked: bool) -> frozenset[str]:
    """What the customer can do now: answer, add, withdraw, dispute."""
    row, customer = one.row, frozenset({steps.CUSTOMER})
    if row.closed_at is not None:
        can = steps.first_running(one.workflow, row.status, customer)
        return frozenset({"dispute"} if can else ())
    found = {"answer"} if asked else {"add"}
    if any(step.to == steps.withdrawal(one.workflow, row.status) for step in steps.steps_from(
        one.workflow, row.status, customer
    )):  # fmt: skip
        found.add("withdraw")
    return frozenset(found)


def _open_question(row: models.Request) -> str:
    answered = row.texts.exclude(answers=None).values("answers_id")
    texts = row.texts.filter(council_id=row.council_id, kind=QUESTION).exclude(id__in=answered).order_by("-id")
    return texts.values_list("body", flat=True).first() or ""


def _history(one: Known) -> tuple[Moment, ...]:
    texts = {text.pk: text for text in one.row.texts.filter(council_id=one.row.council_id, kind__in=SHOWN)}
    entries = journal.timeline(one.row.council_id, thing=(REQUEST, one.row.pk), limit=200)
    found = []
    for entry in entries:
        words = _WORDS.get(entry.kind)
        text = texts.get(int(entry.data.get("text") or 0))
        if words and entry.happened_at is not None:
            words = _said_of(one, entry) or words
            found.append(Moment(entry.happened_at, words, text.body if text else "", bool(text and text.by_customer)))
    return tuple(found)


def _said_of(one: Known, entry: journal.Entry) -> str:
    """What a step or a closing says in the service's own words; '' where it has none."""
    to, outcome = entry.data.get("to"), entry.data.get("outcome")
    if entry.kind == kinds.MOVED and isinstance(to, str):
        return steps.status_of(one.workflow, to).text
    if entry.kind == kinds.CLOSED and outcome:
        return f"{_WORDS[kinds.CLOSED]}: {steps.outcome(one.definition, outcome).name}"
    return ""
