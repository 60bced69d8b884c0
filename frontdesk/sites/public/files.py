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
    said = {"progress": queries.progress(council.id, found), "file": old, "token": token}
    if request.method == "POST":
        try:
            actions.correct_file(actor, request=found, file=key, instead=_instead(request), follow=token)
            return redirect("site_public:follow", token=token)
        except NotFound:
            raise
        except Refusal as refusal:
            said["error"] = refusal.sentence
    return render(request, "site_public/follow_file.jinja", said)


def _instead(request: HttpRequest) -> tuple[str, bytes] | None:
    """The name and bytes of the file that takes its place, None where it is only taken back."""
    if request.POST.get("do") != "replace":
        return None
    sent = request.FILES.get("files")
    if sent is None:
        raise Refusal("Choose the file to put in its place.", field="files")
    return sent.name or "", sent.read()
