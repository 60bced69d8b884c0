"""Two records that may be one customer: pairs that wait, a pair side by side, the join and its undoing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.types import BY_CUSTOMER, BY_PROPOSAL, CERTAIN, OPEN, REJECTED, Joined, Pair, Person
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import as_one, ask, done
from frontdesk.sites.desk.compared import Line, lines
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import DECIDES, WORKS, Request, staff
from frontdesk.ui.typed import place_in

HOWS = {
    CERTAIN: "because the records agree so far that nobody had to decide",
    BY_PROPOSAL: "after the pair was proposed",
    BY_CUSTOMER: "because the customer showed that it is theirs",
}
"""How a join came about, after the day and the name of whoever joined."""


@staff(*DECIDES)
def waiting(request: Request) -> HttpResponse:
    """Pairs that wait for somebody to decide, the surest first."""
    found = queries.pairs_waiting(request.actor, after=place_in(request.GET.get("after", ""), float))
    more = "?" + urlencode({"after": f"{found.after[0]!r}~{found.after[1]}"}) if found.after else ""
    names = access.names_of(request.actor.council, [each.by for each in found.pairs if each.by is not None])
    return page(request, "alike", pairs=found.pairs, names=names, more=more)


@staff(*WORKS)
def pair(request: Request, person: int, other: int) -> HttpResponse:
    """Both records side by side; whoever decides says what they are, others propose."""
    decides = queries.may_join(request.actor)
    both = [queries.person(request.actor, each, seen_on="comparing records") for each in (person, other)]
    back = reverse("site_desk:alike") if decides else reverse("site_desk:customer", kwargs={"person": person})
    if both[0].id == both[1].id:
        return done(request, "These two records are joined already.", back)
    proposal = queries.pair_of(request.actor, person, other)

    def take(typed: QueryDict) -> str:
        return str(as_one(request, lambda: _answer(request, typed, both, proposal)))

    return ask(request, "pair", take, back, **_shown(request, both, proposal), decides=decides, back=back)


def _answer(request: Request, typed: QueryDict, both: Sequence[Person], proposal: Pair | None) -> str:
    """Join, reject or propose; the sentence that says what was done."""
    what, why = typed.get("do", ""), typed.get("why", "")
    one, other = (each.id for each in both)
    if what == "join":
        front = row_number(typed.get("front"))
        if front not in (one, other):
            raise Refusal("Choose which name the customer goes by.", field="front")
        return _join(request, proposal, other if front == one else one, front or one, why)
    if what == "reject":
        _reject(request, proposal, one, other, typed.get("apart", ""))
        return "They stay two people. The pair is not proposed again."
    if what != "propose":
        raise Refusal("Choose whether they are the same person.")
    actions.propose_join(request.actor, person=one, other=other, why=why)
    return "A manager will look at the two records."


def _join(request: Request, proposal: Pair | None, person: int, into: int, why: str) -> str:
    if proposal is not None and proposal.state == OPEN:
        actions.accept_proposal(request.actor, proposal=proposal.id, into=into, why=why)
    else:
        actions.join_people(request.actor, person=person, into=into, why=why)
    return "The two records are joined. You can undo it on the customer’s page."


def _reject(request: Request, proposal: Pair | None, one: int, other: int, why: str) -> None:
    waits = proposal is not None and proposal.state == OPEN
    known = proposal.id if proposal and waits else actions.propose_join(request.actor, person=one, other=other)
    if proposal is None or proposal.state != REJECTED:
        actions.reject_proposal(request.actor, proposal=known, why=why)


def _shown(request: Request, both: Sequence[Person], proposal: Pair | None) -> dict[str, Any]:
    council = request.actor.council
    users = (proposal.by, proposal.decided_by) if proposal else ()
    return {
        "both": both,
        "proposal": proposal,
        "front": min(both, key=lambda each: (not each.has_account, each.id)).id,
        "lines": [*lines(*both), *_contacts(council, both)],
        "names": access.names_of(council, [each for each in users if each is not None]),
    }


def _contacts(council: int, both: Sequence[Person]) -> list[Line]:
    """How many contacts each had, and the last one."""
    counted = contacts.counted(council, [record for each in both for record in each.cluster])
    one, other = ([counted[record] for record in each.cluster if record in counted] for each in both)
    return [
        Line("Contacts", _number(one), _number(other)),
        Line("Last contact", _newest(one), _newest(other)),
    ]


def _number(had: Sequence[tuple[int, datetime]]) -> list[str]:
    return [str(sum(number for number, _ in had))]


def _newest(had: Sequence[tuple[int, datetime]]) -> list[datetime]:
    return sorted((last for _, last in had), reverse=True)[:1]


@staff(*DECIDES)
def undo(request: Request, person: int, join: int) -> HttpResponse:
    """Part two records again, after saying what happens."""
    found = queries.joined_from(request.actor, join)
    back = reverse("site_desk:customer", kwargs={"person": person})

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: actions.undo_join(request.actor, join=join, why=typed.get("why", "")))
        return f"The join is undone. {found.name} has a record of their own again."

    return ask(request, "undo_join", take, back, joined=found, told=told(request, [found])[0], back=back)


def told(request: Request, joins: Sequence[Joined]) -> list[dict[str, Any]]:
    """Joins as the pages tell them: which record, when, by whom and why, in words."""
    users = [each.by for each in joins if each.by is not None]
    names = access.names_of(request.actor.council, users) if users else {}
    return [
        {"join": each, "how": HOWS.get(each.how, ""), "who": names.get(each.by or 0, ""), "why": each.why}
        for each in joins
    ]
