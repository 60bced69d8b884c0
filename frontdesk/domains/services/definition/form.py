"""Pages, questions and facts of a service file, key by key, in canonical order."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from frontdesk.domains.services.definition.conditions import Condition, Moment
from frontdesk.domains.services.definition.keys import may, need, some
from frontdesk.kernel import channels

KNOWN = ("name", "email", "phone", "address", "date-of-birth", "adjustments")
USES = ("work", "decision", "law", "figures")
TYPES = (
    *("text", "long_text", "name", "email", "phone", "date", "memorable_date", "number", "money", "yes_no"),
    *("choice", "several", "address", "place", "file", "photo", "declaration", "group"),
)
PERIODS = ("week", "month", "year")


@dataclass(frozen=True)
class Fact:
    """Something looked up, not asked. `from_` names the look-up, `needs` the question it is looked up by."""

    code: str = need("code")
    type: str = need("word", choices=("text", "number", "money", "date", "yes_no", "choice"))
    options: tuple[str, ...] = some("codes")
    from_: str = need("text")
    needs: str = may("code", "")
    note: str = may("text", "")


@dataclass(frozen=True)
class Option:
    """One answer to choose."""

    value: str = need("code")
    label: str = need("text")
    hint: str = may("text", "")


@dataclass(frozen=True)
class Question:
    """One question. Which of the later keys it may have depends on its type (see `TYPE_KEYS`)."""

    code: str = need("code")
    type: str = need("word", choices=TYPES)
    label: str = need("text")
    hint: str = may("text", "")
    why: str = may("text", "")
    optional: bool = may("flag", False)
    used_for: str = may("word", "", choices=USES)
    known_as: str = may("word", "", choices=KNOWN)
    area: str = may("word", "", choices=("council",))
    when: Condition | None = may("condition")
    error: str = may("text", "")
    format: str = may("word", "", choices=("national-insurance", "vehicle", "postcode", "blue-badge"))
    min: Decimal | None = may("number")
    max: Decimal | None = may("number")
    decimals: int = may("whole", 0)
    unit: str = may("text", "")
    every: str = may("word", "", choices=PERIODS)
    earliest: Moment | None = may("moment")
    latest: Moment | None = may("moment")
    statement: str = may("text", "")
    entry: str = may("text", "")
    options: tuple[Option, ...] = some("inlines", item=Option)
    none: str = may("code", "")
    note: str = may("text", "")
    questions: tuple["Question", ...] = some("tables", name="question")

    def label_of(self, value: str) -> str:
        """The words of an option; the value itself when there is none."""
        return next((option.label for option in self.options if option.value == value), value)


TYPE_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("max", "format"),
        "long_text": ("max",),
        "date": ("earliest", "latest"),
        "memorable_date": ("earliest", "latest"),
        "number": ("min", "max", "decimals", "unit"),
        "money": ("min", "max", "every"),
        "choice": ("options",),
        "several": ("options", "none"),
        "address": ("area",),
        "place": ("area",),
        "file": ("max",),
        "photo": ("max",),
        "declaration": ("statement",),
        "group": ("entry", "min", "max", "question"),
    }
)
"""Keys that only some types have. Keys in none of these lists belong to every question."""
NEEDED_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"choice": ("options",), "several": ("options",), "declaration": ("statement",), "group": ("entry", "question")}
)


@dataclass(frozen=True)
class Jump:
    """Where to go from a page: `go` is the code of a later page or of an ending. Without `when`: always."""

    when: Condition | None = may("condition")
    go: str = need("code")


@dataclass(frozen=True)
class Page:
    """One page of the form."""

    code: str = need("code")
    title: str = may("text", "")
    intro: str = may("text", "")
    when: Condition | None = may("condition")
    next: tuple[Jump, ...] = some("inlines", item=Jump)
    say: str = may("text", "")
    one_of: tuple[str, ...] = some("codes")
    channels: tuple[str, ...] = some("codes", choices=channels.CODES)
    elsewhere: str = may("text", "")
    note: str = may("text", "")
    questions: tuple[Question, ...] = some("tables", item=Question, name="question")

    def is_asked_on(self, channel: str) -> bool:
        """Whether this step is possible on a channel; `elsewhere` says what people do on the others."""
        return not self.channels or channel in self.channels

    @property
    def heading(self) -> str:
        """The title, or the question where the page asks just one."""
        return self.title or (self.questions[0].label if self.questions else self.code)
