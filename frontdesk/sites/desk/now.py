"""What is so now of a customer, on the page of everything: what is owed, the card, letters, who is near to them.

All of it is read in the statement that reads the customer; no back office is asked while the page is made.
"""

from typing import Any

from django.urls import reverse

from frontdesk.domains.cards import queries as cards
from frontdesk.domains.documents import queries as documents
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.payments import queries as payments
from frontdesk.domains.payments.types import Brief as Owed
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import Person
from frontdesk.domains.people.types.beside import MOST_COUNTED, Beside
from frontdesk.domains.segments import queries as segments
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.references import show_reference
from frontdesk.sites.desk.gate import KNOWS
from frontdesk.ui import words

Row = dict[str, Any]
NO_ONLINE = "no-online"
"""The kind of need of whoever does not use the internet."""
_ALL = (people.NEAR, *forms.BESIDE, *cards.BESIDE, *documents.BESIDE, *segments.BESIDE)
_WITH_MONEY = (*_ALL, *payments.BESIDE)


def beside(actor: Actor) -> tuple[Beside, ...]:
    """What is read with the customer for this actor: of money only for those who see it."""
    return _WITH_MONEY if actor.has(*KNOWS) else _ALL


def rows(actor: Actor, person: Person) -> list[Row]:
    """The lines of it, each leading to its own page; only of what there is."""
    told = [_money(actor, person), _card(actor, person), _letters(person), *_segment(person)]
    return [row for row in told if row is not None]


def near(person: Person) -> list[Row]:
    """Whom they have to do with now, the first few: what they are to them, and the other's page unless the actor may
    not open it."""
    return [
        {"label": each.kind, "text": each.name, "href": "" if each.hidden else _page("customer", each.other)}
        for each in person.near
    ]


def more_near(person: Person) -> str:
    """How many more there are than `near` names; '' if none."""
    named = len(person.near)
    if named + person.near_more > MOST_COUNTED:
        return f"and more than {MOST_COUNTED - named} more"
    return f"and {person.near_more} more" if person.near_more else ""


def numbers(actor: Actor, person: Person) -> list[Row]:
    """By which numbers other systems know them, the systems as the council calls them."""
    known = payments.systems(actor.council)
    return [
        {"label": known[each.system].name if each.system in known else each.system, "text": each.value}
        for each in person.identities
    ]


def _money(actor: Actor, person: Person) -> Row | None:
    found = payments.brief(actor.council, person) if actor.has(*KNOWS) else None
    if found is None:
        return None
    return {"label": "Owed", "text": owed_words(found), "href": _page("money", person.id)}


def owed_words(found: Owed) -> str:
    """What is owed as last told, in one sentence or two."""
    said = []
    if found.told and found.told_at is not None:
        late = f", {words.money(found.overdue)} of it overdue" if found.overdue else ""
        said.append(f"{words.money(found.whole)}{late}, as told on {words.date_and_time(found.told_at)}")
    if found.credit:
        said.append(f"{words.money(found.credit)} in credit")
    if found.unknown:
        said.append(f"{words.plural(found.unknown, 'account')} not asked yet")
    if found.unsure:
        said.append(f"{words.plural(found.unsure, 'account')} to check: the number came by comparing records")
    return ". ".join(said)


def _card(actor: Actor, person: Person) -> Row | None:
    found = cards.brief(actor.council, person)
    if found is None:
        return None
    since = words.day_and_month(found.since)
    said = [f"{show_reference(found.number)}, since {since}" if found.number else "None in force"]
    if found.opens:
        said.append(words.listed(found.opens))
    if found.others:
        said.append(f"{words.plural(found.others, 'further card')} of joined records")
    return {"label": "Card", "text": ". ".join(said), "href": _page("card", person.id)}


def _letters(person: Person) -> Row | None:
    found = documents.waiting(person)
    counted = {"not opened yet": found.unopened, "to post": found.to_post, "to make in another format": found.to_make}
    said = [f"{'at least ' if found.more else ''}{count} {what}" for what, count in counted.items() if count]
    return {"label": "Letters", "text": ", ".join(said), "href": _page("letters", person.id)} if said else None


def _segment(person: Person) -> list[Row]:
    """What kind of customer they are counted as, for figures and the order of offers; and what they may need, unless
    that is recorded."""
    found = segments.brief(person)
    if found is None:
        return []
    rows = [{"label": "Kind of customer", "text": f"{found.name}: {found.why} It never decides what they may have."}]
    if found.may_need and NO_ONLINE not in {need.code for need in person.help.needs}:
        likely = f"{found.may_need.what}, {found.may_need.likelihood}: {words.listed(found.may_need.reasons)}."
        rows.append({"label": "May need", "text": f"{likely} Ask them; do not take it as so."})
    return rows


def _page(name: str, person: int) -> str:
    return reverse(f"site_desk:{name}", kwargs={"person": person})
