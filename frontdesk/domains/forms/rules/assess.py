"""The whole form once more, on submit: everything that was decided on the way is decided again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from frontdesk.domains.forms.rules.amounts import Worked, work_out
from frontdesk.domains.forms.rules.answers.unfit import Errors
from frontdesk.domains.forms.rules.conditions import View, holds
from frontdesk.domains.forms.rules.context import Answer, Answers, Context
from frontdesk.domains.forms.rules.journey import SEEN, walk
from frontdesk.domains.services.definition.flow import Ending
from frontdesk.domains.services.definition.form import Page
from frontdesk.domains.services.definition.model import Definition, Standard


@dataclass(frozen=True)
class Assessment:
    """What comes of a form.

    `ok`: a request comes of it. Else either `errors` say what to mend on which `page`, or `ending` refuses or sends
    elsewhere. `answers` are canonical and hold only what was really asked; `dropped` are codes given but not asked.
    `team` gets the request, `standard` is the promise that counts for it.
    """

    ok: bool
    answers: dict[str, Answer]
    ending: Ending | None
    errors: Errors
    page: Page | None
    team: str
    standard: Standard | None
    amounts: tuple[Worked, ...]
    dropped: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """All errors as sentences, for doors without a form (API, Open311)."""
        return [sentence for parts in self.errors.values() for sentence in parts.values() if sentence]


def assess(definition: Definition, answers: Mapping[str, Any], context: Context) -> Assessment:
    """Reads and follows the whole form. `answers` may be canonical (a draft) or plain (API, Open311, an example)."""
    journey = walk(definition, answers, context, whole=True)
    dropped = tuple(code for code in answers if code not in journey.live and not code.startswith(SEEN))
    ok = journey.ready
    return Assessment(
        ok=ok,
        answers=journey.live,
        ending=journey.ending,
        errors=journey.errors,
        page=journey.stop,
        team=_team(definition, journey.ending, View(definition, journey.live, context)) if ok else "",
        standard=standard_of(definition, journey.live, context) if ok else None,
        amounts=work_out(definition, journey.live, context) if journey.stop is None else (),
        dropped=dropped if journey.stop is None else (),
    )


def standard_of(definition: Definition, live: Answers, context: Context) -> Standard | None:
    """The promise that counts for these answers: the first of the others that holds, else the service's own."""
    standard = definition.standard
    if standard is None:
        return None
    view = View(definition, live, context)
    for other in standard.others:
        if holds(other.when, view):
            return Standard(promise=other.promise, clock=other.clock, note=other.note)
    return replace(standard, others=())


def _team(definition: Definition, ending: Ending | None, view: View) -> str:
    """Who gets it: the team that the ending names, the first route that holds, else the owner."""
    if ending is not None and ending.to_team:
        return ending.to_team
    return next((route.team for route in definition.routes if holds(route.when, view)), definition.owner)
