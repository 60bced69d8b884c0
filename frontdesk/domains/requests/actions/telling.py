"""Telling the customer of each change, without being asked, with the next step and its date (F11)."""

from dataclasses import dataclass, replace

from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications import queries as message_queries
from frontdesk.domains.notifications.types import OFF
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import Mail
from frontdesk.domains.people.types.acting import ACTING
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions.held import Held
from frontdesk.domains.requests.queries.acting import acted_path
from frontdesk.domains.requests.queries.known import clocked, ending_of, follow_path, next_step
from frontdesk.domains.requests.queries.receipts import by_text
from frontdesk.domains.requests.rules import messages, standing
from frontdesk.domains.requests.types import REQUEST
from frontdesk.kernel import links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.money import format_money
from frontdesk.kernel.references import show_reference
from frontdesk.kernel.words import long_date

_PROVE = "Please confirm that this is your email address. Then you can see this request when you sign in:"


def tell_customer(
    actor: Actor,
    held: Held,
    event: str,
    *,
    question: str = "",
    outcome: str = "",
    extra: str = "",
    prove: int | None = None,
    mail: Mail | None = None,
    key: str = "",
    topic: str = "",
) -> str:
    """Send the message about `event`; returns the address or the mobile number it goes to, '' where there is none.

    `extra` is a paragraph of ours put first, `prove` the contact point whose possession the message asks to prove,
    `mail` where the customer's mail goes, read unless it is at hand, `key` what makes it one message where that is not
    the change of the request itself, `topic` what it is where the law wants it told and the event is one that customers
    may choose not to hear of.
    Nothing is sent about restricted requests: whoever reads the customer's post must not learn of them. Whoever asked
    for it in the customer's name hears of it as the customer has chosen, while they may act.
    """
    row = held.row
    if row.restricted or row.removed_at is not None:
        return ""
    if mail is None:
        mail = people.mail_of(row.council_id, row.person_id) if row.person_id is not None else Mail()
    letter = _Letter(
        mail, row.person_id, follow_path(row), question, outcome, extra, prove,
        key or f"request:{row.pk}:{row.changes}:{event}", topic,
    )  # fmt: skip
    if row.acted_by_id is None:
        return _send(actor, held, event, letter)
    choice, acting, authority = people.told_with(row.council_id, row.acted_by_id, row.person_id or 0, row.service)
    theirs = replace(
        letter, mail=acting, person=row.acted_by_id, path=acted_path(row.person_id or 0, row.pk), prove=None,
        extra="\n\n".join(filter(None, (_acted_for(held, event, mail), extra))), key=f"{letter.key}:acting",
        authority=authority,
    )  # fmt: skip
    told = _send(actor, held, event, theirs)
    if told and (choice == ACTING or told.casefold() == _goes_to(letter.mail).casefold()):
        return told  # to one address one letter, and the one without the link that outlives the authority
    return _send(actor, held, event, letter) or told


@dataclass(frozen=True, slots=True)
class _Letter:
    """One message about an event: to whom, where its link leads, and the words that go in."""

    mail: Mail
    person: int | None
    path: str
    question: str
    outcome: str
    extra: str
    prove: int | None
    key: str
    topic: str = ""
    authority: int | None = None


def _acted_for(held: Held, event: str, mail: Mail) -> str:
    """In whose name it was asked for; nothing where the service's own words say as little as they can."""
    if messages.is_discreet(held.definition, event, language=held.row.language):
        return ""
    name = messages.spoken_name(mail.name)
    return f"You asked for this for {name}." if name else "You asked for this in somebody else’s name."


def _goes_to(mail: Mail) -> str:
    """The address or the mobile number a message goes to, '' where there is none."""
    return mail.mobile if by_text(mail) else mail.address


def _send(actor: Actor, held: Held, event: str, letter: _Letter) -> str:
    """Write one of them; returns where it goes."""
    row, topic = held.row, f"requests.{letter.topic or event}"
    way = message_queries.chosen(row.council_id, letter.person, topic)
    mail = replace(letter.mail, prefers=way) if way else letter.mail
    texted, address, name = by_text(mail), _goes_to(mail), mail.name
    council = organisations.council_by_id(row.council_id)
    if not address or council is None or way == OFF:
        return ""
    link = links.absolute(council.code, letter.path)
    values = _values(held, council, name=name, link=link) | {"question": letter.question, "outcome": letter.outcome}
    values["ending"] = ending_of(held).text if event == "received" else ""
    subject, body = messages.compose(held.definition, event, values, language=row.language, extra=letter.extra)
    discreet = messages.is_discreet(held.definition, event, language=row.language)
    if texted:
        body = messages.compose_text(held.definition, event, values, language=row.language)
    elif letter.prove is not None and not discreet:
        path = links.absolute(council.code, f"/prove/{links.sign(row.council_id, 'prove', letter.prove)}/")
        body += f"\n\n{_PROVE} {path}"
    notifications.tell(
        actor,
        topic=topic,
        subject=subject,
        body=body,
        about=(REQUEST, row.pk),
        key=letter.key,
        to_person=letter.person,
        email="" if texted else address,
        phone=address if texted else "",
        link="" if discreet else link,
        authority=letter.authority,
    )
    return address


def _due(row: models.Request, clock: standing.Clocked) -> str:
    """The date that now holds: after we told of a delay the one that we gave then, and no other."""
    if row.expected_on is not None and row.closed_at is None:
        return long_date(row.expected_on)
    return standing.say_due(clock.due_at, clock.due_on, clock.by_the_minute)


def _values(held: Held, council: Council, *, name: str, link: str) -> dict[str, str]:
    row, clock = held.row, clocked(held.row)
    return {
        "reference": show_reference(row.reference),
        "service": held.name,
        "status": held.status.name,
        "due": _due(row, clock) or "the date we give you",
        "fee": format_money(row.fee) if row.fee is not None else "",
        "next_step": next_step(held, held.now),
        "link": link,
        "name": name,
        "council": council.name,
        "phone": council.phone,
    }
