"""Lists under a name, one's own and a team's; and a list as it leaves the house."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.actions import lists
from frontdesk.domains.requests.models import SavedList
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.tests.test_bulk import some
from frontdesk.domains.requests.types.lists import Wanted
from frontdesk.kernel import access_log, clock, tenancy
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.models import JournalEntry


@pytest.mark.shows("F1")
def test_ones_own_are_ones_own_and_a_teams_are_its_teams(story: Story) -> None:
    oli, dee, waste = story.cast.oli, story.cast.dee, next(iter(story.cast.oli.teams))
    own = actions.save_list(oli, name="  Late   bins ", wanted=Wanted(show="late"))
    teams = actions.save_list(oli, name="All bins", wanted=Wanted("all", service="missed-bin"), team=waste)
    assert [(each.name, each.wanted) for each in queries.saved_lists(oli)] == [
        ("All bins", Wanted("all", service="missed-bin")), ("Late bins", Wanted(show="late")),
    ]  # fmt: skip
    assert queries.saved_lists(dee) == []
    for saved in (own, teams):
        with pytest.raises(NotFound):
            queries.saved_list(dee, saved)
        with pytest.raises(NotFound):
            actions.drop_list(dee, saved=saved)
    with tenancy.acting_for(story.cast.councils.littlewick.id), pytest.raises(NotFound):
        queries.saved_list(story.cast.lena, teams)
    with pytest.raises(NotAllowed):
        actions.save_list(story.cast.flo, name="Mine", wanted=Wanted())


@pytest.mark.shows("F1")
def test_it_is_changed_and_deleted(story: Story) -> None:
    oli, waste = story.cast.oli, next(iter(story.cast.oli.teams))
    saved = actions.save_list(oli, name="Bins", wanted=Wanted())
    assert actions.save_list(oli, name="Old bins", wanted=Wanted(days=7), team=waste, saved=saved) == saved
    assert queries.saved_list(oli, saved).name == "Old bins" and queries.saved_list(oli, saved).team == waste
    actions.drop_list(oli, saved=saved)
    assert queries.saved_lists(oli) == []


def test_a_teams_list_stays_the_teams_when_somebody_keeps_it_for_themselves(story: Story) -> None:
    oli, waste = story.cast.oli, next(iter(story.cast.oli.teams))
    teams = actions.save_list(oli, name="Bins", wanted=Wanted(), team=waste)
    own = actions.save_list(oli, name="My bins", wanted=Wanted(days=7), saved=teams)
    assert own != teams and queries.saved_list(oli, own).team is None
    kept = queries.saved_list(oli, teams)
    assert (kept.name, kept.team, kept.wanted) == ("Bins", waste, Wanted())


@pytest.mark.parametrize(("name", "team"), [("", None), ("x" * 61, None), ("Bins", 0)])
def test_it_refuses_no_name_and_other_peoples_teams(story: Story, name: str, team: int | None) -> None:
    with pytest.raises(Refusal):
        actions.save_list(story.cast.oli, name=name, wanted=Wanted(), team=team)


def test_there_is_an_end_to_them(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST", 1)
    saved = actions.save_list(story.cast.oli, name="One", wanted=Wanted())
    with pytest.raises(Refusal):
        actions.save_list(story.cast.oli, name="Two", wanted=Wanted())
    assert actions.save_list(story.cast.oli, name="Uno", wanted=Wanted(), saved=saved) == saved


@pytest.mark.shows("F1")
def test_each_way_to_narrow_shows_what_it_counts(story: Story) -> None:
    one, two, _ = some(story)
    story.rows.filter(pk=one).update(owner_id=story.cast.dee.user, ward="W1", status="in-progress")
    story.rows.filter(pk=two).update(received_at=NOW - timedelta(days=8), ward="W2")
    narrow = {
        "owner": (Wanted("all", owner=story.cast.dee.user), {one}),
        "status": (Wanted("all", status="in-progress"), {one}),
        "ward": (Wanted("all", ward="W2"), {two}),
        "days": (Wanted("all", days=7), {two}),
        "none": (Wanted("all", ward="W2", status="in-progress"), set()),
    }
    lists_ = dict(enumerate(wanted for wanted, _ in narrow.values()))
    counted = queries.count_each(story.cast.oli, lists_)
    for place, (wanted, found) in enumerate(narrow.values()):
        assert {item.id for item in queries.listed(story.cast.oli, wanted=wanted).items} == found
        assert counted[place] == len(found) == queries.counts(story.cast.oli, wanted=wanted)["open"]


@pytest.mark.shows("F1")
@pytest.mark.parametrize("broken_off", [False, True])
def test_a_list_that_leaves_the_house_is_written_down_also_when_broken_off(
    story: Story, monkeypatch: pytest.MonkeyPatch, broken_off: bool
) -> None:
    monkeypatch.setattr(lists, "BATCH", 2)
    person = story.person(email="amina@example.org")
    made = [story.report(story.cast.dee, person=person, even_if_same=True).request for _ in range(3)]
    out = actions.export_list(story.cast.oli, wanted=Wanted("all"), form="csv")
    if broken_off:
        assert len(next(out)) == 2
        out.close()  # type: ignore[attr-defined]
    else:
        assert [item.id for batch in out for item in batch] == made
    (entry,) = JournalEntry.objects.filter(kind="requests.exported")
    number = 2 if broken_off else 3
    assert entry.data == {"list": {"scope": "all"}, "number": number, "form": "csv"}
    assert entry.user_id == story.cast.oli.user
    looks = [look for look in access_log.looks_at(story.cast.oli.council, [person]) if look.what == "list as a file"]
    assert {look.user for look in looks} == {story.cast.oli.user}


@pytest.mark.parametrize(("scopes", "bounded"), [(("mine", "team"), True), (("mine", "all"), False)])
def test_numbers_of_lists_read_no_more_than_the_lists_are_of(
    story: Story, scopes: tuple[str, ...], bounded: bool
) -> None:
    oli = story.cast.oli
    made = [story.report(story.cast.nobody, even_if_same=True).request for _ in range(2)]
    story.rows.filter(pk=made[0]).update(owner_id=story.cast.dee.user)
    with CaptureQueriesContext(connection) as asked:
        found = queries.count_each(oli, {n: Wanted(scope) for n, scope in enumerate([*scopes, "mine"])})
    assert found[0] == found[2] == 1 and found[1] == 2
    (counted,) = [each["sql"] for each in asked if each["sql"].startswith("SELECT COUNT")]
    assert ('"owner_id" = ' in counted.rpartition(" WHERE ")[2]) == bounded
    assert queries.count_each(oli, {1: Wanted(show="closed")}) == {}


def test_what_was_saved_by_a_newer_release_is_read_as_far_as_it_is_known(story: Story) -> None:
    with clock.at(NOW):
        saved = actions.save_list(story.cast.oli, name="Bins", wanted=Wanted(show="late"))
    SavedList.objects.filter(pk=saved).update(wanted={"show": "late", "mood": "blue"})
    assert queries.saved_list(story.cast.oli, saved).wanted == Wanted(show="late")
