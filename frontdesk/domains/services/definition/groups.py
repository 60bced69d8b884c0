"""Question groups: questions that many services ask in the same words, written once in `groups.toml`.

The file lies beside the folders of the services. A service names a group with `use`, for a whole page or for questions
of a page, and what it writes beside that counts instead. Groups are laid in when the service is read, so that a
definition, and every version published from it, is whole by itself.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from frontdesk.domains.services.definition.form import Page
from frontdesk.domains.services.definition.keys import some
from frontdesk.domains.services.definition.lines import Path
from frontdesk.domains.services.definition.near import nearest

FILE = "groups.toml"
_QUESTION = 4
"""Length of the path of a question itself: what is wrong with one that a group gave is the group's."""
Tree = dict[str, Any]


@dataclass(frozen=True)
class GroupsTable:
    """What stands in `groups.toml`: each group has the keys of a page, for its code, its words and its questions."""

    groups: tuple[Page, ...] = some("tables", item=Page, name="group")


@dataclass(frozen=True)
class Groups:
    """The groups of one file by code, and the line of each path inside a group."""

    file: str
    trees: Mapping[str, Tree]
    lines: Mapping[str, Mapping[Path, int]]


def groups_of(file: str, tree: Tree, lines: Mapping[Path, int]) -> Groups:
    """The groups in a file that has been read and found sound."""
    entries: list[Tree] = tree.get("group", [])
    inside: dict[str, dict[Path, int]] = {entry["code"]: {} for entry in entries}
    for path, line in lines.items():
        if len(path) > 1:
            inside[entries[int(path[1])]["code"]][path[2:]] = line
    return Groups(file, {entry["code"]: entry for entry in entries}, inside)


def uses_groups(tree: Tree) -> bool:
    """Whether any page or question of a service names a group."""
    return any("use" in part for page in _tables(tree, "page") for part in (page, *_tables(page, "question")))


@dataclass
class Laid:
    """A service's tree with its groups laid in: where each path stands now, and what could not be laid in."""

    tree: Tree
    lines: dict[Path, int]
    files: dict[Path, str] = field(default_factory=dict)
    wrong: list[tuple[Path, str]] = field(default_factory=list)


def lay_in(tree: Tree, lines: Mapping[Path, int], groups: Groups | None) -> Laid:
    """Lay the groups that a service names into its tree. `groups` is None where there is no file of them."""
    laid = Laid(deepcopy(tree), {})
    moved: dict[Path, Path] = {}
    for at, page in enumerate(_tables(laid.tree, "page")):
        _lay_page(laid, ("page", at), page, groups, moved)
    own = {(*moved.get(path[:4], path[:4]), *path[4:]): line for path, line in lines.items()}
    said = {path: line for path, line in own.items() if len(path) != _QUESTION or path not in laid.files}
    laid.lines |= said
    laid.files = {path: file for path, file in laid.files.items() if path not in said}
    return laid


def _lay_page(laid: Laid, path: Path, page: Tree, groups: Groups | None, moved: dict[Path, Path]) -> None:
    """One page: the words and questions of its group, then its own questions, each with those of their groups."""
    asked: list[Any] = []
    if "use" in page:
        code = page.pop("use")
        if (group := _group(laid, path, code, groups)) and groups:
            for name in group.keys() - page.keys() - {"question"}:
                page[name] = group[name]
                _place(laid, (*path, name), groups, code, (name,))
            asked += _questions(laid, path, groups, code)
    for number, question in enumerate(_tables(page, "question")):
        moved[*path, "question", number] = (*path, "question", len(asked))
        if "use" not in question:
            asked.append(question)
            continue
        code = question.pop("use")
        group = _group(laid, (*path, "question", number), code, groups)
        if group is None or groups is None:
            continue
        if question and len(group.get("question", ())) != 1:
            sentence = f"“{code}” has not just one question, so nothing can stand beside “use” here."
            laid.wrong.append(((*path, "question", number), sentence))
        found = _questions(laid, path, groups, code, len(asked))
        asked += [{**each, **question} for each in found]
    if asked:
        page["question"] = asked


def _questions(laid: Laid, path: Path, groups: Groups, code: str, start: int = 0) -> list[Tree]:
    """The questions of a group, noting where they stand as those from `start` of a page."""
    found = _tables(groups.trees[code], "question")
    for number in range(len(found)):
        _place(laid, (*path, "question", start + number), groups, code, ("question", number))
    return deepcopy(found)


def _place(laid: Laid, path: Path, groups: Groups, code: str, inside: Path) -> None:
    """Note the lines of a part of a group under its new path."""
    for each, line in groups.lines[code].items():
        if each[: len(inside)] == inside:
            new = (*path, *each[len(inside) :])
            laid.lines[new], laid.files[new] = line, groups.file


def _group(laid: Laid, path: Path, code: object, groups: Groups | None) -> Tree | None:
    """The group that `use` names; None, with the reason noted, when there is none."""
    if groups is None:
        laid.wrong.append(((*path, "use"), f"There is no {FILE} beside the folders of the services to take this from."))
        return None
    if not isinstance(code, str) or code not in groups.trees:
        near = nearest(str(code), list(groups.trees))
        hint = f" Did you mean “{near}”?" if near else f" There are: {', '.join(groups.trees)}."
        laid.wrong.append(((*path, "use"), f"There is no group “{code}” in {FILE}.{hint}"))
        return None
    return groups.trees[code]


def _tables(tree: Any, name: str) -> list[Tree]:
    """The tables under a name that are ones; the reader says what is wrong with others."""
    found = tree.get(name, []) if isinstance(tree, dict) else []
    return found if isinstance(found, list) and all(isinstance(each, dict) for each in found) else []


def twice(tree: Tree) -> Iterator[tuple[Path, str]]:
    """Groups with the same code."""
    codes = [entry.get("code") for entry in _tables(tree, "group")]
    for at, code in enumerate(codes):
        if code in codes[:at]:
            yield ("group", at, "code"), f"The group “{code}” is there twice."
