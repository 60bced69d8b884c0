"""What a customer owes, at the desk: for those who advise, on pages of their own, each look kept."""

from typing import Any

import pytest
from django.db import connection

from frontdesk.adapters.backoffice_demo.accounts import number_of
from frontdesk.domains.payments import actions
from frontdesk.domains.payments.actions import linking
from frontdesk.domains.payments.models import Account
from frontdesk.domains.payments.queries import live
from frontdesk.domains.people import actions as people
from frontdesk.kernel import access_log, outside
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import Cast

pytestmark = [pytest.mark.shows("B1"), pytest.mark.shows("B9")]


def test_an_adviser_links_reads_and_takes_off(cast: Cast, sign_in: SignIn, settings: Any):
    settings.DEMO = True
    outside.forget()
    person = people.create_person(cast.dee, name="Amina Testwood", source="phone")
    dee, page = sign_in(cast.dee), f"/desk/customers/{person}/money/"
    assert "What they owe and are owed" in dee.get(f"/desk/customers/{person}/").content.decode()
    assert "No account is linked" in dee.get(page).content.decode()
    number = number_of("council-tax", 2)
    typed = {"system": "council-tax", "number": number, "words": "", "key": "one"}
    assert "how you know" in dee.post(f"{page}link/", typed).content.decode()
    assert dee.post(f"{page}link/", typed | {"words": "Saw her bill"})["Location"] == page
    account = Account.objects.get(council_id=cast.dee.council, person_id=person)
    assert number in dee.get(page).content.decode()
    assert "Instalments" in dee.get(f"{page}{account.pk}/").content.decode()
    assert [each.what for each in access_log.looks_at(cast.dee.council, [person])].count("what is owed") >= 4
    assert sign_in(cast.flo).get(page).status_code == 403
    assert sign_in(cast.oli).get(f"{page}{account.pk}/").status_code == 403
    dee.get(f"{page}{account.pk}/end/")
    assert dee.post(f"{page}{account.pk}/end/")["Location"] == page
    assert dee.get(f"{page}{account.pk}/").status_code == 404


def test_the_back_office_is_asked_before_anything_is_written_and_pressed_twice_it_is_one(
    cast: Cast, sign_in: SignIn, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    settings.DEMO = True
    outside.forget()
    person = people.create_person(cast.dee, name="Amina Testwood", source="phone")
    dee, page = sign_in(cast.dee), f"/desk/customers/{person}/money/"
    deep, real = len(connection.savepoint_ids), live.called
    asked = []

    def called(*told: Any, **more: Any) -> object:
        asked.append(len(connection.savepoint_ids) - deep)
        return real(*told, **more)

    monkeypatch.setattr(linking, "called", called)
    typed = {"system": "rent", "number": number_of("rent", 3), "words": "Saw her rent book", "key": "one"}
    for _ in range(2):
        assert dee.post(f"{page}link/", typed)["Location"] == page
    account = Account.objects.get(council_id=cast.dee.council, person_id=person)
    assert asked == [0, 0]
    actions.end_link(cast.dee, account=account.pk)
    dee.post(f"{page}link/", typed)  # sent again from the old page
    assert not Account.objects.filter(council_id=cast.dee.council, person_id=person, ended_at=None).exists()


def test_where_records_are_joined_the_page_asks_which_one_the_account_is_for(
    cast: Cast, sign_in: SignIn, settings: Any
):
    settings.DEMO = True
    outside.forget()
    front, other = (
        people.create_person(cast.dee, name=name, source="phone") for name in ("Al Testwood", "Bo Testwood")
    )
    people.join_people(cast.sam, person=other, into=front)
    dee, page = sign_in(cast.dee), f"/desk/customers/{front}/money/link/"
    assert f"Bo Testwood, record {other}" in dee.get(page).content.decode()
    typed = {"system": "rent", "number": number_of("rent", 3), "words": "Saw it", "key": "one"}
    assert "Choose the one that the bill is for" in dee.post(page, typed).content.decode()
    assert dee.post(page, typed | {"record": str(other)}).status_code == 302
    assert Account.objects.get(council_id=cast.dee.council).person_id == other
