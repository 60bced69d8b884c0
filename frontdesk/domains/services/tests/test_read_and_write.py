"""A service file is read whole or refused by line, and written byte for byte."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domains.services.definition.check import check
from frontdesk.domains.services.definition.conditions import AllOf, Moment, Not, Test
from frontdesk.domains.services.definition.lines import locate
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.near import nearest
from frontdesk.domains.services.definition.read import parse, read
from frontdesk.domains.services.definition.write import text as quoted
from frontdesk.domains.services.definition.write import write

FULL = (Path(__file__).parent / "full.toml").read_text()


def _full() -> Definition:
    definition = parse(FULL)
    assert isinstance(definition, Definition), [str(problem) for problem in definition]
    return definition


def _problems(text: str) -> list[tuple[int, str]]:
    found = parse(text)
    problems = check(found) if isinstance(found, Definition) else found
    return [(problem.line, problem.sentence) for problem in problems]


def _line(words: str) -> int:
    return FULL[: FULL.index(words)].count("\n") + 1


@pytest.mark.shows("A11")
def test_it_writes_what_it_read_byte_for_byte():
    assert write(_full()) == FULL


def test_it_reads_what_it_wrote():
    again = parse(write(_full()))
    assert again == _full()
    assert isinstance(again, Definition) and again.source.head.startswith("# Everything")


def test_it_finds_nothing_wrong_with_the_full_file():
    assert _problems(FULL) == []


def test_it_reads_conditions_as_data():
    page = _full().page("helpers")
    assert page is not None
    assert isinstance(page.when, AllOf)
    assert page.when.parts[0] == Test("question", "size", "is", "large")
    assert isinstance(page.when.parts[1], Not)
    question = _full().question("from")
    assert question is not None and question.earliest == Moment(count=10, unit="working days")


def test_it_knows_the_line_of_tables_keys_and_entries():
    lines = locate(FULL)
    assert lines[("page", 3, "question", 0, "question", 1)] == _line('code = "helper-awake"') - 1
    assert lines[("page", 1, "question", 0, "options", 1)] == _line('{ value = "large"')
    assert lines[("words", "cy", "question.size.label")] == _line('"question.size.label"')
    assert lines[("message", 0, "text")] == _line('text = """')
    assert lines[("workflow", "transitions", 0)] == _line('{ from = "new"')


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hnit", "hint"), ("nam", "name"), ("labell", "label"), ("wyh", "why"), ("lable", "label"), ("zzzzz", "")],
)
def test_it_asks_for_what_was_most_likely_meant(typed: str, meant: str):
    assert nearest(typed, ["name", "unit", "hint", "label", "why", "wording", "table"]) == meant


def test_what_is_missing_and_what_is_not_text_has_its_line(tmp_path: Path):
    problems = _problems(FULL.replace('kind = "apply"\n', "", 1))
    assert [line for line, said in problems if "“kind” is missing" in said] == [1]
    folder = tmp_path / "skip"
    folder.mkdir()
    (folder / "service.toml").write_bytes('code = "skip"\nname = "Caf\u00e9"\n'.encode("latin-1"))
    (problem,) = read(folder)
    assert str(problem).endswith("service.toml:2: This line is not text in UTF-8. Save the file as UTF-8.")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "Ask for a skip"', 'nam = "Ask for a skip"', "Did you mean “name”?"),
        ('name = "Ask for a skip"', "name = 3", "must be text"),
        ('kind = "apply"', 'kind = "aply"', "Did you mean “apply”?"),
        ("tier = 2", 'tier = "2"', "whole number"),
        ('owner = "highways"', 'owner = "High Ways"', "must be a code"),
        ("open311 = false", 'open311 = "no"', "true or false"),
        ("from = 2026-04-01", 'from = "April"', "must be a date"),
        ('best = "web"', 'best = "pigeon"', "must be one of"),
        ('base = "30.00"', "base = 30.5", "in pounds as text"),
        ('base = "30.00"', 'base = "thirty"', "must be a number"),
        ('earliest = "today + 10 working days"', 'earliest = "soon"', "words such as"),
        ('is = "large"', 'equals = "large"', "There are no others"),
        ('{ question = "size", is = "large" }', '{ is = "large" }', "name one question or one fact"),
        ("answered = true", "answered = false", "can only be true"),
        ('unit = "weeks"', 'every = "week"', "means nothing for a question of type number"),
        ('statement = "What I have said is true."\n', "", "needs “statement”"),
        ('needs = "where"', 'needs = "where', "not TOML"),
    ],
)
def test_it_says_on_which_line_a_value_cannot_stand(old: str, new: str, words: str):
    problems = _problems(FULL.replace(old, new, 1))
    near = _line(old)
    assert any(words in sentence and abs(line - near) <= 12 for line, sentence in problems), problems
    if "statement" not in old:
        assert any(words in sentence and line == near for line, sentence in problems), problems


