"""What customers ask by data protection law: the list by due day, one case, its steps, what one customer asked."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.access import queries as access
from frontdesk.domains.information import actions, queries
from frontdesk.domains.information.types import GROUNDS, IDENTITIES, KINDS, OUTCOMES, Case
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.channels import ALL
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.holdings import holdings
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import as_one, ask, tried
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import PROTECTS, SERVES, Request, staff
from frontdesk.ui.typed import day_in

RECORDS = tuple(dict.fromkeys((*SERVES, *PROTECTS)))
"""Any member of staff who serves may be asked, and writes it down."""
WAITS = {"identity": "Waits for proof of who asks", "customer": "Waits for the customer’s answer"}
CHANNELS = {each.code: each.label for each in ALL if each.code not in ("api", "kiosk")}


@staff(*PROTECTS)
def rights(request: Request) -> HttpResponse:
    """Open cases by due day; or those that were answered."""
    closed = request.GET.get("show") == "closed"
    found = queries.open_cases(request.actor, closed=closed, after=request.GET.get("after", ""))
    return page(
        request, "rights",
        cases=found.cases, after=found.after, closed=closed, names=queries.name_of(request.actor, found.cases),
        counts=queries.counts(request.actor), kinds=KINDS, outcomes=OUTCOMES, waits=WAITS, today=clock.today(),
        year=queries.years_figures(request.actor, clock.today().replace(month=1, day=1)),
    )  # fmt: skip


@staff(*RECORDS)
def find(request: Request) -> HttpResponse:
    """Find the customer who asks. What is typed is sent in the body: addresses of pages are kept in logs."""
    typed = request.POST.get("who", "")
    hits = people.search(request.actor, typed, 10) if typed.strip() else []
    return page(request, "rights_find", typed=request.POST, hits=hits, looked=bool(typed.strip()))


@staff(*RECORDS)
def of_customer(request: Request, person: int) -> HttpResponse:
    """What one customer asked by right."""
    found = people.who(request.actor, person, seen_on="data protection")
    return page(
        request, "data_of",
        person=found, cases=queries.cases_of(request.actor, found.cluster), kinds=KINDS, outcomes=OUTCOMES, waits=WAITS,
        protects=queries.may_protect(request.actor), channels=CHANNELS,
        agreed=queries.consents_of(request.actor.council, found.cluster),
        restricted=queries.may_lift(request.actor) and people.is_restricted(request.actor.council, found.id),
    )  # fmt: skip


@staff(*RECORDS)
@require_POST
def consent(request: Request, person: int) -> HttpResponse:
    """The customer told us that they agree to something, or no longer agree."""
    back = reverse("site_desk:data_of", kwargs={"person": person})
    purpose, _, channel = request.POST.get("about", "").partition(".")
    given, via = request.POST.get("given") == "yes", request.POST.get("via", "")

    def say() -> None:
        actions.say_consent(request.actor, person=person, purpose=purpose, channel=channel, given=given, via=via)

    return tried(request, say, "It is kept what they said, with the words of today.", back)


@staff(*RECORDS)
def ask_by_right(request: Request, person: int) -> HttpResponse:
    """Write down what a customer asks by right."""
    found = people.who(request.actor, person, seen_on="data protection")
    back = reverse("site_desk:data_of", kwargs={"person": person})

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: _asked(request.actor, found.id, typed))
        return "It is written down. The clock of the law runs from the day it came."

    words: dict[str, Any] = {"kinds": KINDS, "channels": CHANNELS, "identities": IDENTITIES}
    return ask(request, "ask_by_right", take, back, person=found, back=back, **words)


def _asked(actor: Actor, person: int, typed: QueryDict) -> int:
    return actions.ask_by_right(
        actor,
        person=person,
        kind=typed.get("kind", ""),
        words=typed.get("words", ""),
        channel=typed.get("channel", ""),
        on_behalf=typed.get("on_behalf", ""),
        identity=typed.get("identity", ""),
        received_on=day_in(typed, "received", "Enter the day like 27 3 2026."),
    )


@staff(*PROTECTS)
def case(request: Request, case: int) -> HttpResponse:
    """One case: what is asked, by when, what was said, and what to do next."""
    found = queries.case(request.actor, case)
    return page(request, "rights_case", **_told(request.actor, found))


def _told(actor: Actor, found: Case) -> dict[str, Any]:
    users = {each.by for each in found.texts if each.by is not None and not each.by_customer}
    return {
        "case": found,
        "name": queries.name_of(actor, [found]).get(found.person or 0, "Details removed"),
        "kind": KINDS[found.kind],
        "staff_names": access.names_of(actor.council, users),
        "identities": IDENTITIES,
        "outcomes": OUTCOMES,
        "grounds": GROUNDS,
        "waits": WAITS,
        "channels": CHANNELS,
        "look_again": queries.to_look_again(actor, found),
        "late": found.closed_at is None and found.due_on is not None and found.due_on < clock.today(),
    }


Step = Callable[[Actor, int, QueryDict], str]


def said(told: bool, words: str, otherwise: str, besides: str = "") -> str:
    """What was done; where the customer could not be written to, that staff have to tell them."""
    said = words if told else f"{otherwise} We have no email of theirs: write to them, or tell them another way."
    return f"{said} {besides}".strip()


def _identity(actor: Actor, case: int, typed: QueryDict) -> str:
    actions.show_identity(actor, case=case, identity=typed.get("identity", ""))
    return "It is written down how they showed who they are."


def _ask_identity(actor: Actor, case: int, typed: QueryDict) -> str:
    told = actions.ask_identity(actor, case=case, words=typed.get("words", ""))
    return said(told, "We have asked.", "It is written down that we ask.", "The month begins when the proof comes.")


def _ask(actor: Actor, case: int, typed: QueryDict) -> str:
    told = actions.ask_customer(actor, case=case, words=typed.get("words", ""))
    return said(told, "We have asked.", "It is written down that we ask.", "The clock stands until the answer comes.")


def _answered(actor: Actor, case: int, typed: QueryDict) -> str:
    actions.record_answer(actor, case=case, words=typed.get("words", ""))
    return "The answer is written down. The clock runs on."


def _extend(actor: Actor, case: int, typed: QueryDict) -> str:
    told = actions.extend_case(actor, case=case, words=typed.get("words", ""))
    longer = "The customer was told that it takes two months longer, and why."
    return said(told, longer, "The case has two months more.")


def _note(actor: Actor, case: int, typed: QueryDict) -> str:
    actions.note_case(actor, case=case, words=typed.get("words", ""))
    return "The note is kept."


def _close(actor: Actor, case: int, typed: QueryDict) -> str:
    outcome, words, ground = (typed.get(name, "") for name in ("outcome", "words", "ground"))
    told = actions.close_case(actor, case=case, outcome=outcome, words=words, ground=ground)
    return said(told, "The case is closed and the customer was told.", "The case is closed.")


def _erase(actor: Actor, case: int, typed: QueryDict) -> str:
    keep, words, ground = typed.getlist("keep"), typed.get("words", ""), typed.get("ground", "")
    if typed.get("sure") != "yes":
        raise Refusal("Tick that you have looked at everything. It cannot be undone.", field="sure")
    emptied = actions.erase_customer(actor, case=case, keep=keep, words=words, ground=ground)
    return f"Erased: {sum(emptied.values())} records were emptied. The numbers of our work stay the same."


def _restrict(actor: Actor, case: int, typed: QueryDict) -> str:
    readers = [each for each in map(row_number, typed.getlist("readers")) if each is not None]
    told = actions.restrict_customer(actor, case=case, readers=readers, words=typed.get("words", ""))
    restricted = "The record is restricted: only the staff you named can read it."
    return said(told, restricted, restricted)


def _whose(actor: Actor, case: int, typed: QueryDict) -> str:
    actions.look_again(actor, case=case, record=row_number(typed.get("record")), words=typed.get("words", ""))
    return "It is written down whose words these are. What they ask can be carried out on that record."


def _collect(actor: Actor, case: int, typed: QueryDict) -> str:
    actions.collect_copy(actor, case=case)
    return "Everything we hold is being collected. Look again in a minute."


def _release(actor: Actor, case: int, typed: QueryDict) -> str:
    told = actions.release_copy(actor, case=case)
    given = "The copy is given: the customer was told, and can read it in their account for 30 days."
    return said(told, given, "The copy is given, and is there for 30 days.")


def _recipients(actor: Actor, case: int, typed: QueryDict) -> str:
    actions.find_recipients(actor, case=case)
    return "These were told before. Tell each of them what is right now."


STEPS: Mapping[str, tuple[str, str, str, Step]] = {
    "identity": ("Who asks was shown", "How did they show who they are?", "Save", _identity),
    "ask-identity": ("Ask for proof of who asks", "What should they show or send us?", "Ask", _ask_identity),
    "ask": ("Ask the customer", "What do we need to know?", "Ask", _ask),
    "answered": ("The customer answered", "What did they answer?", "Save", _answered),
    "extend": ("Take two more months", "Why, in words for the customer?", "Tell the customer", _extend),
    "note": ("Keep a note", "Note for colleagues", "Save", _note),
    "close": ("Answer and close", "What do you want to tell the customer?", "Tell the customer and close", _close),
    "erase": ("Erase what we hold", "Reasons for the customer, where something is kept", "Erase", _erase),
    "restrict": ("Restrict the record", "Anything the customer should know (optional)", "Restrict", _restrict),
    "whose": ("Say whose words these are", "How do you know?", "Save", _whose),
    "collect": ("Collect everything we hold", "", "Collect it", _collect),
    "release": ("Give the copy", "", "Give it to the customer", _release),
    "recipients": ("List who was told", "", "List them", _recipients),
}
"""The steps of a case: title, the question, the button, what is done."""


@staff(*PROTECTS)
def step(request: Request, case: int, step: str) -> HttpResponse:
    """One step of a case: its form, or what it does."""
    title, question, button, do = _step(step)
    found = queries.case(request.actor, case)
    back = reverse("site_desk:rights_case", kwargs={"case": case})

    def take(typed: QueryDict) -> str:
        return str(as_one(request, lambda: do(request.actor, case, typed), step=step))

    words: dict[str, Any] = {"title_words": title, "question": question, "button_words": button, "step": step}
    to = reverse("site_desk:rights") if step == "restrict" else back
    read = partial(_choices, request.actor, case, step)
    return ask(request, "rights_step", take, to, case=found, back=back, **words, read=read)


def _step(step: str) -> tuple[str, str, str, Step]:
    if step not in STEPS:
        raise NotFound("We could not find that page.")
    return STEPS[step]


def _choices(actor: Actor, case: int, step: str) -> dict[str, Any]:
    return {
        "identities": IDENTITIES,
        "grounds": GROUNDS,
        "endings": queries.endings_of(actor, case) if step == "close" else {},
        "holdings": holdings() if step == "erase" else [],
        "members": access.members(actor.council) if step == "restrict" else [],
        "records": queries.records_to_choose(actor, case) if step == "whose" else {},
    }


@staff(*PROTECTS)
@require_POST
def told(request: Request, case: int, recipient: int) -> HttpResponse:
    """Somebody who had been told before was told what is right now."""
    back = reverse("site_desk:rights_case", kwargs={"case": case})
    how = request.POST.get("how", "")

    def told() -> None:
        actions.recipient_told(request.actor, case=case, recipient=recipient, how=how)

    return tried(request, told, "It is written down that they were told.", back)
