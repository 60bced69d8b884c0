"""What the demo's council has to do: a year in small and the last ten weeks in full, day by day through the verbs.

Requests are made from the services' own examples, moved to days of the last weeks, by people of the invented town; most
are closed in time, some late, some wait for the customer. Everything happens in the order of its days, messages too.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import cycle
from typing import Any

from frontdesk.console.demo import season
from frontdesk.console.demo.calls import ADVISER, COLLEAGUE
from frontdesk.console.demo.council import PACK
from frontdesk.console.demo.people import SYSTEM, homes, make_people
from frontdesk.console.demo.play import Play
from frontdesk.console.sign_ins import SIGN_INS
from frontdesk.console.year.happen import STAFFED
from frontdesk.domains.access import queries as access
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import PersonIn
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests import queries as request_queries
from frontdesk.domains.requests.queries.courses import ways
from frontdesk.domains.requests.types import Receipt
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.examples import Example, read_examples
from frontdesk.domains.services.definition.flow import SUBMIT
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal

SEED = 11
ASKING = 40
"""How many come or ring only to know something."""
WEEKS = 10
YEAR_CAST = 110
"""How many people of the town make up the year before."""
ROUNDS = 3
SHARE = 2
"""Each round plays every second example, another half each time: forty services fill the weeks without them all."""
CAST = 40
"""How many people of the town have something to do with the council: fewer than requests, so that some have several."""

RESIDENT = next(each for each in SIGN_INS if each.role == "resident")
OWN = (("missed-bin", 4, "done"), ("pothole", 1, "asked"), ("information-request", 1, "open"))
"""What the demo's resident asked for, by herself: the service, how many weeks ago, what has become of it."""

_SAID = {
    "housing-payment": "We pay £22.50 a week to your landlord, from the Monday after you applied, for 26 weeks.",
    "housing-register": "You are in band B. You need two bedrooms.",
    "complaint": "The crew did not write down that your lane was blocked. From now on it rings us on the same day.",
    "event-notice": "Place: Quillmere Town Hall. Saturday, 6pm to 11pm, at most 120 people at a time.",
    "information-request": "In the last financial year we spent £184,200 on this, in 212 payments.",
    "plan-comment": "Decision: allowed, with conditions. Comments are answered in part 5 of the officer's report.",
    "allotment": "Lower Furlong: you are number 14. Orchard Wall Road: you are number 31.",
    "birth-appointment": "Thursday at 10.30am, at the register office. Please bring a passport or a driving licence.",
    "council-tax-plan": "£40 on the first of each month, ten times, and £12 in the last month.",
    "data-complaint": "A wrong address had been typed. We have had the email erased, and check each address twice now.",
    "environment-request": "The soil was tested in 1998 and 2011. Both reports are on our website, under land.",
    "hall-hire": "The caretaker opens the side door half an hour before, and shows you the lights.",
    "home-adaptations": "A stairlift and a level shower, by a builder of our list. You pay nothing yourself.",
    "housing-review": "You are owed help: the spare room that the decision relied on is not there.",
    "licence-comment": "Granted until midnight, with the garden shut from 10pm.",
    "money-worries": "You asked for Universal Credit today. We ring again in two weeks.",
    "petition": "A crossing is to be measured for in the spring. The answer is on our website.",
}
"""What the officer writes to the customer where an outcome relies on it."""
_ASKED = "Can you tell us a little more, or send a photo of it?"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_LATE = timedelta(days=12)
"""How long past its date something may lie in the demo."""
_IN_TIME, _CLOSED_LATE = 0.86, 0.94
_CLOSED_ALREADY, _ASKED_NOW = 0.3, 0.45
_BY, _CHASED = (50, 38, 12), 0.7
"""How people whom we know report (online, by phone, at the counter), and how often they ask how it is going."""
_TURNED_AWAY = 0.15
"""How often an example of what we cannot take happens: half of all examples are such, and few forms are."""


