"""The shapes of GeoReport v2, field by field (docs: the standard's names; ours are in the domains)."""

from datetime import datetime
from typing import Any

from frontdesk.domains.forms.rules.open311 import Attribute, attributes
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.requests.queries.open311 import Known
from frontdesk.domains.requests.types import Receipt
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel import clock, links

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
FORMATS = ("text/xml", "application/json")


def moment(at: datetime | None) -> str | None:
    """A moment as W3C has it, with the offset of local time."""
    return at.astimezone(clock.LOCAL).isoformat(timespec="seconds") if at is not None else None


def service(definition: Definition) -> dict[str, Any]:
    """One entry of the service list."""
    return {
        "service_code": definition.code,
        "service_name": definition.name,
        "description": definition.summary,
        "metadata": bool(attributes(definition)),
        "type": "realtime",
        "keywords": ",".join(word.replace(",", " ") for word in definition.keywords),
        "group": definition.group,
    }


def service_definition(definition: Definition) -> dict[str, Any]:
    """What a client must ask for, made from the form."""
    return {"service_code": definition.code, "attributes": [_attribute(each) for each in attributes(definition)]}


def _attribute(found: Attribute) -> dict[str, Any]:
    return {
        "variable": found.variable,
        "code": found.code,
        "datatype": found.datatype,
        "required": found.required,
        "datatype_description": found.datatype_description or None,
        "order": found.order,
        "description": found.description,
        **({"values": [{"key": key, "name": name} for key, name in found.values]} if found.values else {}),
    }


def request(known: Known, council: Council, *, extended: bool) -> dict[str, Any]:
    """One request; with `extended` the de facto extension of attributes and channel."""
    plain = {
        "service_request_id": known.reference,
        "status": known.status,
        "status_notes": known.status_words or None,
        "service_name": known.name,
        "service_code": known.service,
        "description": known.description or None,
        "agency_responsible": council.name,
        "service_notice": known.promise or None,
        "requested_datetime": moment(known.received_at),
        "updated_datetime": moment(known.updated_at),
        "expected_datetime": moment(known.due_at),
        "address": known.place or None,
        "address_id": known.uprn or None,
        "zipcode": known.postcode or None,
        "lat": known.lat,
        "long": known.lon,
        "media_url": known.media_url or None,
    }
    return plain | (_extension(known) if extended else {})


def _extension(known: Known) -> dict[str, Any]:
    answered = [{"code": code, "label": label, "value": value} for code, label, value in known.attributes]
    return {"attributes": answered, "extended_attributes": {"channel": known.channel, "ward": known.ward or None}}


def created(receipt: Receipt) -> dict[str, Any]:
    """What a POST is answered with."""
    return {
        "service_request_id": receipt.reference,
        "service_notice": receipt.promise or receipt.next_step or None,
        "account_id": None,
    }


def discovery(council: Council, changeset: str, *, test: bool) -> dict[str, Any]:
    """The discovery document. The changeset grows when a service changes, so that clients refresh what they keep."""
    contact = f"{council.name}, {council.email or council.phone}".strip(", ")
    return {
        "changeset": changeset,
        "contact": contact,
        "key_service": f"Ask {contact} for a key.",
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": links.absolute(council.code, "/open311/v2"),
                "changeset": changeset,
                "type": "test" if test else "production",
                "formats": list(FORMATS),
            }
        ],
    }
