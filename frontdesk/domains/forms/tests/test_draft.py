"""A form from its first page to the moment it is sent."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domains.forms import queries
from frontdesk.domains.forms.actions import (
    answer_entry,
    answer_page,
    claim_draft,
    clear_drafts,
    continue_draft,
    erase_people,
    finish_draft,
    hold_draft,
    look_up_facts,
    remove_entry,
    save_for_later,
    start_draft,
    upload_file,
)
from frontdesk.domains.forms.models import Draft as DraftRow
from frontdesk.domains.forms.ports import SECONDS
from frontdesk.domains.forms.rules.page import gather_page
from frontdesk.domains.forms.tests.builder import HEAD, page, question
from frontdesk.domains.forms.tests.stories import FORM, MORNING, TREE, definition, jpeg, publish
from frontdesk.domains.forms.types import CLEARED, OPEN
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.kernel import clock, holdings, registry, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.breaker import Breaker
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.holdings import Spared
from frontdesk.kernel.models import JournalEntry
from tests.support.cast import Cast


@pytest.fixture(autouse=True)
def morning() -> Any:
    with clock.at(MORNING):
        yield


@pytest.fixture
def tree(cast: Cast) -> Cast:
    publish(cast)
    return cast


WHERE = {"where": {"description": "By the pond"}}


def _begun(actor: Actor, **more: Any) -> tuple[int, str]:
    started = start_draft(actor, service="tree", channel=more.pop("channel", "web"), **more)
    return started.draft, started.key


def _resident(cast: Cast) -> Actor:
    person = people.create_person(cast.system, name="Amina Khan", email="amina@example.org", source="test")
    people.link_sign_in(cast.system, user=cast.amina.user, person=person, how="staff")
    return cast.amina.as_person(person)


@pytest.mark.shows("A6")
def test_it_saves_page_by_page_and_pins_the_version(tree: Cast) -> None:
    draft, key = _begun(tree.nobody)
    assert queries.journey(queries.draft(tree.nobody, draft, key=key)).stop.code == "where"  # type: ignore[union-attr]
    done = answer_page(tree.nobody, draft=draft, key=key, page="where", typed=WHERE)
    assert not done.errors and done.draft.answers["where"]["words"] == "By the pond" and done.draft.page == "where"
    first = done.draft.published.version
    publish(tree, definition(FORM.replace("Which one?", "Which?")))
    assert queries.draft(tree.nobody, draft, key=key).published.version == first
    later, later_key = _begun(tree.nobody)
    assert queries.draft(tree.nobody, later, key=later_key).published.version != first


def test_it_saves_nothing_with_errors_unless_asked_to_keep_what_fits(tree: Cast) -> None:
    made = definition(page("p", question("text", "a", used_for='"work"'), question("number", "b", used_for='"work"')))
    publish(tree, made)
    draft, key = _begun(tree.nobody)
    typed = gather_page(made.pages[0], {"a": ["x"], "b": ["three"]})
    failed = answer_page(tree.nobody, draft=draft, key=key, page="p", typed=typed)
    assert failed.errors == {"b": {"": "Enter a number, like 12"}} and failed.draft.answers == {}
    kept = answer_page(tree.nobody, draft=draft, key=key, page="p", typed=typed, keep_what_fits=True)
    assert kept.draft.answers == {"a": "x"}


def test_it_refuses_a_page_that_is_not_on_the_way(tree: Cast) -> None:
    draft, key = _begun(tree.nobody)
    for name in ("kind", "nowhere"):
        with pytest.raises(Refusal) as refused:
            answer_page(tree.nobody, draft=draft, key=key, page=name, typed={})
        assert refused.value.code == "page-not-yet"


@pytest.mark.shows("A6")
def test_it_adds_changes_and_removes_entries(tree: Cast) -> None:
    draft, key = _begun(tree.nobody)
    held = {"actor": tree.nobody, "draft": draft, "key": key}
    answer_page(**held, page="where", typed=WHERE)
    answer_page(**held, page="kind", typed={"big": "yes"})
    answer_page(**held, page="photo", typed={})
    empty = answer_entry(**held, page="items", entry=None, typed={"item": ""})
    assert empty.errors and not empty.draft.answers.get("items")
    assert answer_page(**held, page="items", typed={}).errors == {"items": {"": "Add a item"}}
    first = answer_entry(**held, page="items", entry=None, typed={"item": "sofa"})
    answer_entry(**held, page="items", entry=None, typed={"item": "bed"})
    assert answer_entry(**held, page="items", entry=None, typed={"item": "third"}).errors
    answer_entry(**held, page="items", entry=first.entry, typed={"item": "big sofa"})
    left = remove_entry(**held, page="items", entry="2")
    assert [entry["answers"] for entry in left.answers["items"]] == [{"item": "big sofa"}]
    assert not answer_page(**held, page="items", typed={}).errors
    assert queries.journey(queries.draft(**held)).stop.code == "you"  # type: ignore[union-attr]


@pytest.mark.shows("A7")
def test_it_proposes_what_is_known_and_what_another_form_was_told(tree: Cast) -> None:
    amina = _resident(tree)
    draft, _ = _begun(amina)
    seen = queries.draft(amina, draft)
    assert seen.known == {"email": "amina@example.org"} and seen.answers == {} and seen.person == amina.person
    answer_page(amina, draft=draft, page="where", typed=WHERE)
    other = definition(page("p", question("place", "where")), head=HEAD.replace('"test"', '"other"'))
    publish(tree, other)
    carried = start_draft(amina, service="other", channel="web", carry=queries.draft(amina, draft))
    assert queries.draft(amina, carried.draft).known["where"]["words"] == "By the pond"


@pytest.mark.shows("A3")
def test_a_closed_channel_answers_with_the_alternative(tree: Cast) -> None:
    head = TREE.replace(
        'open = ["web", "phone"]', 'open = ["web"]\nclosed = [{ channel = "phone", instead = "Go online." }]'
    )
    publish(tree, definition(head=head))
    with pytest.raises(Refusal, match=r"Go online\.") as refused:
        _begun(tree.dee, channel="phone")
    assert refused.value.code == "channel-closed"
    with pytest.raises(NotFound):
        start_draft(tree.nobody, service="nothing", channel="web")


@pytest.mark.shows("A3")
def test_a_digital_only_service_is_entered_under_a_recorded_exception(tree: Cast) -> None:
    decision = (
        '[digital_only]\nfrom = 2026-04-01\napproved_by = "C"\nevidence = "E"\nexclusion_risk = "R"\n'
        'equality_assessment = "A"\ntold = "You do this online."\n'
        'exceptions = [{ code = "no-internet", reason = "None" }]\n'
    )
    publish(tree, definition(head=TREE.replace('open = ["web", "phone"]', 'open = ["web"]') + decision))
    person = people.create_person(tree.dee, name="Bill Marsh", source="test")
    with pytest.raises(Refusal, match="You do this online"):
        _begun(tree.dee, channel="phone", person=person)
    exception = people.grant_exception(tree.dee, person=person, service="tree", reason="no-internet")
    draft, _ = _begun(tree.dee, channel="phone", person=person, exception=exception)
    assert queries.draft(tree.dee, draft).exception == exception
    with pytest.raises(Refusal):
        _begun(tree.nobody, channel="phone", exception=exception)
    other = people.create_person(tree.dee, name="Nora Field", source="test")
    with pytest.raises(NotFound):
        _begun(tree.dee, channel="phone", person=other, exception=exception)


def test_only_the_key_the_customer_and_staff_open_a_draft(tree: Cast) -> None:
    amina = _resident(tree)
    draft, key = _begun(amina)
    for actor in (amina, tree.dee, tree.oli, tree.sam):
        assert queries.draft(actor, draft).id == draft
    assert queries.draft(tree.nobody, draft, key=key).id == draft
    for actor, given in ((tree.nobody, ""), (tree.nobody, key + "x"), (tree.bill, ""), (tree.pat, ""), (tree.des, "")):
        with pytest.raises(NotFound):
            queries.draft(actor, draft, key=given)
    assert queries.draft_of_key(tree.nobody, key) is not None
    assert queries.draft_of_key(tree.nobody, "x.y") is None and queries.draft_of_key(tree.nobody, f"{draft}.x") is None
    with tenancy.acting_for(tree.councils.littlewick.id), pytest.raises(NotFound):
        queries.draft(tree.lena, draft, key=key)


@pytest.mark.shows("F10")
def test_a_restricted_draft_opens_to_those_named_only(tree: Cast) -> None:
    head = TREE.replace("tier = 1", "tier = 4").replace(
        'best = "web"\nopen = ["web", "phone"]', 'best = "phone"\nopen = ["phone"]'
    )
    publish(
        tree, definition(head=head + '[restricted]\nroles = ["complaints-officer"]\npeople = ["sam@council.example"]\n')
    )
    with pytest.raises(NotFound):
        _begun(tree.nobody, channel="phone")
    person = people.create_person(tree.dee, name="Bill Marsh", source="test")
    draft, key = _begun(tree.dee, channel="phone", person=person)
    assert (
        queries.draft(tree.dee, draft, key=key) and queries.draft(tree.sam, draft) and queries.draft(tree.cora, draft)
    )
    with pytest.raises(NotFound):
        queries.draft(tree.oli, draft)
    assert (_listed(tree.sam, person), _listed(tree.oli, person)) == ([draft], [])


def _listed(actor: Actor, person: int) -> list[int]:
    """The drafts on the customer's page."""
    found = people_queries.person(actor, person, beside=queries.BESIDE)
    return [each.id for each in queries.drafts_beside(actor, found)]


