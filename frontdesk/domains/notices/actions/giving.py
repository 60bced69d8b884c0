"""Giving a notice, and agreeing that somebody else is told of it too."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from django.db import transaction

from frontdesk.domains.notices import models, policy
from frontdesk.domains.notices.actions.checking import pass_notice
from frontdesk.domains.notices.actions.held import hold_row, kind_of, note, write_tellings
from frontdesk.domains.notices.queries.notices import own_notice, seen
from frontdesk.domains.notices.queries.register import kind_of_service, kinds_of_notice
from frontdesk.domains.notices.rules.steps import Facts, day_of, facts_of, needs_check
from frontdesk.domains.notices.types import AGREED, DIED, GIVEN, MOVED, Kind, Recipient, States
from frontdesk.domains.people import actions as people_actions
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types.identity import KNOWN
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require

SOURCE = "notice"
MOST_ALIKE = 3
"""More records of the very same name and day of birth say nothing of which one it is: staff find it."""


def give_notice(
    actor: Actor,
    *,
    kind: str,
    told: Mapping[str, str],
    facts: Facts,
    agreed: Iterable[str],
    channel: str,
    informant: int | None,
    request: int | None = None,
    known: bool = False,
) -> int:
    """Take a notice of a kind (code) of the council's register; returns its id, the first one's for a request again.

    `told` are the details in words, `facts` the same in types, `agreed` the recipients (codes) whom the customer
    ticked: nobody else is ever told. `known`: whoever gave it signed in, or staff wrote it down. On a death, messages
    to whoever has this very name and date of birth are held from this moment; that they died is recorded only by staff.
    """
    require(policy.may_work(actor))
    known_kind = kinds_of_notice(actor.council).get(kind)
    if known_kind is None:
        raise Refusal("The council takes no notices of this kind.", field="kind")
    with transaction.atomic():
        for before in models.Notice.objects.filter(council_id=actor.council, request_id=request or 0):
            return before.pk
        row = models.Notice.objects.create(
            council_id=actor.council, kind=kind, request_id=request, informant_id=informant, channel=channel,
            state=States.GIVEN, told=dict(told), facts=asdict(facts), happened_on=day_of(facts.on or facts.born),
            made_at=clock.now(), local_day=clock.today(),
            person_id=informant if known_kind.effect == MOVED else None,
        )  # fmt: skip
        note(actor, row, GIVEN)
        if known_kind.effect == DIED:
            _hold_messages(row, facts)
        write_tellings(actor, row, _chosen(known_kind, agreed))
        if not needs_check(known_kind.check, known=known):
            pass_notice(actor, row)
    return row.pk


def take_request(council: int, *, request: int, known: bool, user: int | None = None) -> int | None:
    """The notice that a form gives once it was sent; its id, the same one again. None where the form gives none, or its
    details were removed. `known`: as in `give_notice`; of a move that the sign-in `user` sent only where it is theirs.
    """
    sent = requests.sent(council, request)
    kind = kind_of_service(council, sent.service) if sent is not None else None
    if sent is None or kind is None:
        return None
    questions = {code: each.question for code, each in kind.details.items()}
    facts = facts_of(sent.answers, questions)
    if user is not None and kind.effect == MOVED:
        known = known and _theirs(council, sent, facts.name, user)
    return give_notice(
        Actor.system(council),
        kind=kind.code,
        told={code: sent.words[question] for code, question in questions.items() if sent.words.get(question)},
        facts=facts,
        agreed=[str(code) for choice in kind.choices for code in sent.answers.get(choice) or ()],
        channel=sent.channel,
        informant=sent.person,
        request=sent.request,
        known=known,
    )


def _theirs(council: int, sent: requests.Sent, name: str, user: int) -> bool:
    """Whether staff wrote it down for somebody, or it is told under the name of a record of which we know more than a
    name: by an account that anybody can open, a stranger would move somebody else."""
    own = people.person_of(council, user)
    if sent.person is None:
        return own is None
    if sent.acted_by is None and own not in people.cluster(council, sent.person):
        return True
    found = people.prefill(Actor.system(council), sent.person)
    more = found.date_of_birth is not None or found.address is not None or people.is_proved(council, found.id, KNOWN)
    return more and _plain(found.name) == _plain(name)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _hold_messages(row: models.Notice, facts: Facts) -> None:
    found = people.called_so(row.council_id, facts.name, day_of(facts.born))
    if len(found) > MOST_ALIKE:
        return
    for person in found:
        people_actions.say_died(Actor.system(row.council_id), person=person, source=SOURCE)
    if len(found) == 1:
        row.person_id = found[0]
        row.save(update_fields=["person_id"])


def _chosen(kind: Kind, codes: Iterable[str]) -> list[Recipient]:
    return [kind.recipients[code] for code in dict.fromkeys(codes) if code in kind.recipients]


def agree(actor: Actor, *, notice: int, recipients: Iterable[str]) -> int:
    """The customer who gave it, or staff who heard it from them, agree that these are told too; returns how many more.

    NotFound for everybody else's and what is out of staff's sight; Refusal where none is chosen, or it was a mistake.
    """
    if not policy.may_work(actor) or actor.is_system:
        own_notice(actor, notice)
    else:
        seen(actor, notice)
    with transaction.atomic():
        row = hold_row(actor.council, notice)
        if row.state == States.REFUSED:
            raise Refusal("This was taken back. Tell us anew if something is to be told.", code="moved-on")
        before = set(row.tellings.filter(council_id=actor.council).values_list("recipient", flat=True))
        chosen = [each for each in _chosen(kind_of(row), recipients) if each.code not in before]
        if not chosen:
            raise Refusal("Choose who else should be told.", field="recipients")
        note(actor, row, AGREED, {"recipients": sorted(each.code for each in chosen)})
        write_tellings(actor, row, chosen)
    return len(chosen)
