"""Real reports of residents, brought in by `frontdesk import requests`, and those that were reported before.

The product's possible duplicates are those of a script that knows nothing of us: the same category, at most 30 metres
apart in the National Grid (EPSG:27700), at most 48 hours after an earlier one. Counted is each report that has such an
earlier one: 539 of the 6,272, in 632 pairs, that touch 1,005 reports. On a sphere (haversine) it is one more, since
a grid metre is not quite one on the ground. FRONTDESK_WHOLE=1 brings in all 6,272; without it the newest 300.
"""

import csv
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from pyproj import Transformer
from shapely import Point, STRtree
from shapely.geometry import shape

from frontdesk.console import roles
from frontdesk.domains.places.actions import load_areas
from frontdesk.domains.places.types import AreaKind
from frontdesk.domains.requests import queries
from frontdesk.domains.requests.models import Request
from frontdesk.kernel import jobs, tenancy
from frontdesk.kernel.actor import Actor
from tests.conformance.services import publish_small
from tests.conformance.test_la_311 import bring_in
from tests.conformance.test_lewisham import WHOLE, outlines, reports_of
from tests.support.cast import Cast
from tests.support.neighbours import two_councils

MAPPING = Path(__file__).parent / "lewisham.toml"
CODES = tomllib.loads(MAPPING.read_text())["codes"]["service"]
METRES, HOURS = 30, timedelta(hours=48)
Report = dict[str, str]


def script(reports: list[Report]) -> list[tuple[str, str]]:
    """Pairs (earlier, later) of reports of one category near each other in place and time, without the product."""
    grid = Transformer.from_crs(4326, 27700)
    of = defaultdict(list)
    for each in reports:
        point = Point(*grid.transform(float(each["lat"]), float(each["long"])))
        at = datetime.fromisoformat(each["requested_datetime"])
        of[each["service_name"]].append((at, int(each["service_request_id"]), point))
    pairs = []
    for some in of.values():
        tree = STRtree([point for _, _, point in some])
        near = tree.query([point for _, _, point in some], predicate="dwithin", distance=METRES)
        for a, b in near.T:
            one, two = sorted((some[a], some[b]), key=lambda each: each[:2])
            if a < b and two[0] - one[0] <= HOURS:
                pairs.append((str(one[1]), str(two[1])))
    return pairs


def wards(reports: list[Report]) -> Counter[str]:
    """How many reports lie in each ward."""
    areas = [(row.code, shape(row.geometry)) for row in outlines() if row.kind is AreaKind.WARD]
    points = (Point(float(each["long"]), float(each["lat"])) for each in reports)
    return Counter(next((code for code, area in areas if area.covers(point)), "") for point in points)


@pytest.fixture
def cast(committed: roles.Addresses) -> Iterator[Cast]:
    """A council whose area is Lewisham, with a service for each category."""
    cast = two_councils()
    demo = cast.councils.demo.id
    with tenancy.acting_for(demo):
        load_areas(Actor.system(demo), areas=outlines())
        for code in CODES.values():
            publish_small(demo, code)
    while jobs.deliver_news():  # that colleagues came is no news any more when they are given the reports
        pass
    yield cast


@pytest.mark.real_data
@pytest.mark.shows("F7")
def test_the_reports_come_in_with_their_wards_and_what_was_reported_before_is_the_scripts(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports, file = reports_of(1), tmp_path / "reports.csv"
    reports = reports if WHOLE else sorted(reports, key=lambda each: each["requested_datetime"])[-300:]
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(reports[0]))
        writer.writeheader()
        writer.writerows(reports)
    began = perf_counter()
    assert bring_in("requests", str(file), "--mapping", str(MAPPING)) == 0, capsys.readouterr().out
    took = perf_counter() - began
    with tenancy.acting_for(cast.councils.demo.id):
        rows = Request.objects.filter(import_run=1)
        assert Counter(rows.values_list("ward", flat=True)) == wards(reports)
        pairs = script(reports)
        began = perf_counter()
        first = found(cast)
        assert first == {later for _, later in pairs} and len(pairs) > 10
        if WHOLE:
            assert (len(first), len(pairs), len({each for pair in pairs for each in pair})) == (539, 632, 1005)
            print(f"import {took:.1f} s, all pages of repeats {perf_counter() - began:.2f} s")  # noqa: T201


def found(cast: Cast) -> set[str]:
    """The keys of the requests that the product says may repeat an earlier one, page by page."""
    keys = {pk: key.partition(":")[2] for pk, key in Request.objects.values_list("pk", "import_key") if key}
    later: set[str] = set()
    after = None
    while True:
        page = queries.repeated(cast.oli, after=after)
        later |= {keys[each.item.id] for each in page.pairs if each.item.id in keys}
        if (after := page.after) is None:
            return later
