"""What staff may start for which check: the more an account loses, the surer we must be (decision 0031)."""

from dataclasses import dataclass
from datetime import timedelta

from frontdesk.domains.people.types.accounts import (
    CALLED_BACK,
    CHECKS,
    DOCUMENT,
    GRAVE_KINDS,
    TROUBLES,
    WAITS,
)

A_DAY, AN_HOUR = 3, 20
"""How often one customer's account is helped with in a day, and by one member of staff in an hour."""
IN_PERSON, ON_THE_PHONE = "visit", "phone"

NOT_ENOUGH = (
    "Answers are not enough for this: somebody close to them knows them too. Ring them back on the number we had, or "
    "ask them to come to a desk with a document that has their photo."
)
NOT_HERE = "A document counts only while they stand before you. Take their visit in hand first."
NOT_CALLED = "Take the call with them in hand first, then ring them back and choose this."
NO_NUMBER = (
    "We have had no phone number of theirs for 30 days, so ringing one proves nothing. Ask them to come to a desk with "
    "a document that has their photo."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """Whether it may be started: how long it waits then, else why not and at which field."""

    waits: timedelta = timedelta(0)
    refusal: str = ""
    field: str = ""


def plan(kind: str, checked: str, *, channel: str, number_held: bool) -> Plan:
    """What follows from how the customer was checked.

    `channel` is that of the contact in hand with this customer ('' where there is none), `number_held` whether we have
    had a phone number of theirs for long enough.
    """
    if kind not in TROUBLES:
        return Plan(refusal="Choose what they need help with.", field="kind")
    if checked not in CHECKS:
        return Plan(refusal="Check that they are who they say, and choose how you did it.", field="checked")
    if checked == DOCUMENT and channel != IN_PERSON:
        return Plan(refusal=NOT_HERE, field="checked")
    if kind not in GRAVE_KINDS or checked == DOCUMENT:
        return Plan()
    if checked != CALLED_BACK:
        return Plan(refusal=NOT_ENOUGH, field="checked")
    if channel != ON_THE_PHONE:
        return Plan(refusal=NOT_CALLED, field="checked")
    return Plan(WAITS) if number_held else Plan(refusal=NO_NUMBER, field="checked")
