"""A copy of what is held, before it is given: what in it may tell of others, and its files."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.information import actions, queries
from frontdesk.domains.information.types import FINDINGS
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import ask
from frontdesk.sites.desk.gate import PROTECTS, Request, staff
from frontdesk.ui.formpages.files import as_download


@staff(*PROTECTS)
def findings(request: Request, case: int) -> HttpResponse:
    """What in the copy may tell of other people, each to be left in or taken out, a page at a time."""
    found = queries.case(request.actor, case)
    undecided, after = request.GET.get("show") == "open", row_number(request.GET.get("after")) or 0

    def take(typed: QueryDict) -> str:
        return _decided(request, case, typed)

    def read() -> dict[str, Any]:
        told, more = queries.findings_of(request.actor, case, after=after, undecided=undecided)
        return {"found": told, "more": more}

    to = f"{reverse('site_desk:rights_copy', kwargs={'case': case})}?show=open"
    back = reverse("site_desk:rights_case", kwargs={"case": case})
    words: dict[str, Any] = {"case": found, "kinds": FINDINGS, "undecided": undecided, "back": back}
    return ask(request, "rights_copy", take, to, read=read, **words)


def _decided(request: Request, case: int, typed: QueryDict) -> str:
    if typed.get("words", "").strip():
        actions.mark_words(request.actor, case=case, words=typed.get("words", ""))
        return "These words are taken out wherever they stand."
    told = {row_number(name.removeprefix("f")): typed.get(name, "") for name in typed if name.startswith("f")}
    decisions = {finding: value for finding, value in told.items() if finding is not None and value}
    decided = actions.decide_findings(request.actor, case=case, decisions=decisions)
    return f"{decided} decided." if decided else "Choose “Leave in” or “Take out” for at least one."


@staff(*PROTECTS)
def file(request: Request, case: int, form: str) -> HttpResponse:
    """A file of the copy: `draft` to read it through before it is given, `page` and `data` to hand it over."""
    if form == "draft":
        content = actions.read_draft(request.actor, case=case)
        return as_download("not-given-yet.html", "text/html; charset=utf-8", content)
    return as_download(*actions.read_copy(request.actor, case=case, form=form))
