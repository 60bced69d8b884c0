"""Whose a postcode is, as rules without a database."""

from datetime import date

import pytest

from frontdesk.domains.places.rules.whose import Told, contact_of, decide, same_name, spoken, today_code, words
from frontdesk.domains.places.types import Whose

US, THEM, SOUTH, SOMERSET = "E07000109", "E07000110", "E07000189", "E06000066"
KNOWN = (US, THEM, SOMERSET)


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (Told(), (None, "", False)),
        (Told(coded=THEM, names=KNOWN), (None, "", False)),  # we do not know who we are
        (Told(own=[US], coded=US, names=KNOWN), (True, "", True)),
        (Told(own=[US], coded=THEM, names=KNOWN), (False, THEM, True)),
        (Told(own=[US], coded="E06009999", names=KNOWN), (None, "", False)),  # a code newer than our outlines
        (Told(own=["us"], coded=THEM, drawn=THEM, names=KNOWN), (None, "", False)),  # a code of our own making
        (Told(own=[US], inside=True, coded=THEM, names=KNOWN), (True, "", True)),
        (Told(own=[US], inside=False, drawn=THEM, names=KNOWN), (False, THEM, False)),
        (Told(own=[US], inside=False, drawn=US, names=KNOWN), (False, "", False)),  # a rough outline of our own
        (Told(own=[US], inside=False), (False, "", False)),
        (Told(own=[US], drawn=US, near=True, names=KNOWN), (None, "", False)),
        (Told(own=[US], drawn=THEM, near=True, names=KNOWN), (True, "", False)),
        (Told(own=[US], drawn=THEM, names=KNOWN), (False, THEM, False)),
        # Somerset took over from South Somerset: neither name breaks, whichever the file or the council has.
        (Told(own=[SOUTH], coded=SOMERSET, names=KNOWN), (True, "", True)),
        (Told(own=[SOMERSET], coded=SOUTH, names=KNOWN), (True, "", True)),
        (Told(own=[US], coded=SOUTH, names=KNOWN), (False, SOMERSET, True)),
    ],
)
def test_it_decides_whose_it_is_and_sends_nobody_away_on_a_gap(told, answer):
    assert decide(told) == answer


def test_a_code_that_stands_is_its_own_successor():
    assert [today_code(code) for code in ("E07000190", SOUTH, US)] == [SOMERSET, SOMERSET, US]


@pytest.mark.parametrize(
    ("whose", "said"),
    [
        (Whose("ZY9 1AA", ours=True), ""),
        (Whose("ZY9 1AA"), ""),
        (Whose("ZY9 1AA", ended=date(1996, 6, 1)), "ZY9 1AA is no longer in use: it ended in June 1996."),
        (
            Whose("ZY9 1AA", ours=False, name="Nextdoor", sure=True, phone="01632 960200"),
            "ZY9 1AA is outside our area. Nextdoor looks after it. Their phone number is 01632 960200.",
        ),
        (
            Whose("ZY9 1AA", ended=date(1996, 6, 1), ours=False, name="Nextdoor"),
            "ZY9 1AA is no longer in use: it ended in June 1996. It is outside our area."
            " It seems to be in the area of Nextdoor.",
        ),
        (Whose(ours=False), "This place is outside our area."),
    ],
)
def test_it_says_so_in_words(whose, said):
    assert words(whose) == said


def test_names_of_councils_are_said_as_people_say_them():
    assert spoken("Bristol, City of") == "City of Bristol" and spoken("Stoke-on-Trent") == "Stoke-on-Trent"
    assert same_name("Gravesham Borough Council", "Gravesham") and not same_name("Kent County Council", "Gravesham")
    assert not same_name("Borough Council", "City of London")
    known = {"nextdoor": ("Nextdoor District Council", "https://nextdoor.example", "01632 960200")}
    assert contact_of("E1", "Nextdoor", known) == known["nextdoor"]
    assert contact_of("E1", "Bristol, City of", known) == ("City of Bristol", "", "")
