import re
import shutil
from pathlib import Path

import pytest

from frontdesk.console.packs.check import check_pack
from frontdesk.console.packs.pack import read_pack
from frontdesk.console.packs.services import check_services

ROOT = Path(__file__).parents[3]
LITTLEWICK = ROOT / "tests" / "councils" / "littlewick"


def problems(folder: Path, level: str = "error") -> list[str]:
    """Every problem of the pack, with its file named from the pack's folder."""
    pack, found = read_pack(folder)
    if pack:
        check_pack(pack)
        check_services(pack)
    return [str(each).removeprefix(f"{folder}/") for each in found.found if each.level == level]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the small council's pack, to be spoiled."""
    return Path(shutil.copytree(LITTLEWICK, tmp_path / "littlewick"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("folder", [*sorted((ROOT / "councils").iterdir()), LITTLEWICK], ids=lambda folder: folder.name)
def test_the_packs_in_the_house_have_no_errors(folder: Path):
    assert problems(folder) == []


@pytest.mark.shows("A11")
@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("council.toml", 'code = "littlewick"', 'code = "other"', "council.toml:3: The code is “other” but the folder"),
        ("council.toml", "tier =", "teir =", "council.toml:6: “teir” is not known here. Did you mean “tier”?"),
        ("council.toml", 'link = "#6b1f3a"', 'link = "#99aabb"', "council.toml:20: #99aabb is hard to read as links"),
        ("council.toml", 'brand = "#6b1f3a"', 'brand = "red"', "council.toml:18: 'red' is not a colour"),
        ("council.toml", 'standing = "promoted"', 'standing = "loved"', "council.toml:30: “standing” must be one of:"),
        ("council.toml", 'department = "office"', 'department = "shed"', "There is no department “shed”."),
        ("council.toml", 'team = "customer-services"', 'team = "nobody"', "There is no team “nobody”."),
        ("council.toml", "hello@littlewick.example", "hello", "council.toml:13: “hello” is not an email address."),
        ("council.toml", 'alternative = "We', 'note = "We', "Kiosk is closed: say what to use instead (alternative)."),
        ("council.toml", '"littlewick.example.org"', '"https://x"', "“https://x” is not a host name."),
        ("council.toml", '"mornings"', '"evenings"', "There is no calendar “evenings” in calendars.toml."),
        ("council.toml", "[colours]", "[colours", "council.toml:17: This is not TOML"),
        ("council.toml", '[[post]]', '[[locality]]\ncode = "none"\nname = "No"\n\n[[post]]', "“none”: choose another"),
        ("council.toml", '[[post]]', '[[locality]]\ncode = "up"\nname = "Up"\n\n[[post]]', "“Up” has no wards."),
        ("council.toml", 'department = "office"', 'department = "office"\nwards = ["W0", "W0"]', "“W0” belongs to"),
        ("council.toml", 'group = "adjustment"', 'group = "pets"', "“needs.guide-dog”: the group must be one of"),
        ("council.toml", "Has a guide dog: put", "Has {detail}: put", "“needs.guide-dog” must “ask” for the detail"),
        ("calendars.toml", "9:00-12:30", "9:00-8:30", "calendars.toml:4: “9:00-8:30” closes before it opens."),
        ("standards.toml", '"3 working days"', '"3 days"', "standards.toml:8: Say whether “3 days” means working days"),
        ("standards.toml", 'days"\n', 'days"\nstarts_on = "payment"\n', "say happened = “payment”"),
        ("standards.toml", 'kind = "each"', 'kind = "rarely"', "standards.toml:4: “kind” must be one of:"),
        ("standards.toml", 'within = "3 working days"\n', "", "standards.toml:1: The promise “fallen-tree” needs a"),
        ("standards.toml", "at_least = 90", "about = 90", "standards.toml:9: A target is one of at_least"),
        ("standards.toml", '"phone"', '"fax"', "standards.toml:36: The council has no channel “fax”."),
        ("standards.toml", '"fallen-tree"\nname', '"hall-key"\nname', "“hall-key” is given twice from the same day."),
        ("standards.toml", "within 3 working days.", "soon.", "and its sentence does not say so"),
        ("standards.toml", "at_least = 90", "at_least = 120", "has a target that cannot be: under 0, or over 100 per"),
        ("standards.toml", "[[standard]]", "[standard]", "This is not TOML: this name stands here twice."),
        ("standards.toml", "from = 2026-01-01", "from = 2026-02-30", "standards.toml:11: This is not TOML: there is"),
        ("standards.toml", 'name = "Fallen', "name = Fallen", "This is not TOML: this is not a value. Text stands in"),
        ("places.toml", "uprn = 999100000001", 'postcode = "ZY85"', "places.toml:19: “ZY85” is not a UK postcode."),
        ("rates.toml", 'visit = "9.00"', "visit = 9.001", "rates.toml:5: The amount for visit must be an amount"),
        ("rates.toml", "visit =", "pigeon =", "rates.toml:5: “pigeon” is not a channel."),
        ("places.toml", '"step-free"', '"slide"', "places.toml:22: “slide” is not a facility."),
        ("council.toml", 'phone = "01632 960200"\n', "", "council.toml:11: These are the hours of a telephone"),
        ("strategy.toml", "number = 4", "number = 9", "strategy.toml:12: There is no tier 9: there are 1 to 5."),
        ("strategy.toml", '["phone-answered"]', '["calls"]', "strategy.toml:18: There is no promise “calls”."),
        ("strategy.toml", "about =", "abuot =", "strategy.toml:8: “abuot” is not known here. Did you mean “about”?"),
        ("strategy.toml", "about = \"They", "at_least = 2\nabout = \"They", "toml:8: Say what it is like, so"),
        ("strategy.toml", "about = \"They", 'like = "often"\nabout = \"They', "“like” must be one of: business"),
        ("strategy.toml", "about = \"They", 'like = "low"\nat_least = 3\nat_most = 2\nabout = \"They', "Nobody has 3"),
        ("strategy.toml", "[[tier]]", '[[sign]]\nfigure = "signal"\nlimit = 101\n\n[[tier]]', "A limit is per cent"),
        ("plan.toml", 'principle = "once"', 'principle = "twice"', "plan.toml:17: There is no principle “twice” in"),
        ("plan.toml", 'phase = "one"', 'phase = "two"', "plan.toml:18: There is no phase “two” in this plan."),
        ("plan.toml", "begins = 2026", "begins = 2028", "plan.toml:15: This ends before it begins."),
        ("plan.toml", "March 2027", "March 2207", "plan.toml:13: “March 2207” is not what the days say. Say why in"),
        ("plan.toml", 'status = "started"', 'status = "soon"', "plan.toml:19: “status” must be one of: planned,"),
        ("plan.toml", 'code = "counter"', 'code = "card"', "plan.toml:21: The action “card” is given twice."),
        ("places.toml", "999100000001", "12", "places.toml:19: There is no address 12 in places/addresses.csv."),
        ("places.toml", 'county = "fenwold"', 'county = "x"', "places.toml:5: There is no county “x” among"),
        ("places/addresses.csv", "ZY8 5AB", "ZY85", "places/addresses.csv:2: “ZY85” is not a UK postcode."),
        ("places/addresses.csv", "595912.0", "1.0", "coordinates of this address are"),
        ("places/addresses.csv", "999100000002", "999100000001", "addresses.csv:3: UPRN 999100000001 is given twice"),
        ("places/addresses.csv", "99910001", "5", "places/addresses.csv:2: Street 5 is not in streets.csv."),
        ("places/addresses.csv", ",WE-A", ",XX-X", "places/addresses.csv:2: Round XX-X is not in rounds.csv."),
        ("places/addresses.csv", ",WE-A", ",WE-A,x", "This row has 17 columns, the first line 16."),
        ("places/addresses.csv", "uprn,", "number_of_property,", "Missing: uprn."),
        ("places/rounds.csv", "2026-01-07", "2026-01-08", "rounds.csv:2: “weekday” is 1 for Monday"),
        ("places/areas.geojson", '"Polygon"', '"Point"', "areas.geojson:2: An area must be a Polygon"),
        ("places/areas.geojson", '"name": "Drove"', '"label": "x"', "areas.geojson:3: “name” is missing"),
        ("places/areas.geojson", '"E05999801"', '"E05999802"', "areas.geojson:4: The ward “E05999802” is given twice."),
        ("places/areas.geojson", "{", "", "places/areas.geojson:1: This is not JSON"),
        ("services/hall-key/service.toml", 'owner = "customer-services"', 'owner = "cooks"', "has no team “cooks”."),
        ("services/hall-key/service.toml", 'promise = "hall-key"', 'promise = "x"', "has no promise “x”."),
        ("services/hall-key/examples.toml", "due = 2027-01-05", "due = 2027-01-06", "due on 2027-01-05, not on"),
    ],
)  # fmt: skip
def test_it_says_every_problem_by_file_and_line(pack: Path, file: str, old: str, new: str, said: str):
    change(pack / file, old, new)
    found = problems(pack)
    assert any(said in problem for problem in found), found


