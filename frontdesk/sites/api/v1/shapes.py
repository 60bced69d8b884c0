"""What goes in and out of our own API. The descriptions here are its documentation.

Plain pydantic models, not ninja's `Schema`: that one reads every part through a getter for rows of the ORM, and twice
where unknown names are refused, which cost two thirds of the CPU of a batch of contacts.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from frontdesk.domains.contacts.types import ContactIn, MatterIn, Recorded, WrapUp
from frontdesk.domains.people.types import AddressIn, PersonIn
from frontdesk.domains.people.types.bringing import Brought
from frontdesk.domains.requests.queries.open311 import Known
from frontdesk.domains.requests.types import Receipt
from frontdesk.domains.services.definition.form import Question
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel import links

# PostgreSQL cannot keep a zero character, so none is let in.
Code = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]
Key = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Text = Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")]
Day = Annotated[date, Field(ge=date(1850, 1, 1), lt=date(2200, 1, 1))]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
_FIRST, _LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
Moment = Annotated[AwareDatetime, Field(ge=_FIRST, lt=_LAST, description="With its offset, from 1990 on")]


class In(BaseModel):
    """Things sent to us: a name that we do not know is refused, so that a slip is not lost in silence."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """Every error: a sentence for people, a code for programs, and the field it is about where there is one."""

    code: str
    sentence: str
    field: str | None = None
    errors: dict[str, dict[str, str]] = {}


class MatterSent(In):
    """One matter of a contact. Codes are those of the council's lists; empty where nothing was noted."""

    service: Code = ""
    reason: Code = ""
    outcome: Code = ""
    demand: Code = Field("", description="value or failure")
    demand_reason: Code = ""
    avoidable: bool | None = None
    offered: Code = Field("", description="Whether self-service was offered: no, taken or declined")
    declined_why: Code = ""

    def told(self) -> MatterIn:
        """As the domain takes it."""
        ended = WrapUp(self.outcome, self.demand, self.demand_reason, self.avoidable, self.offered, self.declined_why)
        return MatterIn(self.service, self.reason, ended)


class ContactSent(In):
    """A finished contact with its matters. Without `ended_at` it ended now."""

    channel: Code
    started_at: Moment
    answered_at: Moment | None = None
    ended_at: Moment | None = None
    direction: Literal["in", "out"] = "in"
    person: Id | None = None
    assisted: bool = False
    matters: Annotated[list[MatterSent], Field(max_length=50)] = []
    key: Key = Field("", description="Makes a retry harmless: the same key is the same contact")

    def told(self, key: str = "") -> ContactIn:
        """As the domain takes it; `key` is the header's."""
        return ContactIn(
            self.channel,
            self.started_at,
            self.person,
            self.answered_at,
            self.ended_at,
            self.direction,
            self.assisted,
            tuple(matter.told() for matter in self.matters),
            self.key or key,
        )


class ContactsSent(In):
    """Up to 1,000 contacts; each is taken or refused on its own."""

    contacts: Annotated[list[ContactSent], Field(max_length=1000)]


class ContactKept(BaseModel):
    """What became of a contact. `again`: the key was known, and this is the first recording."""

    id: int | None
    matters: list[int]
    again: bool
    problem: Problem | None = None

    @classmethod
    def of(cls, recorded: Recorded) -> "ContactKept":
        """From the domain's answer."""
        problem = None
        if recorded.refused:
            problem = Problem(code="refused", sentence=recorded.refused, field=recorded.field)
        return cls(id=recorded.contact, matters=list(recorded.matters), again=recorded.again, problem=problem)


class ContactsKept(BaseModel):
    """The answers, in the order of what was sent."""

    contacts: list[ContactKept]


class AddressSent(In):
    """Where somebody lives: a property by its number, or one line as it is written, with or without its postcode."""

    uprn: Annotated[int, Field(ge=1, lt=10**12)] | None = None
    line: Text = ""
    postcode: Code = ""
    since: Day | None = None


class PersonSent(In):
    """A record of your system, told whole: what it lacks, your system does not have. A name, or given and family."""

    key: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")] = Field(
        description="The number by which your system knows the customer"
    )
    name: Text = ""
    given: Text = ""
    family: Text = ""
    date_of_birth: Day | None = None
    emails: Annotated[list[Text], Field(max_length=10)] = []
    phones: Annotated[list[Text], Field(max_length=10)] = []
    address: AddressSent | None = None
    preferred_channel: Code = Field("", description="A code of a channel, like email or phone")
    preferred_language: Code = ""

    def told(self) -> PersonIn:
        """As the domain takes it."""
        lives = self.address
        home = [AddressIn(lives.line, lives.postcode, lives.uprn, lives.since)] if lives is not None else []
        return PersonIn(
            self.key, self.name, self.given, self.family, self.date_of_birth, self.emails, self.phones, home,
            self.preferred_channel, self.preferred_language,
        )  # fmt: skip


