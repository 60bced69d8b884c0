"""What the back offices say now of accounts, or the last that they said."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.payments.ports import BACKOFFICE, BackOffice, NoSuchAccountError
from frontdesk.domains.payments.rules.document import read
from frontdesk.domains.payments.types import DOWN, GONE, Account, Answer, Told
from frontdesk.kernel import clock, outside, registry

FRESH = timedelta(minutes=1)
"""For so long what was told is not asked again: a page that is loaded anew costs the back office nothing."""


def back_office(council: int) -> tuple[BackOffice, str] | None:
    """What answers for the council's back offices, and the council's code; a supplier's before the demo's."""
    found = organisations.council_by_id(council)
    if found is None:
        return None
    for adapter in sorted(registry.for_port(BACKOFFICE), key=lambda each: each.demo):
        made: BackOffice = adapter.make()
        if made.serves(found.code):
            return made, found.code
    return None


def ask(council: int, accounts: Iterable[Account], *, within: float) -> list[Answer]:
    """Each account as it is now, or the last that was told of it with the reason. Takes `within` seconds at most.

    Call it outside a transaction.
    """
    now, office, listed = clock.now(), back_office(council), list(accounts)
    old = [each for each in listed if each.told_at is None or not timedelta(0) <= now - each.told_at < FRESH]
    calls = {each.id: _call(council, office, each, within) for each in old if office is not None}
    told = outside.ask(calls, within=within)
    fresh = {each.id for each in listed} - {each.id for each in old}
    return [
        Answer(each, each.told, each.told_at) if each.id in fresh else _answer(each, told.get(each.id))
        for each in listed
    ]


def _call(council: int, office: tuple[BackOffice, str], account: Account, within: float) -> outside.Call:
    made, code = office

    def make() -> tuple[Told, Mapping[str, Any]]:
        document = made.account(council=code, system=account.system.code, number=account.number, within=within)
        return read(document), dict(document)

    return outside.Call((council, account.system.code), make, fine=(NoSuchAccountError,))


def _answer(account: Account, told: outside.Told | None) -> Answer:
    if told is not None and told.error is None:
        said, document = told.value
        return Answer(account, said, clock.now(), document=document)
    fault = GONE if told is not None and isinstance(told.error, NoSuchAccountError) else DOWN
    return Answer(account, account.told, account.told_at, fault)


def called(council: int, system: str, call: Callable[[], Any], *, within: float) -> Any:
    """What one call to a back office answers; raises what it raised, TimeoutError where it rests or takes longer."""
    told = outside.ask({0: outside.Call((council, system), call, (NoSuchAccountError,))}, within=within)[0]
    if told.error is not None:
        raise told.error
    return told.value
