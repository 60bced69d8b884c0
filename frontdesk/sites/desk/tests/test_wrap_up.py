"""Wrapping up: several matters, all errors at once, nothing half done; what waits; leaving without it."""

import re

import pytest

from frontdesk.domains.contacts import actions, queries
from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.people import actions as people
from frontdesk.sites.desk.tests.conftest import SignIn
from frontdesk.sites.desk.wrapping import endings
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("C10")


@pytest.fixture
def held(cast: Cast) -> Contact:
    """A call in Dee's hand about two matters."""
    contact = actions.open_contact(cast.dee, channel="phone")
    actions.add_matter(cast.dee, contact=contact, reason="progress")
    actions.add_matter(cast.dee, contact=contact, reason="complain")
    found = queries.contact(cast.dee, contact)
    assert found is not None
    return found


def well(matter: int | str, **boxes: str) -> dict[str, str]:
    """Everything chosen for one matter."""
    chosen = {"outcome": "answered", "demand": "value", "offered": "no"} | boxes
    return {f"{box}-{matter}": value for box, value in chosen.items()}


def test_it_says_all_that_is_missing_at_once_and_of_which_matter(cast: Cast, sign_in: SignIn, held: Contact) -> None:
    first, second = (each.id for each in held.matters)
    typed = {f"outcome-{first}": "answered", f"demand-{second}": "failure", f"offered-{second}": "declined"}
    page = sign_in(cast.dee).post(f"/desk/contacts/{held.id}/wrap-up/", typed).content.decode()
    summary = re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', page.partition("<form method")[0] + page)
    wanted = [
        (f"demand-{first}", "Matter 1, Ask how something is going: choose why they contacted us."),
        (
            f"offered-{first}",
            "Matter 1, Ask how something is going: choose whether you showed them how to do it online.",
        ),
        (f"outcome-{second}", "Matter 2, Complain: choose how it ended."),
        (f"failure-{second}", "Matter 2, Complain: choose what had gone wrong."),
        (f"declined-{second}", "Matter 2, Complain: choose why they would rather not."),
    ]
    assert [each for each in summary if each[0].split("-")[-1].isdigit()][: len(wanted)] == wanted
    assert all(f'id="{field}"' in page and f'id="{field}-error"' in page for field, _ in wanted)
    assert f'id="wrong-{second}" open' in page and f'id="why-{second}" open' in page
    assert all(each.ended.outcome == "" for each in queries.contact(cast.dee, held.id).matters)  # type: ignore[union-attr]


def test_every_matter_has_keys_and_choices_that_need_none(cast: Cast, sign_in: SignIn, held: Contact) -> None:
    page = sign_in(cast.dee).get(f"/desk/contacts/{held.id}/wrap-up/").content.decode()
    for matter in held.matters:
        boxes = re.findall(rf'name="outcome-{matter.id}" type="radio" value="(\w[\w-]*)"[^>]*data-key="(\d)"', page)
        assert boxes[0] == ("answered", "1")
        assert not re.search(rf'name="offered-{matter.id}"[^>]* checked', page), "nothing is chosen for them"
    assert "Matter 1 of 2: Ask how something is going" in page


def test_a_refused_wrap_up_leaves_nothing_behind(cast: Cast, sign_in: SignIn) -> None:
    contact, dee = actions.open_contact(cast.dee, channel="phone"), sign_in(cast.dee)
    for typed in (
        well("new", demand="") | {"reason": "ask"},
        well("new", outcome="vanished") | {"reason": "ask"},
        well("new") | {"reason": "ask", "service": "no-such-service"},
    ):
        page = dee.post(f"/desk/contacts/{contact}/wrap-up/", typed)
        assert page.status_code == 200 and "There is a problem" in page.content.decode()
    kept = queries.in_hand(cast.dee)
    assert kept is not None and kept.matters == ()


