"""Letters and documents: what the council wrote to the customer, to read here or keep as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from frontdesk.domains.documents import actions, queries
from frontdesk.domains.information import queries as information
from frontdesk.sites.account.messages import mine
from frontdesk.sites.account.request import signed_in, who
from frontdesk.ui.formpages.files import as_download


@signed_in
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """Every letter, newest first, and the copies of everything held that were given."""
    council, actor = who(request)
    cluster = mine(actor)
    asked = information.own_cases(actor) if cluster else []
    copies = [case for case in asked if case.kind == "access" and case.closed_at]
    page = {"letters": queries.letters_of(council.id, cluster), "copies": copies}
    return render(request, "site_account/letters.jinja", page)


@signed_in
@require_GET
def letter(request: HttpRequest, letter: int) -> HttpResponse:
    """One letter to read; the first time it is opened is kept."""
    _, actor = who(request)
    answer = render(request, "site_account/letter.jinja", {"letter": queries.own_letter(actor, letter)})
    actions.open_letter(actor, letter=letter)
    return answer


@signed_in
@require_GET
def pdf(request: HttpRequest, letter: int) -> HttpResponse:
    """The same as a file."""
    _, actor = who(request)
    name, content = queries.file_of(actor, letter)
    actions.open_letter(actor, letter=letter)
    return as_download(name, "application/pdf", content)
