"""What makes a contact a good record: codes that exist, times in order. Pure decisions."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from frontdesk.domains.contacts import types
from frontdesk.domains.contacts.types import ContactIn, Lists, MatterIn, WrapUp
from frontdesk.kernel import clock
from frontdesk.kernel.errors import Refusal

AHEAD = timedelta(minutes=5)
"""Clocks of other systems may be this much fast."""
MOST_MATTERS = 20
LONGEST = timedelta(hours=4)
"""A contact in hand for longer, or over midnight, was probably left there: its wrap-up asks when the customer went."""


def lists_of(channels: Mapping[str, str], details: Mapping[str, Any]) -> Lists:
    """A council's codes: the ordinary ones, then its own from `details` (its pack's [contacts]); '' takes one away."""
    own = details.get("contacts", {})

    def merged(ordinary: Mapping[str, str], given: Mapping[str, str]) -> Mapping[str, str]:
        return {code: label for code, label in {**ordinary, **given}.items() if label}

    return Lists(
        channels=merged(types.CHANNELS, channels),
        reasons=merged(types.REASONS, own.get("reasons", {})),
        outcomes=merged(types.OUTCOMES, own.get("outcomes", {})),
        failure_reasons=merged(types.FAILURE_REASONS, own.get("failure_reasons", {})),
        declined_why=merged(types.DECLINED_WHY, own.get("declined_why", {})),
    )


def check_channel(lists: Lists, channel: str, direction: str = types.INBOUND) -> None:
    """Refusal unless the channel is one of the council's and the direction is in or out."""
    _known(lists.channels, channel, "channel", "channel")
    if direction not in (types.INBOUND, types.OUTBOUND):
        raise Refusal("Say whether the contact came in or went out: in or out.", field="direction")


def check_contact(lists: Lists, contact: ContactIn, now: datetime) -> None:
    """Refusal unless the whole contact can be recorded."""
    check_channel(lists, contact.channel, contact.direction)
    for name in ("started_at", "answered_at", "ended_at"):
        check_time(getattr(contact, name), now, name)
    for name, later in (("answered_at", contact.answered_at), ("ended_at", contact.ended_at)):
        if later is not None and later < contact.started_at:
            raise Refusal("Check the times: a contact cannot be answered or ended before it starts.", field=name)
    if len(contact.matters) > MOST_MATTERS:
        raise Refusal(f"A contact can have up to {MOST_MATTERS} matters.", field="matters")
    for matter in contact.matters:
        check_matter(lists, matter)


def check_person(person: int | None, customers: Collection[int]) -> None:
    """Refusal unless the person, where one is given, is a customer of the council."""
    if person is not None and person not in customers:
        raise Refusal("We have no customer with this number.", field="person")


def check_time(moment: datetime | None, now: datetime, field: str) -> None:
    """Refusal for a time without its zone, in the future, or before there were councils."""
    if moment is None:
        return
    if moment.tzinfo is None:
        raise Refusal("Give the time with its zone, like 2026-12-03T16:00:00Z.", field=field)
    if moment > now + AHEAD:
        raise Refusal("Check the time: it is in the future.", field=field)
    if moment.date() < clock.FIRST:
        raise Refusal(f"Check the time: it is before {clock.FIRST:%Y}.", field=field)


def check_matter(lists: Lists, matter: MatterIn) -> None:
    """Refusal unless the matter's codes are the council's."""
    if matter.service and lists.services and matter.service not in lists.services:
        raise Refusal(f"We have no service called “{matter.service}”.", field="service")
    if matter.reason:
        _known(lists.reasons, matter.reason, "reason", "reason")
    if matter.ended != WrapUp(""):
        check_wrap_up(lists, matter.ended)


def check_wrap_up(lists: Lists, ended: WrapUp) -> None:
    """Refusal unless the codes are known and agree: a failure reason needs failure, a why needs declined."""
    _known(lists.outcomes, ended.outcome, "outcome", "outcome")
    if ended.demand:
        _known(types.DEMAND, ended.demand, "demand", "demand")
    if ended.demand_reason:
        _known(lists.failure_reasons, ended.demand_reason, "reason for failure demand", "demand_reason")
        if ended.demand != types.FAILURE:
            raise Refusal("Only failure demand has a reason for the failure.", field="demand_reason")
    if ended.offered:
        _known(types.SELF_SERVICE, ended.offered, "answer to whether self-service was offered", "offered")
    if ended.declined_why:
        _known(lists.declined_why, ended.declined_why, "reason for declining", "declined_why")
        if ended.offered != types.DECLINED:
            raise Refusal("Only self-service that was declined has a reason for declining.", field="declined_why")


def stood_long(started: datetime, until: datetime) -> bool:
    """Whether a contact was in hand so long that its end is asked for: over `LONGEST`, or from one day to another."""
    days = {moment.astimezone(clock.LOCAL).date() for moment in (started, until)}
    return until - started > LONGEST or len(days) > 1


def check_end(at: datetime, started: datetime, now: datetime) -> None:
    """Refusal for an end without its zone, before the contact began or in the future."""
    check_time(at, now, "went")
    if at < started:
        raise Refusal("Check when they went: it is before the contact began.", field="went")


def is_done(*, ended: bool, outcomes: list[str]) -> bool:
    """Whether nothing is left to do: the customer has gone, and there is a matter, and each has its outcome."""
    return ended and bool(outcomes) and all(outcomes)


def _known(codes: Mapping[str, str], code: str, what: str, field: str) -> None:
    if code not in codes:
        raise Refusal(f"Choose a {what} from the list: {', '.join(codes)}.", field=field)


def signs_of(ended: Iterable[WrapUp], *, wrote_by: str = "") -> list[str]:
    """What a contact may tell of a need that nobody has recorded, as codes that `people` knows or passes over.

    How its matters ended, and `wrote_by` the channel by which it came in.
    """
    matters = list(ended)
    declined = [f"declined-{each.declined_why}" for each in matters if each.offered == types.DECLINED]
    return [*declined, *(each.outcome for each in matters), f"wrote-{wrote_by}"]