def test_it_wraps_up_all_matters(cast: Cast, sign_in: SignIn, held: Contact) -> None:
    first, second = (each.id for each in held.matters)
    typed = well(first) | well(second, demand="failure", failure="not-done", offered="declined", declined="skill")
    assert sign_in(cast.dee).post(f"/desk/contacts/{held.id}/wrap-up/", typed).status_code == 302
    done = queries.contact(cast.dee, held.id)
    assert done is not None and done.done_at is not None
    assert [(m.ended.demand_reason, m.ended.declined_why) for m in done.matters] == [("", ""), ("not-done", "skill")]


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({}, ["outcome-new", "demand-new", "offered-new"]),
        (well("new", demand="failure"), ["failure-new"]),
        (well("new", offered="declined"), ["declined-new"]),
    ],
)
def test_what_is_missing_by_the_boxes(typed: dict[str, str], fields: list[str]) -> None:
    with pytest.raises(Exception, match="Choose") as refused:
        endings(typed, {"new": ""})  # type: ignore[arg-type]
    assert list(refused.value.errors) == fields  # type: ignore[attr-defined]


def test_a_contact_left_without_wrap_up_waits_on_the_desk_of_whoever_took_it(cast: Cast, sign_in: SignIn) -> None:
    amina = people.create_person(cast.dee, name="Amina Testwood", source="desk")
    first, dee = actions.open_contact(cast.dee, channel="visit", person=amina), sign_in(cast.dee)
    dee.post(f"/desk/contacts/{first}/end/")
    home = dee.get("/desk/").content.decode()
    assert "Waiting for wrap-up" in home and "In person: Amina Testwood" in home
    assert f'href="/desk/contacts/{first}/wrap-up/"' in home and 'name="channel" value="phone"' in home
    dee.post("/desk/contacts/open/", {"channel": "phone"})
    hand = queries.in_hand(cast.dee)
    assert hand is not None and hand.id != first
    assert "Waiting for wrap-up" in dee.get(f"/desk/contacts/{first}/").content.decode()
    dee.post(f"/desk/contacts/{hand.id}/wrap-up/", well("new") | {"reason": "ask"})
    assert "In person: Amina Testwood" in dee.get("/desk/").content.decode()
    assert "Waiting for wrap-up" not in sign_in(cast.flo).get("/desk/").content.decode()
    dee.post(f"/desk/contacts/{first}/wrap-up/", well("new") | {"reason": "ask"})
    assert "Waiting for wrap-up" not in dee.get("/desk/").content.decode()


def test_nobody_wraps_up_for_a_colleague_but_a_manager(cast: Cast, sign_in: SignIn, held: Contact) -> None:
    here = f"/desk/contacts/{held.id}/wrap-up/"
    for colleague, status in ((cast.oli, 403), (cast.cora, 403), (cast.sam, 200), (cast.dee, 200)):
        assert sign_in(colleague).get(here).status_code == status
    assert sign_in(cast.oli).post(here, well(held.matters[0].id)).status_code == 403


def test_signing_out_with_a_contact_in_hand_asks_first(cast: Cast, sign_in: SignIn, held: Contact) -> None:
    dee = sign_in(cast.dee)
    assert 'action="/desk/sign-out/"' in dee.get("/desk/").content.decode()
    asked = dee.post("/desk/sign-out/").content.decode()
    assert f'href="/desk/contacts/{held.id}/wrap-up/"' in asked and "Sign out anyway" in asked
    assert dee.get("/desk/").status_code == 200
    assert dee.post("/desk/sign-out/", {"anyway": "yes"})["Location"] == "/"
    assert dee.get("/desk/").status_code == 302
    assert queries.in_hand(cast.dee) is None
    assert "Waiting for wrap-up" in sign_in(cast.dee).get("/desk/").content.decode()


def test_signing_out_with_nothing_in_hand_asks_nothing(cast: Cast, sign_in: SignIn) -> None:
    dee = sign_in(cast.dee)
    assert dee.post("/desk/sign-out/")["Location"] == "/"
    assert dee.get("/desk/").status_code == 302


def test_taking_a_call_twice_by_one_press_takes_one_and_an_old_page_takes_a_new_one(
    cast: Cast, sign_in: SignIn
) -> None:
    dee = sign_in(cast.dee)
    key = re.search(r'name="key" value="([^"]+)"', dee.get("/desk/").content.decode())
    assert key is not None
    pressed = {"channel": "phone", "key": key[1]}
    first, again = (dee.post("/desk/contacts/open/", pressed)["Location"] for _ in range(2))
    assert first == again
    dee.post(first + "end/")
    assert dee.post("/desk/contacts/open/", pressed)["Location"] != first
