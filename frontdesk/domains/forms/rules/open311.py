"""The same form for Open311 clients: a service definition made from it, and answers made from what they post.

GeoReport v2 has its own arguments for place, description, person and pictures; the first question of each fitting type
takes those. Every other question becomes an attribute; a group becomes attributes of its first entries, numbered.
Conditions cannot be told to a client, so only what is always asked is `required`; the whole form is assessed then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from frontdesk.domains.forms.rules.answers.kinds import show
from frontdesk.domains.forms.rules.context import Answer, Answers
from frontdesk.domains.forms.rules.groups import MOST, entries_of
from frontdesk.domains.services.definition.form import Page, Question
from frontdesk.domains.services.definition.model import Definition

CHANNEL = "api"
"""The channel on which outside clients send forms."""
NUMBERED_ENTRIES = 5
"""So many entries of a group are offered as attributes; a form with more is for the web."""
_DATATYPES = {
    "text": "string",
    "long_text": "text",
    "name": "string",
    "email": "string",
    "phone": "string",
    "date": "datetime",
    "memorable_date": "datetime",
    "number": "number",
    "money": "number",
    "yes_no": "singlevaluelist",
    "choice": "singlevaluelist",
    "several": "multivaluelist",
    "address": "string",
    "place": "string",
    "declaration": "singlevaluelist",
}
_HOW = {
    "date": "A date, such as 2026-12-24.",
    "memorable_date": "A date, such as 1960-05-31.",
    "money": "Pounds and pence, such as 120.50.",
    "address": "An address in one line, with its postcode at the end.",
    "place": "Where it is, in words.",
}


@dataclass(frozen=True)
class Attribute:
    """One attribute of a service definition, field by field as GeoReport v2 has it. `values` are (key, name)."""

    code: str
    datatype: str
    required: bool
    order: int
    description: str
    datatype_description: str = ""
    values: tuple[tuple[str, str], ...] = ()
    variable: bool = True


@dataclass(frozen=True)
class Roles:
    """Which question takes which argument of a POST; "" where none does."""

    location: str = ""
    address: str = ""
    description: str = ""
    media: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""

    @property
    def codes(self) -> set[str]:
        """Every question that is not an attribute."""
        found = {self.description, self.media, self.name, self.email, self.phone, self.location or self.address}
        return found - {""}


@dataclass(frozen=True)
class Post:
    """What a client posted, arguments by their names in the standard; `media` are names of fetched uploads."""

    lat: str = ""
    long: str = ""
    address_string: str = ""
    address_id: str = ""
    description: str = ""
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    media: Sequence[str] = ()
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """Plain answers for `assess`, and the description where the form has no question for it."""

    answers: dict[str, Any]
    description: str


def _questions(definition: Definition) -> Iterator[tuple[Page, Question, Question | None]]:
    """The questions of pages that are asked on this channel."""
    return (each for each in definition.questions() if each[0].is_asked_on(CHANNEL))


def roles(definition: Definition) -> Roles:
    """The first question of each fitting type, outside groups; name, email and phone only of the customer."""
    questions = [question for _, question, group in _questions(definition) if group is None]

    def first(kind: str, known_as: str = "") -> str:
        fitting = (q.code for q in questions if q.type == kind and (not known_as or q.known_as == known_as))
        return next(fitting, "")

    return Roles(
        location=first("place"),
        address=first("address"),
        description=first("long_text"),
        media=first("photo") or first("file"),
        name=first("name", "name"),
        email=first("email", "email"),
        phone=first("phone", "phone"),
    )


def attributes(definition: Definition) -> tuple[Attribute, ...]:
    """The attributes of the service, in the order asked, counted from 1. Questions for further files have none."""
    taken = roles(definition).codes
    found: list[Attribute] = []
    for page, question, group in _questions(definition):
        if group is not None or question.code in taken or question.type in ("file", "photo"):
            continue
        always = _always_asked(definition, page) and question.when is None
        if question.type == "group":
            found += _numbered(question, always, len(found))
        else:
            found.append(_attribute(question, question.code, always, len(found) + 1))
    return tuple(found)


def _numbered(group: Question, always: bool, before: int) -> Iterator[Attribute]:
    """Attributes of the first entries of a group: `people.1.child-name`."""
    least = int(group.min if group.min is not None else 1)
    order = before
    for number in range(1, min(NUMBERED_ENTRIES, int(group.max or MOST)) + 1):
        for inner in group.questions:
            if inner.type in ("file", "photo"):
                continue
            order += 1
            needed = always and number <= least and inner.when is None and not group.optional
            label = f"{group.entry[:1].upper()}{group.entry[1:]} {number}: {inner.label}"
            yield _attribute(inner, f"{group.code}.{number}.{inner.code}", needed, order, label)


def _attribute(question: Question, code: str, always: bool, order: int, label: str = "") -> Attribute:
    values = tuple((option.value, option.label) for option in question.options)
    if question.type == "yes_no":
        values = (("yes", "Yes"), ("no", "No"))
    if question.type == "declaration":
        values = (("yes", question.statement),)
    return Attribute(
        code=code,
        datatype=_DATATYPES[question.type],
        required=always and not question.optional,
        order=order,
        description=label or question.label,
        datatype_description=_HOW.get(question.type, question.hint),
        values=values,
    )


def _always_asked(definition: Definition, page: Page) -> bool:
    """Whether every way to a submit passes the page: it has no condition and no jump leads past it."""
    order = {each.code: at for at, each in enumerate(definition.pages)}
    endings = {ending.code for ending in definition.endings if ending.takes}
    past = any(
        jump.go in endings or order.get(jump.go, -1) > order[page.code]
        for each in definition.pages[: order[page.code]]
        for jump in each.next
    )
    return page.when is None and not past


def obstacles(definition: Definition) -> list[str]:
    """Why a client can never complete the form, in sentences: questions that cannot be posted but must be answered."""
    taken = roles(definition).codes
    return [
        f"“{question.label}” needs a file, which Open311 cannot carry."
        for page, question, group in _questions(definition)
        if question.type in ("file", "photo")
        and (question.code not in taken or group is not None)
        and not question.optional
        and _always_asked(definition, page)
    ]


def answers_from(definition: Definition, post: Post) -> Taken:
    """Plain answers from a POST. Unknown attributes are left out; what is wrong is for `assess` to say."""
    part = roles(definition)
    answers: dict[str, Any] = {}
    for _, question, group in _questions(definition):
        if group is None and question.type == "group":
            entries = _entries(question, post.attributes)
            answers |= {question.code: entries} if entries else {}
        elif group is None and (values := [value for value in post.attributes.get(question.code, ()) if value]):
            answers[question.code] = values if question.type in ("several", "file", "photo") else values[0]
    given: dict[str, Any] = {
        part.description: post.description,
        part.media: list(post.media),
        part.name: {"first": post.first_name, "last": post.last_name} if post.first_name or post.last_name else None,
        part.email: post.email,
        part.phone: post.phone,
        **_location(part, post),
    }
    answers |= {code: value for code, value in given.items() if code and value}
    return Taken(answers, "" if part.description else post.description)


def _location(part: Roles, post: Post) -> dict[str, Any]:
    """The place or address of a POST, for the questions that take it. Numbers without sense are left to the reader."""
    found: dict[str, Any] = {}
    if part.location and (post.lat or post.long or post.address_string or post.address_id):
        found[part.location] = {"words": post.address_string, "lat": post.lat, "lon": post.long}
    elif part.address and post.address_id:
        address = _in_parts(post.address_string)
        found[part.address] = {"uprn": post.address_id, **address}
    elif part.address and post.address_string:
        found[part.address] = post.address_string
    return found


def _in_parts(text: str) -> dict[str, Any]:
    lines = [line.strip() for line in text.split(",") if line.strip()]
    return {"lines": lines, "postcode": ""}


def _entries(group: Question, posted: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Entries of a group from numbered attributes; a number left out ends nothing, empty ones are passed over."""
    entries = []
    for number in range(1, int(group.max or MOST) + 1):
        entry: dict[str, Any] = {}
        for inner in group.questions:
            values = [value for value in posted.get(f"{group.code}.{number}.{inner.code}", ()) if value]
            if values:
                entry[inner.code] = values if inner.type == "several" else values[0]
        if entry:
            entries.append(entry)
    return entries


def attribute_values(definition: Definition, live: Answers) -> list[tuple[str, str, str]]:
    """(code, label, answer in words) of the attributes of a request: what a client that reads it may see as its own.

    Leaves out who the customer is, and the arguments that have a field of their own.
    """
    taken = roles(definition).codes
    found: list[tuple[str, str, str]] = []
    for _, question, group in _questions(definition):
        if group is not None or question.code in taken or question.known_as or question.type in ("file", "photo"):
            continue
        answer = live.get(question.code)
        if question.type == "group":
            found += _entry_values(question, answer)
        elif answer is not None:
            found.append((question.code, question.label, "\n".join(show(question, answer))))
    return found


def _entry_values(group: Question, answer: Answer) -> Iterator[tuple[str, str, str]]:
    for number, entry in enumerate(entries_of(answer), start=1):
        for inner in group.questions:
            value = entry["answers"].get(inner.code)
            if value is not None and inner.type not in ("file", "photo"):
                label = f"{group.entry[:1].upper()}{group.entry[1:]} {number}: {inner.label}"
                yield f"{group.code}.{number}.{inner.code}", label, "\n".join(show(inner, value))
