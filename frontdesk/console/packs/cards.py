"""What a council's card opens, from cards.toml: as the cards read it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from frontdesk.console.packs.read import Read, given_twice
from frontdesk.console.packs.tables import CardsTable
from frontdesk.domains.cards import queries as cards
from frontdesk.domains.people import queries as people
from frontdesk.domains.services.definition.lines import Path

if TYPE_CHECKING:
    from frontdesk.console.packs.pack import Pack


def entitlements(read: Read[CardsTable] | None) -> list[dict[str, Any]]:
    """The kinds of entitlement as tables; none where the council has no card."""
    rows = read.table.entitlements if read else ()
    return [{key: value for key, value in vars(row).items() if value and key != "note"} for row in rows]


def card_findings(pack: Pack) -> Iterator[tuple[Path, str]]:
    """Codes that stand twice, rules that cannot be kept, and what is named and is not there."""
    told = entitlements(pack.cards_file)
    yield from given_twice("entitlement", [each["code"] for each in told])
    for at, each in enumerate(told):
        for key, sentence in _findings(pack, each):
            yield ("entitlement", at, key), sentence


def _findings(pack: Pack, told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    table, rule = pack.council.table, told.get("rule") or {}
    if problem := cards.kind_problem(told):
        yield "rule", problem
        return
    if told.get("team") and told["team"] not in {row.code for row in table.teams}:
        yield "team", f"There is no team “{told['team']}”."
    if rule.get("service") and rule["service"] not in pack.service_codes:
        yield "rule", f"There is no service “{rule['service']}”."
    if unknown := sorted(set(rule.get("needs", ())) - {*people.ordinary_needs(), *(table.needs or {})}):
        yield "rule", f"There is no kind of need “{unknown[0]}”."
