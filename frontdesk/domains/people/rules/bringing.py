"""Records that another system tells us of: whether one can be taken, and what of it is told for the first time."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from frontdesk.domains.people.rules import addresses, names, reach
from frontdesk.domains.people.types import EMAIL, PHONE, AddressIn, PersonIn
from frontdesk.domains.people.types.bringing import Remark

OLDEST = 130
_POSTCODE = "We left the postcode out: it is not a UK postcode."
_UPRN = "We have no address with this UPRN."
_NAME = "We have this number on a record with another name, so nothing was changed. Ask staff to look at the record."
_BIRTH = "We have this number on a record with another day of birth, so nothing was changed. Ask staff to look at it."


def wrong(one: PersonIn, channels: Collection[str], today: date, now: datetime) -> tuple[str, str]:
    """(field, sentence) of why a record cannot be taken at all; both '' when it can. It says no value of anybody."""
    if not one.key.strip():
        return "key", "Send the number by which your system knows the customer."
    if not names.parts(one.name, one.given, one.family).full:
        return "name", "Send a name, or a given and a family name."
    born = one.date_of_birth
    if born is not None and not date(today.year - OLDEST, 1, 1) <= born <= today:
        return "date_of_birth", "Nobody who is a customer was born on that day."
    if one.preferred_channel and one.preferred_channel not in channels:
        return "preferred_channel", f"Send one of {', '.join(channels)}."
    if one.created_at is not None and one.created_at > now:
        return "created_at", "That is in the future."
    return "", ""


def readable(one: PersonIn, known: Collection[int]) -> tuple[PersonIn, tuple[Remark, ...]]:
    """The record without what cannot be an email, a number, a postcode or an address, and a remark for each of these.

    `known` are the properties (UPRN) that we have.
    """
    remarks: list[Remark] = []
    for kind, given in ((EMAIL, one.emails), (PHONE, one.phones)):
        problem = reach.email_problem if kind == EMAIL else reach.phone_problem
        remarks += [
            Remark(f"{kind}s", f"We left number {place} out: it cannot be one.")
            for place, value in enumerate(given, 1)
            if problem(value)
        ]
    lives = [_readable_place(place, known, remarks) for place in one.addresses]
    fit = replace(
        one,
        emails=[each for each in one.emails if not reach.email_problem(each)],
        phones=[each for each in one.phones if not reach.phone_problem(each)],
        addresses=[each for each in lives if each is not None],
    )
    return fit, tuple(remarks)


def _readable_place(place: AddressIn, known: Collection[int], remarks: list[Remark]) -> AddressIn | None:
    uprn = place.uprn if place.uprn in known else None
    if place.uprn is not None and uprn is None:
        remarks.append(Remark("address.uprn", _UPRN))
    postcode = place.postcode
    if postcode.strip() and not addresses.POSTCODE.fullmatch(postcode.strip()):
        remarks.append(Remark("address.postcode", _POSTCODE))
        postcode = ""
    return replace(place, uprn=uprn, postcode=postcode) if uprn or place.line.strip() or postcode.strip() else None


def doubtful(
    one: PersonIn, *, name_key: str, born: date | None, put_right: Collection[str] = (), words: Collection[str] = ()
) -> tuple[str, str]:
    """(field, sentence) of why what a system tells for the first time may be of somebody else than the record that has
    its number; both '' when it is not. What either does not say is no difference.

    `put_right` are the fields that people changed here: such a one may differ, a name only from a former one of theirs,
    by whose `words` they are still found.
    """
    called = names.parts(one.name, one.given, one.family).full
    if name_key and names.key(called) != name_key:
        former = "name" in put_right and set(names.words(called)) <= set(words)
        if not former:
            return "name", _NAME
    if one.date_of_birth and born and one.date_of_birth != born and "date_of_birth" not in put_right:
        return "date_of_birth", _BIRTH
    return "", ""


def told(system: str, one: PersonIn) -> dict[str, str]:
    """A digest of each field as the system tells it: enough to know next time what it has changed, and nobody's data
    kept twice."""
    home = next(iter(one.addresses), AddressIn())
    values: Mapping[str, object] = {
        "name": (one.name, one.given, one.family),
        "date_of_birth": one.date_of_birth,
        "preferred_channel": one.preferred_channel,
        "preferred_language": one.preferred_language,
        "emails": sorted(filter(None, map(reach.normalise_email, one.emails))),
        "phones": sorted(filter(None, map(reach.normalise_phone, one.phones))),
        "address": (home.line, home.postcode, home.uprn),
        "since": home.since,
    }
    return {field: _digest(f"{system}\n{one.key}\n{field}\n{value}") for field, value in values.items()}


def changed(before: Mapping[str, str] | None, now: Mapping[str, str]) -> set[str]:
    """The fields that the system tells otherwise than the last time; all of them where it told nothing before."""
    return {field for field, digest in now.items() if before is None or before.get(field) != digest}


def content(rows: Iterable[PersonIn]) -> str:
    """A digest of all that a call tells, by which a retry is known from another call with the same key."""
    whole = [
        (
            one.key, one.name, one.given, one.family, one.date_of_birth, list(one.emails), list(one.phones),
            [(home.line, home.postcode, home.uprn, home.since) for home in one.addresses], one.preferred_channel,
            one.preferred_language, one.created_at, sorted(one.proved), list(one.others),
        )
        for one in rows
    ]  # fmt: skip
    return hashlib.sha256(repr(whole).encode()).hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
