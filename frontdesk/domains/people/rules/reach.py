"""Emails and phone numbers: whether they can be one, and the one form each is stored and compared in."""

import re
import unicodedata

import phonenumbers

REGION = "GB"
BRITISH_LEAST = 100_000_000  # nine digits after the 0: anything shorter is a local number without its area
_EMAIL = re.compile(r"[^\s@,;<>()\[\]\\\"]+@[^\s@.,;<>()\[\]\\\"]+(\.[^\s@.,;<>()\[\]\\\"]+)+")
_DIGITS = re.compile(r"\D+")


def normalise_email(text: str) -> str | None:
    """The email in its one form (lower case, no spaces around), or None when it is not one."""
    bare = unicodedata.normalize("NFKC", text).strip().lower()
    return bare if len(bare) <= 254 and _EMAIL.fullmatch(bare) and ".." not in bare else None


def email_problem(text: str) -> str:
    """The sentence for a typed email that cannot be one; '' when it can."""
    if normalise_email(text):
        return ""
    return "Enter an email address in the correct format, like name@example.com"


def normalise_phone(text: str) -> str | None:
    """The number as E.164 ("+447700900123"), read as a British one unless it names its country; None if it is none."""
    try:
        number = phonenumbers.parse(text.strip(), REGION)
    except phonenumbers.NumberParseException:
        return None
    short = number.country_code == 44 and (number.national_number or 0) < BRITISH_LEAST
    if short or not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_problem(text: str) -> str:
    """The sentence for a typed phone number that cannot be one; '' when it can."""
    if normalise_phone(text):
        return ""
    return "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 7700 900 982"


def phone_words(e164: str) -> str:
    """The number as people here write it: national form for British ones ("07700 900123"), else with its country."""
    try:
        number = phonenumbers.parse(e164, REGION)
    except phonenumbers.NumberParseException:
        return e164
    british = number.country_code == 44
    style = phonenumbers.PhoneNumberFormat.NATIONAL if british else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def backwards(e164: str) -> str:
    """The digits from last to first, so that a number is found by its last digits as by a beginning."""
    return _DIGITS.sub("", e164)[::-1]


def is_mobile(number: str) -> bool:
    """Whether a number (E.164) takes text messages: British 071 to 075 and 077 to 079 (Ofcom's numbering plan)."""
    return number.startswith(("+4471", "+4472", "+4473", "+4474", "+4475", "+4477", "+4478", "+4479"))
