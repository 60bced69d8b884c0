"""How long staff stay signed in: desks are used by several people, and the second step is asked at sign-in only."""

from typing import Any

from django.contrib.auth import logout

from frontdesk.kernel import clock

IDLE = 60 * 60
LONGEST = 12 * 60 * 60
_SAVED_EVERY = 5 * 60
_SINCE, _SEEN = "staff_since", "staff_seen"


def is_over(request: Any) -> bool:
    """Whether a member of staff must sign in again: after an hour without a page, or twelve hours. Ends the session.

    Otherwise it notes that they were here, every few minutes, and lets the session's row end with it.
    """
    now = int(clock.now().timestamp())
    since, seen = request.session.get(_SINCE, now), request.session.get(_SEEN, now)
    if now - seen > IDLE or now - since > LONGEST:
        logout(request)
        return True
    if _SEEN not in request.session or now - seen > _SAVED_EVERY:
        request.session[_SINCE], request.session[_SEEN] = since, now
        request.session.set_expiry(IDLE + _SAVED_EVERY)
    return False
