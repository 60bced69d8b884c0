"""Pages asked for one after the other over HTTP, and their queries counted in this process."""

from dataclasses import replace

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from frontdesk.console.bench.meter import Measured, measure
from frontdesk.console.bench.server import Served
from frontdesk.console.surroundings import Stop

TIMES, COUNTED = 40, 3
NO_OP = "No-op view"
PUBLIC = (
    ("Public: home", "/"), ("Public: search for a service", "/search/?q=bin"),
    ("Public: all services", "/services/"), ("Public: a service", "/service/missed-bin/"),
    ("Public: charter with results", "/charter/"), ("Public: contact us", "/contact/"),
)  # fmt: skip
DESK = (
    ("Desk: home with own work", "/desk/"), ("Desk: my list", "/desk/mine/"), ("Desk: team list", "/desk/team/"),
    ("Desk: everybody's list", "/desk/team/?of=all"), ("Desk: closed of my team", "/desk/team/?show=closed"),
    ("Desk: services", "/desk/services/"), ("Insight: figures", "/desk/figures/"),
    ("Insight: figures of one service", "/desk/figures/?service=missed-bin"),
    ("Insight: records of a figure", "/desk/figures/records/?part=counted"),
)  # fmt: skip


def measure_pages(server: Served, user: int, ordinary: list[int], heaviest: int) -> list[Measured]:
    """Public pages as a visitor; pages of the desk as this member of staff, customers ordinary and heaviest."""
    visitor, staff = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    staff.force_login(get_user_model().objects.get(pk=user))
    cookie = f"{settings.SESSION_COOKIE_NAME}={staff.cookies[settings.SESSION_COOKIE_NAME].value}"
    found = [_measure(server, visitor, "", NO_OP, ["/healthz"])]
    found += [_measure(server, visitor, "", name, [address]) for name, address in PUBLIC]
    found += [_measure(server, staff, cookie, name, [address]) for name, address in DESK]
    customers = [f"/desk/customers/{person}/" for person in ordinary]
    found.append(_measure(server, staff, cookie, "Customer: ordinary ones", customers))
    found.append(_measure(server, staff, cookie, "Customer: the heaviest", [f"/desk/customers/{heaviest}/"]))
    return found


def _measure(server: Served, client: Client, cookie: str, name: str, addresses: list[str]) -> Measured:
    browser = server.browser(**{"Cookie": cookie} if cookie else {})
    over_http = measure(name, lambda n: browser.get(addresses[n % len(addresses)]), times=TIMES, by=server.cpu)

    def inside(n: int) -> None:
        address = addresses[n % len(addresses)]
        status = client.get(address).status_code
        if status != 200:
            raise Stop(f"{address} answered {status}")

    return replace(over_http, queries=measure(name, inside, times=COUNTED).queries)