def test_it_says_where_wards_leave_a_gap(pack: Path):
    lines = (pack / "places" / "areas.geojson").read_text().splitlines()
    (pack / "places" / "areas.geojson").write_text("\n".join([*lines[:2], lines[2].rstrip(","), *lines[4:]]))
    assert any("of the council's area lie in none of them" in problem for problem in problems(pack))


def test_it_tells_all_problems_at_once(pack: Path):
    change(pack / "council.toml", "tier =", "teir =")
    change(pack / "rates.toml", "basis =", "bases =")
    (pack / "calendars.toml").write_bytes(b"\xff\xfe")
    assert {problem.split(":")[0] for problem in problems(pack)} == {"rates.toml", "calendars.toml", "council.toml"}


def test_it_says_how_many_more_rows_are_wrong(pack: Path):
    path = pack / "places" / "addresses.csv"
    path.write_text(path.read_text().replace(",ZY8 ", ",QQ8 "))
    found = [problem for problem in problems(pack) if "addresses.csv" in problem and "postcode" in problem]
    assert len(found) == 20
    assert any("20 more rows have problems like these." in problem for problem in problems(pack))


def test_a_promise_for_a_service_that_is_not_there_yet_is_advice(pack: Path):
    change(pack / "standards.toml", 'services = ["hall-key"]', 'services = ["hall-key", "fete"]')
    assert problems(pack) == []
    assert any("There is no service “fete” yet." in problem for problem in problems(pack, "advice"))


