"""The page of an organisation that is told something once: what it is told, and saying that it has it. No account."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from frontdesk.domains.notices import actions, queries
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.public.request import council_of


def told(request: HttpRequest, token: str) -> HttpResponse:
    """Only opening it changes nothing, because link scanners open links: a button says that they have it."""
    council, _ = council_of(request)
    shown = queries.shown(council.id, token)
    errors: dict[str, str] = {}
    if request.method == "POST" and not (errors := _answer(council.id, token, request.POST)):
        return redirect("site_public:told", token=token)
    context = {"shown": shown, "typed": request.POST, "errors": errors}
    return render(request, "site_public/told.jinja", context, status=400 if errors else 200)


def _answer(council: int, token: str, typed: QueryDict) -> dict[str, str]:
    """Take the answer; what is wrong with it, by field."""
    answer, reference, words = (typed.get(name, "") for name in ("answer", "reference", "words"))
    try:
        if answer not in ("yes", "no"):
            raise Refusal("Choose whether you have it, or cannot use it.", field="answer")
        actions.answer_by_link(council, token=token, can=answer == "yes", reference=reference, words=words)
    except NotFound:
        raise
    except Refusal as refusal:
        return {refusal.field or "answer": refusal.sentence}
    return {}
