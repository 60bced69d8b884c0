"""A customer who has died: said, recorded with evidence, taken back; and what was not sent to them."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.types.deaths import PROOFS, Death
from frontdesk.kernel.errors import Refusal
from frontdesk.sites.desk.asking import as_one, ask, done
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import DECIDES, WORKS, Request, staff
from frontdesk.ui import words
from frontdesk.ui.typed import day_in

LONG_AFTER = timedelta(days=31)
"""Others settle what is left in the first weeks; who is in touch later than that was hardly dead."""


def _page_of(person: int) -> str:
    return reverse("site_desk:customer", kwargs={"person": person})


@staff(*WORKS)
def death(request: Request, person: int) -> HttpResponse:
    """Record that a customer has died, with the evidence; or put right what was recorded."""
    found = queries.who(request.actor, person, seen_on="death")
    known = queries.death_record(request.actor, person)

    def take(typed: QueryDict) -> str:
        died = day_of_death(request, found.cluster, typed)
        as_one(request, lambda: _record(request, known.person if known else person, died, typed))
        return "It is recorded. Nothing is sent to them by itself any more, and nobody acts for them as before."

    return ask(
        request, "death", take, _page_of(person), known=_known(known),
        person=found, death=known, proofs=PROOFS, back=_page_of(person),
        by=access.names_of(request.actor.council, [known.recorded_by or 0] if known else []),
        held=notifications.held_for(request.actor, found.cluster),
    )  # fmt: skip


def day_of_death(request: Request, records: Iterable[int], typed: QueryDict) -> date | None:
    """The day as typed; refused where it lies long before they were last in touch, until staff say that it is right:
    one wrong figure in the year closes the account of somebody who lives, ends their card and stops every message."""
    died = day_in(typed, "died", "Enter the day on which they died, like 27 3 2026.")
    if died is None or typed.get("sure"):
        return died
    seen = [each.started_at for each in contacts.last_contacts(request.actor.council, records).values()]
    if seen and max(seen).date() - died > LONG_AFTER:
        told = f"They were in touch with us on {words.day_and_month(max(seen))}, long after that day. Check the day"
        raise Refusal(f"{told} and that this is the right customer. If both are, tick that you did.", field="sure")
    return died


def _record(request: Request, person: int, died: date | None, typed: QueryDict) -> int:
    return actions.record_death(
        request.actor,
        person=person,
        died_on=died,
        evidence=typed.get("evidence", ""),
        words=typed.get("words", ""),
    )


def _known(death: Death | None) -> QueryDict:
    typed = QueryDict(mutable=True)
    if death is not None and death.died_on is not None:
        typed.update({"evidence": death.evidence, "words": death.words})
        typed.update({f"died-{part}": str(getattr(death.died_on, part)) for part in ("day", "month", "year")})
    return typed


@staff(*WORKS)
@require_POST
def said(request: Request, person: int) -> HttpResponse:
    """Somebody told us, and nobody has seen evidence yet: messages to them wait from now on."""
    actions.say_died(request.actor, person=person, source="desk")
    to = reverse("site_desk:death", kwargs={"person": person})
    return done(request, "Messages to them are held from now on. Record the death when you have seen evidence.", to)


@staff(*WORKS)
def taken_back(request: Request, person: int) -> HttpResponse:
    """It was not so: with the reason."""
    found = queries.who(request.actor, person, seen_on="death")
    known = queries.death_record(request.actor, person)
    if known and known.sure and not request.actor.has(*DECIDES) and request.method == "GET":
        return page(request, "death_kept", person=found, death=known, back=_page_of(person))

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: actions.end_death(request.actor, person=person, why=typed.get("why", "")))
        return "It is taken back. What was held is sent now, and whoever acted for them may do so again."

    return ask(request, "death_end", take, _page_of(person), person=found, back=_page_of(person))
