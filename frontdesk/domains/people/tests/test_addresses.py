"""Address lines read into keys."""

import pytest

from frontdesk.domains.people.rules import addresses
from frontdesk.domains.people.rules.addresses import Keys


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("12 Mill Lane, Anytown, ZY1 4AB", Keys("12", "mill lane")),
        ("12, Mill Ln., Anytown", Keys("12", "mill lane")),
        ("12A Mill Lane", Keys("12a", "mill lane")),
        ("12 a Mill Lane", Keys("12a", "mill lane")),
        ("14-16 High St, Anytown", Keys("14", "high street")),
        ("3 St. John's Rd", Keys("3", "st johns road")),
        ("Flat 2, Heron Court, Mill Lane, Anytown", Keys("", "mill lane", "2", "heron court")),
        ("Flat 2, 12 Mill Lane", Keys("12", "mill lane", "2")),
        ("Flat 2 Heron Court", Keys("", "", "2", "heron court")),
        ("7 Heron Court, Anytown", Keys("", "", "7", "heron court")),
        ("Rose Cottage, Back Lane, Anytown", Keys("", "back lane", "", "rose cottage")),
        ("Mill House, 12 Mill Lane", Keys("12", "mill lane", "", "mill house")),
        ("The Old Ropehouse, Staithe Street", Keys("", "staithe street", "", "old ropehouse")),
        ("", Keys()),
    ],
)
def test_it_reads_the_parts_of_a_line(line, keys):
    assert addresses.keys(line) == keys


@pytest.mark.parametrize(
    ("line", "rest", "postcode"),
    [
        ("12 Mill Lane, Anytown, zy14ab", "12 Mill Lane, Anytown", "ZY1 4AB"),
        ("12 Mill Lane, ZY1 4AB, UK", "12 Mill Lane, UK", "ZY1 4AB"),
        ("12 Mill Lane", "12 Mill Lane", ""),
    ],
)
def test_it_takes_the_postcode_out_of_the_line(line, rest, postcode):
    assert addresses.split_postcode(line) == (rest, postcode)
