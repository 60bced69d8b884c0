"""The desk's pages as a browser shows them: accessible at both widths, without scrolling sideways."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from frontdesk.domains.access import actions as access
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.forms.types import Started
from frontdesk.domains.information import actions as information
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.models import ContactPoint
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests.models import Request, RequestFollower
from frontdesk.domains.requests.tests.stories import BIN, Story
from frontdesk.domains.requests.types.lists import Wanted
from frontdesk.kernel import clock, links
from frontdesk.sites.desk.tests.conftest import SignIn
from frontdesk.ui.tests.serve import serve
from tests.support.browser import NARROW, WIDE, open_browser, overflow, violations
from tests.support.worker import work

pytestmark = pytest.mark.browser


def pages(story: Story, sign_in: SignIn) -> dict[str, str]:
    """The desk's main pages with something on them, by name: made before a browser is open."""
    cast = story.cast
    amina = story.person(phone="07700 900123", email="amina@example.org", address="12 Mill Lane, ZY1 1AB")
    people.record_need(cast.dee, person=amina, need="carer", instruction="Speak slowly, has a carer: Ruth")
    point = ContactPoint.objects.get(person_id=amina, kind="email").pk
    item = story.report(cast.dee, person=amina).request or 0
    Request.objects.filter(pk=item).update(owner_id=cast.oli.user)
    story.draft(cast.amina.as_person(amina))
    requests.note(cast.oli, request=item, text="The lane is narrow")
    work()
    dee, oli, sam = sign_in(cast.dee), sign_in(cast.oli), sign_in(cast.sam)
    shown = {"home without a contact": dee.get("/desk/")}
    hand = contacts.open_contact(cast.dee, channel="phone", person=amina)
    contacts.add_matter(cast.dee, contact=hand, service="missed-bin", reason="progress")
    dee.post("/desk/services/missed-bin/begin/")
    form = dee.get(dee.post("/desk/services/missed-bin/begin/")["Location"], follow=True)
    draft = int(form.request["PATH_INFO"].split("/")[3])
    shown["question"] = form
    story.fill(cast.dee, Started(draft, ""), {**BIN, "address": "14 Mill Lane, ZY1 1AB"})
    shown["check"] = dee.get(f"/desk/form/{draft}/check/")
    shown["receipt"] = dee.post(f"/desk/form/{draft}/check/", {"do": "send", "same-as": "new"}, follow=True)
    for words in ("testwood", "zzyzx"):
        shown[f"search for {words}"] = dee.post("/desk/search/", {"q": words}, follow=True)
    for name, address in {
        "customer": f"/desk/customers/{amina}/",
        "new customer": "/desk/customers/new/",
        "details": f"/desk/customers/{amina}/details/",
        "taking an email off": f"/desk/customers/{amina}/reach/{point}/end/",
        "needs": f"/desk/customers/{amina}/needs/",
        "need": f"/desk/customers/{amina}/needs/add/?kind=interpreter",
        "restricted needs": f"/desk/customers/{amina}/needs/restricted/",
        "needs to review": "/desk/needs/",
        "contact": f"/desk/contacts/{hand}/",
        "services": "/desk/services/",
        "service": "/desk/services/missed-bin/",
    }.items():
        shown[name] = dee.get(address)
    shown["wrap-up, refused"] = dee.post(f"/desk/contacts/{hand}/wrap-up/", {})
    shown["signing out"] = dee.post("/desk/sign-out/")
    contacts.end_contact(cast.dee, contact=hand)
    shown["home with one that waits"] = dee.get("/desk/")
    for name, address in {
        "home": "/desk/",
        "my list": "/desk/mine/",
        "possible duplicates": "/desk/repeated/",
        "empty list": "/desk/mine/?show=disputed",
        "request": f"/desk/requests/{item}/",
        "close": f"/desk/requests/{item}/close/",
        "ask": f"/desk/requests/{item}/ask/",
        "assign": f"/desk/requests/{item}/assign/",
        "record": "/desk/contacts/record/",
        "correct": f"/desk/requests/{item}/correct/",
        "correct one": f"/desk/requests/{item}/correct/?question=bin",
        "move": f"/desk/requests/{item}/recategorise/",
        "extend": f"/desk/requests/{item}/extend/",
        "delay": f"/desk/requests/{item}/delay/",
    }.items():
        shown[name] = oli.get(address)
    choose = {"scope": "mine", "ticked": f"{item}-{Request.objects.get(pk=item).changes}"}
    for do, given in {"assign": {"team": "highways"}, "close": {"outcome": "emptied"}, "duplicate": {}}.items():
        many = oli.post("/desk/many/", {**choose, "do": do})["Location"]
        shown[f"many, {do}"] = oli.get(many)
        shown[f"many, {do}, sure"] = oli.post(many, given)
    shown["many, refused"] = oli.post(many, {"first": "XXXX"})
    shown["many, done"] = oli.post(many, {"first": Request.objects.get(pk=item).reference, "sure": "1"}, follow=True)
    saved = requests.save_list(cast.oli, name="Bins", wanted=Wanted("all", days=2))
    shown["saved list"] = oli.get(f"/desk/lists/{saved}/")
    shown["saved list, changed"] = oli.post(f"/desk/lists/{saved}/change/", {})
    shown["saved list, deleted"] = oli.get(f"/desk/lists/{saved}/delete/")
    shown["narrowed list"] = oli.get("/desk/team/?of=all&service=missed-bin&days=7")
    shown["figures"] = sam.get("/desk/figures/")
    shown["records"] = sam.get("/desk/figures/records/")
    shown["contacts counted"] = sam.get("/desk/figures/contacts/")
    shown["promises"] = sam.get("/desk/figures/promises/")
    shown["promises, where"] = sam.get("/desk/figures/promises/?area=ward.none")
    shown["services and channels"] = sam.get("/desk/figures/services/")
    shown["correct, refused"] = oli.post(f"/desk/requests/{item}/correct/", {"question": "bin", "asked": "bin"})
    shown |= of_others(story, sign_in) | of_a_follower(story, item) | of_data_protection(story, sign_in)
    assert {name: page.status_code for name, page in shown.items() if page.status_code != 200} == {}
    return {name: page.content.decode() for name, page in shown.items()}


