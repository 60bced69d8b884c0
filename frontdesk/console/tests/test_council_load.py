import shutil
from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from frontdesk.console.commands import council as command
from frontdesk.console.packs.check import check_pack
from frontdesk.console.packs.load import load_pack
from frontdesk.console.packs.pack import Pack, read_pack
from frontdesk.console.packs.services import Ready, check_services
from frontdesk.console.surroundings import Stop
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.domains.places import queries as places
from frontdesk.domains.services import queries as services
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.types import Basis
from frontdesk.kernel import tenancy
from frontdesk.kernel.errors import Refusal

ROOT = Path(__file__).parents[3]
LITTLEWICK = ROOT / "tests" / "councils" / "littlewick"


def read(folder: Path) -> tuple[Pack, list[Ready]]:
    pack, problems = read_pack(folder)
    assert pack is not None
    check_pack(pack)
    ready = check_services(pack)
    assert problems.errors() == []
    return pack, ready


def load(folder: Path) -> tuple[Council, list[str]]:
    return load_pack(*read(folder))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LITTLEWICK, tmp_path / "littlewick"))


@pytest.mark.committed
def test_it_makes_a_whole_council_of_a_folder(committed: object):
    council, said = load(LITTLEWICK)
    assert "Addresses: 40 added." in said
    assert (council.name, council.phone_hours) == ("Littlewick District Council", "Monday to Friday, 9am to 12:30pm")
    assert organisations.council_by_host("littlewick.example.org") == council
    assert {c.code: c.standing for c in council.channels}["kiosk"] == "closed"
    with tenancy.acting_for(council.id):
        assert {team.code for team in organisations.teams(council.id)} == {"customer-services", "highways", "waste"}
        assert [a.label for a in places.addresses_at(council.id, "zy85ab").addresses] == [
            "Littlewick Council Offices, 1 The Green"
        ]
        office = places.place(council.id, "office")
        assert office is not None and office.address == ("Littlewick Council Offices", "1 The Green", "Littlewick")
        assert services.published(council.id, "hall-key") is not None
        assert people.kind_of_need(council.id, "guide-dog").label == "Guide dog"
        promised = standards.promise_for(council.id, standard="hall-key", on=date(2026, 6, 1))
        assert promised is not None and promised.words == "We tell you within 2 working days if the hall is free."
        ward = places.ward_of(council.id, places.addresses_at(council.id, "ZY8 5AE").addresses[0].grid)
        assert ward is not None and ward.name == "Drove"
        card = standards.rate_card_in_force(council.id, Basis.CONTACT, date(2026, 3, 2))
        assert card is not None and card.pence["phone"] == 500
        assert standards.calendar_for(council.id, "mornings").is_working_day(date(2026, 3, 2))


def test_it_changes_nothing_the_second_time(db: None):
    council, _ = load(LITTLEWICK)
    again, said = load(LITTLEWICK)
    assert said == []
    assert again.version == council.version


def test_it_says_what_changed_and_changes_only_that(db: None, copy: Path):
    load(copy)
    text = (copy / "council.toml").read_text()
    (copy / "council.toml").write_text(text.replace("01632 960202", "01632 960209").replace("#e4d4a8", "#f0e0b0"))
    rows = (copy / "places" / "addresses.csv").read_text().splitlines()
    (copy / "places" / "addresses.csv").write_text("\n".join(rows[:-1]))
    _, said = load(copy)
    assert said == ["Council: colours.", "Departments and teams: waste.", "Addresses: 1 removed."]


def test_it_refuses_to_rewrite_a_promise_and_takes_a_new_version(db: None, copy: Path):
    load(copy)
    text = (copy / "standards.toml").read_text()
    (copy / "standards.toml").write_text(text.replace("at_least = 80", "at_least = 60"))
    with pytest.raises(Refusal, match="day of its own"):
        load(copy)
    later = text.replace("at_least = 80", "at_least = 60").replace("2026-01-01", "2026-10-01")
    (copy / "standards.toml").write_text(later)
    _, said = load(copy)
    assert [line.partition(":")[0] for line in said] == ["Promises"]


@pytest.mark.committed
def test_it_loads_all_or_nothing(committed: object, copy: Path):
    pack, ready = read(copy)
    (office,) = pack.places
    nowhere = replace(pack, places=(replace(office, uprn=12345),))
    with pytest.raises(Refusal, match="there is no address 12345"):
        load_pack(nowhere, ready)
    organisations.forget()
    assert organisations.council_by_code("littlewick") is None


@pytest.mark.shows("A4")
def test_a_changed_service_waits_for_a_trial_and_the_rest_is_loaded(db: None, copy: Path):
    load(copy)
    service = copy / "services" / "hall-key" / "service.toml"
    service.write_text(service.read_text().replace('cost = "', 'cost = "About '))
    (copy / "council.toml").write_text((copy / "council.toml").read_text().replace("#e4d4a8", "#f0e0b0"))
    council, said = load(copy)
    assert said[0] == "Council: colours."
    assert said[1].startswith("Service hall-key was not published: nobody has tried this version.")
    with tenancy.acting_for(council.id):
        published = services.published(council.id, "hall-key")
    assert published is not None and published.number == 1


def test_two_councils_stand_side_by_side(db: None):
    demo, said = load(ROOT / "councils" / "demo")
    littlewick, _ = load(LITTLEWICK)
    assert "Addresses: 5,000 added." in said
    with tenancy.acting_for(demo.id, littlewick.id):
        assert len(places.places(demo.id)) == 7
        assert [place.code for place in places.places(littlewick.id)] == ["office"]
        away = next(
            found for found in places.addresses_in(demo.id, 99900090).addresses if found.authority == "littlewick"
        )
        assert places.door(demo.id, away, "district").name == littlewick.name
        assert places.address(littlewick.id, away.uprn) is None
        (house, *_) = places.addresses_like(demo.id, "1 market")
        assert len(places.bin_days(demo.id, house, date(2026, 3, 2), 27)) == 4


def test_the_command_says_what_it_did(db: None, capsys: pytest.CaptureFixture[str]):
    options = Namespace(path=LITTLEWICK, no_advice=True)
    command._load(options)
    assert capsys.readouterr().out.endswith("Littlewick District Council is loaded.\n")
    command._load(options)
    assert capsys.readouterr().out == "Littlewick District Council was so already. Nothing changed.\n"
    assert command._check(options) == 0
    assert capsys.readouterr().out == "Littlewick District Council: 2 services, 3 promises, 40 addresses\n"


def test_the_command_loads_nothing_of_a_pack_with_errors(db: None, copy: Path, capsys: pytest.CaptureFixture[str]):
    (copy / "rates.toml").write_text("basis")
    with pytest.raises(Stop, match=r"1 problem to mend\. Nothing was loaded\."):
        command._load(Namespace(path=copy, no_advice=True))
    assert "rates.toml:1: This is not TOML" in capsys.readouterr().err
    assert command._check(Namespace(path=copy, no_advice=True)) == 1