def test_lists_show_customers_their_own_and_staff_those_of_a_customer(tree: Cast) -> None:
    amina = _resident(tree)
    draft, _ = _begun(amina)
    _begun(tree.nobody)
    assert [each.id for each in queries.open_drafts(amina)] == [draft]
    assert _listed(tree.dee, amina.person or 0) == [draft]
    assert queries.open_drafts(tree.nobody) == [] and queries.open_drafts(tree.dee) == []


@pytest.mark.shows("C14")
def test_an_adviser_continues_the_customers_draft_and_it_counts_as_assisted(tree: Cast) -> None:
    amina = _resident(tree)
    draft, _ = _begun(amina)
    continued = continue_draft(tree.dee, draft=draft, contact=7)
    seen = queries.draft(tree.nobody, draft, key=continued.key)
    assert seen.assisted and seen.contact == 7 and seen.channel == "web"
    assert [each.id for each in queries.drafts_of_contact(tree.dee, 7)] == [draft]
    with pytest.raises(NotAllowed):
        continue_draft(amina, draft=draft)


def test_a_draft_is_claimed_once(tree: Cast) -> None:
    draft, key = _begun(tree.nobody)
    amina = _resident(tree)
    assert claim_draft(amina, draft=draft, key=key).person == amina.person
    bill = people.create_person(tree.system, name="Bill Marsh", source="test")
    assert claim_draft(tree.bill.as_person(bill), draft=draft, key=key).person == amina.person


