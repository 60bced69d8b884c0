"""The way through a form, worked out from the answers."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domains.forms.rules.assess import assess
from frontdesk.domains.forms.rules.journey import SEEN, facts_wanted, may_visit, next_stop, page_before, walk
from frontdesk.domains.forms.rules.page import gather_page, read_page, shown_on
from frontdesk.domains.forms.tests.builder import SENT, context, page, question, service

YES_NO_TENANT = question("yes_no", "tenant")
FORM = (
    page("who", YES_NO_TENANT, next='[{ when = { question = "tenant", is = "no" }, go = "not-ours" }]')
    + page("rent", question("money", "rent"), when='{ question = "tenant", is = "yes" }')
    + page(
        "help",
        question("yes_no", "help"),
        question("text", "how", when='{ question = "help", is = "yes" }', used_for='"work"'),
    )
    + page("more", question("text", "more", optional="true", used_for='"work"'))
    + page(
        "born",
        question("memorable_date", "born"),
        next='[{ when = { question = "born", after = "today - 18 years" }, go = "young" }]',
    )
    + """
[[fact]]
code = "zone"
type = "choice"
options = ["a", "b"]
from = "zones"
needs = "rent"

[[ending]]
code = "not-ours"
outcome = "refuse"
title = "No"
reason = "You must be a tenant."
instead = "Ask your landlord."

[[ending]]
code = "young"
outcome = "route"
title = "Young"
to_team = "youth"

