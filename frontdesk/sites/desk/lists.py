"""Lists that staff keep under a name, and a list as a file."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse, QueryDict, StreamingHttpResponse

from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.types import Item
from frontdesk.domains.requests.types.lists import Saved, Wanted
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import as_one, ask
from frontdesk.sites.desk.gate import WORKS, Request, staff
from frontdesk.sites.desk.listing import AskedList, choices, wanted_of
from frontdesk.sites.desk.mine import asked_of, show_list
from frontdesk.sites.desk.names import ward_names

HEADS = (
    "Reference", "Service", "Received", "Due", "Customer", "Ward", "Who has it", "Team", "Where it is", "Closed",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@staff(*WORKS)
def saved(request: Request, list_id: int) -> HttpResponse:
    """A saved list as it stands now."""
    found = queries.saved_list(request.actor, list_id)
    asked = AskedList(request.actor, found.wanted, found.id)
    return show_list(request, asked, found.name)


@staff(*WORKS)
def save(request: Request) -> HttpResponse:
    """Keep what a list shows under a name."""
    asked = asked_of(request.actor, request.POST if request.method == "POST" else request.GET)
    return _naming(request, asked, None)


@staff(*WORKS)
def change(request: Request, list_id: int) -> HttpResponse:
    """Another name, others to see it, or other requests on it."""
    found = queries.saved_list(request.actor, list_id)
    return _naming(request, AskedList(request.actor, found.wanted, found.id), found)


@staff(*WORKS)
def drop(request: Request, list_id: int) -> HttpResponse:
    """Delete a saved list, after a page that says what stays."""
    found = queries.saved_list(request.actor, list_id)
    asked = AskedList(request.actor, found.wanted, found.id)

    def take(typed: QueryDict) -> str:
        actions.drop_list(request.actor, saved=list_id)
        return f"The list “{found.name}” is deleted."

    return ask(request, "list_drop", take, AskedList(request.actor, Wanted()).path, saved=found, back=asked.address)


def _naming(request: Request, asked: AskedList, found: Saved | None) -> HttpResponse:
    """The name, who sees it, and what stands on it."""
    actor = request.actor

    def take(typed: QueryDict) -> str:
        name, team = typed.get("name", ""), typed.get("for", "")
        if not name.strip():
            raise Refusal("Enter a name for the list.", field="name")
        wanted = wanted_of(typed.get("scope", ""), typed)
        given: dict[str, Any] = {
            "name": name,
            "wanted": wanted,
            "team": row_number(team),
            "saved": found.id if found else None,
        }
        kept = as_one(request, lambda: actions.save_list(actor, **given))
        stays = f" The team’s list “{found.name}” stays as it was." if found and kept != found.id else ""
        return f"The list “{' '.join(name.split())}” is saved. It stands above your lists.{stays}"

    known = QueryDict(mutable=True)
    known |= {"name": found.name if found else "", "for": str(found.team or "") if found else ""}
    heading = "Change this list" if found else "Save this list"
    shown = asked
    if found and request.method == "POST":
        shown = AskedList(actor, wanted_of(request.POST.get("scope", ""), request.POST), found.id)
    offered = choices(actor, shown.wanted)
    mine = [team for team in offered["teams"] if team.id in actor.teams]
    return ask(
        request, "list_name", take, asked.address, known,
        asked=shown, saved=found, heading=heading, choices=offered, mine=mine, back=asked.address,
    )  # fmt: skip


@staff(*WORKS)
def export(request: Request) -> HttpResponse:
    """A list as CSV, or as JSON: its rows and columns as the page has them, from beginning to end."""
    if request.method not in ("GET", "HEAD"):
        raise NotFound("We could not find that page.")
    asked, form = asked_of(request.actor, request.GET), "json" if request.GET.get("as") == "json" else "csv"
    made = _json if form == "json" else _csv
    answer = StreamingHttpResponse(made(_rows(request.actor, asked.wanted, form)), content_type=_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="requests-{clock.today()}.{form}"'
    return answer  # type: ignore[return-value]  # it streams


_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


def _rows(actor: Actor, wanted: Wanted, form: str) -> Iterator[list[list[str]]]:
    """A batch at a time, each sent as one piece: every piece of a streamed answer costs two statements."""
    wards = ward_names(actor)
    for batch in actions.export_list(actor, wanted=wanted, form=form):
        yield [_line(item, wards) for item in batch]


def _line(item: Item, wards: dict[str, str]) -> list[str]:
    """A request as the list shows it."""
    due = item.due_on or item.due_at
    where = item.outcome_name or ("Waiting for the customer" if item.clock == "waiting" else item.status_name)
    return [
        item.reference,
        item.name,
        item.received_at.astimezone(clock.LOCAL).isoformat(timespec="minutes"),
        due.isoformat()[:10] if due else "",
        item.customer,
        wards.get(item.ward, item.ward),
        item.owner_name,
        item.team_name,
        where,
        item.closed_at.astimezone(clock.LOCAL).isoformat(timespec="minutes") if item.closed_at else "",
    ]


class _Echo:
    """What a csv writer writes to: it hands each line on."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def _csv(batches: Iterable[list[list[str]]]) -> Iterator[str]:
    line = csv.writer(_Echo()).writerow
    yield line(HEADS)
    for batch in batches:
        yield "".join(line([harmless(value) for value in row]) for row in batch)


def harmless(value: str) -> str:
    """A value that no spreadsheet takes for a formula: somebody may have typed one as their name."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _json(batches: Iterable[list[list[str]]]) -> Iterator[str]:
    yield "["
    begun = ""
    for batch in batches:
        named = (json.dumps(dict(zip(HEADS, row, strict=True)), ensure_ascii=False) for row in batch)
        if batch:
            yield begun + ",".join(f"\n{each}" for each in named)
            begun = ","
    yield "\n]\n"
