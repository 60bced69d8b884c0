"""Create: a POST becomes a request by the same verb as every other door."""

from django.http import HttpRequest

from frontdesk.domains.access.queries import actor_for_token
from frontdesk.domains.forms.rules.open311 import Taken, answers_from, roles
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.queries.open311 import sent_before
from frontdesk.domains.requests.types import Receipt
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.api import keys
from frontdesk.sites.api.open311 import arguments
from frontdesk.sites.api.open311.doors import CHANNEL, offered


def create(request: HttpRequest, council: Council) -> Receipt:
    """The receipt of what was sent; that of the first time when the client sends the same again.

    A report is the same when its Idempotency-Key header, or the client's own id of it, was sent before by this key.
    Likeness alone refuses nothing here: a client cannot be asked whether it means the same.
    """
    token = keys.token_of(request, request.POST.get("api_key", ""), "open311", council=council.id)
    outside = arguments.outside_id(request.POST)
    if outside and (before := sent_before(council.id, token.id, outside)) is not None:
        return queries.receipt(council.id, before)
    definition = _service(request.POST.get("service_code", "").strip(), council)
    post = arguments.post(request.POST)
    taken, actor = answers_from(definition, post), actor_for_token(token)
    receipt = actions.report_request(
        actor,
        service=definition.code,
        answers=taken.answers,
        channel=CHANNEL,
        even_if_same=True,
        key=request.headers.get("Idempotency-Key", "").strip()[:200] or (f"open311:{outside}" if outside else None),
    )
    if not receipt.taken or receipt.request is None:
        raise Refusal(_why_not(receipt), field="service_code", code="not-taken")
    _keep(actor, receipt.request, definition, taken, request, outside)
    return receipt


def _service(code: str, council: Council) -> Definition:
    if not code:
        raise Refusal("Send a service_code.", field="service_code")
    published = offered(council).get(code)
    if published is None:
        raise NotFound(f"There is no service with the code {code[:60]}.")
    return published.definition


def _keep(actor: Actor, made: int, definition: Definition, taken: Taken, request: HttpRequest, outside: str) -> None:
    actions.keep_outside(
        actor,
        request=made,
        outside_id=outside,
        description=taken.description or request.POST.get("description", ""),
        asked_by=roles(definition).description,
        media_url=request.POST.get("media_url", "").strip()[:2000],
    )


def _why_not(receipt: Receipt) -> str:
    parts = (receipt.title, receipt.text, receipt.instead, receipt.phone, receipt.link)
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)
