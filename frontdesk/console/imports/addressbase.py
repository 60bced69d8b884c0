"""AddressBase Premium as GML, read as a stream: each street, then each property with its street, as one line of cells.

The columns are those of its CSV. A property has one line: of its addresses the approved one in English.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.parsers import expat

from frontdesk.console.surroundings import Stop

STREET = ("STREET_DESCRIPTION", "LOCALITY_NAME", "TOWN_NAME",
          "STREET_START_X", "STREET_START_Y", "STREET_END_X", "STREET_END_Y")  # fmt: skip
_LPI = {
    "usrn": "USRN", "saoText": "SAO_TEXT", "saoStartNumber": "SAO_START_NUMBER", "saoStartSuffix": "SAO_START_SUFFIX",
    "saoEndNumber": "SAO_END_NUMBER", "saoEndSuffix": "SAO_END_SUFFIX", "paoText": "PAO_TEXT",
    "paoStartNumber": "PAO_START_NUMBER", "paoStartSuffix": "PAO_START_SUFFIX", "paoEndNumber": "PAO_END_NUMBER",
    "paoEndSuffix": "PAO_END_SUFFIX", "lpiKey": "LPI_KEY",
}  # fmt: skip
_PROPERTY = {
    "changeType": "CHANGE_TYPE", "uprn": "UPRN", "logicalStatus": "LOGICAL_STATUS", "blpuState": "BLPU_STATE",
    "parentUPRN": "PARENT_UPRN", "localCustodianCode": "LOCAL_CUSTODIAN_CODE", "postcodeLocator": "POSTCODE_LOCATOR",
}  # fmt: skip
_REST = ("X_COORDINATE", "Y_COORDINATE", "LATITUDE", "LONGITUDE", "CLASSIFICATION_CODE", "ORGANISATION")
COLUMNS = (*_PROPERTY.values(), *_REST, *_LPI.values(), *STREET)

_UNITS = ("Street", "BasicLandPropertyUnit")
_PARTS = ("StreetDescriptiveIdentifier", "LandPropertyIdentifier", "DeliveryPointAddress", "Organisation",
          "Classification", "ApplicationCrossReference")  # fmt: skip
_ORDER = {"1": 0, "6": 1, "3": 2, "8": 3}
"""Which of a property's addresses is taken: the approved, else the provisional, the alternative, the historical."""
_SCHEME = "AddressBase Premium Classification Scheme"
_BLOCK = 1 << 16
Cells = Mapping[str, str]
Unit = dict[str, Any]


def is_gml(path: Path) -> bool:
    """Whether a file begins as XML does."""
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    except OSError:
        return False


def read_gml(path: Path) -> Iterator[tuple[int, Cells]]:
    """The streets, and then the properties, whatever their order in the file: it is read twice."""
    streets: dict[str, dict[str, str]] = {}
    for line, unit in _units(path, "Street"):
        streets[unit.get("usrn", "")] = street = _street(unit)
        yield line, {"USRN": unit.get("usrn", ""), "CHANGE_TYPE": unit.get("changeType", ""), **street}
    for line, unit in _units(path, "BasicLandPropertyUnit"):
        yield line, _property(unit, streets)


def _street(unit: Unit) -> dict[str, str]:
    named = sorted(unit.get("StreetDescriptiveIdentifier", ()), key=lambda each: each.get("lang", "en") != "en")
    said = named[0] if named else {}
    found = {"STREET_DESCRIPTION": said.get("streetDescription", ""), "LOCALITY_NAME": said.get("localityName", ""),
             "TOWN_NAME": said.get("townName", "")}  # fmt: skip
    for end, name in (("streetStart", "STREET_START"), ("streetEnd", "STREET_END")):
        x, _, y = unit.get(end, "").partition(" ")
        found |= {f"{name}_X": x, f"{name}_Y": y}
    return found


def _property(unit: Unit, streets: Mapping[str, Mapping[str, str]]) -> Cells:
    found = {column: unit.get(name, "") for name, column in _PROPERTY.items()}
    addresses = sorted(unit.get("LandPropertyIdentifier", ()), key=_first)
    said = addresses[0] if addresses else {}
    found |= {column: said.get(name, "") for name, column in _LPI.items()}
    posts = unit.get("DeliveryPointAddress", ({},))
    found["POSTCODE_LOCATOR"] = found["POSTCODE_LOCATOR"] or posts[0].get("postcode", "")
    bodies = [each.get("organisation", "") for each in unit.get("Organisation", ())]
    found["ORGANISATION"] = next(filter(None, [*bodies, posts[0].get("organisationName", "")]), "")
    found["X_COORDINATE"], _, found["Y_COORDINATE"] = unit.get("position", "").partition(" ")
    found["LATITUDE"], _, found["LONGITUDE"] = unit.get("positionLatLong", "").partition(" ")
    classes = [each for each in unit.get("Classification", ()) if each.get("classScheme") == _SCHEME]
    found["CLASSIFICATION_CODE"] = classes[0].get("classificationCode", "") if classes else ""
    return {**found, **streets.get(found["USRN"], {})}


def _first(address: Mapping[str, str]) -> tuple[bool, int]:
    return address.get("lang", "en") != "en", _ORDER.get(address.get("logicalStatus", ""), len(_ORDER))


def _units(path: Path, wanted: str) -> Iterator[tuple[int, Unit]]:
    """The units of one name, each with the line it begins on."""
    units: list[tuple[int, Unit]] = []
    parser = _parser(wanted, units)
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                parser.Parse(block, False)
                yield from units
                units.clear()
            parser.Parse(b"", True)
    except OSError as error:
        raise Stop(f"{path} cannot be read: {error}.") from error
    except expat.ExpatError as error:
        raise Stop(f"{path.name}:{error.lineno}: this is not XML: {expat.errors.messages[error.code]}.") from error
    yield from units


def _parser(wanted: str, units: list[tuple[int, Unit]]) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    reading = _Reading(wanted, units, lambda: parser.CurrentLineNumber)
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    return parser


class _Reading:
    """Gathers a unit from the elements within it; parts of one kind (its addresses, its classes) as a list."""

    def __init__(self, wanted: str, units: list[tuple[int, Unit]], line: Callable[[], int]) -> None:
        self.wanted, self.units, self.line = wanted, units, line
        self.unit: Unit | None = None
        self.part: dict[str, str] | None = None
        self.began = 0
        self.path: list[str] = []
        self.words = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if self.unit is None:
            if name == self.wanted:
                self.unit, self.began, self.path = {}, self.line(), []
            return
        self.path.append(name)
        self.words = ""
        if name in _PARTS:
            self.part = {}
            self.unit.setdefault(name, []).append(self.part)
        elif "xml:lang" in attributes and self.part is not None:
            self.part.setdefault("lang", attributes["xml:lang"][:2])

    def text(self, words: str) -> None:
        if self.unit is not None:
            self.words += words

    def end(self, name: str) -> None:
        if self.unit is None:
            return
        if not self.path:
            self.units.append((self.began, self.unit))
            self.unit = None
            return
        name = self.path.pop()
        if name in _PARTS:
            self.part = None
        elif words := self.words.strip():
            # A point stands within the element that says which point it is.
            place = self.path[-2] if name == "pos" and len(self.path) > 1 else name
            (self.unit if self.part is None else self.part)[place] = words
        self.words = ""
