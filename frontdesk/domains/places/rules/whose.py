"""Which council looks after a postcode or a point: decided from what files tell, and said to whoever asks.

Councils are known by their official codes (GSS). Files are of different years, so a code that was retired counts as
that of the council that took over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from frontdesk.domains.places.types import Whose

ROUGH = 500.0
"""Metres by which the outlines of all the country's councils may be off: those most used (ultra generalised) were up
to 416 metres from the detailed outline of a London borough, and 7% of its postcodes fell on the wrong side."""

_TOOK_OVER = {
    "E06000058": "E06000028 E06000029 E07000048",
    "E06000059": "E07000049 E07000050 E07000051 E07000052 E07000053",
    "E06000060": "E07000004 E07000005 E07000006 E07000007",
    "E06000061": "E07000150 E07000152 E07000153 E07000156",
    "E06000062": "E07000151 E07000154 E07000155",
    "E06000063": "E07000026 E07000028 E07000029",
    "E06000064": "E07000027 E07000030 E07000031",
    "E06000065": "E07000163 E07000164 E07000165 E07000166 E07000167 E07000168 E07000169",
    "E06000066": "E07000187 E07000188 E07000189 E07000190 E07000191 E07000246",
    "E07000244": "E07000205 E07000206",
    "E07000245": "E07000201 E07000204",
}
"""English councils that took over others since 2019, by the orders of those years; the next orders add to it."""
RETIRED = {old: new for new, olds in _TOOK_OVER.items() for old in olds.split()}
_COMMON = frozenset(
    "borough city council county district london metropolitan of royal the town unitary authority upon".split()
)
_OFFICIAL = re.compile(r"[EWSN]\d{8}$")
_OF = re.compile(r"^(.*), (City|County) of$")


@dataclass(frozen=True)
class Told:
    """What is known of a postcode or a point.

    `own`: our own codes (those of our own making tell nothing here); `coded`: the code that the list of postcodes
    gives; `inside`: whether it lies within our own boundary (None: no boundary, or no point); `drawn`: the council in
    whose outline it lies; `near`: whether our own outline is within `ROUGH`; `names`: the councils that outlines are
    known of.
    """

    own: Collection[str] = ()
    coded: str = ""
    inside: bool | None = None
    drawn: str = ""
    near: bool = False
    names: Collection[str] = ()


def today_code(code: str) -> str:
    """The code of the council that looks after what this one did."""
    return RETIRED.get(code, code)


def decide(told: Told) -> tuple[bool | None, str, bool]:
    """Whether it is ours (None: nothing tells), else whose by code ("" unknown), and whether that is sure.

    The boundary comes first, then the code in the list of postcodes, then the outlines of all councils, which may be
    rough. On a gap in the data nobody is sent away.
    """
    own = {today_code(code) for code in told.own if _OFFICIAL.match(code)}
    coded, drawn = today_code(told.coded), today_code(told.drawn)
    if told.inside or (told.inside is None and coded in own):
        return True, "", True
    other = next((code for code in (coded, drawn) if code and code in told.names and code not in own), "")
    if told.inside is False:
        return False, other, other == coded != ""
    if not own or not other:
        return None, "", False
    if other != coded and told.near:
        return True, "", False
    return False, other, other == coded


def same_name(one: str, other: str) -> bool:
    """Whether two names are of one council: "Gravesham Borough Council" is Gravesham."""
    words = _core(one)
    return bool(words) and words == _core(other)


def _core(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower())) - _COMMON


def spoken(name: str) -> str:
    """A name as the statistics office writes it, as people say it: "Bristol, City of" is City of Bristol."""
    found = _OF.match(name)
    return f"{found[2]} of {found[1]}" if found else name


def words(whose: Whose) -> str:
    """What to tell whoever asked about a postcode that is not ours or has ended; "" where there is nothing to tell."""
    said = []
    postcode = whose.postcode or "This place"
    if whose.ended:
        said.append(f"{postcode} is no longer in use: it ended in {whose.ended:%B %Y}.")
    if whose.ours is False:
        said.append(f"{'It' if said else postcode} is outside our area.")
        if whose.name:
            said.append(
                f"{whose.name} looks after it." if whose.sure else f"It seems to be in the area of {whose.name}."
            )
        if whose.phone:
            said.append(f"Their phone number is {whose.phone}.")
    return " ".join(said)


def contact_of(code: str, name: str, known: Mapping[str, tuple[str, str, str]]) -> tuple[str, str, str]:
    """The name, website and phone of a council, from the authorities that are known (by code: name, web, phone)."""
    for own_code, (own_name, web, phone) in known.items():
        if own_code == code or same_name(own_name, name):
            return own_name, web, phone
    return spoken(name), "", ""
