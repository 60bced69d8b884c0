"""What is owed across services in the account: linked by a bill, read live, seen by whoever acts, by no stranger."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from frontdesk.adapters.backoffice_demo.accounts import key_of, number_of
from frontdesk.domains.access.models import User
from frontdesk.domains.payments import actions, queries
from frontdesk.domains.payments.models import Account
from frontdesk.domains.payments.queries import live
from frontdesk.domains.people import actions as people
from frontdesk.kernel import access_log, outside
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast

pytestmark = [pytest.mark.shows("B1"), pytest.mark.shows("B9")]
TAX = number_of("council-tax", 1)


@pytest.fixture(autouse=True)
def town(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    outside.forget()
    cache.clear()


def inside(cast: Cast, actor: Actor, name: str) -> tuple[Client, Actor]:
    client = Client(headers={"host": "demo.example.org"})
    client.force_login(User.objects.get(pk=actor.user))
    return client, actor.as_person(people.own_record(actor, name=name, source="web"))


def words(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_an_account_is_linked_by_a_bill_read_and_taken_off(cast: Cast):
    amina, _ = inside(cast, cast.amina, "Amina Testwood")
    assert "No account is linked to you yet" in words(amina, "/account/money/")
    assert "six letters" not in words(amina, "/account/money/link/")
    typed = {"system": "council-tax", "number": TAX, "proof": "WRONGK"}
    refused = amina.post("/account/money/link/", typed)
    assert refused.status_code == 400 and "could not match" in refused.content.decode()
    assert TAX in refused.content.decode() and "WRONGK" not in refused.content.decode()
    sent = amina.post("/account/money/link/", typed | {"proof": key_of("council-tax", TAX).lower()})
    account = Account.objects.get(council_id=cast.amina.council)
    assert sent["Location"] == f"/account/money/{account.pk}/" and TAX not in sent["Location"]
    assert "Instalments" in words(amina, sent["Location"])
    page = words(amina, "/account/money/")
    assert "You cannot pay here yet. Pay as your bill or letter says" in page
    assert "in all" in page and "Council tax" in page and "If you cannot pay" in page and "Pay now" not in page
    assert "What you owe stays the same" in words(amina, f"{sent['Location']}end/")
    assert amina.post(f"{sent['Location']}end/")["Location"] == "/account/money/"
    assert "No account is linked to you yet" in words(amina, "/account/money/")


def test_a_system_that_does_not_answer_says_so_with_what_was_last_known(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    amina, actor = inside(cast, cast.amina, "Amina Testwood")
    account = actions.link_by_bill(actor, system="council-tax", number=TAX, proof=key_of("council-tax", TAX))
    page = f"/account/money/{account}/"
    words(amina, page)
    Account.objects.filter(council_id=actor.council).update(told_at="2026-10-01T08:00Z")

    class Broken:
        def account(self, **asked: Any) -> None:
            raise OSError("away")

        proves = account

    for module in (live, queries):
        monkeypatch.setattr(module, "back_office", lambda council: (Broken(), "demo"))
    for path in (page, "/account/money/"):
        said = words(amina, path)
        assert "does not answer at the moment. This is what we were told on Thursday 1 October 2026" in said
        assert "Council tax" in said
    typed = {"system": "council-tax", "number": TAX, "proof": "K"}
    assert "nothing was lost" in amina.post("/account/money/link/", typed).content.decode().lower()


def test_whoever_acts_sees_it_as_far_as_that_reaches_and_nobody_else(cast: Cast):
    _, hers = inside(cast, cast.amina, "Amina Testwood")
    bill, his = inside(cast, cast.bill, "Bill Testford")
    account = actions.link_by_bill(hers, system="council-tax", number=TAX, proof=key_of("council-tax", TAX))
    rent = number_of("rent", 4)
    person = hers.person or 0
    actions.link_by_bill(hers, system="rent", number=rent, proof=key_of("rent", rent))
    page = f"/account/acting/{person}/money/"
    for path in (page, f"{page}{account}/"):
        words(bill, path, 404)
    words(bill, f"/account/money/{account}/", 404)
    some = people.record_authority(
        cast.dee, person=person, by=his.person or 0, evidence="power-of-attorney", services=["council-tax-plan"],
        sees_only=True, why_no_end="Lasting",
    )  # fmt: skip
    said = words(bill, page)
    assert "Council tax" in said and rent not in said and "They can see that you looked" in said
    assert "Instalments" in words(bill, f"{page}{account}/")
    people.record_authority(cast.dee, person=person, by=his.person or 0, evidence="deputy", why_no_end="The court")
    assert rent in words(bill, page)
    assert words(bill, f"/account/acting/{person}/")
    people.end_authority(cast.dee, authority=some, why="Not needed")
    assert "what is owed, acting for them" in {each.what for each in access_log.looks_at(hers.council, [person])}
