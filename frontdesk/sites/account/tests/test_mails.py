"""What the messages of signing in tell somebody who did not ask for them."""

import pytest

from frontdesk.domains.organisations.types import Council
from frontdesk.sites.account.adapter import _tell_us
from frontdesk.sites.account.mails import MAILS


@pytest.mark.parametrize(
    ("phone", "email", "says"),
    [
        ("01632 960100", "hello@demo.example", "If this was not you, call us on 01632 960100. Nobody"),
        ("", "hello@demo.example", "If this was not you, write to hello@demo.example. Nobody"),
        ("", "", "If this was not you, tell us. Nobody"),
    ],
)
def test_they_say_how_to_reach_us_as_far_as_that_is_known(phone: str, email: str, says: str):
    council = Council(1, "demo", "Demo", phone=phone, email=email)
    body = MAILS["account/email/password_changed"].body
    assert body.format(code="", council="", minutes=0, tell_us=_tell_us(council)).startswith(says)
