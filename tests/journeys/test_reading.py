"""Pages that people read beside the ways of the journeys: each must be one that everybody can use."""

from collections.abc import Callable, Iterable

import pytest

from frontdesk.console.packs.check import check_pack
from frontdesk.console.packs.load import load_pack
from frontdesk.console.packs.pack import read_pack
from frontdesk.console.packs.services import check_services
from frontdesk.console.surroundings import CHECKOUT
from frontdesk.domains.people import actions as people
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.types import ProfileRow
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.segments import actions as segments
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from tests.journeys.test_1_missed_bin import last_working_day
from tests.support.services import publish
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.committed,
    pytest.mark.shows("A12"),
    pytest.mark.parametrize("scripts", [True]),
]
PUBLIC = (
    "services/",
    "tasks/apply/",
    "search/?q=bin",
    "service/pothole/",
    "charter/",
    "contact/",
    "your-council/",
    "accessibility/",
)
BEFORE_SIGNING_IN = ("sign-in/", "sign-in/code/", "register/", "recover/")
ACCOUNT = (
    "", "details/", "details/change/", "email/", "password/", "second-step/", "second-step/app/", "passkeys/",
    "passkeys/add/", "data/", "data/kind/", "sign-out/",
)  # fmt: skip
ADVISER = ("services/", "services/housing-payment/?person={0}", "customers/new/", "contacts/record/") + tuple(
    f"customers/{{0}}/{each}" for each in ("details/", "needs/", "exception/", "account/")
)
OFFICER = ("mine/", "team/", "team/?show=closed", "requests/{0}/") + tuple(
    f"requests/{{0}}/{each}/"
    for each in ("close", "ask", "note", "add", "withdraw", "delay", "assign", "correct", "recategorise")
)
MANAGER = (
    "",
    "undelivered/",
    "figures/",
    "figures/records/",
    "figures/contacts/",
    "figures/promises/",
    "figures/services/",
    "figures/segments/",
)


def read(walk: Walk, beneath: str, paths: Iterable[str], *parts: int) -> None:
    """Open one page after the other."""
    for path in paths:
        walk.go(beneath + path.format(*parts))


def test_it_can_be_read_by_everybody(town: Town, someone: Callable[..., Walk]):
    reader = someone()
    read(reader, "/", PUBLIC)
    reader.go("/no-such-page/", 404)
    reader.go("/charter/")
    reader.picture("charter")


def test_one_service_wears_the_colours_of_the_council_that_it_is_read_at(town: Town, someone: Callable[..., Walk]):
    open_littlewick()
    reader, bands = someone(), []
    for prefix, picture in (("", "missed-bin"), ("/c/littlewick", "missed-bin-littlewick")):
        reader.go(f"{prefix}/service/missed-bin/")
        reader.is_at("Report a missed bin")
        reader.picture(picture, (800, 620))
        bands.append(reader.page.locator(".fd-header").first.evaluate("band => getComputedStyle(band).backgroundColor"))
    assert len(set(bands)) == 2 and bands[1] == "rgb(107, 31, 58)"


def open_littlewick() -> None:
    """The second council beside the first, with a service that both have."""
    pack, problems = read_pack(CHECKOUT / "tests" / "councils" / "littlewick")
    assert pack and not problems.errors()
    check_pack(pack)
    council, _ = load_pack(pack, check_services(pack))
    with tenancy.acting_for(council.id):
        publish(Actor.system(council.id), "missed-bin")


def test_the_account_can_be_read_by_everybody(town: Town, someone: Callable[..., Walk]):
    amina = someone()
    read(amina, "/account/", BEFORE_SIGNING_IN)
    amina.signs_in("resident")
    amina.is_at("Your account")
    amina.go("/account/passkeys/")
    amina.press("Add a passkey")
    amina.shows_who()
    read(amina, "/account/", ACCOUNT)


def test_the_desk_can_be_read_by_everybody_at_work(town: Town, someone: Callable[..., Walk]):
    nora, hers = somebody_with_a_report(town)
    count_kinds(town)
    dee, oli, sam = someone(), someone(), someone()
    dee.signs_in("adviser")
    dee.searches("Norra Fielding")
    read(dee, "/desk/", ADVISER, nora)
    dee.go(f"/desk/customers/{nora}/")
    dee.press("Phone")
    dee.picture("customer")
    dee.page.locator(".fd-hand__link").click()
    dee.press("Wrap up")
    dee.press("End and save")
    dee.reads("There is a problem")
    oli.signs_in("officer")
    read(oli, "/desk/", OFFICER, hers)
    sam.signs_in("manager")
    read(sam, "/desk/", MANAGER)
    sam.go("/desk/figures/")
    sam.picture("figures")


def count_kinds(town: Town) -> None:
    """A profile of areas has come in, and everybody was counted."""
    system = Actor.system(town.staff("manager").council)
    places.load_profiles(system, rows=[ProfileRow("ZY1 1AB", "hills", "Hill farms", signal=70, broadband=60)])
    segments.count_all(system.council)


def somebody_with_a_report(town: Town) -> tuple[int, int]:
    """Nora, who has a need and a report under way."""
    dee = town.staff("adviser")
    nora = people.create_person(
        dee,
        name="Nora Fielding",
        source="phone",
        email="nora@example.org",
        phone="07700 900307",
        address="12 Mill Lane",
    )
    people.record_need(dee, person=nora, need="hearing", instruction="Speak slowly and face her")
    answers = {
        "address": "12 Mill Lane, ZY1 1AB", "bin": "garden", "garden-plan": "yes", "assisted": "no",
        "missed-on": last_working_day().isoformat(), "name": "Nora Fielding", "email": "nora@example.org",
    }  # fmt: skip
    receipt = requests.report_request(
        dee, service="missed-bin", channel="phone", person=nora, answers=answers, even_if_same=True
    )
    assert receipt.request is not None
    return nora, receipt.request
