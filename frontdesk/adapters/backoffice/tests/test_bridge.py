"""A council's bridge, against a server that does what docs/how-to/back-office.md says, faults included."""

from collections.abc import Iterator
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import pytest

from frontdesk.adapters.backoffice import bridge as calls
from frontdesk.adapters.backoffice.adapter import ADAPTERS, self_test
from frontdesk.console.commands.check import is_in_use
from frontdesk.domains.payments import queries
from frontdesk.domains.payments.ports import NoSuchAccountError
from frontdesk.domains.payments.types import DOWN, GONE, STAFF, Account, Answer, System
from frontdesk.kernel import outside
from tests.support.backoffice import SECRET, Bridge, bridge_server
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B1")
MADE = ADAPTERS[0].make()
TAX = System("council-tax", "Council tax", "The key on your bill")
THEN = datetime(2026, 10, 30, 8, tzinfo=UTC)
KNOWN = {"balance": 14_200, "due": "2026-12-01"}
ASKED: dict[str, Any] = {"council": "demo", "system": "council-tax", "number": "80000018", "within": 1.0}


@pytest.fixture
def bridge(settings: Any) -> Iterator[Bridge]:
    outside.forget()
    with bridge_server() as server:
        settings.BACKOFFICE_URL, settings.BACKOFFICE_SECRET = {"demo": f"{server.url}/"}, {"demo": SECRET}
        server.accounts["council-tax", "80000018"] = KNOWN
        server.proofs["council-tax", "80000018"] = "KEY"
        yield server
    outside.forget()


def account(number: str = "80000018", told: Any = None) -> Account:
    return Account(1, 1, TAX, number, STAFF, THEN, told, THEN if told else None)


def ask(cast: Cast, *accounts: Account, within: float = 1.0) -> list[Answer]:
    return queries.ask(cast.councils.demo.id, accounts or [account()], within=within)


def test_it_asks_and_is_asked_by_the_signature_of_both(bridge: Bridge):
    assert MADE.serves("demo") and not MADE.serves("littlewick")
    assert MADE.account(**ASKED) == KNOWN
    assert MADE.proves(**ASKED, proof="KEY") and not MADE.proves(**ASKED, proof="OTHER")
    with pytest.raises(NoSuchAccountError):
        MADE.account(**ASKED | {"number": "80000029"})
    assert bridge.asked[0] == ("account", {"system": "council-tax", "number": "80000018"})
    assert is_in_use(ADAPTERS[0]) and self_test() == ""


@pytest.mark.parametrize("fault", [500, 401, 404, "garbage", "unsigned", "list", "long", "elsewhere"])
def test_what_is_not_as_documented_is_no_answer(bridge: Bridge, fault: int | str):
    bridge.faults.append(fault)
    with pytest.raises((calls.BridgeError, ValueError, OSError, NoSuchAccountError)):
        MADE.account(**ASKED)


def test_a_bridge_that_does_not_know_the_secret_is_believed_in_nothing(bridge: Bridge, settings: Any):
    settings.BACKOFFICE_SECRET = {"demo": "another"}
    with pytest.raises(calls.BridgeError, match="401"):
        MADE.account(**ASKED)
    assert "does not answer as it should" in self_test()
    settings.BACKOFFICE_SECRET = {}
    assert "needs both" in self_test() and not MADE.serves("demo")


def test_an_open_line_is_refused(bridge: Bridge, settings: Any):
    settings.BACKOFFICE_URL = {"demo": "http://bridge.example.org"}
    with pytest.raises(calls.BridgeError, match="https"):
        MADE.account(**ASKED)


def test_an_answer_of_now_or_the_last_with_its_time_and_never_an_error(bridge: Bridge, cast: Cast):
    (fresh,) = ask(cast)
    assert (fresh.fault, fresh.told and fresh.told.balance) == ("", 14_200)
    for fault, said in ((503, DOWN), ("garbage", DOWN), ("unsigned", DOWN)):
        outside.forget()
        bridge.faults.append(fault)
        (last,) = ask(cast, account(told=fresh.told))
        assert (last.fault, last.told, last.told_at) == (said, fresh.told, THEN)
    (gone,) = ask(cast, account("80000029", fresh.told))
    assert (gone.fault, gone.told) == (GONE, fresh.told)
    bridge.accounts["council-tax", "80000018"] = {"balance": "a lot"}
    (odd,) = ask(cast)
    assert (odd.fault, odd.told) == (DOWN, None)


def test_one_that_hangs_costs_the_page_its_limit_once_and_no_other_answer(bridge: Bridge, cast: Cast):
    begun = monotonic()
    bridge.faults.append("hang")
    late = Account(1, 1, TAX, "80000018", STAFF, THEN)
    answers = ask(cast, late, within=0.3)
    assert [each.fault for each in answers] == [DOWN]
    assert monotonic() - begun < 1.0


def test_one_that_fails_three_times_running_is_left_alone_for_a_while(bridge: Bridge, cast: Cast):
    bridge.faults.extend([500] * 3)
    for _ in range(4):
        assert ask(cast)[0].fault == DOWN
    assert len(bridge.asked) == 0 and not bridge.faults
    other = Account(2, 1, System("rent", "Rent", ""), "80000018", STAFF, THEN)
    bridge.accounts["rent", "80000018"] = {"balance": 0}
    assert [each.fault for each in ask(cast, account(), other)] == [DOWN, ""]
