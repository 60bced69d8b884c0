"""Customers who say that help with their account was not for them stand on the desk until somebody has looked."""

from datetime import date

import pytest

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import Cast


@pytest.mark.shows("B5")
def test_it_is_counted_on_the_desk_listed_and_taken_off_with_what_was_done(cast: Cast, sign_in: SignIn):
    person = people.create_person(cast.dee, name="Nell Field", date_of_birth=date(1950, 2, 1), source="phone")
    people.open_account(cast.dee, person=person, email="thief@example.org")
    (help_,) = queries.account_of(cast.dee, person).helps
    dee = sign_in(cast.dee)
    assert "not for them" not in dee.get("/desk/").content.decode()
    people.refuse_help(cast.nobody, help_=help_.id)
    assert "1 customer says that help with their account was not for them" in dee.get("/desk/").content.decode()
    page = dee.get("/desk/not-them/").content.decode()
    assert "Nell Field" in page and "Nothing of the account has changed" in page
    assert "Nobody has looked into it yet" in dee.get(f"/desk/customers/{person}/account/").content.decode()
    told = dee.post(f"/desk/not-them/{help_.id}/", {"words": ""}, follow=True).content.decode()
    assert "Say what you found and did" in told and "Nell Field" in told
    dee.post(f"/desk/not-them/{help_.id}/", {"words": "Rang her"})
    assert "Nobody says that it was not them" in dee.get("/desk/not-them/").content.decode()
    assert "Rang her" in dee.get(f"/desk/customers/{person}/account/").content.decode()