def make_weeks(council: Council) -> None:
    """Ten weeks of requests of every service, most of them closed, and of calls and visits. Rerunnable."""
    with tenancy.acting_for(council.id):
        play = Play.begin("weeks", council.id, SEED, ADVISER)
        customers = cycle(_customers(council.id))
        examples = list(_examples())
        for turn in range(ROUNDS):
            for at, (code, number, example) in enumerate(examples):
                if (at + turn) % SHARE:
                    continue
                known = next(customers) if turn else None
                _plan_report(play, code, example, key=f"demo:{turn}:{code}:{number}", known=known)
        _plan_asking(play, customers)
        _plan_own(play, {code: example for code, _, example in reversed(examples)})
        play.run()


def make_year(council: Council) -> None:
    """The year before them, in small. Rerunnable, and may run beside the weeks."""
    with tenancy.acting_for(council.id):
        play = Play.begin("year", council.id, season.SEED, COLLEAGUE)
        _plan_year(play, list(_examples()))
        play.run()


def _examples() -> Iterator[tuple[str, int, Example]]:
    for folder in sorted(file.parent for file in (PACK / "services").glob("*/service.toml")):
        for number, example in enumerate(() if folder.name.startswith("told-once") else read_examples(folder)):
            if isinstance(example, Example) and example.channel == "web" and example.expect.error is None:
                yield folder.name, number, example


def _customers(council: int, number: int = CAST) -> list[tuple[int, PersonIn]]:
    """People of the town who can be written to, with their ids."""
    cast = [one for one in make_people(number * 3, homes(council)) if one.emails][:number]
    ids = people.people_by_identity(council, SYSTEM, [one.key for one in cast])
    return [(ids[one.key], one) for one in cast if one.key in ids]


def _plan_report(play: Play, service: str, example: Example, *, key: str, known: tuple[int, PersonIn] | None) -> None:
    """Hand the example in on the same day of another week; what a rule refuses on that day is no request."""
    published = services.published(play.council, service)
    if published is None:
        return
    ending = published.definition.ending(example.expect.ending)
    if ending is not None and ending.outcome != SUBMIT and play.pick.random() > _TURNED_AWAY:
        return
    first = example.received.replace(tzinfo=clock.LOCAL)
    weeks = (play.now.date() - first.date()).days // 7 - play.pick.randrange(WEEKS)
    moment = first + timedelta(weeks=weeks, minutes=play.pick.randrange(-60, 300))
    answers = {
        code: _moved(each, timedelta(weeks=weeks)) for code, each in example.answers.items() if not _is_files(each)
    }
    if known is not None:
        answers |= _of(published.definition, known[1], answers)

    person = known[0] if known else None
    channel = play.pick.choices(("web", "phone", "visit"), _BY)[0] if person else "web"
    if play.desk is not None and channel in published.definition.channels.open and channel != "web":
        moment = _when_open(moment)
    else:
        channel = "web"

    def report() -> None:
        if channel != "web" and person is not None and play.desk is not None:
            receipt = play.desk.report(channel=channel, service=service, answers=answers, person=person, key=key)
        else:
            receipt = _report(play.council, service, answers, key, person)
        if receipt is not None and receipt.request is not None and not receipt.again:
            _plan_rest(play, published.definition, receipt, moment)
            _plan_chase(play, service, receipt, moment, person)

    play.at(moment, report)


def _plan_chase(play: Play, service: str, receipt: Receipt, moment: datetime, person: int | None) -> None:
    """Some ring before it is done, to ask how it is going."""
    desk, request = play.desk, receipt.request
    if desk is None or person is None or request is None or play.pick.random() > _CHASED:
        return
    due = receipt.due_at or _end_of(receipt.due_on) or moment + timedelta(days=10)
    when = _when_open(moment + max((due - moment) * play.pick.uniform(0.1, 0.6), timedelta(days=1)))
    play.at(when, lambda: desk.chase(request=request, service=service, person=person))


def _plan_asking(play: Play, customers: Iterator[tuple[int, PersonIn]]) -> None:
    desk = play.desk
    if desk is None:
        return
    codes = [listing.code for listing in services.catalogue(desk.adviser) if not listing.restricted]
    for number in range(ASKING):
        day = play.now - timedelta(days=1 + play.pick.randrange(7 * WEEKS), minutes=play.pick.randrange(400))
        asked = partial(desk.ask, service=play.pick.choice(codes), person=next(customers)[0], key=f"demo:ask:{number}")
        play.at(_when_open(day), asked)


