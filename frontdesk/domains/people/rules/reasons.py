"""Why two records may be one customer, in words: what was compared, how near it is, and what speaks against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from frontdesk.domains.people.rules.near import distance
from frontdesk.domains.people.types import BY_CUSTOMER, BY_PROPOSAL, BY_STAFF, CERTAIN, Reason
from frontdesk.kernel.words import long_date

HOWS: Mapping[str, str] = MappingProxyType(
    {
        CERTAIN: "By comparing records, which agree so far that nobody had to decide",
        BY_PROPOSAL: "By a member of staff who was asked whether they are the same",
        BY_STAFF: "By a member of staff who knew that they are the same",
        BY_CUSTOMER: "By the customer, who showed that the record is theirs",
    }
)
"""How two records came to be joined, as an export and a page say it."""

SAID: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("given", "same"): "Same first name",
        ("given", "swapped"): "First name and family name are swapped",
        ("given", "nickname"): "First names are forms of one name",
        ("given", "near"): "First names are nearly the same",
        ("given", "initial"): "One first name is only an initial of the other",
        ("given", "crossed"): "The first name of one is the family name of the other",
        ("given", "other"): "Different first names",
        ("family", "same"): "Same family name",
        ("family", "swapped"): "First name and family name are swapped",
        ("family", "near"): "Family names are nearly the same",
        ("family", "part"): "Family names have a part in common",
        ("family", "other"): "Different family names",
        ("born", "same"): "Same date of birth",
        ("born", "transposed"): "Day and month of birth are swapped",
        ("born", "digit"): "Dates of birth differ by one digit",
        ("born", "month"): "Dates of birth agree in part only",
        ("born", "other"): "Different dates of birth",
        ("place", "same"): "Same address",
        ("place", "near"): "Addresses are nearly the same",
        ("place", "house"): "Same building",
        ("place", "street"): "Same street",
        ("place", "number"): "Same street and number, but another postcode",
        ("place", "postcode"): "Same postcode",
        ("place", "name"): "Streets have nearly the same name",
        ("place", "other"): "Different addresses",
        ("email", "same"): "Same email",
        ("email", "other"): "Different emails",
        ("phone", "same"): "Same phone number",
        ("phone", "other"): "Different phone numbers",
        ("held", "restricted"): "Kept for you: one of them is restricted",
        ("held", "other-number"): "Kept for you: another system knows them by two numbers",
        ("held", "birth-unknown"): "Kept for you: a date of birth is not known, and father and son may share a name",
        ("held", "other-birth"): "Kept for you: the dates of birth are not the same",
        ("held", "other-name"): "Kept for you: the names are not the same, and twins are often called alike",
        ("held", "not-proved"): "Kept for you: neither the same home nor a proved email or phone",
        ("held", "disagree"): "Kept for you: another record that is like one of them is not like the other",
    }
)
"""What each comparison says at each level, by the codes of the model of matching."""

_NAMED = {"given": "First names", "family": "Family names"}
_COUNTS = ("nobody", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Told:
    """What a record says of itself, for the words in brackets. `place` is its address on one line."""

    given: str = ""
    family: str = ""
    born: date | None = None
    place: str = ""


def sentences(
    reasons: Iterable[Sequence[object]], one: Told, other: Told, others: Mapping[str, int] | None = None
) -> list[str]:
    """One sentence for each comparison that says something, what speaks most for one person first.

    `others`: how many other people have the email or phone that both have, which makes it say less. Comparisons and
    levels that are not of `SAID` say nothing.
    """
    read = sorted((Reason(*each) for each in reasons), key=lambda each: -each.weight)  # type: ignore[arg-type]
    said = (_sentence(each, one, other, (others or {}).get(each.comparison, 0)) for each in read)
    return list(dict.fromkeys(filter(None, said)))


def _sentence(reason: Reason, one: Told, other: Told, others: int) -> str:
    text = SAID.get((reason.comparison, reason.level), "")
    if not text:
        return ""
    if reason.level == "same":
        return f"{text}{_shared(others)}."
    values = [_value(each, reason.comparison) for each in (one, other)]
    if reason.level == "near" and reason.comparison in _NAMED and distance(values[0].lower(), values[1].lower()) == 1:
        text = f"{_NAMED[reason.comparison]} differ by one letter"
    return f"{text} ({'; '.join(values)})." if all(values) and reason.level != "swapped" else f"{text}."


def _value(told: Told, comparison: str) -> str:
    if comparison == "born":
        return long_date(told.born).partition(" ")[2]
    return str(getattr(told, comparison, ""))


def _shared(others: int) -> str:
    """That other people have it too."""
    if others < 1:
        return ""
    count = _COUNTS[others] if others < len(_COUNTS) else str(others)
    return f", which {count} other {'person uses' if others == 1 else 'people use'} too"
