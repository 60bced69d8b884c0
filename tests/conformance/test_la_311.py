"""Five days of a city's service requests, brought in: every figure is that of a script that knows nothing of us."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frontdesk.console import roles
from frontdesk.console.main import load, parser_of
from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.insight import queries as insight
from frontdesk.domains.insight.types import Period
from frontdesk.domains.requests.models import Request
from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.definition.flow import Status, Transition
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.workflow import ORDINARY
from frontdesk.domains.services.types import Tried
from frontdesk.kernel import jobs, tenancy
from tests.conformance.la_311_script import figures, rows_of
from tests.support import real_data
from tests.support.neighbours import two_councils
from tests.support.services import definition_of

NAME = "myla311_2017_10k.csv"
MAPPING = Path(__file__).parent / "la-311.toml"
DAYS = Period(date(2017, 12, 27), date(2017, 12, 31))
ENDS = (("cancelled", "Cancelled"), ("referred", "Sent elsewhere"))
FLOW = replace(
    ORDINARY,
    statuses=ORDINARY.statuses
    + tuple(Status(code=code, name=name, clock="stops", open311="closed") for code, name in ENDS),
    transitions=ORDINARY.transitions
    + tuple(Transition(from_="received", to=code, who=("officer",), needs="reason") for code, _ in ENDS),
)
TYPES = ("bulky-items", "dead-animal", "electronic-waste", "feedback", "graffiti", "encampment", "dumping",
         "appliances", "streetlights", "other", "water-waste", "streetlight")  # fmt: skip


@pytest.fixture(scope="module")
def city() -> list[dict[str, str]]:
    return rows_of(real_data.folder("la-311") / NAME)


@pytest.fixture
def council(committed: roles.Addresses) -> int:
    """A council whose services are the city's. Rows are committed: one long transaction would hold back all news."""
    cast = two_councils()
    like = definition_of("demo", "fly-tipping")
    with tenancy.acting_for(cast.councils.demo.id):
        for code in TYPES:
            own: Definition = replace(like, code=code, name=code, workflow=FLOW, outcomes=())
            publish_service(cast.system, definition=own, tried=[Tried("Jo", "Fine.")])
    return cast.councils.demo.id


def bring_in(*words: str) -> int:
    """`frontdesk import` with these words, and then the news of it."""
    options = parser_of("import", load("import_")).parse_args([*words, "--council", "demo"])
    code = int(options.run(options) or 0)
    for _ in range(100):
        if not jobs.deliver_news():
            break
    return code


@pytest.mark.real_data
@pytest.mark.shows("K3")
def test_every_figure_is_the_scripts_and_again_makes_none_twice_and_undone_nothing_is_left(
    council: int, city: list[dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("requests", str(real_data.folder("la-311") / NAME), "--mapping", str(MAPPING))
    assert bring_in(*words) == 0
    with tenancy.acting_for(council):
        agrees(council, figures(city))
    capsys.readouterr()
    assert bring_in(*words) == 0
    assert f"0 brought in, {len(city):,} there already" in capsys.readouterr().out
    assert bring_in("undo", "1") == 0
    assert f"{len(city):,} requests removed." in capsys.readouterr().out
    with tenancy.acting_for(council):
        assert not Request.objects.filter(council_id=council, import_run=1).exists()
        assert not Contact.objects.filter(council_id=council, import_run=1).exists()
        assert insight.take_up(council, DAYS).whole.received == 0


def agrees(council: int, plain: dict[str, Any]) -> None:
    """Both ratios, timeliness, and what counts on neither side."""
    counts = insight.take_up(council, DAYS).whole
    assert counts.received == plain["all"]
    first, second = counts.completed_digital_over_all, counts.completed_over_completed
    assert (first.numerator, first.denominator) == plain["first"]
    assert (second.numerator, second.denominator) == plain["second"]
    on_time = insight.timeliness(council, DAYS).whole
    assert (on_time.numerator, on_time.denominator) == (plain["in time"], plain["timed"] + plain["late"])
    apart = Request.objects.filter(council_id=council, side="neither").exclude(channel="")
    ended = {"cancelled": plain["apart"]["Cancelled"], "referred": plain["apart"]["Referred Out"]}
    assert Counter(apart.values_list("status", flat=True)) == {code: number for code, number in ended.items() if number}