def test_it_finishes_once_and_keeps_nothing_typed(tree: Cast) -> None:
    draft, key = _begun(tree.nobody)
    answer_page(tree.nobody, draft=draft, key=key, page="where", typed=WHERE)
    held = hold_draft(tree.nobody, draft=draft, key=key)
    assert held.state == OPEN
    finish_draft(tree.nobody, held=held, request=5, reference="ABC")
    again = hold_draft(tree.nobody, draft=draft, key=key)
    assert (again.request, again.reference, again.answers) == (5, "ABC", {})
    with pytest.raises(Refusal, match="ABC") as refused:
        answer_page(tree.nobody, draft=draft, key=key, page="where", typed=WHERE)
    assert refused.value.code == "draft-finished"
    kinds = JournalEntry.objects.filter(thing_type="draft", thing_id=draft).values_list("kind", flat=True)
    assert list(kinds.order_by("id")) == ["forms.draft_started", "forms.draft_finished"]


class _Owner:
    """A look-up that knows, does not know, or breaks."""

    names = frozenset({"test.owner"})

    def __init__(self, value: Any) -> None:
        self.value = value
        self.asked: list[float] = []

    def look_up(self, *, council: int, name: str, answer: Any, today: Any, within: float) -> Any:
        self.asked.append(within)
        if isinstance(self.value, Exception):
            raise self.value
        assert answer["words"] == "By the pond"
        return self.value


