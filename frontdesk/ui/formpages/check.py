"""The check of answers and its sending, and endings that take nothing."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdesk.domains.forms import queries
from frontdesk.domains.forms.rules.amounts import work_out
from frontdesk.domains.forms.rules.journey import Journey
from frontdesk.domains.forms.rules.summary import Row, rows
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.services.definition.flow import Ending
from frontdesk.kernel.errors import Refusal
from frontdesk.ui.formpages.door import CHANGE, Door, go_on
from frontdesk.ui.formpages.proving import to_prove


def check(request: HttpRequest, door: Door) -> HttpResponse:
    """Show every answer with Change, or send the form."""
    draft = door.read()
    if (elsewhere := door.closed(draft)) is not None:
        return elsewhere
    journey = queries.journey(draft)
    if not journey.ready:
        return go_on(door, draft)
    if request.method != "POST":
        return _show(request, door, draft, journey)
    if request.POST.get("do") == "save":
        return redirect(door.address("save", draft=draft.id))
    try:
        return door.send(request, draft)
    except Refusal as refusal:
        return _show(request, door, door.read(), journey, {"": refusal.sentence})


def ending(request: HttpRequest, door: Door) -> HttpResponse:
    """What to do instead, where the answers lead to an ending that takes nothing."""
    draft = door.read()
    if (elsewhere := door.closed(draft)) is not None:
        return elsewhere
    journey = queries.journey(draft)
    found = journey.ending
    if journey.stop is not None or found is None or found.takes:
        return go_on(door, draft)
    said = _in_words(draft, found)
    context = {
        "heading": said["title"], "reason": said["reason"] or said["text"],
        "instead": [said["instead"]] if said["instead"] else [],
        "next_href": door.address("service", code=found.to_service) if found.to_service else found.link,
        "next_text": f"Go to {found.to_body}" if found.to_body else None,
        "phone": found.phone, "whom": found.to_body, "sections": sections(door, draft, journey.live),
        "back": door.address("page", draft=draft.id, page=journey.pages[-1].code) if journey.pages else "",
    }  # fmt: skip
    return render(request, door.template("ended"), context)


def _in_words(draft: Draft, ending: Ending) -> dict[str, str]:
    """What the ending says, in the language of the form."""
    ordinary = {name: getattr(ending, name) for name in ("title", "text", "reason", "instead")}
    said = draft.published.definition.said
    return {name: said(f"ending.{ending.code}.{name}", words, draft.language) for name, words in ordinary.items()}


def sections(door: Door | None, draft: Draft, live: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The answers for the templates: by page, with Change where a door is given."""
    names = {each.key: each.name for each in queries.uploads(draft)}
    found: dict[tuple[str, int], dict[str, Any]] = {}
    definition = draft.published.definition
    for row in rows(definition, live, language=draft.language, file_name=lambda key: names.get(key, "File")):
        page = definition.page(row.page)
        section = found.setdefault(
            (row.page, row.entry), {"title": row.heading or (page.title if page else ""), "rows": []}
        )
        section["rows"].append(_row(door, draft, row))
    return list(found.values())


def _row(door: Door | None, draft: Draft, row: Row) -> dict[str, Any]:
    shown: dict[str, Any] = {"label": row.label, "text": "\n".join(row.lines)}
    if door is None:
        return shown
    address = door.address("page", draft=draft.id, page=row.page)
    if row.entry:
        address = door.address("entry", draft=draft.id, page=row.page, n=row.entry)
    return {**shown, "change": address + CHANGE}


def amounts(draft: Draft, live: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Charges and estimates step by step, in pence."""
    worked = work_out(draft.published.definition, live, queries.context(draft))
    return [
        {
            "caption": each.amount.name, "total": each.total,
            "total_label": "To pay" if each.amount.use == "fee" else "As a guide",
            "steps": [{"label": line.label, "amount": line.change} for line in each.lines],
        }
        for each in worked
    ]  # fmt: skip


def _show(
    request: HttpRequest, door: Door, draft: Draft, journey: Journey, errors: Mapping[str, str] | None = None
) -> HttpResponse:
    context = {
        "sections": sections(door, draft, journey.live), "amounts": amounts(draft, journey.live),
        "errors": errors or {}, "can_save": door.can_save, "form_key": str(draft.id),
        "service_name": draft.published.definition.name,
        "elsewhere": [{"heading": page.heading, "text": page.elsewhere} for page in journey.elsewhere],
        "back": door.address("page", draft=draft.id, page=journey.pages[-1].code), "to_prove": to_prove(door, draft),
        **door.more(draft, None),
    }  # fmt: skip
    return render(request, door.template("check_answers"), context)
