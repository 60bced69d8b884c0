"""The calls of our own API. Each reads, calls one verb or query, and answers."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Header, NinjaAPI, Path, Status

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests.queries.open311 import Wanted, known_requests
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.types import Published
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.sites.api.v1 import shapes
from frontdesk.sites.api.v1.doors import Bearer, acting, explain

api = NinjaAPI(
    title="Frontdesk",
    version="1",
    description="Record contacts, read the catalogue, make requests and follow them. A token belongs to one council.",
    urls_namespace="site_api_v1",
    auth=Bearer(),
    docs_url=None,
)
explain(api)
WRONG: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), shapes.Problem)
ONCE: Any = Header("", alias="Idempotency-Key", description="Makes a retry harmless")  # type: ignore[type-arg]


@api.post("/contacts", response={201: shapes.ContactKept, 200: shapes.ContactKept, **WRONG}, tags=["contacts"])
def record_contact(request: HttpRequest, sent: shapes.ContactSent, once: shapes.Key = ONCE) -> Any:
    """Record one finished contact with its matters. Scope: contacts. 200 when its key was known."""
    with acting(request, "contacts") as caller:
        recorded = contacts.record_whole(caller.actor, contact=sent.told(once))
    return Status(200 if recorded.again else 201, shapes.ContactKept.of(recorded))


@api.post("/contacts/batch", response={200: shapes.ContactsKept, **WRONG}, tags=["contacts"])
def record_contacts(request: HttpRequest, sent: shapes.ContactsSent) -> Any:
    """Record up to 1,000 contacts at once; one that is refused stops no other. Scope: contacts."""
    with acting(request, "contacts") as caller:
        recorded = contacts.record_contacts(caller.actor, rows=[contact.told() for contact in sent.contacts])
    return {"contacts": [shapes.ContactKept.of(each) for each in recorded]}


@api.post("/people/batch", response={200: shapes.PeopleKept, **WRONG}, tags=["people"])
def bring_people(request: HttpRequest, sent: shapes.PeopleSent, once: shapes.Key = ONCE) -> Any:
    """Tell us of up to 1,000 records of a back office; one that is refused stops no other.

    Scope: people: and the system, like people:council-tax.
    A record is known by system and key: sent again it is changed where your system has changed it, and else left.
    422 when an Idempotency-Key was sent before with other records.
    """
    with acting(request, f"people:{sent.system}") as caller:
        rows = [each.told() for each in sent.people]
        brought = people.bring_records(caller.actor, system=sent.system, rows=rows, key=once or None)
    return {"people": [shapes.PersonKept.of(each) for each in brought]}


@api.get("/services", response={200: list[shapes.ServiceTold], **WRONG}, tags=["services"])
def list_services(request: HttpRequest) -> Any:
    """The catalogue, by group and name. Scope: requests."""
    with acting(request, "requests") as caller:
        listed = _catalogue(caller.actor.council).values()
        return [shapes.ServiceTold.of(each.definition) for each in listed if each.definition.has_form]


@api.get("/services/{code}", response={200: shapes.ServiceWhole, **WRONG}, tags=["services"])
def one_service(request: HttpRequest, code: Annotated[shapes.Code, Path()]) -> Any:
    """One service with its questions. Scope: requests."""
    with acting(request, "requests") as caller:
        found = _catalogue(caller.actor.council).get(code)
    if found is None or not found.definition.has_form:
        raise NotFound("There is no such service.")
    return shapes.ServiceWhole.of(found.definition)


@api.post("/requests", response={201: shapes.RequestTaken, 200: shapes.RequestTaken, **WRONG}, tags=["requests"])
def make_request(request: HttpRequest, sent: shapes.RequestSent, once: shapes.Key = ONCE) -> Any:
    """Hand in a form. Scope: requests. 201 when a request came of it, 200 for a known key or when we do not take it.

    409 when we seem to have it already: send it again with `even_if_same`, or with `same_as`.
    """
    with acting(request, "requests") as caller:
        receipt = requests.report_request(caller.actor, key=once or None, **sent.model_dump())
    fresh = receipt.taken and not receipt.again
    return Status(201 if fresh else 200, shapes.RequestTaken.of(receipt, caller.council_code))


@api.get("/requests/{reference}", response={200: shapes.RequestTold, **WRONG}, tags=["requests"])
def one_request(request: HttpRequest, reference: Annotated[shapes.Code, Path()]) -> Any:
    """Where a request is. Scope: requests."""
    with acting(request, "requests") as caller:
        council = caller.actor.council
        found = known_requests(council, _catalogue(council), Wanted(references=(reference,)), None)
    if not found:
        raise NotFound("There is no such request.")
    return shapes.RequestTold.of(found[0])


def _catalogue(council: int) -> dict[str, Published]:
    """What a visitor may find, by code."""
    listed = services.catalogue(Actor.nobody(council))
    return services.published_each(council, (each for each in listed if not each.restricted))