def test_an_exception_names_promises_and_a_service_that_there_are(pack: Path):
    with (pack / "standards.toml").open("a") as file:
        file.write(
            '[[exception]]\nstandard = "hall-key"\nservice = "fete"\ninstead = "slow"\nreason = "So."\n'
            'approved_by = "Head"\napproved_on = 2026-01-01\nfrom = 2026-01-02\n'
        )
    assert [problem.partition(": ")[2] for problem in problems(pack)] == [
        "There is no promise “slow”.",
        "There is no service “fete”.",
    ]


def test_a_council_without_a_number_is_advised_and_its_services_name_none(pack: Path):
    change(pack / "council.toml", 'phone = "01632 960200"\nphone_calendar = "mornings"\n', "")
    assert [problem for problem in problems(pack) if "leave {phone} out" not in problem] == []
    assert any("There is no telephone number (phone)" in problem for problem in problems(pack, "advice"))
    change(pack / "council.toml", 'email = "hello@littlewick.example"\n', "")
    change(pack / "council.toml", 'website = "https://littlewick.example"\n', "")
    (pack / "places.toml").unlink()
    assert any("Say how customers reach the council" in problem for problem in problems(pack))


def test_a_place_may_be_known_by_name_alone(pack: Path):
    change(pack / "places.toml", "uprn = 999100000001\n", "")
    assert problems(pack) == []
    assert any("nobody is told where it is" in problem for problem in problems(pack, "advice"))


def test_a_folder_that_is_no_pack_says_so(tmp_path: Path):
    assert problems(tmp_path / "nowhere") == [f"{tmp_path}/nowhere: There is no such folder."]
    assert problems(tmp_path) == ["council.toml: This file is missing."]


def test_the_examples_of_the_demo_and_the_how_to_live_at_addresses_that_its_look_up_knows():
    places = (ROOT / "councils" / "demo" / "places" / "addresses.csv").read_text(encoding="utf-8")
    files = [*(ROOT / "councils" / "demo" / "services").glob("*/*.toml"), ROOT / "docs" / "how-to" / "add-a-service.md"]
    for file in files:
        for postcode in re.findall(r"\bZY\d \d[A-Z]{2}\b", file.read_text(encoding="utf-8")):
            assert f",{postcode}," in places, (file, postcode)


def test_a_file_that_cannot_be_read_is_told_once_and_not_by_those_that_name_what_is_in_it(pack: Path):
    change(pack / "standards.toml", 'name = "Fallen trees"', 'name = "Fallen trees')
    assert problems(pack) == ["standards.toml:3: This is not TOML: the quotation marks are not closed on this line."]


def test_a_promise_that_cannot_be_kept_is_still_the_one_that_services_name(pack: Path):
    change(pack / "standards.toml", 'within = "3 working days"\n', "")
    (found,) = problems(pack)
    assert found.startswith("standards.toml:1: The promise “fallen-tree” needs a")


def test_a_service_without_its_file_is_told(pack: Path):
    (pack / "services" / "hall-key" / "service.toml").unlink()
    assert "services/hall-key/service.toml: This file is missing." in problems(pack)


def test_it_advises_where_nothing_is_counted_and_names_what_may_be_meant(pack: Path):
    change(pack / "standards.toml", 'measure = "request-closed"', 'measure = "requests-closed"')
    told = [problem for problem in problems(pack, "advice") if "Nothing is counted as" in problem]
    assert any("“requests-closed” yet" in each and "Did you mean “request-closed”?" in each for each in told)


def test_two_exceptions_of_one_service_may_follow_each_other_and_not_overlap(pack: Path):
    exception = (
        '\n[[exception]]\nstandard = "hall-key"\nservice = "fallen-tree"\ninstead = "fallen-tree"\nreason = "So."\n'
        'approved_by = "Head"\napproved_on = 2026-01-01\nfrom = {}\nuntil = {}\n'
    )
    with (pack / "standards.toml").open("a") as file:
        file.write(exception.format("2026-01-02", "2026-03-31") + exception.format("2026-04-01", "2026-12-31"))
    assert problems(pack) == []
    change(pack / "standards.toml", "from = 2026-04-01", "from = 2026-03-31")
    assert any("“fallen-tree” has another exception from “hall-key” on these days." in each for each in problems(pack))
