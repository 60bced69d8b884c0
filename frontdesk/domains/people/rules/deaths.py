"""Deaths: what must be said of one, and which messages stop."""

from datetime import date

from frontdesk.domains.people.types.deaths import PROOFS, Death

LONGEST_WORDS = 500


def wrong_death(*, died_on: date | None, evidence: str, born: date | None, today: date) -> tuple[str, str]:
    """The field and the sentence of what is wrong with a death to record; two empty strings when it can stand."""
    if died_on is None:
        return "died-day", "Enter the day on which they died, like 27 3 2026."
    if died_on > today:
        return "died-day", "The day on which they died must not be in the future."
    if born is not None and died_on < born:
        return "died-day", "The day is before the date of birth that we have. Look at the certificate again."
    if evidence not in PROOFS:
        return "evidence", "Choose what shows that they have died."
    return "", ""


def stops(death: Death | None, *, asked_for: bool) -> bool:
    """Whether a message to a person stops. `asked_for`: it answers what somebody does at this moment, as a code to sign
    in does. That stops only once staff have seen evidence, so that nobody shuts a living person out by a report."""
    return death is not None and (death.sure or not asked_for)
