"""Taking a run back in pieces, which is cut off and given again."""

from pathlib import Path
from typing import Any

import pytest

from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.people.models import Person
from frontdesk.domains.places.models import Address, Postcode
from frontdesk.domains.requests.models import Request, RequestContact
from frontdesk.kernel import imports, journal
from frontdesk.kernel.errors import Refusal
from tests.support.cast import Cast
from tests.support.services import publish

MODULES = ("places.actions.brought", "contacts.actions.undo", "people.actions.undo", "requests.actions.undo")
WHEN = "2026-06-01T10:00:00Z"
FILES = {
    "postcodes": ("", "postcode,positional_quality_indicator,easting,northing", "ZY9 1A{0},10,590000,480000"),
    "addresses": ("", "uprn,usrn,street,town,organisation,flat,building,number,postcode,easting,northing,"
                  "classification",
                  "{1},50{1},LANE {0},TESTWICK,,,,1,ZY9 1AA,590000,480000,RD04"),
    "contacts": ('[fields]\nkey = "k"\nchannel = "c"\nstarted_at = "at"\n', "k,c,at", f"{{0}},phone,{WHEN}"),
    "people": ('[fields]\nkey = "k"\nname = "n"\n', "k,n", "{0},Testwood {0}"),
    "requests": ('[fields]\nkey = "k"\nservice = "s"\nchannel = "c"\nreceived_at = "at"\n', "k,s,c,at",
                 f"{{0}},missed-bin,phone,{WHEN}"),
}  # fmt: skip


class CutOffError(Exception):
    """The machine goes off."""


def small_pieces(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Pieces of two rows, and an end within the one after `most` of them."""
    for module in MODULES:
        monkeypatch.setattr(f"frontdesk.domains.{module}.BATCH", 2)
    tell = imports.tell_undone
    told: list[Any] = []

    def cut_off(*given: Any) -> imports.Undone:
        if len(told) == most:
            raise CutOffError
        told.append(given)
        return tell(*given)

    monkeypatch.setattr(imports, "tell_undone", cut_off)


def rows(council: int) -> list[int]:
    """How many there are of all that an import writes; addresses that are in use."""
    live: list[Any] = [
        Address.objects.exclude(status=8),
        Postcode.objects,
        Person.objects,
        Contact.objects,
        Request.objects,
    ]
    return [*(each.filter(council_id=council).count() for each in live), RequestContact.objects.count()]


@pytest.mark.parametrize("kind", FILES)
def test_a_run_that_was_cut_off_while_taken_back_goes_on_where_it_was(
    frontdesk, tmp_path: Path, cast: Cast, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    publish(cast.system, "missed-bin")
    mapping, header, line = FILES[kind]
    path, given = tmp_path / "file.csv", []
    path.write_text("\n".join([header, *(line.format(letter, n) for n, letter in enumerate("ABDEF", 1))]))
    if mapping:
        (tmp_path / "map.toml").write_text(f'source = "old"\n{mapping}')
        given = ["--mapping", str(tmp_path / "map.toml")]
    council = cast.councils.demo.id
    before = rows(council)
    run = int(frontdesk(kind, path, *given)[1].split()[1])
    assert rows(council) != before
    with monkeypatch.context() as patch:
        small_pieces(patch, 2)
        with pytest.raises(CutOffError):
            frontdesk("undo", run)
    assert "taken back in part" in frontdesk("list")[1] and not news(council, run)
    with monkeypatch.context() as patch:
        small_pieces(patch, 9)
        assert f"taken back: 5 {kind}" in frontdesk("undo", run)[1], "those of both"
    assert rows(council) == before and news(council, run) == 1
    with pytest.raises(Refusal, match="taken back already"):
        frontdesk("undo", run)


def test_what_stays_is_counted_once_however_often_taking_back_was_cut_off(
    frontdesk, file, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, header, line = FILES["postcodes"]
    lines = [line.format(letter) for letter in "ABDEF"]
    run = int(frontdesk("postcodes", file("\n".join([header, *lines])))[1].split()[1])
    frontdesk("postcodes", file("\n".join([header, lines[0].replace("590000", "590001")])))
    with monkeypatch.context() as patch:
        small_pieces(patch, 1)
        with pytest.raises(CutOffError):
            frontdesk("undo", run)
    assert "4 postcodes put back as they were; 1 stay" in frontdesk("undo", run)[1]
    assert [row.postcode_norm for row in Postcode.objects.filter(council_id=cast.councils.demo.id)] == ["ZY9 1AA"]


def news(council: int, run: int) -> int:
    """How often the journal says that the run was taken back."""
    return sum(each.kind == imports.UNDONE for each in journal.timeline(council, thing=("import", run)))
