"""A service as data: what stands in `service.toml`, key by key, in canonical order.

The meaning of each key is told in docs/how-to/add-a-service.md. No Django, nothing of any council.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from frontdesk.domains.people.types.identity import LEVELS
from frontdesk.domains.services.definition.charges import Amount
from frontdesk.domains.services.definition.conditions import Condition
from frontdesk.domains.services.definition.flow import Ending, Message, Outcome, Route, Workflow
from frontdesk.domains.services.definition.form import Fact, Page, Question
from frontdesk.domains.services.definition.keys import may, need, some
from frontdesk.kernel import channels

KINDS = ("report", "pay", "apply", "book", "have-my-say", "advice", "information")
TIERS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file: which file, which line (1 = first; 0 = the file as a whole), and what to do.

    `level` is "error" (cannot be published) or "advice" (plain English, a question that nothing uses).
    """

    file: str
    line: int
    sentence: str
    level: str = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.sentence}"


@dataclass(frozen=True)
class Source:
    """Where a definition was read: file name, comment at its head, and the line of each path in it.

    `files` names the file of those paths that stand in another one (questions of a group).
    """

    file: str = "service.toml"
    head: str = ""
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)
    files: Mapping[tuple[str | int, ...], str] = field(default_factory=dict)

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of a path, or of the nearest table around it; 0 when nothing is known."""
        return self.lines.get(self._known(path), 0)

    def problem(self, path: tuple[str | int, ...], sentence: str, level: str = "error") -> Problem:
        """What is wrong at a path, with the file and the line where it stands."""
        known = self._known(path)
        return Problem(self.files.get(known, self.file), self.lines.get(known, 0), sentence, level)

    def _known(self, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        while path and path not in self.lines:
            path = path[:-1]
        return path


@dataclass(frozen=True)
class OtherStandard:
    """The promise that counts instead, where a condition holds."""

    when: Condition | None = need("condition")
    promise: str = need("code")
    clock: str = may("code", "")
    note: str = may("text", "")


@dataclass(frozen=True)
class Standard:
    """The promise of the service: a code in the council's standards, and a clock rule where it has its own."""

    promise: str = need("code")
    clock: str = may("code", "")
    note: str = may("text", "")
    others: tuple[OtherStandard, ...] = some("tables", item=OtherStandard, name="other")


@dataclass(frozen=True)
class ClosedChannel:
    """A channel on which the service cannot be had, and what to do instead."""

    channel: str = need("code", choices=channels.CODES)
    instead: str = need("text")


@dataclass(frozen=True)
class Channels:
    """Which channel is best, which are open, which are closed."""

    best: str = need("code", choices=channels.CODES)
    open: tuple[str, ...] = need("codes", choices=channels.CODES)
    closed: tuple[ClosedChannel, ...] = some("inlines", item=ClosedChannel)
    note: str = may("text", "")


@dataclass(frozen=True)
class Reason:
    """A reason by which a digital-only service may be entered on another channel."""

    code: str = need("code")
    reason: str = need("text")


@dataclass(frozen=True)
class DigitalOnly:
    """The recorded decision to turn other channels towards web."""

    from_: date = need("day")
    approved_by: str = need("text")
    evidence: str = need("text")
    exclusion_risk: str = need("text")
    equality_assessment: str = need("text")
    told: str = need("text")
    exceptions: tuple[Reason, ...] = need("inlines", item=Reason)
    note: str = may("text", "")

    def reason(self, code: str) -> str:
        """What the reason with this code says; '' where there is none."""
        return next((each.reason for each in self.exceptions if each.code == code), "")


@dataclass(frozen=True)
class Restricted:
    """Who alone may see the service's requests: role codes and sign-ins of staff."""

    roles: tuple[str, ...] = some("codes")
    people: tuple[str, ...] = some("texts")
    note: str = may("text", "")


@dataclass(frozen=True)
class Identity:
    """That it must be proved who the customer is before the form is sent: how surely, and why, as they are told."""

    level: str = need("code", choices=LEVELS)
    why: str = need("text")
    note: str = may("text", "")