@pytest.mark.shows("A1")
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('{ question = "size", is = "large" }', '{ question = "sise", is = "large" }', "no question “sise”"),
        ('all = [{ question = "size", is = "large" }', 'all = [{ question = "income", over = 3 }', "not asked before"),
        ('{ question = "size", is = "large" }', '{ question = "size", is = "huge" }', "not an answer"),
        ('{ question = "size", is = "large" }', '{ question = "size", over = 3 }', "cannot be used with"),
        ('{ question = "size", is = "large" }', '{ question = "weeks", is = "3" }', "without quotes"),
        ('{ fact = "ward", any_of', '{ fact = "parish", any_of', "no fact “parish”"),
        ('go = "red-route"', 'go = "nowhere"', "no page or ending called “nowhere”"),
        ('go = "red-route"', 'go = "where"', "round in a circle"),
        ('{ when = { fact = "red-route", is = "yes-all-day" }, go', "{ go", "No way leads to the page “size”"),
        (
            'intro = "Skips',
            'when = { all = [{ fact = "ward", is = "a" }, { fact = "ward", is = "b" }] }\nintro = "Skips',
            "No way leads to the page “size”",
        ),
        ('outcome = "submit"', 'outcome = "refuse"', "nothing can ever be sent"),
        ('to_body = "National Roads"\nphone = "01632 960200"\n', "", "needs one of"),
        ('why = "It decides the charge."\n', "", "Say why we ask “size”"),
        ('{ question = "from", before = 2026-01-01 }', '{ fact = "ward", is = "north" }', "Nothing uses the answer"),
        ("max = 3\n", "max = 80\n", "50 entries at most"),
        ('none = "none"', 'none = "nothing"', "not among the options"),
        ("min = 1\nmax = 8", "min = 9\nmax = 8", "more than the largest"),
        ('by = "place"\nradius_m = 30', 'by = "place"', "radius_m"),
        ("tier = 2", "tier = 4", "needs [restricted]"),
        ("tier = 2", "tier = 7", "1, 2, 3, 4 or 5"),
        ('open = ["web", "kiosk"]', 'open = ["web", "phone"]', "both open and closed"),
        ('open = ["web", "kiosk"]', 'open = ["web", "visit"]', "digital-only, so “visit”"),
        ('open = ["web", "kiosk"]', 'open = ["kiosk"]', "not among the open ones"),
        ("{due}", "{when}", "not a placeholder"),
        ("{due}", "{due", "stands alone"),
        ('to = "done"', 'to = "gone"', "no status “gone”"),
        ('status = "done"', 'status = "new"', "is not final"),
        ('code = "weeks"', 'code = "from"', "is there twice"),
        ('"question.size.label"', '"question.sise.label"', "no text called"),
        ('per_entry = { of = "weeks"', 'per_entry = { of = "income"', "it must be group or number"),
        ('base = "30.00"', 'base = "30.00"\ncap = "1.00"', "one rule of"),
        ("concession = { percent = 50 }", 'concession = { percent = 50, amount = "1.00" }', "either"),
        ("up_to = 100,", "", "must rise"),
        ('option = "small"', 'option = "tiny"', "“tiny” is not an answer"),
        ('by_option = { of = "size"', 'by_option = { of = "weeks"', "it must be choice or several"),
        ('one_of = ["mobile", "mail"]', 'one_of = ["mobile"]', "two questions at least"),
        ('one_of = ["mobile", "mail"]', 'one_of = ["mobile", "income"]', "must be answered anyway"),
        ('one_of = ["mobile", "mail"]', 'one_of = ["mobile", "size"]', "on this page"),
        ('{ question = "size", is = "large" }\npromise', '{ question = "size", is = "x" }\npromise', "not an answer"),
        ('summary = "Ask', 'summary = "Prior to commencing, ask', "“prior to”: say before"),
        ('told = "You', 'told = "' + "We tell you and " * 9 + "you", "A sentence of"),
    ],
)
def test_it_finds_what_is_wrong_with_the_whole(old: str, new: str, words: str):
    assert old in FULL
    problems = _problems(FULL.replace(old, new, 1))
    assert any(words in sentence for _, sentence in problems), problems
    line = next(line for line, sentence in problems if words in sentence)
    assert line > 0 or "nothing can ever be sent" in words


def test_it_refuses_a_folder_with_another_name(tmp_path: Path):
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "service.toml").write_text(FULL)
    found = read(folder)
    assert isinstance(found, list) and "“other”" in found[0].sentence and found[0].line == 3


def test_it_says_that_a_file_is_not_there(tmp_path: Path):
    found = read(tmp_path)
    assert isinstance(found, list) and "is it there?" in found[0].sentence


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_it_never_breaks_on_any_text(text: str):
    assert isinstance(parse(text), list)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, FULL.count("\n")),
    st.sampled_from(["", "= 3", "x = []", "[[page]]", "when = { any = [] }", "[page]", "next = [3]"]),
)
def test_it_answers_with_sentences_when_any_line_is_changed(at: int, line: str):
    lines = FULL.split("\n")
    lines[at] = line
    found = parse("\n".join(lines))
    problems = check(found) if isinstance(found, Definition) else found
    assert all(problem.sentence and problem.line >= 0 for problem in problems)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from('ab\\"\n\t\x00\r é'), max_size=12) | st.text(max_size=20))
def test_it_writes_any_text_so_that_it_comes_back(text: str):
    assert tomllib.loads(f"x = {quoted(text)}")["x"] == text
