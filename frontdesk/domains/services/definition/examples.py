"""Examples of a service: answers, and what must come of them. Read here; run by `forms.rules.examples`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path as File
from typing import Any

from frontdesk.domains.services.definition.lines import Path, locate
from frontdesk.domains.services.definition.model import Problem, Source
from frontdesk.domains.services.definition.read import UnfitError, load, money, text_of
from frontdesk.kernel import channels

ORDINARY_MOMENT = datetime(2026, 9, 1, 10)  # noqa: DTZ001 local time, as the file has it
_KEYS = {"name", "received", "channel", "assisted", "facts", "answers", "expect", "note"}
_EXPECTED = {"ending", "team", "promise", "due", "amounts", "hidden", "error"}


@dataclass(frozen=True)
class Expected:
    """What must come of an example. Empty or None: not asked. `amounts` in pence; `error` is (question, sentence)."""

    ending: str = ""
    team: str = ""
    promise: str = ""
    due: date | None = None
    amounts: Mapping[str, int] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    error: tuple[str, str] | None = None


@dataclass(frozen=True)
class Example:
    """One example. `received` is local time without a zone; `line` where it stands in its file."""

    name: str
    answers: Mapping[str, Any]
    expect: Expected
    received: datetime = ORDINARY_MOMENT
    channel: str = "web"
    assisted: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    file: str = "examples.toml"
    line: int = 0


def read_examples(folder: File, file: str = "examples.toml") -> list[Example] | list[Problem]:
    """The examples in a service's folder, or everything that is wrong with the file."""
    path = folder / file
    if not path.exists():
        return [Problem(str(path), 1, "There are no examples to read. Every service has at least one.")]
    text = text_of(path)
    return [text] if isinstance(text, Problem) else parse_examples(text, str(path))


def parse_examples(text: str, file: str = "examples.toml") -> list[Example] | list[Problem]:
    """The examples in a text, or everything that is wrong with it."""
    tree = load(text, file)
    if isinstance(tree, list):
        return tree
    source = Source(file, "", locate(text))
    problems: list[Problem] = []
    found: list[Example] = []
    entries = tree.get("example")
    for name in tree.keys() - {"example"}:
        problems.append(
            Problem(file, source.line((name,)), f"“{name}” is not known here. There are only [[example]]s.")
        )
    if not isinstance(entries, list) or not entries:
        problems.append(Problem(file, 0, "There are no examples. Write them as [[example]]."))
    for at, entry in enumerate(entries if isinstance(entries, list) else []):
        path: Path = ("example", at)
        try:
            found.append(_example(entry, file, source.line(path)))
        except UnfitError as wrong:
            problems.append(Problem(file, source.line(path), f"The example {wrong}"))
    return problems or found


def _example(entry: object, file: str, line: int) -> Example:
    if not isinstance(entry, dict):
        raise UnfitError("must be a table.")
    _known(entry, _KEYS, "")
    answers, expect, facts = (entry.get(key, {}) for key in ("answers", "expect", "facts"))
    if not isinstance(answers, dict) or not isinstance(expect, dict) or not isinstance(facts, dict):
        raise UnfitError("has answers, expect or facts that are not tables.")
    if not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise UnfitError("has no name: say in a few words what it shows.")
    received = entry.get("received", ORDINARY_MOMENT)
    if not isinstance(received, datetime) or received.tzinfo is not None:
        raise UnfitError("must be received at a local time, such as 2026-12-24T10:00:00.")
    channel, assisted = entry.get("channel", "web"), entry.get("assisted", False)
    if channel not in channels.CODES or not isinstance(assisted, bool):
        raise UnfitError("has a channel or an “assisted” that is not known.")
    return Example(entry["name"], answers, _expected(expect), received, channel, assisted, facts, file, line)


def _expected(tree: dict[str, Any]) -> Expected:
    _known(tree, _EXPECTED, " in “expect”")
    error, due = tree.get("error"), tree.get("due")
    if (error is None) == (not tree.get("ending")):
        raise UnfitError("must expect an ending or an error, one of the two.")
    if error is not None and not (isinstance(error, dict) and set(error) == {"question", "says"}):
        raise UnfitError('must expect an error as { question = "…", says = "…" }.')
    if due is not None and (not isinstance(due, date) or isinstance(due, datetime)):
        raise UnfitError("must be due on a date, such as 2026-12-30.")
    amounts, hidden = tree.get("amounts", {}), tree.get("hidden", [])
    if not isinstance(amounts, dict) or not isinstance(hidden, list):
        raise UnfitError("has amounts that are no table, or hidden that is no list.")
    return Expected(
        ending=str(tree.get("ending", "")),
        team=str(tree.get("team", "")),
        promise=str(tree.get("promise", "")),
        due=due,
        amounts={str(code): money(amount) for code, amount in amounts.items()},
        hidden=tuple(str(code) for code in hidden),
        error=(str(error["question"]), str(error["says"])) if error else None,
    )


def _known(tree: dict[str, Any], keys: set[str], where: str) -> None:
    for name in tree.keys() - keys:
        raise UnfitError(f"has “{name}”{where}, which is not known. Known: {', '.join(sorted(keys))}.")
