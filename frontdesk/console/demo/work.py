"""What the demo's council has to do: requests made from the services' own examples, and calls, through the verbs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from frontdesk.console.demo.council import PACK
from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.types import MatterIn
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.examples import Example, read_examples
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal

SEED = 11
CALLS = 60

_SAID = {
    "housing-payment": "We pay £22.50 a week to your landlord, from the Monday after you applied, for 26 weeks.",
    "housing-register": "You are in band B. You need two bedrooms.",
    "complaint": "The crew did not write down that your lane was blocked. From now on it rings us on the same day.",
    "event-notice": "Place: Quillmere Town Hall. Saturday, 6pm to 11pm, at most 120 people at a time.",
    "information-request": "In the last financial year we spent £184,200 on this, in 212 payments.",
    "plan-comment": "Decision: allowed, with conditions. Comments are answered in part 5 of the officer's report.",
}
"""What the officer writes to the customer where an outcome relies on it."""


@dataclass(frozen=True)
class _Story:
    service: str
    number: int
    example: Example


def make_work(council: Council) -> None:
    """Requests of every service that an example ends in, some of them closed, and two weeks of calls. Rerunnable."""
    with tenancy.acting_for(council.id):
        for place, story in enumerate(_stories()):
            _play(council.id, story, close=place % 3 == 0)
        _calls(council.id)


def _stories() -> Iterator[_Story]:
    for folder in sorted((PACK / "services").iterdir()):
        found = read_examples(folder)
        for number, example in enumerate(found):
            if isinstance(example, Example) and example.channel == "web":
                yield _Story(folder.name, number, example)


def _play(council: int, story: _Story, *, close: bool) -> None:
    """Hand the example in at its own moment, or leave it: what a rule refuses today is no request."""
    moment = story.example.received.replace(tzinfo=clock.LOCAL)
    answers = {code: each for code, each in story.example.answers.items() if not _is_files(each)}
    with clock.at(min(moment, clock.now())):
        try:
            receipt = requests.report_request(
                Actor.nobody(council), service=story.service, answers=answers, channel="web", even_if_same=True,
                key=f"demo:{story.service}:{story.number}",
            )  # fmt: skip
        except Refusal:
            return
    if close and receipt.request is not None and not receipt.again:
        _close(council, story.service, receipt.request, moment + timedelta(days=1 + story.number * 2))


def _close(council: int, service: str, request: int, moment: datetime) -> None:
    published = services.published(council, service)
    user = access.user_by_email("officer@demo.example")
    if published is None or user is None or not published.definition.outcomes:
        return
    with clock.at(min(moment, clock.now())):
        try:
            officer = access.actor_for(council, user.pk)
            chosen = published.definition.outcomes[0]
            words = _SAID.get(service, "Ring us if anything is not clear.") if chosen.message else ""
            requests.close_request(officer, request=request, outcome=chosen.code, message=words)
        except Refusal:
            return


def _is_files(answer: object) -> bool:
    return isinstance(answer, list) and bool(answer) and all(isinstance(each, str) and "." in each for each in answer)


def _calls(council: int) -> None:
    """Calls of the last two weeks, answered by the adviser after a few seconds more or less."""
    user = access.user_by_email("adviser@demo.example")
    if user is None:
        return
    adviser, pick = access.actor_for(council, user.pk), Random(SEED)  # noqa: S311  figures of a demo
    codes = [listing.code for listing in services.catalogue(adviser) if not listing.restricted]
    for number in range(CALLS):
        day = clock.today() - timedelta(days=1 + number % 14)
        rang = datetime.combine(day, time(9), clock.LOCAL) + timedelta(minutes=pick.randrange(420))
        answered = rang + timedelta(seconds=pick.choice((4, 8, 11, 15, 18, 25, 40)))
        contacts.record_contact(
            adviser, channel="phone", started_at=rang, answered_at=answered,
            ended_at=answered + timedelta(seconds=pick.randrange(60, 500)), key=f"demo:call:{number}",
            matters=[MatterIn(service=pick.choice(codes))],
        )  # fmt: skip
