"""What is held on a person can be given to them and taken away."""

from datetime import date

from frontdesk.domains.people import actions, queries
from frontdesk.kernel.holdings import holdings
from tests.support.cast import Cast


def test_it_gives_and_erases_everything_but_the_id(cast: Cast):
    person = actions.create_person(
        cast.dee, name="Amina Begum", email="amina@example.org", address="12 Mill Lane, ZY1 4AB",
        date_of_birth=date(1980, 3, 12), source="phone",
    )  # fmt: skip
    actions.record_need(cast.dee, person=person, need="carer", instruction="Has a carer: Ruth")
    (mine,) = [one for one in holdings() if one.name == "people"]
    given = str(list(mine.export(cast.dee.council, [person])))
    assert all(word in given for word in ("Amina Begum", "amina@example.org", "12 Mill Lane", "Ruth"))
    assert mine.erase(cast.dee.council, [person]) == 1
    assert mine.erase(cast.dee.council, [person]) == 0
    left = str(list(mine.export(cast.dee.council, [person])))
    assert not any(word in left for word in ("Amina", "amina", "Mill", "Ruth", "1980"))
    assert queries.person(cast.dee, person).name == "Details removed"
