"""The one place that says who comes first: how well each candidate fits what was typed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from frontdesk.domains.people.rules import names
from frontdesk.domains.people.search import terms as t

MISSED = -20.0
FORMER = 0.6  # of the worth of an address or contact point that is no longer theirs


@dataclass(frozen=True, slots=True)
class Lives:
    """An address of a candidate as search keys; `now` is False for a former one."""

    line: str = ""
    postcode: str = ""
    inward: str = ""
    uprn: int | None = None
    number: str = ""
    street: str = ""
    flat: str = ""
    building: str = ""
    now: bool = True


@dataclass(frozen=True, slots=True)
class Reached:
    """A contact point of a candidate."""

    value: str = ""
    email: str = ""
    phone: str = ""
    verified: bool = False
    now: bool = True


@dataclass(slots=True)
class Candidate:
    """Everything that ranking looks at."""

    id: int
    name: str
    name_key: str = ""
    family: str = ""
    date_of_birth: date | None = None
    words: list[str] = field(default_factory=list)
    lives: list[Lives] = field(default_factory=list)
    reached: list[Reached] = field(default_factory=list)
    has_needs: bool = False
    numbers: list[tuple[str, str]] = field(default_factory=list)
    """By which other systems know them: bare, and its run of digits. Read only where one was typed."""


@dataclass(frozen=True, slots=True)
class Rank:
    """How well a candidate fits: higher first; `complete` when every term fits; why, in words."""

    score: float
    complete: bool
    why: tuple[str, ...]


def rank(candidate: Candidate, readings: Sequence[Sequence[t.Term]]) -> Rank:
    """The candidate's rank by the reading that fits best."""
    ranks = [_one(candidate, reading) for reading in readings]
    return max(ranks, key=lambda one: (one.complete, one.score))


def order(candidate: Candidate, rank: Rank) -> tuple[object, ...]:
    """The key to sort by: everything fits, then score, then name, the older first."""
    born = candidate.date_of_birth or date.max
    return (not rank.complete, -rank.score, candidate.name_key, born, candidate.id)


def narrowed(ranked: list[tuple[Rank, Candidate]], typed: t.Typed) -> list[tuple[Rank, Candidate]]:
    """Without those who were born on another day than the one typed, once somebody fits everything that was typed."""
    days = {day for term in typed.terms for way in term.ways if isinstance(way, t.Born) for day in way.days}
    if not days or not any(fits.complete for fits, _ in ranked):
        return ranked
    return [pair for pair in ranked if pair[0].complete or pair[1].date_of_birth is None]


def _one(candidate: Candidate, reading: Sequence[t.Term]) -> Rank:
    score, missed, why = 0.0, 0, dict[str, None]()
    for term in reading:
        worth, reason = max((_way(candidate, way) for way in term.ways), key=lambda one: one[0])
        if worth <= 0:
            missed += 1
        else:
            score += worth
            why[reason] = None
    score += missed * MISSED + _whole_name(candidate, reading)
    return Rank(score, missed == 0, tuple(why))


def _whole_name(candidate: Candidate, reading: Sequence[t.Term]) -> float:
    """A little more for exactly the name that was typed, a little less for each word beyond it."""
    typed = [_typed(way) for term in reading for way in term.ways[:1] if isinstance(way, t.Named)]
    if not typed:
        return 0.0
    plain = candidate.name_key.split()
    bonus = 3.0 if " ".join(typed) == candidate.name_key else 0.0
    bonus += 1.0 if typed[-1] == names.fold(candidate.family) else 0.0
    return bonus - 0.4 * max(0, len(plain) - len(typed))


def _typed(named: t.Named) -> str:
    return max(named.words, key=lambda word: named.words[word])


