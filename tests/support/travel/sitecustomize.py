"""Read by Python before a town's server starts: its clock goes on from the moment that the town's file names.

And signing in costs it no quarter of a second for the password, as in the process of the tests (plugins/early.py).
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from frontdesk.kernel import clock

_ahead = Path(os.environ["TOWN_CLOCK"])
_now = clock.now


def _moved() -> datetime:
    try:
        return _now() + timedelta(seconds=float(_ahead.read_text()))
    except FileNotFoundError:
        return _now()


clock.now = _moved
PBKDF2PasswordHasher.iterations = 1
