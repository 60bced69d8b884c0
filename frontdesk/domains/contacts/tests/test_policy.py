"""The object form and the row form of the policy agree for everybody."""

from datetime import UTC, datetime

from frontdesk.domains.contacts import actions, models, policy
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock
from tests.support.cast import Cast

AT = datetime(2026, 12, 3, 10, tzinfo=UTC)


def test_the_two_forms_agree_over_the_cast(cast: Cast):
    with clock.at(AT):
        person = people.create_person(cast.dee, name="Amina Testwood", source="desk")
        for actor in (cast.dee, cast.oli, cast.pat):
            actions.record_contact(actor, channel="phone", started_at=AT)
        actions.record_contact(cast.system, channel="web", started_at=AT, person=person)
    rows = list(models.Contact.objects.filter(council_id=cast.councils.demo.id))
    amina = cast.amina.as_person(person)
    everybody = (
        *(cast.nobody, cast.amina, amina, cast.bill, cast.dee, cast.flo, cast.oli, cast.cora, cast.sam, cast.des),
        *(cast.pat, cast.ada, cast.system),
    )
    ours = models.Contact.objects.filter(council_id=cast.system.council)
    for actor in everybody:
        seen = set(ours.filter(policy.visible(actor)).values_list("id", flat=True))
        assert seen == {r.pk for r in rows if policy.may_see(actor, person=r.person_id, handler=r.handler_id)}


def test_customers_designers_and_nobody_take_no_contacts(cast: Cast):
    assert [policy.may_take(a) for a in (cast.nobody, cast.amina, cast.des, cast.ada)] == [False] * 4
    assert [policy.may_take(a) for a in (cast.dee, cast.flo, cast.oli, cast.cora, cast.sam, cast.pat)] == [True] * 6
