"""What those find on their desk who serve no customers: never an empty page, nothing of what they may not know."""

import pytest

from frontdesk.console.sign_ins import SIGN_INS
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as access_queries
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed
from frontdesk.sites.desk.names import ROLES
from frontdesk.sites.desk.tests.conftest import SignIn


def member(story: Story, *roles: str) -> Actor:
    """Somebody with these roles alone."""
    email = f"{'-'.join(roles)}@staff.example.org"
    user = access.take_on(story.cast.system, email=email, name="Somebody", roles=roles)
    return access_queries.actor_for(story.cast.system.council, user)


@pytest.mark.parametrize("role", sorted(set(ROLES) | {each.role for each in SIGN_INS if each.roles}))
def test_nobody_at_work_meets_an_empty_page_at_the_address_that_the_demo_prints(
    story: Story, sign_in: SignIn, role: str
) -> None:
    shown = sign_in(member(story, role)).get("/desk/")
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "<h2" in page.partition("<main")[2] or "What you can do:" in page or "See the figures" in page


def test_a_designer_sees_the_services_and_how_to_publish_one(story: Story, sign_in: SignIn) -> None:
    page = sign_in(story.cast.des).get("/desk/").content.decode()
    assert 'href="/service/missed-bin/"' in page and "Report a missed bin" in page
    assert "frontdesk service check FOLDER" in page and "--council demo" in page


def test_an_administrator_sees_who_works_here_and_how_the_work_goes(story: Story, sign_in: SignIn) -> None:
    page = sign_in(story.cast.ada).get("/desk/").content.decode()
    members = len(access_queries.members(story.cast.ada.council))
    assert f"{members} people" in page and "/desk/members/" in page and "/desk/tokens/" in page
    story.report(story.cast.nobody)
    assert "Work behind the pages" in page
    assert "waiting, the oldest for" in sign_in(story.cast.ada).get("/desk/").content.decode()


def test_the_data_protection_officer_sees_who_looked_at_restricted_records_and_no_names(
    story: Story, sign_in: SignIn
) -> None:
    amina, bill = story.person(), story.person("Bill Testwood")
    people.restrict_person(story.cast.system, person=amina, readers=[story.cast.sam.user or 0])
    sign_in(story.cast.sam).get(f"/desk/customers/{amina}/")
    sign_in(story.cast.dee).get(f"/desk/customers/{bill}/")
    page = sign_in(member(story, "data-protection-officer")).get("/desk/").content.decode()
    assert "1 customer is" in page and "Sam" in page and "Customer page" in page
    assert "Amina" not in page and "Bill" not in page and "Dee" not in page
    assert "Restricted customers" not in sign_in(story.cast.dee).get("/desk/").content.decode()
    with pytest.raises(NotAllowed):
        people_queries.restricted(story.cast.dee)


def test_a_partner_reads_what_they_can_do_and_opens_nothing_else(story: Story, sign_in: SignIn) -> None:
    pat = sign_in(story.cast.pat)
    page = pat.get("/desk/").content.decode()
    assert "You are signed in as partner for" in page and "What you can do:" in page
    assert [pat.get(f"/desk/{each}").status_code for each in ("mine/", "search/", "figures/", "members/")] == [404] * 4
    assert pat.post("/desk/sign-out/")["Location"] == "/"