@pytest.mark.shows("A6")
@pytest.mark.parametrize(
    ("value", "fact"), [("ours", "ours"), (None, None), ("nonsense", None), (TimeoutError(), None)]
)
def test_it_saves_what_a_look_up_says_and_goes_on_when_it_fails(
    tree: Cast, monkeypatch: pytest.MonkeyPatch, value: Any, fact: Any
) -> None:
    adapter = registry.Adapter("test", "forms.lookup", "Test", lambda: _Owner(value), lambda: "")
    monkeypatch.setattr(registry, "for_port", lambda port: [adapter] if port == "forms.lookup" else [])
    draft, key = _begun(tree.nobody)
    done = answer_page(tree.nobody, draft=draft, key=key, page="where", typed=WHERE)
    assert done.draft.facts.get("owner") == fact and not done.errors


def test_a_look_up_has_two_seconds_and_one_that_fails_three_times_is_left_alone(
    tree: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = _Owner(TimeoutError())
    adapter = registry.Adapter("test", "forms.lookup", "Test", lambda: owner, lambda: "")
    monkeypatch.setattr(registry, "for_port", lambda port: [adapter] if port == "forms.lookup" else [])
    monkeypatch.setattr(queries.world, "_breakers", defaultdict(Breaker))
    for _ in range(5):
        draft, key = _begun(tree.nobody)
        assert not answer_page(tree.nobody, draft=draft, key=key, page="where", typed=WHERE).errors
    assert len(owner.asked) == 3 and all(0 < within <= SECONDS for within in owner.asked)


def test_a_form_given_at_once_has_the_same_look_ups(tree: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    adapter = registry.Adapter("test", "forms.lookup", "Test", lambda: _Owner("ours"), lambda: "")
    monkeypatch.setattr(registry, "for_port", lambda port: [adapter] if port == "forms.lookup" else [])
    council, answers = tree.nobody.council, {"where": "By the pond", "big": False}
    around = queries.Surroundings(council)
    facts = queries.facts_of_answers(definition(), answers, council=council, channel="api", around=around)
    assert facts == {"owner": "ours"}


@pytest.mark.shows("B11")
def test_it_clears_what_nobody_works_on_counted_from_the_last_activity(tree: Cast) -> None:
    unsaved, key = _begun(tree.nobody)
    own, _ = _begun(_resident(tree))
    with clock.at(MORNING + timedelta(days=6)):
        assert clear_drafts(tree.system) == 0
        answer_page(tree.nobody, draft=unsaved, key=key, page="where", typed=WHERE)
    with clock.at(MORNING + timedelta(days=12)):
        assert clear_drafts(tree.system) == 0
    with clock.at(MORNING + timedelta(days=14)):
        assert clear_drafts(tree.system) == 1
        assert queries.cleared(tree.nobody, unsaved)
    with clock.at(MORNING + timedelta(days=29)):
        assert clear_drafts(tree.system) == 1
    row = DraftRow.objects.get(id=unsaved)
    assert (row.state, row.answers, row.page) == (CLEARED, {}, "where")
    with pytest.raises(NotFound):
        queries.draft(tree.nobody, unsaved, key=key)
    with pytest.raises(Refusal, match="28 days"):
        hold_draft(tree.dee, draft=own)


@pytest.mark.shows("B11")
def test_what_a_legal_hold_keeps_is_not_cleared_until_it_ends(tree: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    amina = _resident(tree)
    held, key = _begun(amina)
    answer_page(amina, draft=held, key=key, page="where", typed=WHERE)
    _begun(tree.nobody)
    keeper = [lambda council: Spared(people=frozenset({amina.person or 0}))]
    with clock.at(MORNING + timedelta(days=29)):
        with monkeypatch.context() as hold:
            hold.setattr(holdings, "_keepers", keeper)
            assert clear_drafts(tree.system) == 1, "only the one that nobody is known of"
            assert DraftRow.objects.get(id=held).answers["where"]["words"] == "By the pond"
        assert clear_drafts(tree.system) == 1
    assert DraftRow.objects.get(id=held).answers == {}


@pytest.mark.shows("B11")
def test_it_erases_people_and_their_files(tree: Cast) -> None:
    amina = _resident(tree)
    draft, _ = _begun(amina)
    answer_page(amina, draft=draft, page="where", typed=WHERE)
    answer_page(amina, draft=draft, page="kind", typed={"big": "no"})
    upload = upload_file(amina, draft=draft, question="photo", name="a.jpg", content=jpeg())
    assert erase_people(amina.council, [amina.person or 0]) == 1
    assert DraftRow.objects.get(id=draft).person_id is None
    with pytest.raises(NotFound):
        queries.upload_content(amina.council, upload.key)


def test_facts_of_another_day_are_looked_up_anew(tree: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    said = _Owner("ours")
    adapter = registry.Adapter("test", "forms.lookup", "Test", lambda: said, lambda: "")
    monkeypatch.setattr(registry, "for_port", lambda port: [adapter] if port == "forms.lookup" else [])
    draft, key = _begun(tree.nobody)
    answer_page(tree.nobody, draft=draft, key=key, page="where", typed=WHERE)
    said.value = "theirs"
    assert look_up_facts(tree.nobody, draft=draft, key=key).facts == {"owner": "ours"}
    with clock.at(MORNING + timedelta(days=1)):
        assert look_up_facts(tree.nobody, draft=draft, key=key).facts == {"owner": "theirs"}


def test_saving_and_coming_back_does_not_make_yesterdays_facts_todays(
    tree: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _Owner("ours")
    adapter = registry.Adapter("test", "forms.lookup", "Test", lambda: said, lambda: "")
    monkeypatch.setattr(registry, "for_port", lambda port: [adapter] if port == "forms.lookup" else [])
    draft, key = _begun(tree.nobody)
    answer_page(tree.nobody, draft=draft, key=key, page="where", typed=WHERE)
    said.value = "theirs"
    with clock.at(MORNING + timedelta(days=1)):
        save_for_later(tree.nobody, draft=draft, key=key, email="amina@example.org")
        assert look_up_facts(tree.nobody, draft=draft, key=key).facts == {"owner": "theirs"}
    with clock.at(MORNING + timedelta(days=2)):
        said.value = RuntimeError("down")
        assert look_up_facts(tree.nobody, draft=draft, key=key).facts == {}


def test_a_page_takes_few_queries(tree: Cast, django_assert_max_num_queries: Any) -> None:
    draft, key = _begun(tree.nobody)
    answer_page(tree.nobody, draft=draft, key=key, page="where", typed=WHERE)
    with django_assert_max_num_queries(3):  # the row, and a savepoint that only tests have
        queries.journey(queries.draft(tree.nobody, draft, key=key))
    with django_assert_max_num_queries(6):
        answer_page(tree.nobody, draft=draft, key=key, page="kind", typed={"big": "no"})
