"""Looks at notices.toml beside the rest of a pack: what customers tell once must fit its form and its teams."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from frontdesk.console.packs.pack import Pack
from frontdesk.domains.notices import queries as notices
from frontdesk.domains.notices.types import Kind
from frontdesk.domains.services.definition.lines import Path

Finding = tuple[Path, str]


def kinds_of_notice(pack: Pack) -> dict[str, Any]:
    """The kinds of notice as the council keeps them; none where the pack says nothing of them."""
    return dict(pack.notices_file.table.kinds or {}) if pack.notices_file else {}


def notice_findings(pack: Pack) -> Iterator[Finding]:
    """What is wrong with the kinds of notice. A form whose own file cannot be read is told of there."""
    if pack.notices_file is None:
        return
    problem, kinds = notices.kinds_problem(pack.notices_file.table.kinds or {})
    if problem:
        yield ("kind",), problem
    teams = {team.code for team in pack.council.table.teams}
    for kind in kinds.values():
        for each in kind.recipients.values():
            if each.team and each.team not in teams:
                yield ("kind", kind.code), f"“{each.code}”: the council has no team “{each.team}”."
        yield from (((("kind", kind.code)), sentence) for sentence in _against_form(pack, kind))


def _against_form(pack: Pack, kind: Kind) -> Iterator[str]:
    if kind.service not in pack.service_codes:
        yield f"There is no service “{kind.service}”."
        return
    questions = _questions(pack, kind.service)
    if questions is None:
        return
    for wanted in (*(each.question for each in kind.details.values()), *kind.choices):
        if wanted not in questions:
            yield f"“{kind.service}” asks no question “{wanted}”."
    offered = {
        str(option.get("value"))
        for choice in kind.choices
        for option in questions.get(choice, {}).get("options", ())
        if option.get("value") != questions[choice].get("none")
    }
    if missing := sorted(set(kind.recipients) ^ offered):
        yield f"“{missing[0]}” must be a recipient here and an option of “{kind.service}”, under the same code."


def _questions(pack: Pack, service: str) -> dict[str, Mapping[str, Any]] | None:
    """The form's questions by code as its file has them; groups of questions by the codes that they lay in."""
    try:
        form = tomllib.loads((pack.folder / "services" / service / "service.toml").read_text(encoding="utf-8"))
        groups_file = pack.folder / "services" / "groups.toml"
        groups = tomllib.loads(groups_file.read_text(encoding="utf-8")) if groups_file.exists() else {}
    except (OSError, ValueError):
        return None
    laid_in = {group.get("code"): group.get("question", []) for group in groups.get("group", ())}
    found: dict[str, Mapping[str, Any]] = {}
    for page in form.get("page", ()):
        asked = [*page.get("question", ()), *laid_in.get(page.get("use"), ())]
        for question in asked:
            for each in laid_in.get(question.get("use"), [question]):
                found[str(each.get("code"))] = each
    return found
