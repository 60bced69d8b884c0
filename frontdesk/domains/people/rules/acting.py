"""Acting for somebody: which evidence there is, what must be said of an authority, and when one holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from frontdesk.domains.people.types.acting import EVIDENCE, EXECUTOR, PARENT, VERBAL, Authority, Standing

GROWN_UP = 18
ANSWERED_WITHIN = timedelta(days=30)
"""How long somebody who was asked to act may say yes."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is said of a new authority. `born`: the date of birth of the person acted for, where we know it; `died`:
    that we have recorded their death."""

    evidence: str
    since: date
    until: date | None = None
    why_no_end: str = ""
    in_contact: bool = False
    born: date | None = None
    died: bool = False


def wrong_terms(terms: Terms, today: date) -> tuple[str, str]:
    """The field and the sentence of what is wrong with the terms; two empty strings when they can stand."""
    if terms.evidence not in EVIDENCE:
        return "evidence", "Choose what shows that they may act for the person."
    if wrong := _wrong_after_death(terms):
        return "evidence", wrong
    if (terms.evidence == VERBAL) != terms.in_contact:
        return (
            "evidence",
            "A spoken yes holds for the contact in hand. Take the contact first, or choose other evidence.",
        )
    if terms.in_contact:
        return "", ""
    if terms.until is None and not terms.why_no_end.strip():
        return "until-day", "Enter the last day on which it holds, or say why it has no end."
    if terms.until is not None and terms.until < max(terms.since, today):
        return "until-day", "The last day must not be over, nor before the first."
    if terms.evidence == PARENT:
        return _wrong_for_a_child(terms, today)
    return "", ""


def _wrong_after_death(terms: Terms) -> str:
    if terms.died and terms.evidence != EXECUTOR:
        return "They have died, so that only an executor or administrator of the estate acts for them now."
    if not terms.died and terms.evidence == EXECUTOR:
        return "An executor acts for somebody who has died. Record the death first, or choose other evidence."
    return ""


def _wrong_for_a_child(terms: Terms, today: date) -> tuple[str, str]:
    if terms.born is None:
        return "evidence", "Enter the child's date of birth with their details first."
    last = eighteenth(terms.born) - timedelta(days=1)
    if last < today:
        return "evidence", "They are 18 or over and decide for themselves. Choose other evidence."
    if terms.until is None or terms.until > last:
        return "until-day", f"A parent acts until the child is 18. Enter {last:%-d %-m %Y} or an earlier day."
    return "", ""


def eighteenth(born: date) -> date:
    """The day somebody turns 18; for those born on 29 February the first of March."""
    try:
        return born.replace(year=born.year + GROWN_UP)
    except ValueError:
        return date(born.year + GROWN_UP, 3, 1)


@dataclass(frozen=True, slots=True)
class Use:
    """What an authority is wanted for: which service ('' for none in particular), to do or to look, in which contact.

    `called_back`: the last moment at which a record of either was restricted. What was recorded before opens nothing.
    """

    today: date
    service: str = ""
    doing: bool = True
    contact: int | None = None
    called_back: datetime | None = None


def holds(one: Authority, use: Use) -> bool:
    """Whether the authority lets its holder do this now: the object form of `policy.in_force`."""
    called_back = use.called_back is not None and (one.recorded_at is None or one.recorded_at <= use.called_back)
    return (
        one.by is not None
        and one.confirmed_at is not None
        and one.ended_at is None
        and not called_back
        and one.since is not None
        and one.since <= use.today
        and (one.until is None or one.until >= use.today)
        and (one.contact is None or one.contact == use.contact)
        and (not use.service or one.covers(use.service))
        and not (use.doing and one.sees_only)
    )


@dataclass(frozen=True, slots=True)
class Dead:
    """Whose death we have recorded: of whoever is acted for, and of whoever acts."""

    person: bool = False
    by: bool = False


def over_by_death(evidence: str, dead: Dead) -> bool:
    """Whether it is over because one of the two has died; the object form of `queries.deaths.alive`. An executor's is
    not: it begins with the death, and is over where that was taken back."""
    return dead.by or dead.person != (evidence == EXECUTOR)


def standing(one: Authority, today: date, called_back: datetime | None, dead: Dead = Dead()) -> Standing:
    """How it stands today. `called_back` as in `Use`."""
    if one.ended_at is not None:
        return Standing.ENDED
    if over_by_death(one.evidence, dead):
        return Standing.DIED
    if called_back is not None and (one.recorded_at is None or one.recorded_at <= called_back):
        return Standing.STOPPED
    if one.until is not None and one.until < today:
        return Standing.OVER
    if one.by is None or one.confirmed_at is None:
        late = one.recorded_at is not None and one.recorded_at.date() + ANSWERED_WITHIN < today
        return Standing.OVER if late else Standing.ASKED
    return Standing.NOW if one.since is not None and one.since <= today else Standing.LATER
