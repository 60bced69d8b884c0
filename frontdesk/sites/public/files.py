"""A wrong photo or paper of a request that is followed by its link: another in its place, or taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.requests import actions, queries
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.public.request import council_of


def correct(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Which file it is, a place for another, and two buttons."""
    council, actor = council_of(request)
    found = queries.request_of_link(council.id, token)
    old = next((each for each in forms.uploads_of_request(council.id, found) if each.key == key), None)
    if old is None:
        raise NotFound("We could not find that file. You may have taken it back already.")
    error, sent = "", request.FILES.get("files")
    if request.method == "POST":
        try:
            if request.POST.get("do") == "replace" and sent is None:
                raise Refusal("Choose the file to put in its place.", field="files")
            instead = (sent.name or "", sent.read()) if sent and request.POST.get("do") == "replace" else None
            actions.correct_file(actor, request=found, file=key, instead=instead, follow=token)
            return redirect("site_public:follow", token=token)
        except NotFound:
            raise
        except Refusal as refusal:
            error = refusal.sentence
    context = {"progress": queries.progress(council.id, found), "file": old, "token": token, "error": error}
    return render(request, "site_public/follow_file.jinja", context)