def _plan_year(play: Play, examples: list[tuple[str, int, Example]]) -> None:
    """The year before, in small: see season.py."""
    made: dict[str, int] = {}
    cast, now = _customers(play.council, YEAR_CAST), play.now
    for each in (*season.drawn(play.council, cast, examples, now), *season.elsewhere(play.council, cast, now)):
        do = _year_report(play, each, made) if isinstance(each, season.Reported) else _year_asked(play, each, made)
        play.at(each.at if isinstance(each, season.Asked) else each.answered_at, do)


def _year_report(play: Play, each: season.Reported, made: dict[str, int]) -> Callable[[], None]:
    given = {code: _moved(answer, each.later) for code, answer in each.example.answers.items() if not _is_files(answer)}
    answers, (person, one), code = given, each.customer, each.definition.code
    answers |= _of(each.definition, one, answers)

    def report() -> None:
        if each.channel in STAFFED and play.desk is not None:
            receipt = play.desk.report(
                channel=each.channel, service=code, answers=answers, person=person, key=each.key,
                waited=each.answered_at - each.at,
            )  # fmt: skip
        else:
            receipt = _report(play.council, code, answers, each.key, person, channel=each.channel)
        if receipt is not None and receipt.request is not None and not receipt.again:
            made[each.key] = receipt.request
            if each.close_at is not None:
                play.at(each.close_at, _closing(play.council, each.definition, receipt.request))

    return report


def _year_asked(play: Play, each: season.Asked, made: dict[str, int]) -> Callable[[], None]:
    def ask() -> None:
        person, desk = each.customer[0], play.desk
        if desk is not None and each.about in made:
            desk.chase(
                request=made[each.about], service=each.service, person=person, channel=each.channel, key=each.key
            )
        elif desk is not None and each.entry:
            desk.pass_on(service=each.service, person=person, key=each.key, channel=each.channel)
        elif desk is not None and not each.about:
            desk.ask(service=each.service, person=person, key=each.key, channel=each.channel)

    return ask


def _plan_own(play: Play, first: Mapping[str, Example]) -> None:
    """What the demo's resident finds in her account: something done, a question for her, something on its way.

    `first` is the first example of each service.
    """
    user = access.user_by_email(RESIDENT.email)
    if user is None:
        return
    resident = access.actor_for(play.council, user.pk, people.person_of(play.council, user.pk))
    given, _, family = RESIDENT.name.partition(" ")
    herself = PersonIn("", RESIDENT.name, given=given, family=family, emails=[RESIDENT.email])
    for service, weeks_ago, then in OWN:
        published = services.published(play.council, service)
        if published is None or service not in first:
            continue
        began = first[service].received.replace(tzinfo=clock.LOCAL)
        weeks = (play.now.date() - began.date()).days // 7 - weeks_ago
        moment, definition = began + timedelta(weeks=weeks), published.definition
        answers = {
            code: _moved(each, timedelta(weeks=weeks))
            for code, each in first[service].answers.items()
            if not _is_files(each)
        }
        answers |= _of(definition, herself, answers)
        play.at(moment, partial(_own, play, resident, definition, answers, moment, then))


def _own(
    play: Play, resident: Actor, definition: Definition, answers: Mapping[str, Any], moment: datetime, then: str
) -> None:
    key = f"demo:own:{definition.code}"
    receipt = _report(play.council, definition.code, answers, key, resident.person, by=resident)
    if receipt is None or receipt.again or receipt.request is None or then == "open":
        return
    what = (
        _closing(play.council, definition, receipt.request)
        if then == "done"
        else _asking(play.council, receipt.request)
    )
    play.at(_at_work(moment, moment + timedelta(days=1)), what)


def _report(
    council: int, service: str, answers: Mapping[str, Any], key: str, person: int | None, by: Actor | None = None,
    channel: str = "web",
) -> Receipt | None:  # fmt: skip
    """By the customer themselves (`by`, who signed in), whose record we know in the second and third round."""
    actor = by or (Actor.nobody(council) if person is None else Actor.system(council))
    try:
        return requests.report_request(
            actor, service=service, answers=answers, channel=channel, person=person, even_if_same=True, key=key
        )
    except Refusal:
        return None


