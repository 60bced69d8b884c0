"""Customers of another system: who they are, how they are reached, where they live, and the number they have there."""

from collections.abc import Sequence
from datetime import date

from frontdesk.console.imports.kind import Answer, Kind, Numbered
from frontdesk.console.imports.mapping import MappingTable, Values
from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.types import EMAIL, PHONE, AddressIn, PersonIn
from frontdesk.domains.places import queries as places
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.kernel import channels, clock
from frontdesk.kernel.actor import Actor

_EMAILS, _PHONES = ("email", "email_2"), ("phone", "phone_2")
_FIELDS = {
    **dict.fromkeys(("key", "name", "given", "family", *_EMAILS, *_PHONES, "uprn", "address", "postcode",
                     "preferred_channel", "preferred_language", "other_system", "other"), "text"),
    "date_of_birth": "day", "since": "day", "created_at": "time",
}  # fmt: skip
_UPRN_DIGITS = 12
Remarks = list[str]


def _load(actor: Actor, table: MappingTable, lines: Sequence[Numbered], run: int | None) -> list[Answer]:
    answers: list[Answer] = []
    good: list[tuple[int, PersonIn, Remarks]] = []
    known = _Known(actor.council, lines)
    for line, values in lines:
        try:
            good.append((line, *_person(values, known)))
        except ValueError as wrong:
            answers.append(Answer(line, refused=str(wrong)))
    new = actions.bring_people(actor, rows=[person for _, person, _ in good], system=table.source, run=run)
    return answers + [
        Answer(line, person.key not in new, remark=" ".join(remarks) if person.key in new else "")
        for line, person, remarks in good
    ]


class _Known:
    """What the lines of a batch name that must be there: properties, and other numbers that are somebody's already."""

    def __init__(self, council: int, lines: Sequence[Numbered]) -> None:
        uprns = {uprn for _, values in lines if (uprn := _uprn(values))}
        self.uprns = places.addresses(council, sorted(uprns)) if uprns else {}
        self.numbers: set[tuple[str, str]] = set()
        for system in {values["other_system"] for _, values in lines if values.get("other_system")}:
            given = {values["other"] for _, values in lines if values.get("other")}
            self.numbers |= {(system, number) for number in queries.people_by_identity(council, system, given)}


def _person(values: Values, known: _Known) -> tuple[PersonIn, Remarks]:
    """A customer as the verb takes them, and what of the line was left out. ValueError: it cannot come in."""
    if not any(values.get(name) for name in ("name", "given", "family")):
        raise ValueError("There is nothing for name, nor for given or family.")
    born: date | None = values.get("date_of_birth")
    if born is not None and born > clock.today():
        raise ValueError(f"date_of_birth: nobody was born on {born}.")
    if (made := values.get("created_at")) and made > clock.now():
        raise ValueError("created_at: it is in the future.")
    if (prefers := values.get("preferred_channel", "")) and prefers not in channels.CODES:
        raise ValueError(f"preferred_channel: “{prefers}” is none of {', '.join(channels.CODES)}.")
    remarks: Remarks = []
    emails = [values[name] for name in _EMAILS if values.get(name)]
    phones = [values[name] for name in _PHONES if values.get(name)]
    for kind, given in ((EMAIL, emails), (PHONE, phones)):
        wrong = ((each, queries.point_problem(kind, each)) for each in given)
        remarks += [f"Left out the {kind} “{each}”: {sentence}." for each, sentence in wrong if sentence]
    person = PersonIn(
        key=values["key"],
        name=values.get("name", ""),
        given=values.get("given", ""),
        family=values.get("family", ""),
        date_of_birth=born,
        emails=emails,
        phones=phones,
        addresses=_addresses(values, known, remarks),
        preferred_channel=prefers,
        preferred_language=values.get("preferred_language", ""),
        created_at=values.get("created_at"),
        others=_others(values, known, remarks),
    )
    return person, remarks


def _uprn(values: Values) -> int | None:
    text = values.get("uprn", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _UPRN_DIGITS else None


def _addresses(values: Values, known: _Known, remarks: Remarks) -> list[AddressIn]:
    """The address by its number where we have it, else as it is written."""
    uprn, line, postcode = (values.get(name, "") for name in ("uprn", "address", "postcode"))
    number = asked if (asked := _uprn(values)) in known.uprns else None
    if uprn and number is None:
        remarks.append(f"We have no address with the UPRN {uprn}{'' if line else ', so the customer has none'}.")
    if postcode and normalise_postcode(postcode) is None:
        remarks.append(f"Left out the postcode “{postcode}”: it is not a UK postcode.")
        postcode = ""
    if number is None and not (line or postcode):
        return []
    return [AddressIn(line, postcode, number, values.get("since"))]


def _others(values: Values, known: _Known, remarks: Remarks) -> list[tuple[str, str]]:
    """The number in a second system; never one that is somebody's already, for nobody is joined by an import."""
    number = (values.get("other_system", ""), values.get("other", ""))
    if not all(number):
        return []
    if number in known.numbers:
        remarks.append(f"Left out the number {number[1]} of {number[0]}: it is another customer's.")
        return []
    known.numbers.add(number)
    return [number]


PEOPLE = Kind(
    "people", _FIELDS, ("key",), _load, actions.undo_import, batch=5000,
    about=lambda values: f"Customer {values['key']}", stays="because there has been work for them since",
)  # fmt: skip
