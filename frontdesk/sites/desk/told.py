"""Tell us once, at the desk: what waits to be looked at, who has not confirmed, one notice and its steps."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.access import queries as access
from frontdesk.domains.notices import actions, queries
from frontdesk.domains.notices.types import Notice
from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types.deaths import PROOFS
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import as_one, ask, done
from frontdesk.sites.desk.deaths import day_of_death
from frontdesk.sites.desk.furniture import channel_name, page
from frontdesk.sites.desk.gate import WORKS, Request, staff

SHOWS: Mapping[str, str] = {
    "check": "To look at",
    "evidence": "Waiting for proof",
    "waiting": "Not confirmed yet",
    "late": "Late",
    "could-not": "Could not be told",
}
"""What the list shows, in the order in which staff need it."""


def _of(notice: int) -> str:
    return reverse("site_desk:told_notice", kwargs={"notice": notice})


@staff(*WORKS)
def told(request: Request) -> HttpResponse:
    """What waits for staff, by what it waits for; and what telling once saved this year."""
    show = request.GET.get("show", "check")
    show = show if show in SHOWS else "check"
    today = clock.today()
    kinds = queries.kinds_of_notice(request.actor.council)
    return page(
        request, "told",
        work=queries.worklist(request.actor, show), show=show, shows=SHOWS, counts=queries.counts(request.actor),
        today=today, kinds=kinds, saved=queries.saved(request.actor, today.replace(month=1, day=1), today),
        unsure=_unsure(request.actor),
    )  # fmt: skip


def _unsure(actor: Actor) -> list[tuple[int, str]]:
    """Customers who are said to have died, and of whom nobody has seen evidence: messages to them are held."""
    deaths = people.deaths_to_check(actor)
    names = people.called(actor, [each.person for each in deaths])
    return [(each.person, names[each.person].name) for each in deaths if not names[each.person].hidden]


@staff(*WORKS)
def notice(request: Request, notice: int) -> HttpResponse:
    """One notice: whom it is about, what was told, each recipient, what is not sent, and what to do next."""
    found = queries.notice(request.actor, notice)
    return page(request, "told_notice", **_whole(request, found))


def _whole(request: Request, found: Notice) -> dict[str, Any]:
    actor, ids = request.actor, [each for each in (found.person, found.informant) if each is not None]
    names = people.called(actor, ids)
    died = found.effect == "died"
    cluster = people.cluster(actor.council, found.person) if found.person and died else []
    users = {each.ended_by for each in found.tellings} | {found.checked_by}
    return {
        "notice": found,
        "names": {id: each.name for id, each in names.items()},
        "channel": channel_name(actor.council, found.channel),
        "further": queries.further(actor.council, found),
        "today": clock.today(),
        "staff_names": access.names_of(actor.council, {each for each in users if each is not None}),
        "proofs": PROOFS,
        "held": notifications.held_for(actor, cluster) if cluster else [],
        "typed": QueryDict(),
    }


@staff(*WORKS)
def find(request: Request, notice: int) -> HttpResponse:
    """Find the record of whom it is about. What is typed is sent in the body: addresses of pages are kept in logs."""
    found = queries.notice(request.actor, notice)
    typed = request.POST.get("who", "") or found.about
    if request.method == "POST" and (person := row_number(request.POST.get("person"))) is not None:
        actions.find_person(request.actor, notice=notice, person=person)
        return done(request, "It is written down whom it is about.", _of(notice))
    hits = people.search(request.actor, typed, 10) if typed.strip() else []
    return page(request, "told_find", notice=found, typed=typed, hits=hits, back=_of(notice))


@staff(*WORKS)
def check(request: Request, notice: int) -> HttpResponse:
    """Pass a notice, with what shows that it is so; or refuse it with the reason."""
    found = queries.notice(request.actor, notice)

    return ask(
        request, "told_check", lambda typed: _take(request, found, typed), _of(notice), known=_known(found),
        notice=found, proofs=PROOFS, back=_of(notice),
    )  # fmt: skip


def _known(found: Notice) -> QueryDict:
    known = QueryDict(mutable=True)
    if found.happened_on:
        known.update({f"died-{part}": str(getattr(found.happened_on, part)) for part in ("day", "month", "year")})
    known.update({"so": "yes"} if found.checked_at else {})
    known.update({"evidence": found.evidence, "words": found.words})
    return known


def _take(request: Request, found: Notice, typed: QueryDict) -> str:
    if typed.get("so") == "no":
        as_one(request, lambda: actions.refuse_notice(request.actor, notice=found.id, why=typed.get("why", "")))
        return "It was a mistake: nobody more is told, and those who were told hear so."
    if typed.get("so") != "yes":
        raise Refusal("Choose whether it is so.", field="so")
    gone = people.cluster(request.actor.council, found.person) if found.person and found.effect == "died" else []
    died = day_of_death(request, gone, typed)
    as_one(request, lambda: _pass(request.actor, found.id, died, typed))
    return "It is passed. Everybody who was agreed to, and may be told, is told now."


def _pass(actor: Actor, notice: int, died: date | None, typed: QueryDict) -> None:
    evidence, words = typed.get("evidence", ""), typed.get("words", "")
    actions.check_notice(actor, notice=notice, evidence=evidence, words=words, died_on=died)


@staff(*WORKS)
@require_POST
def agree(request: Request, notice: int) -> HttpResponse:
    """The customer agreed, in a contact, that these are told too."""
    try:
        actions.agree(request.actor, notice=notice, recipients=request.POST.getlist("recipients"))
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return done(request, refusal.sentence, _of(notice))
    return done(request, "They are told too.", _of(notice))


Step = Callable[[Actor, int, QueryDict], None]
STEPS: Mapping[str, tuple[str, str, Step]] = {
    "confirm": (
        "They have it", "It is confirmed.",
        lambda actor, telling, typed: actions.confirm_telling(
            actor, telling=telling, reference=typed.get("reference", ""), words=typed.get("words", "")
        ),
    ),
    "again": (
        "Tell them again", "They are asked again.",
        lambda actor, telling, _typed: actions.tell_again(actor, telling=telling),
    ),
    "could-not": (
        "They cannot use it", "It is listed until somebody has seen to it.",
        lambda actor, telling, typed: actions.could_not(actor, telling=telling, why=typed.get("words", "")),
    ),
    "not-wanted": (
        "Do not tell them", "They are not told any more.",
        lambda actor, telling, typed: actions.not_wanted(actor, telling=telling, why=typed.get("words", "")),
    ),
}  # fmt: skip
"""What staff do with one recipient: the button, what is said when it is done, the verb."""


@staff(*WORKS)
def step(request: Request, notice: int, telling: int, step: str) -> HttpResponse:
    """One step of one recipient."""
    found = queries.notice(request.actor, notice)
    one = next((each for each in found.tellings if each.id == telling), None)
    if one is None or step not in STEPS:
        raise NotFound("We could not find that.")
    title, said, do = STEPS[step]

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: do(request.actor, telling, typed))
        return f"{one.name}: {said[0].lower()}{said[1:]}"

    return ask(request, "told_step", take, _of(notice), notice=found, one=one, step=step, words=title, back=_of(notice))
