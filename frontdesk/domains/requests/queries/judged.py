"""The facts that a request's answers are judged by: those kept with them, and what has to be looked up anew."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.forms.rules.journey import facts_left, walk
from frontdesk.domains.requests import models
from frontdesk.domains.services.definition.model import Definition

_KEPT = ("number", "money", "date", "yes_no", "choice")
"""Types of facts that are kept. Text from another system could be anybody's name: it is looked up again."""


def to_keep(definition: Definition, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What of the facts is kept with the answers: codes and numbers."""
    kept = {"ward", *(fact.code for fact in definition.facts if fact.type in _KEPT)}
    return {code: value for code, value in facts.items() if code in kept}


def facts_if_corrected(
    row: models.Request, definition: Definition, last: models.RequestAnswers, answers: Mapping[str, Any]
) -> dict[str, Any]:
    """The facts for `answers` in the place of the `last`. Never inside a transaction: other systems are asked.

    A fact that hangs on an answer that stays is the one of then, also where it was not known: what was asked instead
    stays asked. One that hangs on a changed answer is looked up.
    """
    kept = last.facts
    known = {**(kept or {}), **_ward(row)}
    live = walk(definition, answers, world_of(row, known), whole=True).live
    changed = {code for code, answer in live.items() if answer != last.answers.get(code)}
    left = facts_left(definition, known, changed)
    anew = tuple(
        fact for fact in definition.facts if kept is None or fact.needs in changed or fact.type not in _KEPT
    )  # fmt: skip
    return left | _look_up(row, replace(definition, facts=anew), answers, left)


def facts_if_moved(row: models.Request, definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The facts for `answers` to another service's form. Never inside a transaction: other systems are asked."""
    known = _ward(row)
    return known | _look_up(row, definition, answers, known)


def world_of(row: models.Request, facts: Mapping[str, Any]) -> Context:
    """The world on the day of receipt, as the form asks for it."""
    world = forms.context_for(row.council_id, channel=row.channel, assisted=row.assisted, facts=facts)
    return replace(world, today=row.local_day)


def _look_up(
    row: models.Request, definition: Definition, answers: Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, Any]:
    world = world_of(row, known)
    return forms.look_up(row.council_id, definition, answers, world, forms.Surroundings(row.council_id), whole=True)


def _ward(row: models.Request) -> dict[str, Any]:
    return {"ward": row.ward} if row.ward else {}
