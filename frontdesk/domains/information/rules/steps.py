"""Which steps a case allows, and what each tells its clock. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from frontdesk.domains.information.types import (
    ACCESS,
    CORRECTED,
    CUSTOMER,
    DELETED,
    DELETED_IN_PART,
    ERASURE,
    IDENTITY,
    LIFTED,
    NOT_SHOWN,
    NOTHING_HELD,
    OBJECTION,
    RECTIFICATION,
    REFUSED,
    RESTRICTION,
    STOPPED,
    WITHDRAWN,
)

CLOCKS = {ACCESS: "sar"}
"""The clock of law of each kind; `OTHER_RIGHTS` for the rest."""
OTHER_RIGHTS = "data_right"
LEAVES_OUT = (OBJECTION, RESTRICTION)
"""What puts whoever asks in no segment from that moment on."""
NOT_GRANTED = (WITHDRAWN, NOT_SHOWN, REFUSED, LIFTED)
"""Outcomes with which what was asked does not stand, or no longer."""
NOTICE = timedelta(days=7)
"""Between telling the customer that a restriction will be lifted (UK GDPR Article 18(3)) and lifting it without their
yes: the law names no time, and who is told must be able to answer."""
EXTENSION = 2
"""Months, in one notice within the first month (UK GDPR Article 12(3))."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case's steps depend on. `copy` is the state of its copy, '' without one; `open` its open findings."""

    kind: str
    closed: bool = False
    waits_for: str = ""
    identity: str = ""
    extended: bool = False
    overdue: bool = False
    copy: str = ""
    open: int = 0


def clock_of(kind: str) -> str:
    """The code of the clock of law that the kind runs by."""
    return CLOCKS.get(kind, OTHER_RIGHTS)


def may(case: Standing) -> frozenset[str]:
    """The steps that staff may take now.

    Nothing of what is held is collected, given, changed or taken away before it was shown who asks.
    """
    if case.closed:
        return frozenset({"note"})
    steps = {"note", "close"}
    steps |= set() if case.identity else {"identity"}
    if case.waits_for == CUSTOMER:
        steps.add("answered")
    elif not case.waits_for:
        steps.add("ask")
        steps |= set() if case.identity else {"ask-identity"}
    if not case.extended and not case.overdue and case.waits_for != IDENTITY:  # the month that proof begins is whole
        steps.add("extend")
    if case.identity:
        steps |= _by_kind(case)
    return frozenset(steps)


def _by_kind(case: Standing) -> set[str]:
    if case.kind == ACCESS:
        steps = {"collect"} if case.copy in ("", "failed", "ready") else set()
        steps |= {"findings"} if case.copy == "ready" else set()
        return steps | ({"release"} if case.copy == "ready" and not case.open else set())
    return {
        ERASURE: {"erase", "whose"},
        RESTRICTION: {"restrict", "whose"},
        RECTIFICATION: {"recipients"},
        OBJECTION: {"restrict", "whose"},
    }[case.kind]


def endings(case: Standing) -> tuple[str, ...]:
    """The outcomes with which staff may close a case by hand, in the order offered.

    A copy is given by releasing it, records are erased by erasing them and restricted by restricting them: those
    outcomes come with their steps. That nothing is held is said by whoever had everything collected.
    """
    if not case.identity:
        return (NOT_SHOWN, WITHDRAWN, REFUSED)
    own = {
        ACCESS: (NOTHING_HELD,) if case.copy == "ready" else (),
        RECTIFICATION: (CORRECTED,),
        ERASURE: (),
        RESTRICTION: (),
        OBJECTION: (STOPPED,),
    }
    return (*own[case.kind], REFUSED, WITHDRAWN)


def is_answer(outcome: str) -> bool:
    """Whether the outcome answers what was asked, so that whether it was in time counts."""
    return outcome not in (WITHDRAWN, NOT_SHOWN)


def erased_outcome(left: int) -> str:
    """What an erasure came to: in part where something is held back."""
    return DELETED_IN_PART if left else DELETED
