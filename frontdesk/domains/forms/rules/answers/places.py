"""Addresses and places. The form page looks up; here what was chosen or typed becomes one answer."""

import math
from collections.abc import Mapping
from typing import Any

from frontdesk.domains.forms.rules.answers.unfit import Unfit, a_text
from frontdesk.domains.forms.rules.answers.words import tidy
from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.services.definition.form import Question

OUTSIDE = "This is outside our area. Check it, or look for the council that it belongs to"


def read_address(question: Question, plain: object, context: Context) -> dict[str, Any]:
    """An address as {"uprn", "lines", "postcode"}; uprn is "" where it was typed."""
    given = _address_in(plain)
    uprn = given["uprn"]
    if uprn:
        known = context.address_of(uprn) if context.address_of else None
        if known is not None:
            given = {"uprn": uprn, "lines": list(known["lines"]), "postcode": str(known["postcode"])}
        elif context.address_of or not given["lines"]:
            if not given["lines"]:
                raise Unfit("Choose your address from the list, or enter it yourself", "uprn")
            given |= {"uprn": ""}
    if not given["uprn"]:
        given = _typed(given)
    if question.area and context.in_area and context.in_area(given) is False:
        raise Unfit(_outside(given, context))
    return given


def _outside(given: Mapping[str, Any], context: Context) -> str:
    """What is said of a place outside the area: whose it is, where that is known."""
    said = context.whose(given) if context.whose else ""
    return f"{said} Check it, or tell that council" if said else OUTSIDE


def _address_in(plain: object) -> dict[str, Any]:
    """An address as given: by the form's parts, as canonical, or as one line with the postcode at its end."""
    if not isinstance(plain, Mapping):
        text = tidy(a_text(plain, "an address"))
        before, _, last = text.rpartition(",")
        postcode = normalise_postcode(last) if before else None
        parts = [part.strip() for part in (before if postcode else text).split(",")]
        return {"uprn": "", "lines": [part for part in parts if part], "postcode": postcode or ""}
    lines: Any = plain.get("lines")
    if lines is None:
        lines = [plain.get(part) or "" for part in ("line1", "line2", "town")]
    if not isinstance(lines, list | tuple):
        raise Unfit("This must be an address")
    uprn = tidy(a_text(plain.get("uprn") or "", "an address"))
    if uprn and not (uprn.isascii() and uprn.isdigit() and len(uprn) <= 12):
        raise Unfit("Choose your address from the list, or enter it yourself", "uprn")
    if plain.get("typed"):
        uprn = ""
    tidied = [tidy(a_text(line or "", "an address"))[:100] for line in lines[:6]]
    postcode = tidy(a_text(plain.get("postcode") or "", "an address"))
    return {"uprn": uprn.lstrip("0"), "lines": [line for line in tidied if line], "postcode": postcode}


def _typed(given: dict[str, Any]) -> dict[str, Any]:
    """A typed address needs a first line; its postcode, where there is one, must be one."""
    if not given["lines"] and given["postcode"]:
        part = "uprn" if normalise_postcode(given["postcode"]) else "postcode"
        sentence = "Choose your address from the list, or enter it yourself"
        raise Unfit(sentence if part == "uprn" else "Enter a full UK postcode, like ZY1 4AB", part)
    if not given["lines"]:
        raise Unfit("Enter the first line of the address", "line1")
    if given["postcode"]:
        postcode = normalise_postcode(given["postcode"])
        if postcode is None:
            raise Unfit("Enter a full UK postcode, like ZY1 4AB, or leave it empty", "postcode")
        given |= {"postcode": postcode}
    return given


def show_address(question: Question, answer: Mapping[str, Any]) -> list[str]:
    """The lines and the postcode, once: the gazetteer's lines may end with it."""
    postcode = answer["postcode"]
    lines = [line for line in answer["lines"] if not postcode or line.strip().upper() != postcode]
    return [*lines, *([postcode] if postcode else [])]


def address_fields(answer: Any) -> dict[str, str]:
    """The parts of a canonical address for the form, and its label in one line."""
    lines = list(answer["lines"])
    town = lines.pop() if len(lines) > 1 else ""
    return {
        "uprn": answer["uprn"],
        "postcode": answer["postcode"],
        "line1": lines[0] if lines else "",
        "line2": ", ".join(lines[1:]),
        "town": town,
        "typed": "" if answer["uprn"] else "1",
        "label": ", ".join([*answer["lines"], answer["postcode"]]).strip(", "),
    }


# Places ----------------------------------------------------------------------------------------------------


def read_place(question: Question, plain: object, context: Context) -> dict[str, Any]:
    """A place as {"words", "said", "postcode", "lat", "lon"}: at least words, a postcode or a point.

    `words` are the customer's own, with what they typed to look for a street when none was chosen; `said` is what the
    form's look-up called it, as the page sent it back: told to the customer and staff, never published. lat and lon
    are WGS84 degrees or both None.
    """
    if not isinstance(plain, Mapping):
        plain = {"words": a_text(plain, "a place")}
    words, said, street = (_part(plain, *names) for names in (("words", "description"), ("said",), ("street",)))
    lat, lon = _degrees(plain.get("lat"), 90), _degrees(plain.get("lon", plain.get("lng")), 180)
    if (lat is None) != (lon is None) or (lat == 0 and lon == 0):
        lat = lon = None
    typed = _part(plain, "postcode")
    postcode = normalise_postcode(typed) if typed else ""
    if postcode is None:
        if lat is None:
            raise Unfit("Enter a full UK postcode, like ZY1 4AB, or say in words where it is", "postcode")
        postcode = ""
    if lat is None and street:
        words = ", ".join(filter(None, (street, words)))
    if len(words) > 1000:
        raise Unfit("Use 1,000 characters or fewer to say where it is", "description")
    found = {"words": words, "said": said[:200], "postcode": postcode, "lat": lat, "lon": lon}
    if not any((found["words"], found["said"], postcode, lat is not None)):
        raise Unfit("Say where it is: by a postcode, a street, the map or in words", "description")
    if question.area and context.in_area and context.in_area(found) is False:
        raise Unfit(_outside(found, context))
    return found


def _part(plain: Mapping[str, Any], *names: str) -> str:
    value = next((plain[name] for name in names if plain.get(name)), "")
    return tidy(a_text(value, "a place"))


def _degrees(value: object, most: int) -> float | None:
    """A coordinate with six decimals (a tenth of a metre); None when there is none."""
    if value in (None, ""):
        return None
    try:
        number = float(a_text(value, "a place"))
    except ValueError:
        raise Unfit("We cannot read that place. Choose it again, or say in words where it is") from None
    if not math.isfinite(number) or abs(number) > most:
        raise Unfit("We cannot read that place. Choose it again, or say in words where it is")
    return round(number, 6)


def show_place(question: Question, answer: Mapping[str, Any]) -> list[str]:
    """What it is called, the postcode, and the customer's words; a bare point by its coordinates."""
    lines = [text for text in (answer["said"], answer["postcode"], answer["words"]) if text]
    if not lines and answer["lat"] is not None:
        lines = [f"{answer['lat']}, {answer['lon']}"]
    return lines


def place_fields(answer: Any) -> dict[str, str]:
    """The parts of a canonical place for the form."""
    return {
        "method": "map" if answer["lat"] is not None and not (answer["postcode"] or answer["said"]) else "postcode",
        "postcode": answer["postcode"],
        "street": "",
        "said": answer["said"],
        "description": answer["words"],
        "lat": "" if answer["lat"] is None else str(answer["lat"]),
        "lng": "" if answer["lon"] is None else str(answer["lon"]),
    }