def of_data_protection(story: Story, sign_in: SignIn) -> dict[str, Any]:
    """A case whose records were parted since, and a restriction about to be lifted."""
    cast, cora = story.cast, sign_in(story.cast.cora)
    ruth, ann = (people.create_person(cast.dee, name=name, source="desk") for name in ("Ruth Sample", "Ann Sample"))
    join = people.join_people(cast.sam, person=ann, into=ruth, why="Taken for one")
    told: dict[str, Any] = {"channel": "phone", "words": "Less, please", "identity": "known"}
    case = information.ask_by_right(cast.dee, person=ruth, kind="erasure", **told)
    with clock.at(clock.now() + timedelta(hours=1)):
        people.undo_join(cast.sam, join=join, why="Sisters")
    hidden = people.create_person(cast.dee, name="Bea Sample", source="desk")
    less = information.ask_by_right(cast.dee, person=hidden, kind="restriction", **told)
    information.restrict_customer(cast.cora, case=less, readers=[cast.cora.user or 0])
    first = cora.get(f"/desk/customers/{hidden}/restriction/")
    information.tell_of_lifting(cast.cora, record=hidden, reason="We checked, and it is right.")
    return {
        "case to look at again": cora.get(f"/desk/information/{case}/"),
        "whose words": cora.post(f"/desk/information/{case}/whose/", {"words": "", "key": "w"}),
        "restricted": first,
        "restriction told": cora.post(f"/desk/customers/{hidden}/restriction/", {"do": "lift", "key": "l"}),
    }


