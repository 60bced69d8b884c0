"""Reading the words that are left: which are names (rightly spelt or not) and which a street or building.

The dictionary of the council's own words is asked once for names and once for places; each reading is a list of
terms that a person should fit all of.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from frontdesk.domains.people.rules import addresses, near
from frontdesk.domains.people.search import nicknames
from frontdesk.domains.people.search.terms import EmailBegins, Initial, Named, Number, Place, Term, Typed

Reading = tuple[Term, ...]
STRONG = 0.9
MOST_SPELLINGS, MOST_RUN, MOST_READINGS = 40, 4, 3
_FLATS = frozenset({"flat", "apartment", "apt", "unit", "room"})


def says_places(typed: Typed) -> bool:
    """Whether something says that words are a street or building: a number before them, "lane" at their end."""
    return _numbered(typed) or any(run.typical for run in _runs(typed.rest))


def _numbered(typed: Typed) -> bool:
    return any(addresses.is_number(word) for word in typed.rest[:-1])


def readings(council: int, typed: Typed, names: dict[str, Term], *, with_places: bool) -> list[Reading]:
    """The ways to understand what was typed, likeliest first; none when nothing was understood.

    Words are looked up as streets and buildings too with `with_places`: where something says so, and otherwise when
    they were nobody's name.
    """
    numbered = _numbered(typed)
    found: list[Reading] = []
    if with_places:
        for places, left in _placed(council, typed.rest):
            found.append((*places, *_as_names(left, names), *typed.terms))
    found.insert(len(found) if numbered else 0, (*_as_names(typed.rest, names), *typed.terms))
    if typed.email_start:
        begins = (Term((EmailBegins(typed.email_start),)),)
        found.insert(len(found) if typed.email_start.isalpha() else 0, begins)
    return [one for one in found if one][:MOST_READINGS]


def _as_names(words: Iterable[str], names: dict[str, Term]) -> list[Term]:
    return [
        Term((Number(word),)) if addresses.is_number(word) else names[word]
        for word in words
        if word in names or addresses.is_number(word)
    ]


def names_of(council: int, typed: Typed) -> dict[str, Term]:
    """For each typed word a term with its spellings in the dictionary, and the names it may stand for."""
    words = [word for word in typed.rest if not addresses.is_number(word) and word not in _FLATS]
    known = _dictionary(council, "name", {word: True for word in words if len(word) > 2})
    terms = {}
    for word in words:
        spelt = {word: 1.0} | nicknames.also(word)
        for other in known.get(word, ()):
            spelt[other] = max(spelt.get(other, 0.0), closeness(word, other))
        named = Named(_best(spelt))
        terms[word] = Term((named, Initial(word)) if len(word) < 3 else (named,))
    return terms


def _best(fits: dict[str, float]) -> dict[str, float]:
    likeliest = sorted(((fit, word) for word, fit in fits.items() if fit > 0), key=lambda one: (-one[0], one[1]))
    return {word: fit for fit, word in likeliest[:MOST_SPELLINGS]}


@dataclass(frozen=True, slots=True)
class _Run:
    """Words `start` to `end` that may be a street or building; `begin` is where its number or flat begins."""

    start: int
    end: int
    begin: int
    likely: bool
    typical: bool
    text: str
    number: str = ""
    flat: str = ""

    def beside(self, other: "_Run") -> bool:
        """Whether the two share no word."""
        return self.end <= other.begin or other.end <= self.begin


def _placed(council: int, rest: tuple[str, ...]) -> list[tuple[list[Term], list[str]]]:
    """Places among the words, best first: the terms of a street, a building or both, and the words left for names."""
    runs = list(_runs(rest))
    known = _dictionary(council, "place", {run.text: run.likely for run in runs})
    fitting = [(run, keys) for run in runs if (keys := _fitting(run, known.get(run.text, ())))]
    fitting.sort(key=lambda one: -(max(one[1].values()) * (one[0].end - one[0].start) + (one[0].begin < one[0].start)))
    found = []
    for run, keys in fitting[: MOST_READINGS - 1]:
        also = next(
            ((r, k) for r, k in fitting if r.beside(run) and max(k.values()) >= STRONG and r.end - r.start > 1), None
        )
        places = [(run, keys), *([also] if also else [])]
        terms = [Term((Place(k, r.number, r.flat),)) for r, k in places]
        left = [word for i, word in enumerate(rest) if not any(r.begin <= i < r.end for r, _ in places)]
        found.append((terms, left))
    return found


def _fitting(run: _Run, known: Iterable[str]) -> dict[str, float]:
    """Places of the dictionary that the run may mean. A run in no typical position must be nearly exact."""
    least = 0.01 if run.likely else 1.0 if run.end - run.start == 1 else 0.85
    fits = {key: closeness(run.text, key) for key in known}
    return _best({key: fit for key, fit in fits.items() if fit >= least})


def _runs(rest: tuple[str, ...]) -> Iterator[_Run]:
    """Every run of words; likely ones stand after a number, end in "lane" and the like, or are all that was typed."""
    plain = [not addresses.is_number(word) and word not in _FLATS for word in rest]
    for start in range(len(rest)):
        number, flat, begin = _number_before(rest, start)
        for end in range(start + 1, min(start + MOST_RUN, len(rest)) + 1):
            if not plain[end - 1]:
                break
            ending = addresses.ABBREVIATIONS.get(rest[end - 1], rest[end - 1])
            typical = end - start > 1 and ending in addresses.STREET_TYPES | addresses.BUILDING_TYPES
            likely = begin < start or typical or (start == 0 and end == len(rest))
            yield _Run(start, end, begin, likely, typical, _run_text(rest, (start, end)), number, flat)


def _run_text(rest: tuple[str, ...], run: tuple[int, int]) -> str:
    return " ".join(addresses.words_of(" ".join(rest[run[0] : run[1]])))


def _number_before(rest: tuple[str, ...], start: int) -> tuple[str, str, int]:
    """(house number, flat, where they begin) before a place: "flat 2", "12", "flat 2 12"."""
    number = flat = ""
    if start and addresses.is_number(rest[start - 1]):
        start -= 1
        number = rest[start]
        if start and rest[start - 1] in _FLATS:
            return "", number, start - 1
        if start > 1 and addresses.is_number(rest[start - 1]) and rest[start - 2] in _FLATS:
            flat, start = rest[start - 1], start - 2
    return number, flat, start


def _dictionary(council: int, kind: str, typed: dict[str, bool]) -> dict[str, list[str]]:
    """The council's words near each typed one by a letter or by sound; likely ones also by beginning or likeness."""
    found: dict[str, list[str]] = {}
    if not typed:
        return found
    keys = ["|".join(near.keys(word)) for word in typed]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT typed_word, word FROM people_near_words(%s, %s, %s, %s, %s)",
            [council, kind, list(typed), keys, list(typed.values())],
        )
        for word, other in cursor.fetchall():
            found.setdefault(word, []).append(other)
    return found


def closeness(typed: str, word: str) -> float:
    """How well a word of the dictionary fits the typed one: 1.0 the same, 0.0 not at all."""
    if typed == word:
        return 1.0
    fits = 0.0
    if len(typed) > 2 and word.startswith(typed):
        fits = 0.86 + 0.04 * (len(typed) / len(word))
    letters = min(len(typed), len(word))
    away = near.distance(typed, word)
    allowed = {1: {3: 0.7, 4: 0.76}.get(letters, 0.85), 2: 0.72 if letters > 6 else 0.0, 3: 0.6 if letters > 9 else 0.0}
    fits = max(fits, allowed.get(away, 0.0) if letters > 2 else 0.0)
    if fits >= 0.82:
        return fits
    spoken = near.sound(typed)
    if len(spoken.replace(" ", "")) > 2 and spoken == near.sound(word):
        fits = max(fits, 0.82 if away < 4 else 0.7)
    return fits
