"""Acting for others at the desk: recorded, heard in a call, used, ended; and a caller who may not is told how."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import models, queries
from frontdesk.domains.people.queries.others import PAGE
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from frontdesk.sites.desk.tests.conftest import SignIn

pytestmark = pytest.mark.shows("B13")


@pytest.fixture
def dee(story: Story, sign_in: SignIn) -> Client:
    return sign_in(story.cast.dee)


@pytest.fixture
def two(story: Story) -> tuple[int, int]:
    """Carla, and Ruth for whom she speaks."""
    return story.person("Carla Bridges"), story.person("Ruth Bridges")


def words(client: Client, path: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(path).content.decode()))


def terms(**more: str) -> dict[str, str]:
    day = clock.today() + timedelta(days=60)
    return {"evidence": "signed-form", "scope": "all", "until-day": str(day.day), "until-month": str(day.month),
            "until-year": str(day.year), **more}  # fmt: skip


def test_it_is_found_recorded_shown_on_both_pages_and_ended(dee: Client, two: tuple[int, int]):
    carla, ruth = two
    assert "Acting for others, family and carers" in words(dee, f"/desk/customers/{carla}/")
    led = dee.post(f"/desk/customers/{carla}/acting/find/acts/", {"q": "Ruth Bridges"})["Location"]
    assert f"/desk/customers/{carla}/acts-for/{ruth}/" in dee.get(led).content.decode()
    wrong = dee.post(f"/desk/customers/{carla}/acts-for/{ruth}/", {"evidence": "signed-form", "scope": "all"})
    assert b"Enter the last day on which it holds" in wrong.content
    told = dee.post(f"/desk/customers/{carla}/acts-for/{ruth}/", terms(words="Letter of 3 May"), follow=True)
    assert "We have no email address for Ruth Bridges" in told.content.decode()
    assert "Signed form or letter. Letter of 3 May" in words(dee, f"/desk/customers/{carla}/acting/")
    assert "Carla Bridges" in words(dee, f"/desk/customers/{ruth}/acting/")
    assert "They act for 1 person" in words(dee, f"/desk/customers/{carla}/")
    assert "1 person acts for them" in words(dee, f"/desk/customers/{ruth}/")
    assert "Dee Marsh" in words(dee, f"/desk/customers/{ruth}/acting/"), "who is at work stands on top"
    made = models.Authority.objects.get()
    refused = dee.post(f"/desk/customers/{carla}/acting/{made.pk}/end/", {"why": ""})
    assert b"Say why it ends." in refused.content
    dee.post(f"/desk/customers/{carla}/acting/{made.pk}/end/", {"why": "Ruth rang"})
    assert "They act for" not in words(dee, f"/desk/customers/{carla}/")


def test_a_relation_is_recorded_from_either_side_and_ended(dee: Client, two: tuple[int, int]):
    carla, ruth = two
    dee.post(f"/desk/customers/{ruth}/related/{carla}/", {"kind": "carer:other"})
    assert "Cared for by: Carla Bridges" in words(dee, f"/desk/customers/{ruth}/acting/")
    made = models.Relation.objects.get()
    assert (made.person_id, made.other_id, made.kind) == (carla, ruth, "carer")
    dee.post(f"/desk/customers/{ruth}/related/{made.pk}/end/")
    assert "None on record" in words(dee, f"/desk/customers/{carla}/acting/")


def test_a_caller_for_somebody_says_yes_with_them_in_the_call(story: Story, dee: Client, two: tuple[int, int]):
    carla, ruth = two
    contact = contacts.open_contact(story.cast.dee, channel="phone", person=carla)
    begin = {"person": str(ruth), "channel": "phone"}
    refused = dee.post("/desk/services/missed-bin/begin/", begin)
    assert b"The caller is somebody else" in refused.content
    assert f"/desk/customers/{carla}/acts-for/{ruth}/" in refused.content.decode()
    heard = dee.post(f"/desk/customers/{carla}/acts-for/{ruth}/", {"evidence": "verbal", "scope": "all"})
    assert heard["Location"] == f"/desk/services/?person={ruth}"
    assert dee.post("/desk/services/missed-bin/begin/", begin)["Location"].startswith("/desk/form/")
    assert queries.authority_of(story.cast.dee.council, carla, ruth) is None
    assert queries.authority_of(story.cast.dee.council, carla, ruth, contact=contact) is not None
    assert "in one contact only" in words(dee, f"/desk/customers/{carla}/acting/")


def test_whoever_greets_sees_and_records_nothing_of_it(story: Story, sign_in: SignIn, two: tuple[int, int]):
    carla, ruth = two
    flo = sign_in(story.cast.flo)
    assert "Record whom they may act for" not in words(flo, f"/desk/customers/{carla}/acting/")
    assert flo.post(f"/desk/customers/{carla}/acts-for/{ruth}/", terms()).status_code == 403
    lena = sign_in(story.cast.lena)
    assert lena.get(f"/desk/customers/{carla}/acting/").status_code == 404


@pytest.mark.shows("B14")
def test_an_organisation_is_made_and_its_owner_recorded(dee: Client, two: tuple[int, int]):
    wrong = dee.post("/desk/organisations/new/", {"name": "Testwood Bakery Ltd", "kind": ""})
    assert b"Choose what kind of organisation it is." in wrong.content
    made = dee.post("/desk/organisations/new/", {"name": "Testwood Bakery Ltd", "kind": "business"})["Location"]
    assert "An organisation: Business" in words(dee, made)
    bakery, carla = models.Organisation.objects.get().person_id, two[0]
    dee.post(f"/desk/customers/{carla}/acts-for/{bakery}/", {"evidence": "member:owner", "scope": "all"})
    assert "Member of the organisation (owner)" in words(dee, made)


def test_what_was_written_stays_hidden_where_the_other_is_restricted(story: Story, dee: Client, two: tuple[int, int]):
    carla, ruth = two
    dee.post(f"/desk/customers/{carla}/acts-for/{ruth}/", terms(words="Seen at the refuge"))
    people.restrict_person(story.cast.sam, person=ruth, readers=[])
    page = words(dee, f"/desk/customers/{carla}/acting/")
    assert "Restricted customer" in page and "refuge" not in page
    made = models.Authority.objects.get()
    assert "refuge" not in words(dee, f"/desk/customers/{carla}/acting/{made.pk}/end/")


@pytest.mark.shows("B14")
def test_somebody_says_yes_in_the_call_for_an_organisation(story: Story, dee: Client, two: tuple[int, int]):
    carla, bakery = two[0], people.create_organisation(story.cast.dee, name="Testwood Bakery Ltd", kind="business")
    path = f"/desk/customers/{carla}/acts-for/{bakery}/"
    assert "says yes in this contact" not in words(dee, path)
    contact = contacts.open_contact(story.cast.dee, channel="phone", person=carla)
    assert "says yes in this contact" in words(dee, path)
    dee.post(path, {"evidence": "verbal", "scope": "all"})
    assert queries.authority_of(story.cast.dee.council, carla, bakery, contact=contact) is not None


def test_of_many_relations_there_are_pages(story: Story, dee: Client, two: tuple[int, int]):
    landlord, _ = two
    for number in range(PAGE + 1):
        tenant = story.person(f"Tenant Number{number:02}")
        people.relate(story.cast.dee, person=landlord, other=tenant, kind="landlord")
    page = f"/desk/customers/{landlord}/acting/"
    first = dee.get(page).content.decode()
    assert first.count("No longer") == PAGE and "Number00" not in first
    (older,) = re.findall(r'href="([?]before=[0-9]+)"', first)
    rest = dee.get(page + older).content.decode()
    assert rest.count("No longer") == 1 and "Number00" in rest and "before=" not in rest