class PeopleSent(In):
    """Up to 1,000 records of one system; each is taken or refused on its own."""

    system: Annotated[str, Field(max_length=60, pattern=r"^[a-z0-9]+(-[a-z0-9]+){0,10}$")] = Field(
        description="Your system, like council-tax: the one that the token is for"
    )
    people: Annotated[list[PersonSent], Field(max_length=1000)]


class LeftOut(BaseModel):
    """Something of a record that was left out, and why."""

    field: str
    sentence: str


class PersonKept(BaseModel):
    """What became of a record. `id` is our number of it, which contacts may name; `changed` the fields that are other
    now; `left_out` what of it could not be kept."""

    id: int | None
    outcome: Literal["created", "changed", "unchanged", "refused"]
    changed: list[str]
    left_out: list[LeftOut]
    problem: Problem | None = None

    @classmethod
    def of(cls, brought: Brought) -> "PersonKept":
        """From the domain's answer."""
        problem = None
        if brought.refused:
            problem = Problem(code="refused", sentence=brought.refused, field=brought.field)
        left = [LeftOut(field=each.field, sentence=each.sentence) for each in brought.remarks]
        return cls(
            id=brought.person, outcome=brought.outcome, changed=list(brought.fields), left_out=left, problem=problem
        )


class PeopleKept(BaseModel):
    """The answers, in the order of what was sent."""

    people: list[PersonKept]


class Option(BaseModel):
    """One answer that may be chosen."""

    value: str
    label: str


class Asked(BaseModel):
    """A question of a service. Questions on pages with conditions are not always asked."""

    code: str
    type: str
    label: str
    hint: str
    optional: bool
    options: list[Option]
    questions: list["Asked"] = []

    @classmethod
    def of(cls, question: Question) -> "Asked":
        """From the form; a group holds its own questions."""
        return cls(
            code=question.code,
            type=question.type,
            label=question.label,
            hint=question.hint,
            optional=question.optional,
            options=[Option(value=option.value, label=option.label) for option in question.options],
            questions=[cls.of(inner) for inner in question.questions],
        )


class ServiceTold(BaseModel):
    """A service of the catalogue."""

    code: str
    name: str
    summary: str
    kind: str
    group: str
    cost: str
    channels: list[str]

    @classmethod
    def of(cls, definition: Definition) -> "ServiceTold":
        """From its current version."""
        return cls(**_service(definition))


class ServiceWhole(ServiceTold):
    """A service with its questions."""

    questions: list[Asked]

    @classmethod
    def of(cls, definition: Definition) -> "ServiceWhole":
        """From its current version."""
        outer = [question for _, question, group in definition.questions() if group is None]
        return cls(**_service(definition), questions=[Asked.of(question) for question in outer])


def _service(definition: Definition) -> dict[str, Any]:
    return {
        "code": definition.code,
        "name": definition.name,
        "summary": definition.summary,
        "kind": definition.kind,
        "group": definition.group,
        "cost": definition.cost,
        "channels": list(definition.channels.open),
    }


class RequestSent(In):
    """A form given all at once. Answers by code of the question; codes that were not asked are passed over."""

    service: Code
    answers: dict[str, Any]
    channel: Literal["api", "partner"] = "api"
    even_if_same: bool = Field(False, description="Take it although it looks like one we have")
    same_as: Annotated[str, Field(max_length=300)] = Field(
        "", description="The token of the request, out of a 409, that this one is the same as"
    )


class RequestTaken(BaseModel):
    """The receipt. With `taken` false no request came of it, and `title`, `text` and `instead` say why not."""

    taken: bool
    again: bool
    reference: str
    title: str
    text: str
    instead: str
    promise: str
    next_step: str
    received_at: datetime | None
    due_at: datetime | None
    due_on: date | None
    follow: str = Field(description="The link by which the customer follows it without an account")

    @classmethod
    def of(cls, receipt: Receipt, council_code: str) -> "RequestTaken":
        """From the verb's receipt."""
        return cls(
            taken=receipt.taken,
            again=receipt.again,
            reference=receipt.reference,
            title=receipt.title,
            text=receipt.text,
            instead=receipt.instead,
            promise=receipt.promise,
            next_step=receipt.next_step,
            received_at=receipt.received_at,
            due_at=receipt.due_at,
            due_on=receipt.due_on,
            follow=links.absolute(council_code, receipt.follow) if receipt.follow else "",
        )


class RequestTold(BaseModel):
    """Where a request is. It tells nothing of the customer."""

    reference: str
    service: str
    name: str
    status: Literal["open", "closed"]
    status_words: str
    promise: str
    received_at: datetime
    updated_at: datetime
    due_at: datetime | None
    channel: str
    ward: str

    @classmethod
    def of(cls, known: Known) -> "RequestTold":
        """From what anybody may know."""
        return cls(**{name: getattr(known, name) for name in cls.model_fields})
