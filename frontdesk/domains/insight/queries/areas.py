"""Where figures can be cut: the wards of a council, its localities and its area teams."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from frontdesk.domains.insight.types import ELSEWHERE, LOCALITY, NOT_KNOWN, TEAM, WARD, Area
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Patch
from frontdesk.kernel import clock

_WARDS = """
    SELECT code, name, (valid_from IS NULL OR valid_from <= %s) AND (valid_to IS NULL OR valid_to > %s)
    FROM places_area_facts WHERE council = %s AND kind = 'ward' ORDER BY name, code
"""


@dataclass(frozen=True, slots=True)
class Areas:
    """`names` are those of all wards there ever were, `wards` the codes of those that stand today."""

    names: Mapping[str, str]
    wards: tuple[str, ...]
    patches: Mapping[str, Sequence[Patch]]

    def named(self, key: str) -> Area | None:
        """What an address means by `key`; None where there is no such area."""
        kind, _, code = key.partition(".")
        if code == NOT_KNOWN and kind in (WARD, *self.patches):
            return Area(kind, code, self.label(kind, ""), ("",), outside=False)
        if kind == WARD:
            return Area(kind, code, self.label(kind, code), (code,), outside=False) if code else None
        return self._of_patches(kind, code)

    def _of_patches(self, kind: str, code: str) -> Area | None:
        patches = self.patches.get(kind, ())
        if code == ELSEWHERE:
            listed = [ward for each in patches for ward in each.wards]
            return Area(kind, code, self.label(kind, code), (*listed, "")) if patches else None
        wards = next((each.wards for each in patches if each.code == code), None)
        return None if wards is None else Area(kind, code, self.label(kind, code), wards, outside=False)

    def label(self, kind: str, code: str) -> str:
        """A code of a cut in words. A ward that we have no name for is called by its code."""
        if code in ("", NOT_KNOWN):
            return "Ward not known"
        if kind == WARD:
            return self.names.get(code, code)
        if code == ELSEWHERE:
            return "Wards of no locality" if kind == LOCALITY else "Wards without an area team"
        return next((each.name for each in self.patches.get(kind, ()) if each.code == code), code)

    def all(self) -> list[Area]:
        """Every area that can be chosen, without those of records that are nowhere."""
        keys = [f"{WARD}.{code}" for code in self.wards]
        keys += [f"{kind}.{each.code}" for kind, patches in self.patches.items() for each in patches]
        return _known(self.named(key) for key in keys)


def areas(council: int) -> Areas:
    """The wards, localities and area teams of a council."""
    today = clock.today()
    with connection.cursor() as cursor:
        cursor.execute(_WARDS, [today, today, council])
        rows = cursor.fetchall()
    patches = {LOCALITY: organisations.localities(council), TEAM: organisations.area_teams(council)}
    names = {code: name for code, name, _ in rows}
    return Areas(names, tuple(code for code, _, stands in rows if stands), patches)


def _known(found: Iterable[Area | None]) -> list[Area]:
    return [each for each in found if each is not None]