def _way(c: Candidate, way: t.Way) -> tuple[float, str]:
    """(worth, why) of one way; 0 when the candidate does not fit it."""
    match way:
        case t.Named(words):
            best = max((words.get(word, 0.0) for word in c.words), default=0.0)
            return 10 * best, "name" if best == 1.0 else "like the name"
        case t.Initial(letters):
            return (6.0 if any(word.startswith(letters) for word in c.words) else 0.0), "name"
        case t.Born(days):
            return (25.0 if c.date_of_birth in days else 0.0), "date of birth"
        case t.BornIn(year):
            return (8.0 if c.date_of_birth and c.date_of_birth.year == year else 0.0), "year of birth"
        case t.KnownAs(number):
            fits = [45.0 if bare == number else 40.0 for bare, core in c.numbers if number in (bare, core)]
            return max(fits, default=0.0), "number in another system"
        case t.EmailIs() | t.EmailBegins() | t.PhoneIs() | t.PhoneBegins() | t.PhoneEnds():
            return _best([(_point(point, way), point.now) for point in c.reached]), _POINT_WORDS[type(way)]
        case _:
            return _best([(_place(place, way), place.now) for place in c.lives]), _PLACE_WORDS[type(way)]


_POINT_WORDS: dict[type, str] = {
    t.EmailIs: "email", t.EmailBegins: "email", t.PhoneIs: "phone", t.PhoneBegins: "phone", t.PhoneEnds: "phone",
}  # fmt: skip
_PLACE_WORDS: dict[type, str] = {
    t.Uprn: "address", t.Postcode: "postcode", t.Inward: "postcode", t.Number: "house number", t.Place: "address",
}  # fmt: skip


def _best(worths: list[tuple[float, bool]]) -> float:
    return max((worth if now else worth * FORMER for worth, now in worths), default=0.0)


def _point(point: Reached, way: t.Way) -> float:
    match way:
        case t.EmailIs(email):
            return 40.0 if point.email == email else 0.0
        case t.EmailBegins(text):
            return 15.0 + len(text) / 4 if point.email.startswith(text) else 0.0
        case t.PhoneIs(e164):
            return 40.0 if point.phone == e164 else 0.0
        case t.PhoneBegins(e164):
            return float(len(e164)) if point.phone.startswith(e164) else 0.0
        case t.PhoneEnds(digits):
            return 2.5 * len(digits) if point.phone.endswith(digits) else 0.0
    return 0.0


def _place(place: Lives, way: t.Way) -> float:
    match way:
        case t.Uprn(uprn):
            return 40.0 if place.uprn == uprn else 0.0
        case t.Postcode(likely, also):
            fits = [len(one) + 3.0 for one in likely if place.postcode.startswith(one)]
            fits += [float(len(one)) for one in also if place.postcode.startswith(one)]
            return 8.0 + max(fits) if fits else 0.0
        case t.Inward(inward):
            return 10.0 if place.inward == inward else 0.0
        case t.Number(number):
            return 8.0 if number in (place.number, place.flat) else 0.0
        case t.Place(keys, number, flat):
            return max(_at(keys, place.street, number, flat, place), _inside(keys, place, number, flat))
    return 0.0


def _at(keys: dict[str, float], street: str, number: str, flat: str, place: Lives) -> float:
    """In the street: 12 asks for number 12, or 12a a little less; a flat where one was typed."""
    fits = keys.get(street, 0.0)
    if not fits or (number and place.number.rstrip("abcdef") != number and place.number != number):
        return 0.0
    if flat and place.flat != flat:
        return 0.0 if not number else 12 * fits
    exact = 12.0 if number and place.number == number else 8.0 if number else 0.0
    return (12.0 + exact + (4.0 if flat else 0.0)) * fits


def _inside(keys: dict[str, float], place: Lives, number: str, flat: str) -> float:
    """In the building: a number before its name is the flat's."""
    fits, wanted = keys.get(place.building, 0.0), flat or number
    if not fits or (wanted and place.flat != wanted):
        return 0.0
    return (12.0 + (12.0 if wanted else 0.0)) * fits
