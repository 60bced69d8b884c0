"""Back offices behind a council's own bridge."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from frontdesk.adapters.backoffice import bridge
from frontdesk.domains.partners.ports import STATUS
from frontdesk.domains.payments.ports import ALONE_SECONDS, BACKOFFICE, NoSuchAccountError
from frontdesk.kernel.registry import Adapter


class Bridge:
    """`payments.ports.BackOffice` by HTTP."""

    def serves(self, council: str) -> bool:
        """Whether the council has a bridge."""
        return bridge.is_set_up(council)

    def account(self, *, council: str, system: str, number: str, within: float) -> Mapping[str, Any]:
        """The account as the bridge tells it."""
        found = bridge.call(council, "account", {"system": system, "number": number}, within)
        if found is None:
            raise NoSuchAccountError
        return found

    def proves(self, *, council: str, system: str, number: str, proof: str, within: float) -> bool:
        """Whether the bridge says so, in as many words."""
        found = bridge.call(council, "proves", {"system": system, "number": number, "proof": proof}, within)
        return found is not None and found.get("proves") is True

    def status(self, *, council: str, system: str, subject: str, within: float) -> Mapping[str, Any] | None:
        """`partners.ports.StatusOf`: how things stand for the number that means a customer there."""
        return bridge.call(council, "status", {"system": system, "subject": subject}, within)


def self_test() -> str:
    """'' when every council's bridge answers and signs with our secret, else a sentence."""
    for code in sorted({*settings.BACKOFFICE_URL, *settings.BACKOFFICE_SECRET}):
        whose = f"of {code}" if code else "for every council"
        if not bridge.is_set_up(code):
            return f"The bridge {whose} needs both BACKOFFICE_URL and BACKOFFICE_SECRET."
        try:
            if bridge.call(code, "ready", {}, ALONE_SECONDS) is None:
                return f"The bridge {whose} does not know the call ready."
        except Exception as error:
            return f"The bridge {whose} does not answer as it should: {error or type(error).__name__}."
    return ""


ADAPTERS = (
    Adapter(
        code="backoffice",
        port=BACKOFFICE,
        label="Back offices by the council's own bridge",
        make=Bridge,
        self_test=self_test,
        settings=("BACKOFFICE_URL",),
    ),
    Adapter(
        code="backoffice-status",
        port=STATUS,
        label="How things stand in outside systems, by the council's own bridge",
        make=Bridge,
        self_test=lambda: "",
        settings=("BACKOFFICE_URL",),
    ),
)
