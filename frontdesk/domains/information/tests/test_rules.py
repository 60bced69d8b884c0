"""What stands in no database: the steps of a case, finding other people, taking them out, the page."""

import json

import pytest

from frontdesk.domains.information.rules import others, readable, steps
from frontdesk.domains.information.rules.steps import Standing
from frontdesk.domains.information.types import Part

pytestmark = pytest.mark.shows("B11")
OWN = others.Own(frozenset({"amina", "testwood"}), frozenset({"amina@example.org"}), frozenset({"700900123"}))


def found(text: str, *names: str, key: str = "text", **more: object) -> list[tuple[str, str]]:
    part = Part("requests", "Requests", ({key: text, **more},))
    known = frozenset(names)
    return [(each.kind, each.text) for each in others.findings([part], OWN, lambda words: words & known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My neighbour is Ruth Sample of number 9", [("name", "Ruth Sample")]),
        ("Call Mrs Quill about it", [("name", "Quill")]),
        ("mr. smith rang", []),
        ("Ruth said so", [("name", "Ruth")]),
        ("Amina Testwood rang", []),
        ("Omar Testwood is my son", [("name", "Omar Testwood")]),
        ("Outside 12 Mill Lane on Monday", []),
        ("Write to ruth@example.org, not amina@example.org", [("email", "ruth@example.org")]),
        ("Ring 07700 900456 or +44 7700 900123", [("phone", "07700 900456")]),
        ("07700900123", []),
        ("It came on 2026-12-01T10:00:00+00:00", []),
        ("property 100012345678", []),
        ("Ruth's bin", [("name", "Ruth's")]),
        ("Ruth Green next door", [("name", "Ruth Green")]),
        ("Omar Hill of Mill Lane", [("name", "Omar Hill")]),
        ("Green Bin in Park Lane", []),
        ("May I ask in June", []),
    ],
)
def test_it_finds_whoever_else_is_spoken_of(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "ruth", "omar", "ruth's") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I spoke with May", [("name", "May")]),
        ("I spoke with May Green", [("name", "May Green")]),
        ("on 5 May we waited", []),
        ("in May 2026", []),
        ("In June", []),
    ],
)
def test_a_month_is_a_name_where_somebody_is_called_so(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "may") == expected


def test_words_of_ours_tell_of_nobody() -> None:
    assert found("Council Tax Support", key="service") == [] and found("Ruth Sample", key="service") == []


def test_a_note_is_judged_whole_and_what_stands_in_it_too() -> None:
    assert found("Spoke with Ruth Sample", key="notes_of_colleagues") == [
        ("name", "Ruth Sample"),
        ("note", "Spoke with Ruth Sample"),
    ]


def test_one_who_stands_in_several_places_is_one_finding_with_its_places() -> None:
    part = Part("r", "Requests", ({"text": "Ruth Sample rang"}, {"words": [{"text": "RUTH SAMPLE again"}]}))
    (one,) = others.findings([part], OWN, lambda words: set())
    assert one.number == 2 and one.places == [
        "Requests, text: Ruth Sample rang",
        "Requests, words: text: RUTH SAMPLE again",
    ]


def test_what_stands_in_restricted_records_only_says_so() -> None:
    part = Part("r", "Requests", ({"service_code": "worry", "text": "Ruth Sample"}, {"text": "Omar Quill"}))
    told = others.findings([others.marked(part, frozenset({"worry"}))], OWN, lambda words: set())
    assert {each.text: each.service for each in told} == {"Ruth Sample": "worry", "Omar Quill": "", "worry": "worry"}
    kept = others.taken_out([others.marked(part, frozenset({"worry"}))], [("restricted", "worry")])
    assert kept[0].records == ({"text": "Omar Quill"},)


def test_what_is_taken_out_stands_nowhere_and_all_else_stays() -> None:
    part = Part("r", "Requests", ({"text": "Ruth Sample and Ruthless", "notes_of_colleagues": ["All of it"]},))
    (kept,) = others.taken_out([part], [("name", "ruth sample"), ("note", "All of it")])
    assert kept.records == ({"text": f"{others.OUT} and Ruthless", "notes_of_colleagues": [others.OUT]},)


def test_the_page_says_days_and_times_in_words_and_escapes_what_people_wrote() -> None:
    part = Part(
        "r",
        "Requests",
        (
            {
                "what": "Bin",
                "received_at": "2026-12-01T10:00:00+00:00",
                "born": "1980-03-12",
                "text": "<script>",
                "empty": "",
            },
        ),
    )
    page = readable.as_page([part, Part("f", "Forms")], title="T", words=["W"]).decode()
    assert "Tuesday 1 December 2026, 10:00" in page and "Wednesday 12 March 1980" in page
    assert "&lt;script&gt;" in page and "<script>" not in page and "Empty" not in page
    assert 'lang="en-GB"' in page and "Requests</a>: 1 record" in page and "We hold nothing of this kind" in page
    assert readable.parts_from(readable.as_json([part], {})) == [part]
    assert json.loads(readable.as_json([part], {"reference": "A"}))["reference"] == "A"


@pytest.mark.parametrize(
    ("standing", "has", "has_not"),
    [
        (Standing("access"), {"identity", "ask-identity", "ask", "extend", "close", "note"}, {"collect", "release"}),
        (Standing("access", identity="account"), {"collect", "ask"}, {"identity", "findings", "release"}),
        (Standing("access", identity="account", copy="waiting"), {"close"}, {"collect", "findings", "release"}),
        (Standing("access", identity="account", copy="ready", open=1), {"collect", "findings"}, {"release"}),
        (Standing("access", identity="account", copy="ready"), {"findings", "release"}, set()),
        (Standing("erasure"), {"close"}, {"erase"}),
        (Standing("erasure", identity="known"), {"erase"}, {"collect", "restrict"}),
        (Standing("objection", identity="known"), {"restrict"}, {"erase"}),
        (Standing("rectification", identity="known"), {"recipients"}, {"erase"}),
        (Standing("access", identity="known", waits_for="customer"), {"answered"}, {"ask"}),
        (Standing("access", extended=True), set(), {"extend"}),
        (Standing("access", overdue=True), set(), {"extend"}),
        (Standing("access", waits_for="identity"), set(), {"extend"}),
        (Standing("access", identity="known", waits_for="customer"), {"extend"}, set()),
        (Standing("access", closed=True, identity="known"), {"note"}, {"close", "collect", "findings"}),
    ],
)
def test_the_steps_of_a_case(standing: Standing, has: set[str], has_not: set[str]) -> None:
    assert has <= steps.may(standing) and not has_not & steps.may(standing)


@pytest.mark.parametrize(
    ("outcome", "answers"), [("given", True), ("refused", True), ("withdrawn", False), ("not-shown", False)]
)
def test_only_answers_count_as_in_time(outcome: str, answers: bool) -> None:
    assert steps.is_answer(outcome) == answers


def test_endings_are_of_the_kind() -> None:
    assert "not-shown" in steps.endings(Standing("access")) and "nothing-held" not in steps.endings(Standing("access"))
    assert steps.endings(Standing("rectification", identity="known"))[0] == "corrected"
    assert "given" not in steps.endings(Standing("access", identity="known"))
    assert "nothing-held" not in steps.endings(Standing("access", identity="known"))
    assert "nothing-held" in steps.endings(Standing("access", identity="known", copy="ready"))
    for kind in ("erasure", "restriction"):  # what was erased or restricted was so by its own step
        assert steps.endings(Standing(kind, identity="known")) == ("refused", "withdrawn")
