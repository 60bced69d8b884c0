"""What was looked up when a request was made is kept with its answers, and they are judged by it ever after."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from frontdesk.domains.forms.tests.builder import HEAD, SENT, page, question
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.models import RequestAnswers
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types import Incomplete, Receipt
from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.definition.read import parse
from frontdesk.domains.services.types import Tried
from frontdesk.kernel import registry

FORM = (
    page("where", question("text", "where"))
    + page("asked", question("text", "asked"), when='{ not = { fact = "owner", answered = true } }')
    + page("behind", question("text", "landlord"), when='{ fact = "owner", is = "theirs" }')
    + page("you", question("name", "name", known_as='"name"', optional="true"))
    + '[[fact]]\ncode = "owner"\ntype = "choice"\noptions = ["ours", "theirs"]\nfrom = "test.owner"\nneeds = "where"\n'
    + '[[fact]]\ncode = "holder"\ntype = "text"\nfrom = "test.holder"\nneeds = "where"\n'
)
AGENT = (
    page("rent", question("text", "rent"), when='{ fact = "agent", is = "ours" }')
    + '[[fact]]\ncode = "agent"\ntype = "choice"\noptions = ["ours", "theirs"]\nfrom = "test.owner"\n'
    + 'needs = "landlord"\n'
)
"""A fact behind a fact: whose agent it is hangs on the landlord, who is asked for only where the place is theirs."""
THEIRS = {"where": "By the pond", "landlord": "The mill"}


class Owners:
    """Says whose a place is; and whether it was asked within a verb's transaction."""

    names = frozenset({"test.owner", "test.holder"})

    def __init__(self) -> None:
        self.of: dict[str, str] = {"By the pond": "theirs", "The green": "ours"}
        self.asked: list[str] = []
        self.depth = len(connection.savepoint_ids)

    def look_up(self, *, name: str, answer: Any, **_: Any) -> str | None:
        assert len(connection.savepoint_ids) <= self.depth + 1, "asked within a transaction"
        self.asked.append(name)
        return "Vera Holdsworth" if name == "test.holder" else self.of.get(answer)


@pytest.fixture
def owners(story: Story, monkeypatch: pytest.MonkeyPatch) -> Owners:
    """The look-up, and the service "tree" that asks by it."""
    made = Owners()
    adapter = registry.Adapter("test", "forms.lookup", "Test", lambda: made, lambda: "")
    monkeypatch.setattr(registry, "for_port", lambda port: [adapter] if port == "forms.lookup" else [])
    form: Any = parse(HEAD + FORM + SENT)
    for code in ("tree", "hedge"):
        publish_service(
            story.cast.system, definition=replace(form, code=code, owner="waste"), tried=[Tried("Jo", "Fine.")]
        )
    return made


def report(story: Story, **answers: str) -> Receipt:
    return actions.report_request(story.cast.nobody, channel="web", service="tree", answers=answers)


def last(receipt: Receipt) -> RequestAnswers:
    return RequestAnswers.objects.filter(request_id=receipt.request).latest("number")


@pytest.mark.shows("F1")
def test_a_name_is_corrected_and_the_way_that_a_fact_opened_stays(story: Story, owners: Owners) -> None:
    receipt = report(story, **THEIRS)
    owners.of.clear()  # another day the other system says nothing
    assert actions.correct(story.cast.oli, request=receipt.request, answers={"name": "Amina Testwood"}) == ["name"]
    assert last(receipt).answers["landlord"] == "The mill"
    assert last(receipt).facts == {"owner": "theirs"}


def test_what_was_asked_because_nobody_knew_stays_asked(story: Story, owners: Owners) -> None:
    owners.of.clear()
    receipt = report(story, where="By the pond", asked="Ours, I think")
    owners.of["By the pond"] = "theirs"
    owners.asked.clear()
    actions.correct(story.cast.oli, request=receipt.request, answers={"name": "Amina Testwood"})
    assert last(receipt).answers["asked"] == "Ours, I think"
    assert "test.owner" not in owners.asked


def test_a_fact_is_looked_up_anew_when_its_answer_is_corrected(story: Story, owners: Owners) -> None:
    receipt = report(story, **THEIRS)
    changed = actions.correct(story.cast.oli, request=receipt.request, answers={"where": "The green"})
    assert changed == ["landlord", "where"]
    assert last(receipt).facts == {"owner": "ours"}


def test_words_of_other_systems_are_not_kept_and_erasing_takes_the_rest(story: Story, owners: Owners) -> None:
    receipt = report(story, **THEIRS, name="Amina Testwood")
    assert "Holdsworth" not in str(last(receipt).facts)
    (held,) = queries.held_on(story.cast.councils.demo.id, [receipt.person or 0])
    assert held["looked_up"] == [{"owner": "theirs"}]
    actions.erase_people(story.cast.councils.demo.id, [receipt.person or 0])
    assert last(receipt).facts is None


def test_answers_from_before_facts_were_kept_are_judged_by_what_is_known_now(story: Story, owners: Owners) -> None:
    receipt = report(story, **THEIRS)
    RequestAnswers.objects.update(facts=None)
    actions.correct(story.cast.oli, request=receipt.request, answers={"name": "Amina Testwood"})
    assert last(receipt).answers["landlord"] == "The mill"


@pytest.mark.shows("C15")
def test_a_fact_behind_a_fact_is_known_of_a_form_given_all_at_once(story: Story, owners: Owners) -> None:
    form: Any = parse(HEAD + FORM + AGENT + SENT)
    publish_service(
        story.cast.system, definition=replace(form, code="tree", owner="waste"), tried=[Tried("Jo", "Fine.")]
    )
    owners.of["The mill"] = "ours"
    with pytest.raises(Incomplete) as lacking:
        report(story, **THEIRS)
    assert list(lacking.value.errors) == ["rent"]
    receipt = report(story, **THEIRS, rent="Monthly")
    assert last(receipt).facts == {"owner": "theirs", "agent": "ours"}
    assert owners.asked.count("test.holder") == 2, "once for each time that the form was given"


@pytest.mark.shows("F1")
def test_another_services_facts_are_looked_up_before_it_becomes_that(story: Story, owners: Owners) -> None:
    receipt = report(story, **THEIRS)
    assert queries.if_moved(story.cast.oli, receipt.request or 0, "hedge").errors == {}
    actions.recategorise(story.cast.oli, request=receipt.request or 0, service="hedge")
    assert (last(receipt).answers["landlord"], last(receipt).facts) == ("The mill", {"owner": "theirs"})
    other = report(story, where="The green")
    owners.of["The green"] = "theirs"
    with pytest.raises(Incomplete) as lacking:
        actions.recategorise(story.cast.oli, request=other.request or 0, service="hedge")
    assert list(lacking.value.errors) == ["landlord"]
