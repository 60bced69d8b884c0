"""Letters: writing one to a customer, seeing it before it is issued, correcting it, and those to post."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from frontdesk.domains.documents import actions, queries
from frontdesk.domains.documents.types import OTHER_FORMATS, SIZES, Letter, Words
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.domains.requests.types import REQUEST
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import done, errors_of
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import SERVES, WORKS, Request, staff
from frontdesk.ui.formpages.files import as_download
from frontdesk.ui.presses import press_key

_WAYS: Mapping[str, bool | None] = {"": None, "post": True, "account": False}


@staff(*SERVES)
def letters(request: Request, person: int) -> HttpResponse:
    """What was written to a customer, and writing a new one."""
    found = people.who(request.actor, person, seen_on="letters")
    told = queries.letters_of(request.actor.council, found.cluster)
    templates = queries.templates(request.actor.council).values() if request.actor.has(*WORKS) else ()
    about = row_number(request.GET.get("about")) or ""
    return page(request, "letters", person=found, letters=told, templates=templates, about=about)


@staff(*WORKS)
def new(request: Request, person: int) -> HttpResponse:
    """Write a letter: begun from a template, looked at, then issued. Nothing is kept before that."""
    found = people.who(request.actor, person, seen_on="letter")
    typed, look = _begun(request, found.name), None
    errors: Mapping[str, str] = {}
    try:
        look = _looked_at(request)
        if look is not None and request.POST.get("do") == "issue":
            return _issued(request, found.id, look)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        errors = errors_of(refusal)
    told = _format(request, found.id)
    return page(request, "letter_new", person=found, typed=typed, errors=errors, look=look, **told)


def _looked_at(request: Request) -> Words | None:
    """The letter as it would be issued; None where nothing was sent."""
    if request.method != "POST":
        return None
    return queries.checked(*(request.POST.get(name, "") for name in ("subject", "body", "signed")))


def _format(request: Request, person: int) -> dict[str, Any]:
    size, other = queries.format_for(request.actor, person)
    return {"points": SIZES[size], "other": OTHER_FORMATS.get(other, "")}


def _begun(request: Request, name: str) -> Mapping[str, Any]:
    """What was typed; at first the words of the template, or of the letter that is corrected."""
    if request.method == "POST":
        return request.POST
    old = row_number(request.GET.get("corrects"))
    if old is not None:
        words = queries.letter(request.actor, old).words
        return {"subject": words.subject, "body": words.body, "signed": words.signed, "corrects": str(old)}
    code = request.GET.get("template", "general")
    template = queries.templates(request.actor.council).get(code)
    if template is None:
        raise NotFound("There is no such letter to begin with.")
    _, about = _about(request, request.GET)
    council = organisations.council_by_id(request.actor.council)
    values = {"name": name, "council": council.name if council else ""} | ({"about": about} if about else {})
    words = queries.filled(template, values)
    return {"template": code, "about": request.GET.get("about", ""), "subject": words.subject, "body": words.body,
            "signed": words.signed}  # fmt: skip


def _about(request: Request, typed: QueryDict) -> tuple[tuple[str, int], str]:
    """The request that it is about, and its words. NotFound where the actor does not see it."""
    number = row_number(typed.get("about"))
    if number is None:
        return ("", 0), ""
    item = requests.items_by_id(request.actor, [number]).get(number)
    if item is None or item.restricted:
        raise NotFound("We could not find that request, or nothing may be sent about it.")
    return (REQUEST, number), f"{item.name}, {item.reference}"


def _issued(request: Request, person: int, words: Words) -> HttpResponse:
    typed = request.POST
    about, about_words = _about(request, typed)
    cluster = people.cluster(request.actor.council, person)
    if about[1] and requests.person_behind(request.actor, about[1]) not in cluster:
        raise NotFound("That request is another customer's.")
    made = actions.issue_letter(
        request.actor, person=person, subject=words.subject, body=words.body, signed=words.signed,
        template=typed.get("template", ""), about=about, about_words=about_words,
        by_post=_WAYS.get(typed.get("way", "")), replaces=row_number(typed.get("corrects")), key=press_key(request),
    )  # fmt: skip
    return done(request, "The letter is issued.", reverse("site_desk:letter", kwargs={"letter": made}))


@staff(*SERVES)
def letter(request: Request, letter: int) -> HttpResponse:
    """One letter as it was issued, how it went, and correcting it."""
    found = queries.letter(request.actor, letter)
    name, writes = people.name_for(request.actor, found.person), request.actor.has(*WORKS)
    return page(request, "letter", letter=found, customer=name, formats=OTHER_FORMATS, may_write=writes)


@staff(*SERVES)
def pdf(request: Request, letter: int) -> HttpResponse:
    """Its file, to print."""
    name, content = queries.file_of(request.actor, letter)
    return as_download(name, "application/pdf", content)


@staff(*SERVES)
def to_post(request: Request) -> HttpResponse:
    """Letters to post, and those to make in another format, oldest first."""
    found = queries.to_do(request.actor)
    called = people.called(request.actor, {each.person for each in found if each.person is not None})
    lines: list[tuple[Letter, Any]] = [(each, called.get(each.person or 0)) for each in found]
    return page(request, "letters_to_post", lines=lines, formats=OTHER_FORMATS)


@staff(*SERVES)
def sent(request: Request, letter: int, step: str) -> HttpResponse:
    """Say that it was posted, or made in the other format."""
    if request.method != "POST" or step not in ("posted", "made"):
        raise NotFound("We could not find that page.")
    if step == "posted":
        actions.mark_posted(request.actor, letter=letter)
    else:
        actions.mark_made(request.actor, letter=letter)
    return redirect("site_desk:to_post")
