"""A wrong photo or paper of a request that is followed by its link: another in its place, or taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.requests import actions, queries
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.public.request import council_of


def correct(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Which file it is, a place for another, and two buttons."""
    council, actor = council_of(request)
    found = queries.request_of_link(council.id, token)
    error = _pressed(request, actor, found, key, token) if request.method == "POST" else None
    if error == "":
        return redirect("site_public:follow", token=token)
    old = next((each for each in forms.uploads_of_request(council.id, found) if each.key == key), None)
    if old is None and error:
        raise Refusal(error)
    if old is None:
        raise NotFound("We could not find that file. You may have taken it back already.")
    said = {"progress": queries.progress(council.id, found), "file": old, "token": token, "error": error}
    return render(request, "site_public/follow_file.jinja", said)


def _pressed(request: HttpRequest, actor: Actor, found: int, key: str, token: str) -> str:
    """Do what was pressed; returns what is wrong, '' when it is done, by this press or by one before it.

    Another file sent from an old page, in the place of one that is there no more, is kept beside the others.
    """
    try:
        instead = _instead(request)
        try:
            actions.correct_file(actor, request=found, file=key, instead=instead, follow=token)
        except Refusal:
            if not _taken_back(actor.council, found, key):
                raise
            if instead is not None:
                actions.keep_another(actor, request=found, file=key, instead=instead, follow=token)
    except NotFound:
        raise
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _taken_back(council: int, request: int, key: str) -> bool:
    """Whether this file of the request has been replaced or taken back."""
    return any(each.key == key for each in forms.uploads_of_request(council, request, taken_back=True))


def _instead(request: HttpRequest) -> tuple[str, bytes] | None:
    """The name and bytes of the file that takes its place, None where it is only taken back."""
    if request.POST.get("do") != "replace":
        return None
    sent = request.FILES.get("files")
    if sent is None:
        raise Refusal("Choose the file to put in its place.", field="files")
    return sent.name or "", sent.read()
