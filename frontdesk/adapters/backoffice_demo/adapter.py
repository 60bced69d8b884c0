"""The back offices of the demo's town: they answer at once, but for one that never does.

Only in the demo: a real council that forgets to name its bridge is told nothing false.
"""

import hmac
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from frontdesk.adapters.backoffice_demo import accounts
from frontdesk.domains.partners.ports import STATUS
from frontdesk.domains.payments.ports import BACKOFFICE, NoSuchAccountError
from frontdesk.kernel import clock
from frontdesk.kernel.registry import Adapter

SLOW = frozenset({"parking"})
"""The back office that is asked in vain: its page shows what was last known."""


class Town:
    """`payments.ports.BackOffice` over invented accounts."""

    def serves(self, council: str) -> bool:
        """Every council of a demo, and none elsewhere."""
        return bool(settings.DEMO)

    def account(self, *, council: str, system: str, number: str, within: float) -> Mapping[str, Any]:
        """The account on this day."""
        _wait(system, within)
        if not accounts.exists(system, number):
            raise NoSuchAccountError
        return accounts.told(system, number, clock.today())

    def proves(self, *, council: str, system: str, number: str, proof: str, within: float) -> bool:
        """Whether it is the key on the account's bills."""
        _wait(system, within)
        said = "".join(proof.split()).upper()
        right = hmac.compare_digest(accounts.key_of(system, number).encode(), said.encode())
        return accounts.exists(system, number) and right

    def status(self, *, council: str, system: str, subject: str, within: float) -> Mapping[str, Any] | None:
        """`partners.ports.StatusOf`: how an application of the one who opened it stands."""
        return accounts.stands(system, subject, clock.today())


def _wait(system: str, within: float) -> None:
    if system in SLOW:
        time.sleep(within)
        raise TimeoutError


ADAPTERS = (
    Adapter(
        code="backoffice-demo",
        port=BACKOFFICE,
        label="Back offices of the demo's town",
        make=Town,
        self_test=lambda: "",
        demo=True,
    ),
    Adapter(
        code="status-demo",
        port=STATUS,
        label="How things stand in the outside systems of the demo's town",
        make=Town,
        self_test=lambda: "",
        demo=True,
    ),
)
