"""A service takes questions from the groups beside it, and is whole by itself when it has been read."""

from pathlib import Path

import pytest

from frontdesk.domains.services.definition.check import check
from frontdesk.domains.services.definition.form import Page, Question
from frontdesk.domains.services.definition.model import Definition, Problem
from frontdesk.domains.services.definition.read import parse, read
from frontdesk.domains.services.definition.write import write

GROUPS = """
[[group]]
code = "contact"
title = "How can we reach you?"

[[group.question]]
code = "name"
type = "name"
label = "Your name"
why = "So that we know how to address you."
known_as = "name"

[[group.question]]
code = "email"
type = "email"
label = "Email address"
why = "We write there."
known_as = "email"

[[group]]
code = "phone"

[[group.question]]
code = "phone"
type = "phone"
label = "Phone number"
why = "We ring there."
known_as = "phone"
"""
HEAD = """
code = "skip"
name = "Rent a skip"
kind = "pay"
tier = 1
group = "Bins"
summary = "Rent a skip."
who_for = "Anyone."
cost = "Free"
owner = "waste"

[channels]
best = "web"
open = ["web"]

"""
SENT = """
[[ending]]
code = "sent"
outcome = "submit"
title = "We have it"
"""
BIG = """
[[page.question]]
code = "big"
type = "yes_no"
label = "Is it big?"
why = "It costs more."
used_for = "work"
"""


def _read(tmp_path: Path, pages: str, groups: str = GROUPS) -> Definition | list[Problem]:
    folder = tmp_path / "skip"
    folder.mkdir()
    (folder / "service.toml").write_text(HEAD + pages + SENT)
    if groups:
        (tmp_path / "groups.toml").write_text(groups)
    return read(folder)


def _page(tmp_path: Path, pages: str) -> Page:
    found = _read(tmp_path, pages)
    assert isinstance(found, Definition), [str(each) for each in found]
    return found.pages[0]


def _first(found: Definition | list[Problem]) -> str:
    problems = check(found) if isinstance(found, Definition) else found
    return str(problems[0])


def _question(page: Page, code: str) -> Question:
    return next(each for each in page.questions if each.code == code)


def test_a_page_takes_the_words_and_questions_of_a_group_before_its_own(tmp_path: Path) -> None:
    page = _page(tmp_path, '[[page]]\nuse = "contact"\n' + BIG)
    assert (page.code, page.title) == ("contact", "How can we reach you?")
    assert [each.code for each in page.questions] == ["name", "email", "big"]


def test_what_a_service_writes_beside_the_group_counts_instead(tmp_path: Path) -> None:
    page = _page(
        tmp_path,
        '[[page]]\nuse = "contact"\ncode = "you"\ntitle = "You"\n'
        '[[page.question]]\nuse = "phone"\nwhy = "We ring before we come."\noptional = true\n',
    )
    assert (page.code, page.title) == ("you", "You")
    phone = _question(page, "phone")
    assert (phone.label, phone.why, phone.optional) == ("Phone number", "We ring before we come.", True)


def test_a_question_takes_all_questions_of_a_group_at_its_place(tmp_path: Path) -> None:
    page = _page(tmp_path, '[[page]]\ncode = "you"\ntitle = "You"\n' + BIG + '[[page.question]]\nuse = "contact"\n')
    assert [each.code for each in page.questions] == ["big", "name", "email"]


def test_it_is_whole_by_itself_when_it_is_written(tmp_path: Path) -> None:
    found = _read(tmp_path, '[[page]]\nuse = "contact"\n[[page.question]]\nuse = "phone"\n')
    assert isinstance(found, Definition)
    assert "use = " not in write(found)
    assert parse(write(found)) == found


@pytest.mark.parametrize(
    ("pages", "groups", "said"),
    [
        ('[[page]]\nuse = "contcat"\n', GROUPS, "service.toml:17: There is no group “contcat” in groups.toml. Did you"),
        ('[[page]]\nuse = "contact"\n', "", "service.toml:17: There is no groups.toml beside"),
        ('[[page]]\nuse = ["a"]\n', GROUPS, "service.toml:17: There is no group"),
        ('[[page]]\nuse = "contact"\n', GROUPS.replace("known_as", "known", 1), "groups.toml:11: “known” is not known"),
        ('[[page]]\nuse = "phone"\n', GROUPS + '[[group]]\ncode = "phone"\n', "groups.toml:30: The group “phone” is"),
        (
            '[[page]]\nuse = "contact"\n',
            GROUPS.replace('"We write there."', '"x"\nmin = 3', 1),
            "groups.toml:18: “min”",
        ),
        (
            '[[page]]\ncode = "you"\ntitle = "You"\n\n[[page.question]]\nuse = "contact"\noptional = true\n',
            GROUPS,
            "service.toml:20: “contact” has not just one question",
        ),
        (
            '[[page]]\ncode = "you"\n\n[[page.question]]\nuse = "phone"\nlable = "Ring"\n',
            GROUPS,
            "service.toml:21: “lable” is not known here.",
        ),
    ],
)
def test_it_says_the_file_and_line_of_what_is_wrong(tmp_path: Path, pages: str, groups: str, said: str) -> None:
    assert said in _first(_read(tmp_path, pages, groups))


def test_what_the_check_finds_in_a_group_stands_in_the_file_of_the_groups(tmp_path: Path) -> None:
    groups = GROUPS.replace('why = "We ring there."\n', "")
    found = _read(tmp_path, '[[page]]\nuse = "contact"\n' + BIG + '[[page.question]]\nuse = "phone"\n', groups)
    assert "groups.toml:23: Say why we ask “phone”" in _first(found)


def test_what_the_check_finds_after_a_group_keeps_its_own_line(tmp_path: Path) -> None:
    pages = '[[page]]\nuse = "contact"\n' + BIG.replace('used_for = "work"', 'when = { question = "no", is = "yes" }')
    found = _first(_read(tmp_path, pages))
    assert found.endswith("skip/service.toml:24: There is no question “no”.")
