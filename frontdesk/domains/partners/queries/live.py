"""What outside systems say now of a customer."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.partners.ports import SECONDS, STATUS, StatusOf
from frontdesk.domains.partners.rules.status import read
from frontdesk.domains.partners.types import Connection
from frontdesk.kernel import outside, registry


def documents(council: int, connections: Iterable[Connection]) -> Mapping[int, outside.Told]:
    """What each system says now, by the connection's id: its document or None, or why there is no answer.

    Call it outside a transaction. Connections of systems that nothing answers for are left out.
    """
    found = organisations.council_by_id(council)
    if found is None:
        return {}
    made: list[StatusOf] = [each.make() for each in sorted(registry.for_port(STATUS), key=lambda each: each.demo)]
    office = next((each for each in made if each.serves(found.code)), None)
    if office is None:
        return {}
    calls = {each.id: _call(office, council, found.code, each) for each in connections}
    return outside.ask(calls, within=SECONDS)


def _call(office: StatusOf, council: int, code: str, one: Connection) -> outside.Call:
    def make() -> Mapping[str, Any] | None:
        told = office.status(council=code, system=one.system.code, subject=one.subject, within=SECONDS)
        read(told)
        return told

    return outside.Call((council, "status", one.system.code), make)
