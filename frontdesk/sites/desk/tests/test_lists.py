"""Lists under a name at the desk, and lists as files."""

import csv
import json
import re
from collections.abc import Callable, Iterable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.models import Request, SavedList
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types.lists import Wanted
from frontdesk.sites.desk.lists import HEADS, _csv, _json, harmless
from frontdesk.sites.desk.tests.conftest import SignIn
from frontdesk.sites.desk.tests.test_many import some


@pytest.mark.shows("F1")
def test_it_saves_a_list_and_shows_it_above_the_others_with_its_number(story: Story, sign_in: SignIn) -> None:
    some(story, 2)
    oli = sign_in(story.cast.oli)
    page = oli.get("/desk/mine/?service=missed-bin").content.decode()
    assert "/desk/lists/save/?show=open&amp;service=missed-bin&amp;scope=mine" in page
    sent = {"name": "Bins", "for": "", "scope": "mine", "show": "open", "service": "missed-bin"}
    assert "The list “Bins” is saved." in oli.post("/desk/lists/save/", sent, follow=True).content.decode()
    here = f"/desk/lists/{SavedList.objects.get().pk}/"
    page = oli.get(here).content.decode()
    assert "Take all 2 of this list" in page and f'href="{here}" aria-current="page"' in page
    assert '<span class="fd-count">2</span>' in page
    ticked = {"list": str(SavedList.objects.get().pk), "do": "assign", "all": "1"}
    assert "2 requests" in oli.post("/desk/many/", ticked, follow=True).content.decode()
    changed = {**sent, "name": "Late bins", "show": "late"}
    oli.post(here + "change/", changed)
    assert "Nothing is on this list now." in oli.get(here).content.decode()
    assert "is deleted" in oli.post(here + "delete/", follow=True).content.decode()
    assert oli.get(here).status_code == 404


def test_a_list_without_a_name_is_asked_for_one_and_keeps_the_rest(story: Story, sign_in: SignIn) -> None:
    page = sign_in(story.cast.oli).post("/desk/lists/save/", {"name": " ", "scope": "all", "show": "late"})
    assert "Enter a name for the list." in page.content.decode()
    assert '<option value="late" selected>' in page.content.decode()


def test_lists_with_saved_ones_need_few_queries(story: Story, sign_in: SignIn) -> None:
    some(story, 3)
    for number in range(4):
        actions.save_list(story.cast.oli, name=f"List {number}", wanted=Wanted(days=number))
    oli = sign_in(story.cast.oli)
    for address in ("/desk/team/?of=all&service=missed-bin", f"/desk/lists/{SavedList.objects.first().pk}/"):  # type: ignore[union-attr]
        oli.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert oli.get(address).status_code == 200
        aside = ("SAVEPOINT", "RELEASE", "BEGIN", "SELECT set_config")
        own = [each["sql"][:160] for each in asked if not each["sql"].startswith(aside)]
        assert len(own) <= 15, "\n".join(own)


@pytest.mark.shows("F1")
def test_a_list_as_a_file_is_what_the_page_shows(story: Story, sign_in: SignIn) -> None:
    made = some(story, 3)
    Request.objects.filter(pk=made[0]).update(restricted=True)
    hidden = Request.objects.get(pk=made[1])
    people.restrict_person(story.cast.sam, person=hidden.person_id or 0, readers=[])
    oli = sign_in(story.cast.oli)
    answer = oli.get("/desk/lists/file/?scope=all&show=open")
    assert 'filename="requests-2026-12-01.csv"' in answer["Content-Disposition"]
    rows = list(csv.DictReader(answer.getvalue().decode().splitlines()))
    assert {row["Reference"].replace("-", "") for row in rows} == {
        Request.objects.get(pk=each).reference for each in made[1:]
    }
    assert [row["Customer"] for row in rows] == ["Restricted customer", "Amina Testwood"]
    assert rows[0]["Service"] == "Report a missed bin" and rows[0]["Who has it"] == "Oli Heath"
    same = json.loads(oli.get("/desk/lists/file/?scope=all&show=open&as=json").getvalue())
    assert same == rows
    assert list(csv.DictReader(oli.get("/desk/lists/file/?show=late").getvalue().decode().splitlines())) == []


@pytest.mark.parametrize("value", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1"])
def test_no_value_is_taken_for_a_formula(value: str) -> None:
    assert harmless(value) == f"'{value}"
    assert harmless("Amina Testwood") == "Amina Testwood"


def test_the_button_pressed_twice_saves_one_list(story: Story, sign_in: SignIn) -> None:
    oli = sign_in(story.cast.oli)
    page = oli.get("/desk/lists/save/?show=late").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    for _ in range(2):
        oli.post("/desk/lists/save/", {"name": "Late", "scope": "mine", "show": "late", "key": key[1]})
    assert SavedList.objects.count() == 1


def test_changing_a_list_with_an_error_keeps_what_was_chosen(story: Story, sign_in: SignIn) -> None:
    saved = actions.save_list(story.cast.oli, name="Bins", wanted=Wanted())
    page = sign_in(story.cast.oli).post(f"/desk/lists/{saved}/change/", {"name": "", "scope": "all", "show": "late"})
    assert '<option value="late" selected>' in page.content.decode()


def test_only_i_on_a_teams_list_leaves_the_teams_and_says_so(story: Story, sign_in: SignIn) -> None:
    waste = next(iter(story.cast.oli.teams))
    saved = actions.save_list(story.cast.oli, name="Bins", wanted=Wanted(), team=waste)
    oli = sign_in(story.cast.oli)
    assert "the team’s stays as it is" in oli.get(f"/desk/lists/{saved}/change/").content.decode()
    sent = {"name": "My bins", "for": "", "scope": "mine", "show": "late"}
    told = oli.post(f"/desk/lists/{saved}/change/", sent, follow=True).content.decode()
    assert "The team’s list “Bins” stays as it was." in told
    assert sorted(SavedList.objects.values_list("name", "team_id"), key=str) == [("Bins", waste), ("My bins", None)]


@pytest.mark.parametrize("form", [_csv, _json])
def test_a_batch_is_sent_as_one_piece(form: Callable[[Iterable[list[list[str]]]], Iterable[str]]) -> None:
    row = ["x"] * len(HEADS)
    both, alone = list(form([[row, row], [row]])), list(form([]))
    assert len(both) == len(alone) + 2
    assert form is _csv or len(json.loads("".join(both))) == 3
