"""Asking back offices while somebody waits: all at once, for a short time, and never one that has just failed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from datetime import timedelta
from functools import cache
from time import monotonic
from typing import Any

import structlog

from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.payments.ports import BACKOFFICE, BackOffice, NoSuchAccountError
from frontdesk.domains.payments.rules.document import read
from frontdesk.domains.payments.types import DOWN, GONE, Account, Answer
from frontdesk.kernel import clock, registry
from frontdesk.kernel.breaker import Breaker

log = structlog.get_logger()
FRESH = timedelta(minutes=1)
"""For so long what was told is not asked again: a page that is loaded anew costs the back office nothing."""
AT_ONCE = 16
_breakers: dict[tuple[int, str], Breaker] = defaultdict(Breaker)


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="back-office")


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
    now, office = clock.now(), back_office(council)
    shown: dict[int, Answer] = {}
    asked: dict[Future[Any], Account] = {}
    listed = list(accounts)
    for each in listed:
        if each.told is not None and each.told_at is not None and now - each.told_at < FRESH:
            shown[each.id] = Answer(each, each.told, each.told_at)
        elif office is not None and not _breakers[council, each.system.code].resting:
            asked[start(_ask_one(office, each, within))] = each
    wait(asked, timeout=within)
    for future, account in asked.items():
        shown[account.id] = _answer(council, account, future)
    return [shown.get(each.id) or _last(each, DOWN) for each in listed]


def start(call: Callable[[], Any]) -> Future[Any]:
    """Begin a call in a thread of its own, with the moment that this operation has."""
    return _threads().submit(copy_context().run, call)


def called(council: int, system: str, call: Callable[[], Any], *, within: float) -> Any:
    """What one call to a back office answers. TimeoutError where it rests or takes longer; else whatever it raises."""
    breaker = _breakers[council, system]
    if breaker.resting:
        raise TimeoutError
    begun = monotonic()
    try:
        answer = start(call).result(timeout=within)
    except NoSuchAccountError:
        breaker.count(ok=True)
        raise
    except Exception:
        breaker.count(ok=False)
        raise
    breaker.count(ok=monotonic() - begun <= within)
    return answer


def _ask_one(office: tuple[BackOffice, str], account: Account, within: float) -> Callable[[], Mapping[str, Any]]:
    made, code = office
    return lambda: made.account(council=code, system=account.system.code, number=account.number, within=within)


def _answer(council: int, account: Account, future: Future[Any]) -> Answer:
    breaker = _breakers[council, account.system.code]
    if not future.done():
        future.cancel()
        breaker.count(ok=False)
        log.warning("payments.back_office_late", system=account.system.code)
        return _last(account, DOWN)
    try:
        document = future.result()
        told = read(document)
    except NoSuchAccountError:
        breaker.count(ok=True)
        return _last(account, GONE)
    except Exception as error:
        # Whatever it is, it is theirs: the page stands, with the last that was told.
        breaker.count(ok=False)
        log.warning("payments.back_office_failed", system=account.system.code, error=type(error).__name__)
        return _last(account, DOWN)
    breaker.count(ok=True)
    return Answer(account, told, clock.now(), document=dict(document))


def _last(account: Account, fault: str) -> Answer:
    return Answer(account, account.told, account.told_at, fault)
