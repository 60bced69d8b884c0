"""Pages asked for one after the other over HTTP, and their queries counted in this process."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from frontdesk.console.bench.meter import Measured, measure
from frontdesk.console.bench.server import Served
from frontdesk.console.surroundings import Stop

TIMES, COUNTED, WARM = 40, 3, 3
NO_OP = "No-op view"
# A page more is a line more: its budget follows from how its name begins (page.py).
PUBLIC = (
    ("Public: home", "/"), ("Public: search for a service", "/search/?q=bin"),
    ("Public: all services", "/services/"), ("Public: a service", "/service/missed-bin/"),
    ("Public: charter with results", "/charter/"), ("Public: contact us", "/contact/"),
)  # fmt: skip
DESK = (
    ("Desk: home with own work", "/desk/"), ("Desk: my list", "/desk/mine/"), ("Desk: team list", "/desk/team/"),
    ("Desk: everybody's list", "/desk/team/?of=all"), ("Desk: closed of my team", "/desk/team/?show=closed"),
    ("Desk: a service of everybody's list", "/desk/team/?of=all&service=missed-bin"),
    ("Desk: a ward of everybody's list", "/desk/team/?of=all&ward=outer-1"),
    ("Desk: contacts that wait", "/desk/waiting/"), ("Desk: reported before", "/desk/repeated/"),
    ("Desk: messages that did not arrive", "/desk/undelivered/"),
    ("Desk: services", "/desk/services/"), ("Insight: figures", "/desk/figures/"),
    ("Insight: figures of one service", "/desk/figures/?service=missed-bin"),
    ("Insight: figures of one ward", "/desk/figures/?area=ward.outer-1"),
    ("Insight: services by channel", "/desk/figures/services/"), ("Insight: promises", "/desk/figures/promises/"),
    ("Insight: records of a figure", "/desk/figures/records/?part=counted"),
)  # fmt: skip


LISTS = ("Desk:", "Customer:", "Insight: records")
"""Pages that show rows: their queries read by an index what they show (the others count)."""


@dataclass(frozen=True)
class Asked:
    """A page to measure: its name, who asks for it, and addresses asked for in turn."""

    name: str
    client: Client
    addresses: Sequence[str]

    @property
    def cookie(self) -> str:
        """The session by which the server knows who asks."""
        kept = self.client.cookies.get(settings.SESSION_COOKIE_NAME)
        return f"{settings.SESSION_COOKIE_NAME}={kept.value}" if kept else ""

    def ask(self, n: int) -> None:
        """The page, made in this process."""
        address = self.addresses[n % len(self.addresses)]
        status = self.client.get(address).status_code
        if status != 200:
            raise Stop(f"{address} answered {status}")


def pages_of(user: int, ordinary: list[int], heaviest: int) -> list[Asked]:
    """Public pages as a visitor; pages of the desk as this member of staff, customers ordinary and heaviest."""
    visitor, staff = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    staff.force_login(get_user_model().objects.get(pk=user))
    customers = [f"/desk/customers/{person}/" for person in ordinary]
    return [
        Asked(NO_OP, visitor, ["/healthz"]),
        *(Asked(name, visitor, [address]) for name, address in PUBLIC),
        *(Asked(name, staff, [address]) for name, address in DESK),
        Asked("Customer: ordinary ones", staff, customers),
        Asked("Customer: the heaviest", staff, [f"/desk/customers/{heaviest}/"]),
    ]


def lists_of(pages: Sequence[Asked]) -> list[tuple[str, Callable[[], None]]]:
    """The pages that show rows, each once, for their plans to be read."""
    return [(each.name, partial(each.ask, 0)) for each in pages if each.name.startswith(LISTS)]


def measure_page(server: Served, page: Asked) -> Measured:
    """Over HTTP, and its queries counted here. Each of its addresses was asked for before, so that it is in memory."""
    browser = server.browser(**{"Cookie": page.cookie} if page.cookie else {})
    addresses, warm = page.addresses, max(WARM, len(page.addresses))
    over_http = measure(
        page.name, lambda n: browser.get(addresses[n % len(addresses)]), times=TIMES, warm=warm, by=server.cpu
    )
    return replace(over_http, queries=measure(page.name, page.ask, times=COUNTED).queries)
