"""Finding a customer from whatever was typed into one box: read it, gather at most 200, put the right one first.

`parse` takes the text apart, `reading` asks the council's dictionary how its words may be spelt, `gather` finds
candidates by equality on stored keys, `rank` orders them. References of requests are for the caller to try first.
"""

from collections.abc import Iterable

from frontdesk.domains.people import policy
from frontdesk.domains.people.search.candidates import candidates, hit
from frontdesk.domains.people.search.gather import ENOUGH, fitting, partly_fitting
from frontdesk.domains.people.search.parse import parse
from frontdesk.domains.people.search.rank import Rank, narrowed, order, rank
from frontdesk.domains.people.search.reading import names_of, readings, says_places
from frontdesk.domains.people.search.terms import KnownAs
from frontdesk.domains.people.types import Hit
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor

__all__ = ["known_as", "search"]


def search(actor: Actor, text: str, limit: int = 20) -> list[Hit]:
    """People who fit what was typed, the likeliest first, at most `limit`; none for those who may not see people.

    Understands names with a wrong letter or a nickname, half a postcode, phone numbers in any form or their last
    digits, emails or their beginning, property numbers (UPRN), numbers of other systems, address lines, dates of birth,
    and any of them together. Records that were joined are one hit; restricted ones are found only by those named on
    them.
    """
    if not policy.may_see_people(actor) or not text.strip():
        return []
    typed = parse(text, clock.today())
    names, placed = names_of(actor.council, typed), says_places(typed)
    understood = readings(actor.council, typed, names, with_places=placed)
    ids = fitting(actor.council, understood, limit)
    if not ids and typed.rest and not placed:
        tried, understood = understood, readings(actor.council, typed, names, with_places=True)
        ids = fitting(actor.council, [each for each in understood if each not in tried], limit)
    if len(ids) < ENOUGH:
        ids = partly_fitting(actor.council, understood, ids)
    numbered = any(isinstance(way, KnownAs) for term in typed.terms for way in term.ways)
    found = candidates(actor, ids, numbered=numbered)
    ranked = sorted(((rank(one, understood), one) for one in found), key=lambda pair: order(pair[1], pair[0]))
    return [hit(fits, one) for fits, one in narrowed(ranked, typed)[:limit]]


def known_as(actor: Actor, records: Iterable[int], why: str) -> list[Hit]:
    """The customers of these records, whom a higher domain knows by a number that was typed; `why` says which number.

    Who may not see people finds none, and restricted ones are found only by those named on them.
    """
    found = sorted(candidates(actor, sorted(set(records))), key=lambda one: one.id)
    return [hit(Rank(0.0, True, (why,)), one) for one in found]