[[route]]
when = { fact = "ward", is = "castle" }
team = "north"
[[route]]
when = { question = "rent", over = 500 }
team = "rich"
"""
)
D = service(FORM)
ALL = {"tenant": "yes", "rent": "120.00", "help": "no", "more": None, "born": "1960-05-31"}


def _codes(answers: dict[str, Any], **facts: Any) -> list[str]:
    return [each.code for each in walk(D, answers, context(facts=facts)).pages]


@pytest.mark.shows("A6")
def test_it_stops_at_the_first_page_that_is_not_answered() -> None:
    assert _codes({}) == ["who"]
    assert _codes({"tenant": "yes"}) == ["who", "rent"]
    assert _codes({"rent": "120.00", "born": "1960-05-31"}) == ["who"]


def test_it_does_not_pass_a_page_that_may_be_left_empty_before_it_was_seen() -> None:
    seen = {code: answer for code, answer in ALL.items() if code != "more"}
    assert _codes(seen)[-1] == "more"
    assert walk(D, ALL, context()).ready


def test_it_ends_at_once_where_a_page_leads_to_a_refusal() -> None:
    journey = walk(D, ALL | {"tenant": "no"}, context())
    assert [each.code for each in journey.pages] == ["who"]
    assert journey.ending is not None and journey.ending.code == "not-ours" and not journey.ready
    assert next_stop(journey, "who").ending == journey.ending


def test_it_lets_hidden_answers_decide_nothing() -> None:
    assert "how" not in walk(D, ALL | {"how": "slowly"}, context()).live
    found = assess(D, ALL | {"how": "slowly", "rent": "600.00"}, context())
    assert found.ok and found.team == "rich" and found.dropped == ("how",)


def test_it_asks_a_question_that_an_answer_on_the_same_page_brings_up() -> None:
    journey = walk(D, {"tenant": "yes", "rent": "1.00", "help": "yes"}, context())
    assert journey.stop is not None and journey.stop.code == "help" and "how" in journey.errors


def test_it_lets_nobody_jump_ahead() -> None:
    journey = walk(D, {"tenant": "yes"}, context())
    assert may_visit(journey, "rent") and may_visit(journey, "who")
    assert not may_visit(journey, "born") and not may_visit(journey, "nowhere")


@pytest.mark.shows("A6")
def test_it_returns_to_the_check_after_a_change_unless_the_change_opens_something() -> None:
    done = walk(D, ALL, context())
    assert next_stop(done, "rent", returning=True).check
    opened = walk(D, ALL | {"help": "yes"}, context())
    assert next_stop(opened, "rent", returning=True).page == D.page("help")
    refused = walk(D, ALL | {"tenant": "no"}, context())
    assert next_stop(refused, "who", returning=True).ending == D.ending("not-ours")


def test_it_goes_page_by_page_and_back() -> None:
    journey = walk(D, ALL, context())
    assert next_stop(journey).page == D.page("who")
    assert next_stop(journey, "rent").page == D.page("help")
    assert next_stop(journey, "born").check
    assert page_before(journey, "help") == D.page("rent") and page_before(journey, "who") is None


def test_it_routes_by_facts_then_answers_then_owner_and_an_ending_wins() -> None:
    assert assess(D, ALL, context()).team == "team"
    assert assess(D, ALL, context(facts={"ward": "castle"})).team == "north"
    young = assess(D, ALL | {"born": "2015-01-01"}, context(facts={"ward": "castle"}))
    assert young.ok and young.team == "youth"


def test_it_is_eighteen_on_the_birthday() -> None:
    assert assess(D, ALL | {"born": "2008-09-01"}, context()).team == "team"
    assert assess(D, ALL | {"born": "2008-09-02"}, context()).team == "youth"


def test_it_wants_facts_once_the_question_they_hang_on_is_answered() -> None:
    assert facts_wanted(D, walk(D, {"tenant": "yes"}, context()), context()) == []
    journey = walk(D, {"tenant": "yes", "rent": "1.00"}, context())
    assert [fact.code for fact in facts_wanted(D, journey, context())] == ["zone"]
    assert facts_wanted(D, journey, context(facts={"zone": "a"})) == []


def test_it_says_on_submit_which_answer_is_missing_and_where() -> None:
    found = assess(D, {"tenant": "yes"}, context())
    assert not found.ok and found.page == D.page("rent") and found.errors == {"rent": {"": "Enter an amount"}}
    assert found.sentences == ["Enter an amount"]


def test_it_decides_again_on_submit_what_was_decided_on_the_way() -> None:
    form = page(
        "when",
        question("date", "day"),
        next='[{ when = { question = "day", before = "today - 2 working days" }, go = "late" }]',
    )
    late = '[[ending]]\ncode = "late"\noutcome = "refuse"\ntitle = "L"\nreason = "R"\ninstead = "I"\n'
    definition = service(form + late)
    assert assess(definition, {"day": "2026-08-27"}, context()).ok
    assert not assess(definition, {"day": "2026-08-26"}, context()).ok


def test_it_shows_questions_that_may_come_up_and_reads_only_those_that_did() -> None:
    help_page = D.page("help")
    assert help_page is not None
    answers = {"tenant": "yes", "rent": "1.00"}
    assert [each.code for each in shown_on(D, help_page, answers, context())] == ["help", "how"]
    read_no = read_page(D, help_page, gather_page(help_page, {"help": ["no"], "how": ["x"]}), answers, context())
    assert read_no == ({"help": "no"}, {})
    read_yes = read_page(D, help_page, gather_page(help_page, {"help": ["yes"]}), answers, context())
    assert read_yes == ({"help": "yes"}, {"how": {"": "Enter an answer"}})


def test_it_remembers_that_a_page_without_questions_was_read() -> None:
    definition = service(
        '[[page]]\ncode = "start"\ntitle = "Before"\nintro = "Read this."\n'
        + page("p", YES_NO_TENANT + 'used_for = "work"\n')
    )
    first = definition.pages[0]
    assert walk(definition, {}, context()).stop == first
    answers, errors = read_page(definition, first, {}, {}, context())
    assert errors == {} and answers == {SEEN + "start": True}
    assert walk(definition, answers, context()).stop == definition.pages[1]
    assert assess(definition, {"tenant": "no"}, context()).ok


def test_it_does_not_go_round_in_a_circle_even_in_a_bad_definition() -> None:
    bad = service(
        page("a", question("yes_no", "x"), next='[{ go = "a" }]')
        + page("b", question("yes_no", "y"), next='[{ go = "a" }]'),
        sound=False,
    )
    assert [each.code for each in walk(bad, {"x": "yes", "y": "no"}, context()).pages] == ["a", "b"]


@pytest.mark.shows("A3")
def test_it_lets_channel_and_help_decide() -> None:
    form = page(
        "p",
        question("text", "x", used_for='"work"'),
        next='[{ when = { fact = "assisted", is = "yes" }, go = "helped" }]',
    )
    definition = service(form + '[[ending]]\ncode = "helped"\noutcome = "route"\ntitle = "H"\nto_team = "desk"\n')
    assert assess(definition, {"x": "1"}, context(channel="phone", assisted=True)).team == "desk"
    assert assess(definition, {"x": "1"}, context()).team == "team"


_PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["yes", "no", "2008-09-01", "1.00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.shows("A6")
@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.sampled_from([*ALL, "how", "zone", "junk"]), _PLAIN, max_size=7),
    st.dictionaries(st.sampled_from(["ward", "zone"]), _PLAIN, max_size=2),
)
def test_it_walks_any_garbage_to_a_stop_or_an_ending(answers: dict[str, Any], facts: dict[str, Any]) -> None:
    for whole in (False, True):
        journey = walk(D, answers, context(facts=facts), whole=whole)
        assert (journey.stop is None) == (journey.ending is not None)
        assert len({each.code for each in journey.pages}) == len(journey.pages)
        assert walk(D, journey.live, context(facts=facts), whole=True).live == journey.live
    found = assess(D, answers, context(facts=facts))
    assert found.ok or found.errors or found.ending
    assert all(D.question(code) for code in found.answers)


def test_it_takes_the_text_of_the_ordinary_ending() -> None:
    assert SENT.count("submit") == 1 and assess(D, ALL, context()).ending == D.ending("sent")


def test_it_needs_one_of_several_answers() -> None:
    definition = service(
        page(
            "you",
            question("email", "email", label="Email address", known_as='"email"', optional="true"),
            question("phone", "phone", label="Phone number", known_as='"phone"', optional="true"),
            one_of='["email", "phone"]',
        )
    )
    first = definition.pages[0]
    assert assess(definition, {}, context()).errors == {"email": {"": "Enter email address or phone number"}}
    assert read_page(definition, first, {}, {}, context())[1] == {"email": {"": "Enter email address or phone number"}}
    assert assess(definition, {"phone": "01632 960001"}, context()).ok


def test_another_promise_counts_where_its_condition_holds() -> None:
    top = '[standard]\npromise = "slow"\n[[standard.other]]\nwhen = { question = "x", is = "yes" }\npromise = "fast"\n'
    definition = service(top + page("p", question("yes_no", "x")))
    fast, slow = (assess(definition, {"x": answer}, context()).standard for answer in ("yes", "no"))
    assert fast is not None and fast.promise == "fast" and slow is not None and slow.promise == "slow"


SOME = (
    page("first", question("yes_no", "big"), next='[{ when = { question = "big", is = "yes" }, go = "photo" }]')
    + page("small", question("text", "small", used_for='"work"'))
    + page("photo", question("photo", "photo"), channels='["web"]', elsewhere='"Send it by the link."')
    + page("last", question("text", "last", used_for='"work"'))
)


@pytest.mark.shows("A1")
@pytest.mark.parametrize("big", ["yes", "no"])
def test_a_page_is_asked_on_its_channels_only(big: str) -> None:
    definition = service(SOME, sound=False)
    answers = {"big": big == "yes", "small": "x", "last": "y"}
    web, phone = (walk(definition, answers, context(channel=channel)) for channel in ("web", "phone"))
    assert web.stop is not None and web.stop.code == "photo" and web.elsewhere == ()
    assert phone.ready and [each.code for each in phone.elsewhere] == ["photo"]
    assert "photo" not in phone.live and [each.code for each in phone.pages][-1] == "last"


def test_a_page_for_some_channels_is_not_spoken_of_before_it_is_on_the_way() -> None:
    definition = service(SOME, sound=False)
    assert walk(definition, {}, context(channel="phone")).elsewhere == ()