def _of(definition: Definition, one: PersonIn, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers about the customer as this person gives them, to the questions that the example answers."""
    theirs = {"name": f"{one.given} {one.family}", "email": one.emails[0], "phone": next(iter(one.phones), "")}
    about = {q.code: theirs.get(q.known_as or "") for _, q, group in definition.questions() if group is None}
    return {code: value for code, value in about.items() if value and code in answers}


def _plan_rest(play: Play, definition: Definition, receipt: Receipt, moment: datetime) -> None:
    """What becomes of it: closed in time or late, asked about, or still open."""
    due = receipt.due_at or _end_of(receipt.due_on) or moment + timedelta(days=10)
    chance, part = play.pick.random(), play.pick.uniform(0.15, 0.9)
    close = _closing(play.council, definition, receipt.request or 0)
    if due < play.now:
        if chance < _IN_TIME:
            play.at(_at_work(moment, moment + (due - moment) * part), close)
        elif chance < _CLOSED_LATE or due < play.now - _LONGEST_LATE:
            play.at(_at_work(due, due + timedelta(days=1 + 3 * part)), close)
    elif chance < _CLOSED_ALREADY:
        play.at(_at_work(moment, moment + (play.now - moment) * part), close)
    elif chance < _ASKED_NOW:
        play.at(_at_work(moment, moment + (play.now - moment) * part), _asking(play.council, receipt.request or 0))


def _at_work(after: datetime, moment: datetime) -> datetime:
    """The same day in office hours, a Friday instead of a weekend, but never before `after`."""
    local = moment.astimezone(clock.LOCAL)
    local -= timedelta(days=max(local.weekday() - 4, 0))
    return max(local.replace(hour=9 + local.minute % 8), after + timedelta(minutes=20))


def _when_open(moment: datetime) -> datetime:
    """The same day while lines and counter are open, a Monday instead of a weekend."""
    local = moment.astimezone(clock.LOCAL)
    local += timedelta(days=7 - local.weekday() if local.weekday() > 4 else 0)
    return local.replace(hour=9 + local.minute % 8)


def _end_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time(17), clock.LOCAL) if day else None


def _closing(council: int, definition: Definition, request: int) -> Callable[[], None]:
    """Closing it with its first outcome, by the steps that lead there: what is paid for must have been paid."""
    first = definition.outcomes[0].code if definition.outcomes else ""
    way = next((each for each in ways(definition) if each.outcome.code == first), None)

    def close() -> None:
        chosen = definition.outcomes[0]
        words = _SAID.get(definition.code, "Ring us if anything is not clear.") if chosen.message else ""
        for step in way.steps[1:-1] if way else ():
            _by_owner(council, request, partial(_move, request, step.status))
        _by_owner(
            council,
            request,
            lambda owner: requests.close_request(owner, request=request, outcome=chosen.code, message=words),
        )

    return close if definition.outcomes else lambda: None


def _move(request: int, to: str, owner: Actor) -> None:
    requests.change_status(owner, request=request, to=to)


def _asking(council: int, request: int) -> Callable[[], None]:
    def ask() -> None:
        _by_owner(
            council, request, lambda owner: requests.ask_customer(owner, request=request, question=_ASKED)
        )  # fmt: skip

    return ask


def _by_owner(council: int, request: int, do: Callable[[Actor], object]) -> None:
    """Whoever has it does it; what the workflow does not allow them now is left."""
    item = request_queries.items_by_id(Actor.system(council), [request]).get(request)
    if item is not None and item.owner is not None:
        try:
            do(access.actor_for(council, item.owner))
        except Refusal:
            return


def _moved(answer: Any, by: timedelta) -> Any:
    """The answer with its days so much later."""
    if isinstance(answer, date):
        return answer + by
    if isinstance(answer, str) and _DAY.fullmatch(answer):
        return (date.fromisoformat(answer) + by).isoformat()
    if isinstance(answer, list):
        return [_moved(each, by) for each in answer]
    if isinstance(answer, dict):
        return {code: _moved(each, by) for code, each in answer.items()}
    return answer


def _is_files(answer: object) -> bool:
    return isinstance(answer, list) and bool(answer) and all(isinstance(each, str) and "." in each for each in answer)
