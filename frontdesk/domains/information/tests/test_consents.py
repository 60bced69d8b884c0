"""What customers agree to, by purpose, channel and version of the words; who looked at them; the register of bases."""

from datetime import UTC, datetime

import pytest

from frontdesk.domains.information import actions, models, queries
from frontdesk.domains.information.rules.register import BASES, Purpose, bases, purposes
from frontdesk.domains.information.tests.stories import Asking
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.kernel import clock, journal
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.holdings import holdings

pytestmark = pytest.mark.shows("B11")


def test_nothing_is_agreed_until_somebody_says_so_and_only_what_they_said(asking: Asking) -> None:
    council, person = asking.amina.council, asking.person
    assert not any(each.given for each in queries.consents_of(council, [person]))
    assert actions.say_consent(asking.amina, person=person, purpose="news", channel="email", given=True)
    assert not actions.say_consent(asking.amina, person=person, purpose="news", channel="email", given=True)
    assert queries.may_send(council, person, "news", "email")
    assert not queries.may_send(council, person, "news", "text")
    assert not queries.may_send(council, person, "surveys", "email")
    with clock.at(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        actions.say_consent(asking.cast.dee, person=person, purpose="news", channel="email", given=False, via="phone")
    assert not queries.may_send(council, person, "news", "email")
    rows = list(models.Consent.objects.filter(council_id=council).order_by("id").values_list("given", "via", "by"))
    assert rows == [(True, "web", asking.amina.user), (False, "phone", asking.cast.dee.user)]
    kinds = [each.data for each in journal.timeline(council, person=person, areas=["information.consent"])]
    assert {"purpose": "news", "channel": "email", "given": True, "wording": 1} in kinds


def test_who_agreed_to_earlier_words_is_shown_those(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.say_consent(asking.amina, person=asking.person, purpose="news", channel="email", given=True)
    newer = Purpose("news", "News", ("email", "text"), ((1, "The first words"), (2, "The second words")))
    for place in ("actions.consents", "queries.consents"):
        monkeypatch.setattr(f"frontdesk.domains.information.{place}.purposes", lambda: {"news": newer})
    email, text = queries.consents_of(asking.amina.council, [asking.person])
    assert (email.words, email.wording, text.words) == ("The first words", 1, "The second words")
    assert {email.today_words, text.today_words} == {"The second words"}
    about = {"person": asking.person, "purpose": "news", "channel": "email", "given": True}
    with pytest.raises(Refusal, match="words have changed"):  # the page was open before they changed
        actions.say_consent(asking.amina, **about, wording=1)  # type: ignore[arg-type]
    assert actions.say_consent(asking.amina, **about, wording=2)  # type: ignore[arg-type]
    assert not actions.say_consent(asking.amina, **about, wording=2)  # type: ignore[arg-type]
    assert queries.consents_of(asking.amina.council, [asking.person])[0].wording == 2


def test_a_joined_record_speaks_for_the_customer_and_the_newest_word_counts(asking: Asking) -> None:
    other = people.create_person(asking.cast.dee, name="Amina Testwood", source="phone")
    actions.say_consent(asking.cast.dee, person=other, purpose="news", channel="text", given=True, via="phone")
    people.join_people(asking.cast.sam, person=other, into=asking.person)
    assert queries.may_send(asking.amina.council, asking.person, "news", "text")
    with clock.at(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        actions.say_consent(asking.amina, person=asking.person, purpose="news", channel="text", given=False)
    assert not queries.may_send(asking.amina.council, other, "news", "text")


def test_nobody_speaks_for_somebody_else_and_staff_not_for_themselves(asking: Asking) -> None:
    about = {"person": asking.person, "purpose": "news", "channel": "email", "given": True}
    for actor in (asking.cast.bill, asking.cast.nobody, asking.cast.dee.as_person(asking.person), asking.cast.ada):
        with pytest.raises(NotAllowed):
            actions.say_consent(actor, **about)  # type: ignore[arg-type]
    with pytest.raises((NotFound, NotAllowed)):
        actions.say_consent(asking.cast.lena, **about)  # type: ignore[arg-type]
    for wrong in ({"purpose": "mood"}, {"channel": "letter"}, {"via": "pigeon"}):
        with pytest.raises(Refusal):
            actions.say_consent(asking.amina, **{**about, **wrong})  # type: ignore[arg-type]


def test_erasing_leaves_that_somebody_agreed_and_not_who(asking: Asking) -> None:
    actions.say_consent(asking.amina, person=asking.person, purpose="news", channel="email", given=True)
    actions.erase_people(asking.amina.council, [asking.person])
    assert models.Consent.objects.get(council_id=asking.amina.council).person_id is None


def test_a_customer_sees_who_looked_by_role_and_team_and_not_their_own_looks(asking: Asking) -> None:
    people_queries.person(asking.cast.dee, asking.person)
    people_queries.person(asking.amina, asking.person)
    told = queries.own_looks(asking.amina)
    assert [(each.who, each.what) for each in told] == [("Adviser, Customer services", "customer page")]
    with pytest.raises(NotFound):
        queries.own_looks(asking.cast.bill)


def test_every_holding_has_a_basis_and_every_basis_its_law() -> None:
    named = {name for each in bases() for name in each.holdings}
    assert named == {each.name for each in holdings()}
    assert all(each.basis in BASES and each.article and each.power and each.shared for each in bases())


def test_the_words_of_each_purpose_have_versions_in_order() -> None:
    for each in purposes().values():
        assert [number for number, _ in each.wordings] == list(range(1, len(each.wordings) + 1))
        assert each.words(each.version) and each.channels
