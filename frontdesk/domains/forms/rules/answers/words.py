"""Text, long text, name, email, phone."""

import re
import unicodedata
from collections.abc import Mapping

import phonenumbers

from frontdesk.domains.forms.rules.answers.unfit import Unfit, a_text, limit
from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.services.definition.form import Question

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[^\s@.<>\"(),:;\[\]\\_]+(\.[^\s@.<>\"(),:;\[\]\\_]+)+")
_NINO = re.compile(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z][0-9]{6}[A-D]")
_VEHICLE = re.compile(r"[A-Z0-9]{2,8}")


def tidy(text: str) -> str:
    """One line of typed text: no characters one cannot see, one kind of space, composed accents (Unicode NFC)."""
    text = "".join(char for char in text if not 0xD800 <= ord(char) <= 0xDFFF)
    return unicodedata.normalize("NFC", " ".join(_CONTROL.sub("", _UNSEEN.sub("", text)).split()))


def read_text(question: Question, plain: object, context: Context) -> str:
    """One line."""
    text = tidy(a_text(plain))
    if question.format:
        return _FORMATS[question.format](text)
    limit(text, int(question.max or 200))
    return text


def read_long_text(question: Question, plain: object, context: Context) -> str:
    """Several lines, kept as they came: only characters that no page can show are taken out."""
    text = "".join(char for char in a_text(plain) if not 0xD800 <= ord(char) <= 0xDFFF)
    text = _CONTROL.sub("", text)
    limit(text.replace("\r\n", "\n"), int(question.max or 4000))
    return text


def read_name(question: Question, plain: object, context: Context) -> dict[str, str]:
    """First and last name; a single text is split at its last space. One of the two is enough: some have only one."""
    if isinstance(plain, Mapping):
        first, last = (tidy(a_text(plain.get(part) or "")) for part in ("first", "last"))
    else:
        first, _, last = tidy(a_text(plain)).rpartition(" ")
    for part, text in (("first", first), ("last", last)):
        if len(text) > 100:
            raise Unfit("Use 100 characters or fewer", part)
    return {"first": first, "last": last}


def read_email(question: Question, plain: object, context: Context) -> str:
    """An email address; the part after @ in small letters."""
    return an_email(a_text(plain))


def an_email(typed: str) -> str:
    """The same from a text, for pages that ask for an address outside a form."""
    text = tidy(typed).replace(" ", "")
    if not _EMAIL.fullmatch(text) or len(text) > 254 or ".." in text:
        raise Unfit("Enter an email address in the right form, like name@example.com")
    box, _, host = text.rpartition("@")
    return f"{box}@{host.lower()}"


def read_phone(question: Question, plain: object, context: Context) -> str:
    """A phone number in the international form (E.164). Numbers without a country are British."""
    typed = tidy(a_text(plain))
    try:
        number = phonenumbers.parse(typed[:60], "GB")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Unfit("Enter a phone number, like 01632 960001 or 07700 900982")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def show_phone(question: Question, answer: str) -> list[str]:
    """As people in Britain write it."""
    return [written(answer)]


def written(number: str) -> str:
    """A phone number as people in Britain write it; anything else as it is."""
    try:
        read = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return number
    british = read.country_code == 44
    form = phonenumbers.PhoneNumberFormat.NATIONAL if british else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(read, form))


def show_name(question: Question, answer: Mapping[str, str]) -> list[str]:
    """First and last name."""
    return [" ".join(filter(None, (answer.get("first"), answer.get("last"))))]


def _nino(text: str) -> str:
    bare = text.replace(" ", "").upper()
    if not _NINO.fullmatch(bare):
        raise Unfit("Enter a National Insurance number, like QQ 12 34 56 C")
    return " ".join((bare[:2], bare[2:4], bare[4:6], bare[6:8], bare[8:]))


def _vehicle(text: str) -> str:
    bare = text.replace(" ", "").upper()
    if not _VEHICLE.fullmatch(bare):
        raise Unfit("Enter the number plate, like AB12 CDE")
    return f"{bare[:4]} {bare[4:]}" if len(bare) == 7 else bare


def _postcode(text: str) -> str:
    postcode = normalise_postcode(text)
    if postcode is None:
        raise Unfit("Enter a full UK postcode, like ZY1 4AB")
    return postcode


def _badge(text: str) -> str:
    """The six characters that name the badge, before the "x" and what follows it on the card."""
    bare = "".join(text.split()).upper()
    found = re.match(r"[A-Z0-9]{6}(?=$|X)", bare)
    if found is None:
        raise Unfit("Enter the 6 letters or digits before the small “x”, like AB12CD")
    return found[0]


_FORMATS = {"national-insurance": _nino, "vehicle": _vehicle, "postcode": _postcode, "blue-badge": _badge}
