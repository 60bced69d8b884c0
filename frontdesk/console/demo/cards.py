"""Cards of the demo: the resident's own, some of the town's, and a bakery with offers to those who have one."""

from datetime import date, timedelta

from frontdesk.console.demo.people import SYSTEM
from frontdesk.console.demo.sign_ins import actors
from frontdesk.domains.cards import actions, queries
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.people.types.acting import MEMBER, OWNER
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor

BAKERY = "Sedge and Sons Bakery"
HOLDERS = 8
"""How many people of the town have a card."""
GIVEN = timedelta(days=21)


def make_cards(council: Council) -> None:
    """The resident's card, cards of the town, one offer let through and used, one that waits. Made once."""
    with tenancy.acting_for(council.id):
        who = actors(council.id)
        resident = who.get("resident")
        if resident is None or resident.person is None or queries.held(resident, resident.person).card is not None:
            return
        now = clock.now()
        with clock.at(now - GIVEN):
            actions.give_card(resident, person=resident.person, via="web")
            actions.grant_entitlement(
                who["adviser"], person=resident.person, kind="leisure",
                evidence="Letter about Universal Credit, this month",
            )  # fmt: skip
            holders = _town(council.id, who["adviser"])
            offer = _offers(resident, who["adviser"], who["manager"])
        for days, number in enumerate(holders, 1):
            with clock.at(now - timedelta(days=days)):
                actions.count_use(who["partner"], shown=number, kind="library")
                actions.count_use(resident, shown=number, offer=offer)


def _town(council: int, adviser: Actor) -> list[str]:
    """Cards of the town's first people: of some the age was seen, some bring a pass. Returns their numbers."""
    keys = [f"{SYSTEM}-{number:07}" for number in range(3, 3 + HOLDERS)]
    known = people_queries.people_by_identity(council, SYSTEM, keys)
    numbers = []
    for place, person in enumerate(known[key] for key in keys if key in known):
        card = actions.give_card(adviser, person=person, via="visit")
        born = people_queries.prefill(adviser, person).date_of_birth
        if born is not None and place % 2 == 0:
            actions.prove_birth_date(adviser, card=card, born_on=born, proof="passport")
        if place % 3 == 0:
            last = clock.today() + timedelta(days=400 + place)
            actions.carry_over(adviser, person=person, kind="leisure", number=f"QL-{1000 + place}", until=last)
        numbers.append(queries.card(adviser, card).number)
    return numbers


def _offers(resident: Actor, adviser: Actor, manager: Actor) -> int:
    """The bakery of which the resident is an owner, with an offer that was let through and one that waits."""
    bakery = people.create_organisation(
        adviser, name=BAKERY, kind="business", email="bakery@example.org", address="7 Sedge Street, Quillmere, ZY1 1AB"
    )
    people.record_authority(adviser, person=bakery, by=resident.person or 0, evidence=MEMBER, role=OWNER)
    first = _post(resident, bakery, "Tea and a bun for £2", "One for each card and day, while there are buns.", "")
    actions.publish_offer(manager, offer=first)
    actions.put_first(manager, offer=first, first_for=["segment:low"])
    _post(resident, bakery, "A loaf for half the price on Tuesdays", "Any loaf, after 3pm on Tuesdays.", "leisure")
    return first


def _post(resident: Actor, bakery: int, title: str, terms: str, kind: str) -> int:
    today = clock.today()
    until: date = today + timedelta(days=180)
    return actions.post_offer(
        resident, organisation=bakery, title=title, terms=terms, where="7 Sedge Street, Quillmere", kind=kind,
        since=None, until=until,
    )  # fmt: skip