def of_a_follower(story: Story, item: int) -> dict[str, Any]:
    """What somebody sees who follows what another one reported."""
    council = story.cast.councils.demo.id
    same = links.sign(council, "same", item)
    requests.subscribe(story.cast.nobody, same_as=same, email="bill@example.org")
    here = f"/following/{links.sign(council, 'follower', RequestFollower.objects.get().pk)}/"
    browser = Client(headers={"host": "demo.example.org"})
    draft = int(browser.post("/service/missed-bin/begin/")["Location"].split("/")[2])
    sent = {"same-as": same, "email": "bill"}
    return {
        "asked for an address": browser.post(f"/form/{draft}/follow/", sent),
        "check your email": browser.post(f"/form/{draft}/follow/", {**sent, "email": "bill@example.org"}),
        "confirm": browser.get(here),
        "followed": browser.post(here, {"do": "confirm"}, follow=True),
    }


def of_others(story: Story, sign_in: SignIn) -> dict[str, Any]:
    """Pages of those who serve no customers."""
    ada, cast = sign_in(story.cast.ada), story.cast
    access.create_token(cast.system, label="Telephony", scopes=["contacts"])
    return {
        "administrator": ada.get("/desk/"),
        "staff": ada.get("/desk/members/"),
        "taking on, refused": ada.post("/desk/members/new/", {}),
        "member": ada.get(f"/desk/members/{cast.oli.user}/"),
        "letting go": ada.get(f"/desk/members/{cast.oli.user}/end/"),
        "keys": ada.get("/desk/tokens/"),
        "making a key, refused": ada.post("/desk/tokens/new/", {}),
        "key made": ada.post("/desk/tokens/new/", {"label": "App", "scope": "open311", "per-minute": "60"}),
        "designer": sign_in(cast.des).get("/desk/"),
        "partner": sign_in(cast.pat).get("/desk/"),
    }


@pytest.mark.shows("A12")
def test_it_meets_axe_at_both_widths(story: Story, sign_in: SignIn) -> None:
    rendered = {f"/{number}": html for number, html in enumerate(pages(story, sign_in).values())}
    found: list[str] = []
    with open_browser() as browser, serve(dict(rendered)) as address:
        page = browser.new_page()
        for width, height in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": height})
            for path in rendered:
                page.goto(address + path)
                title = page.title()
                found += [f"{title} at {width}: {each}" for each in violations(page)]
                found += [f"{title} at {width} is {overflow(page)} wider"] if overflow(page) else []
    assert found == []


@pytest.mark.shows("C10")
def test_the_keys_of_a_wrap_up_set_the_matter_in_turn_and_move_on_when_it_is_complete(
    story: Story, sign_in: SignIn
) -> None:
    hand = contacts.open_contact(story.cast.dee, channel="phone")
    first, second = (contacts.add_matter(story.cast.dee, contact=hand, reason=each) for each in ("progress", "pay"))
    html = sign_in(story.cast.dee).get(f"/desk/contacts/{hand}/wrap-up/").content.decode()
    with open_browser() as browser, serve({"/wrap": html}) as address:
        page = browser.new_page()
        page.goto(address + "/wrap")
        chosen = "[...document.querySelectorAll('[type=radio]:checked')].map(each => each.name + '=' + each.value)"
        focused = "document.activeElement.innerText.trim()"
        assert page.locator("[data-turn=now] h2").inner_text().endswith("Keys set this matter")
        for key in "1f":
            page.keyboard.press(key)
        assert "Something went wrong" in page.evaluate("document.activeElement.labels[0].innerText"), (
            "why is asked first"
        )
        for key in "qj":
            page.keyboard.press(key)
        assert page.evaluate(focused).startswith("Matter 2 of 2: Pay for something")
        assert page.locator("[data-turn=now]").count() == 1
        for key in "2vlz":
            page.keyboard.press(key)
        assert page.evaluate(focused) == "End and save"
        assert page.evaluate(chosen) == [
            f"outcome-{first}=answered", f"demand-{first}=failure", f"failure-{first}=chasing", f"offered-{first}=no",
            f"outcome-{second}=request-made", f"demand-{second}=value", f"offered-{second}=declined",
            f"declined-{second}=skill",
        ]  # fmt: skip
        page.locator(f"#outcome-{first}").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("3")
        assert f"outcome-{first}=progress-told" in page.evaluate(chosen), "who goes back sets that one"
