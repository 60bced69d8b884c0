"""What happens next: to a notice that was given, to a telling whose days are over; what was saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from frontdesk.domains.notices.types import ALWAYS, Stands

MOST_TRIES = 3
"""How often a recipient is asked before staff ring them."""
REGISTERED = frozenset({"certificate", "registered"})
"""Evidence that shows registration: what recipients with `evidence` wait for."""
ANSWERABLE = frozenset({Stands.SENT, Stands.COULD_NOT})
"""States in which a recipient may still confirm."""
OPEN = frozenset({Stands.WAITING, Stands.SENT, Stands.COULD_NOT})


def needs_check(check: str, *, known: bool) -> bool:
    """Whether staff look at a notice first. `known`: who gave it signed in, or staff wrote it down."""
    return check == ALWAYS or not known


def may_be_told(*, checked: bool, needs_evidence: bool, evidence: str) -> bool:
    """Whether a recipient who was agreed to may be told now."""
    return checked and (not needs_evidence or evidence in REGISTERED)


def next_step(*, state: str, due_on: date | None, tries: int, today: date) -> str:
    """What the daily round does with a telling: "again", "give-up", or "" for nothing."""
    if state != Stands.SENT or due_on is None or due_on >= today:
        return ""
    return "again" if tries < MOST_TRIES else "give-up"


def contacts_saved(confirmed: Iterable[int]) -> int:
    """Contacts saved by notices with so many confirmed recipients each: all of them but the one that was made."""
    return sum(max(each - 1, 0) for each in confirmed)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a kind's effect needs of the answers, in types: the name in two parts, days, an address."""

    first: str = ""
    last: str = ""
    born: str = ""
    on: str = ""
    uprn: int | None = None
    line: str = ""
    postcode: str = ""

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.first} {self.last}".strip()


def facts_of(answers: Mapping[str, Any], questions: Mapping[str, str]) -> Facts:
    """The facts in the answers; `questions` says which question asks for which detail. What is missing stays empty."""

    def answer(detail: str) -> Any:
        return answers.get(questions.get(detail, ""))

    name, address = answer("name"), answer("address")
    name = name if isinstance(name, Mapping) else {"first": str(name or "")}
    address = address if isinstance(address, Mapping) else {}
    uprn = str(address.get("uprn") or "")
    return Facts(
        first=str(name.get("first", "")), last=str(name.get("last", "")),
        born=_day(answer("born")), on=_day(answer("on")),
        uprn=int(uprn) if uprn.isdecimal() else None,
        line=", ".join(address.get("lines", ())), postcode=str(address.get("postcode", "")),
    )  # fmt: skip


def day_of(text: str) -> date | None:
    """A day as facts keep it; None where there is none."""
    return date.fromisoformat(text) if text else None


def _day(value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat() if value else ""
    except ValueError:
        return ""
