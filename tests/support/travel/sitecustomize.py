"""Read by Python before a town's server starts: its clock goes on from the moment that the town's file names."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from frontdesk.kernel import clock

_ahead = Path(os.environ["TOWN_CLOCK"])
_now = clock.now


def _moved() -> datetime:
    try:
        return _now() + timedelta(seconds=float(_ahead.read_text()))
    except FileNotFoundError:
        return _now()


clock.now = _moved
