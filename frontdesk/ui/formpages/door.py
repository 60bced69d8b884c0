"""What a site hands to the form pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from frontdesk.domains.forms import queries
from frontdesk.domains.forms.rules.journey import Stop, next_stop
from frontdesk.domains.forms.types import FINISHED, OPEN, Draft
from frontdesk.kernel.actor import Actor

Found = tuple[Sequence[Any] | None, str]
CHANGE = "?change=1"
"""After the address of a page: it was come to from the check of answers, and leads back there."""
LookUp = Callable[[str], Found]
"""Addresses of a postcode (None where they cannot be had), and a sentence of trouble."""


@dataclass(frozen=True)
class Door:
    """One draft as seen through one site.

    `key` opens the draft ('' where the actor's own rights do). `address(name, **parts)` gives the address of a page:
    names are here, start, page, entry, check, ending, save, file, done, gone, and help where the
    door `helps`. `look_up(postcode)` gives (addresses or
    None, a sentence of trouble); with `sealed` it offers them by `offers.offered`, and no others are taken.
    `send(draft)` hands the form to the verb and answers with where to go. `template(name)` is the page's template on
    this site, `more(draft, page)` what it needs besides.
    """

    actor: Actor
    draft: int
    address: Callable[..., str]
    look_up: LookUp
    send: Callable[[HttpRequest, Draft], HttpResponse]
    key: str = ""
    can_save: bool = True
    sealed: bool = False
    helps: bool = False
    template: Callable[[str], str] = field(default=lambda name: f"ui/forms/{name}.jinja")
    more: Callable[[Draft, Any], Mapping[str, Any]] = field(default=lambda *_: {})

    def read(self) -> Draft:
        """The draft; NotFound for whoever may not open it."""
        return queries.draft(self.actor, self.draft, key=self.key)

    def closed(self, draft: Draft) -> HttpResponse | None:
        """Where to go when the draft is no longer open: its receipt, or the page that says it ran out."""
        if draft.state == OPEN:
            return None
        return redirect(self.address("done" if draft.state == FINISHED else "gone", draft=draft.id))


def go_on(door: Door, draft: Draft, after: str = "", *, returning: bool = False, changed: bool = False) -> HttpResponse:
    """Redirect to what comes after the page `after`, worked out from the answers.

    `changed`: an answer was changed from the check. What that opened is asked, and nothing that is answered already.
    """
    stop = next_stop(queries.journey(draft), after, returning=returning or changed)
    return redirect(address_of(door, draft, stop) + (CHANGE if changed and stop.page is not None else ""))


def address_of(door: Door, draft: Draft, stop: Stop) -> str:
    """The address of a stop: a page, an ending that takes nothing, or the check of answers."""
    if stop.page is not None:
        return door.address("page", draft=draft.id, page=stop.page.code)
    return door.address("check" if stop.check else "ending", draft=draft.id)