@dataclass(frozen=True)
class StaffWords:
    """Words for the adviser."""

    opening: str = may("text", "")
    may_promise: str = may("text", "")
    closing: str = may("text", "")
    note: str = may("text", "")


@dataclass(frozen=True)
class Duplicates:
    """When a new request is the same as one we have: by what, how near, how many hours back, which answers agree."""

    by: str = need("code", choices=("address", "place", "person"))
    radius_m: int | None = may("whole")
    hours: int = need("whole")
    same: tuple[str, ...] = some("codes")
    note: str = may("text", "")


@dataclass(frozen=True)
class Translation:
    """Texts of the service in one language: (name of the text, such as "question.bin.label", its words)."""

    language: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Definition:
    """One version of one service, whole. Without pages it is an entry of the catalogue that has no form here."""

    code: str = need("code")
    name: str = need("text")
    kind: str = need("word", choices=KINDS)
    tier: int = need("whole")
    group: str = need("text")
    summary: str = need("text")
    who_for: str = may("text", "")
    what_you_need: tuple[str, ...] = some("texts")
    cost: str = may("text", "")
    keywords: tuple[str, ...] = some("texts")
    lgsl: int | None = may("whole")
    lgil: int | None = may("whole")
    owner: str = need("code")
    open311: bool | None = may("flag")
    note: str = may("text", "")
    standard: Standard | None = may("table", item=Standard)
    channels: Channels = need("table", item=Channels)
    digital_only: DigitalOnly | None = may("table", item=DigitalOnly)
    restricted: Restricted | None = may("table", item=Restricted)
    identity: Identity | None = may("table", item=Identity)
    staff: StaffWords | None = may("table", item=StaffWords)
    duplicates: Duplicates | None = may("table", item=Duplicates)
    facts: tuple[Fact, ...] = some("tables", item=Fact, name="fact")
    pages: tuple[Page, ...] = some("tables", item=Page, name="page")
    amounts: tuple[Amount, ...] = some("tables", item=Amount, name="amount")
    endings: tuple[Ending, ...] = some("tables", item=Ending, name="ending")
    routes: tuple[Route, ...] = some("tables", item=Route, name="route")
    workflow: Workflow | None = may("table", item=Workflow)
    outcomes: tuple[Outcome, ...] = some("tables", item=Outcome, name="outcome")
    messages: tuple[Message, ...] = some("tables", item=Message, name="message")
    words: tuple[Translation, ...] = some("words")
    source: Source = field(default_factory=Source, compare=False, repr=False, kw_only=True)

    @property
    def has_form(self) -> bool:
        """Whether it can be begun here, on any channel. Without pages it is had elsewhere."""
        return bool(self.pages)

    def questions(self) -> Iterator[tuple[Page, Question, Question | None]]:
        """Every question in the order asked, with its page and the group around it."""
        for page in self.pages:
            for question in page.questions:
                yield page, question, None
                for inner in question.questions:
                    yield page, inner, question

    def question(self, code: str) -> Question | None:
        """The question with this code, also inside a group."""
        return next((question for _, question, _ in self.questions() if question.code == code), None)

    def page(self, code: str) -> Page | None:
        """The page with this code."""
        return next((page for page in self.pages if page.code == code), None)

    def ending(self, code: str) -> Ending | None:
        """The ending with this code."""
        return next((ending for ending in self.endings if ending.code == code), None)

    def said(self, name: str, ordinary: str, language: str) -> str:
        """A text in `language`, by its name ("question.bin.label"); `ordinary` where it is not translated."""
        texts = next((each.texts for each in self.words if each.language == language), ())
        return dict(texts).get(name, ordinary)

    def alternative(self, channel: str) -> str | None:
        """None where `channel` is open; else what to do instead, in a sentence ("" when the file gives none)."""
        if channel in self.channels.open:
            return None
        return next((closed.instead for closed in self.channels.closed if closed.channel == channel), "")

    @property
    def offered_by_open311(self) -> bool:
        """Whether outside clients may find and use it."""
        if not self.has_form or self.identity is not None:
            return False
        if self.open311 is not None:
            return self.open311
        return self.kind == "report" and self.tier <= 2 and self.restricted is None
