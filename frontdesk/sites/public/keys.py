"""Which forms this browser holds: their keys stand in the session, never in an address."""

from django.http import HttpRequest

MOST = 20
_NAME = "forms"


def hold(request: HttpRequest, draft: int, key: str) -> None:
    """Remember the key of a form that this browser began or resumed; the oldest go when there are many."""
    held = dict(request.session.get(_NAME, {}))
    held[str(draft)] = key
    request.session[_NAME] = dict(list(held.items())[-MOST:])


def key_of(request: HttpRequest, draft: int) -> str:
    """The key of a form, '' when this browser holds none."""
    return str(request.session.get(_NAME, {}).get(str(draft), ""))
