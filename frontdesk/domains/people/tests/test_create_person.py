"""A customer is created while the work is saved."""

from datetime import date

import pytest

from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.models import Person
from frontdesk.kernel import access_log, journal, tenancy
from frontdesk.kernel.errors import NotFound, Refusal
from tests.support.cast import Cast


def test_it_keeps_what_was_said_in_its_one_form(cast: Cast):
    made = actions.create_person(
        cast.dee,
        name="Mrs Amina Begum",
        email="Amina@Example.org",
        phone="+44 7700 900123",
        address="12 Mill Lane, Anytown, zy1 4ab",
        date_of_birth=date(1980, 3, 12),
        source="phone",
    )
    seen = queries.person(cast.dee, made)
    assert (seen.name, seen.given, seen.family) == ("Amina Begum", "Amina", "Begum")
    assert (seen.email, seen.phone) == ("amina@example.org", "07700 900123")
    assert seen.address is not None
    assert (seen.address.line, seen.address.postcode) == ("12 Mill Lane, Anytown", "ZY1 4AB")
    assert not seen.proved


def test_it_joins_nothing_on_a_typed_email(cast: Cast):
    first = actions.create_person(cast.nobody, name="Amina Begum", email="amina@example.org", source="web")
    second = actions.create_person(cast.nobody, name="Amina Begum", email="amina@example.org", source="web")
    assert first != second
    assert queries.cluster(cast.dee.council, first) == [first]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"email": "amina@"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"date_of_birth": date(2999, 1, 1)}, "date_of_birth"),
        ({"date_of_birth": date(1066, 1, 1)}, "date_of_birth"),
    ],
)
def test_it_refuses_what_cannot_be_and_writes_nothing(cast: Cast, values, field):
    with pytest.raises(Refusal) as refused:
        actions.create_person(cast.dee, **{"name": "Amina Begum", "source": "phone"} | values)
    assert refused.value.field == field
    assert not Person.objects.filter(council_id=cast.dee.council).exists()


def test_its_journal_entry_names_the_person_but_no_value(cast: Cast):
    made = actions.create_person(cast.dee, name="Amina Begum", email="amina@example.org", source="phone")
    (entry,) = journal.timeline(cast.dee.council, person=made)
    assert (entry.kind, entry.thing_id, entry.user, entry.via) == ("people.created", made, cast.dee.user, "phone")
    assert "amina" not in str(entry).lower()


def test_each_look_by_staff_is_logged_and_ones_own_is_not(cast: Cast):
    made = actions.create_person(cast.dee, name="Amina Begum", source="phone")
    queries.person(cast.dee, made)
    queries.person(cast.amina.as_person(made), made)
    assert [look.user for look in access_log.looks_at(cast.dee.council, [made])] == [cast.dee.user]


def test_others_and_other_councils_do_not_find_it(cast: Cast):
    made = actions.create_person(cast.dee, name="Amina Begum", source="phone")
    for actor in (cast.nobody, cast.bill, cast.des, cast.pat):
        with pytest.raises(NotFound):
            queries.person(actor, made)
    with tenancy.acting_for(cast.lena.council), pytest.raises(NotFound):
        queries.person(cast.lena, made)


def test_a_card_prefers_what_was_proved(cast: Cast):
    made = actions.create_person(cast.dee, name="Amina Begum", email="old@example.org", source="phone")
    proved = queries.person(cast.dee, made).points[0].id
    actions.prove_contact_point(cast.nobody, point=proved)
    actions.add_contact_point(cast.dee, person=made, kind="email", value="new@example.org", source="phone")
    assert queries.card(cast.dee.council, made).email == "old@example.org"
    actions.end_contact_point(cast.dee, point=proved)
    assert queries.card(cast.dee.council, made).email == "new@example.org"
