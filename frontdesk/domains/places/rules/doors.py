"""Whose door a matter belongs to, by the address and the tier of the service."""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.domains.places.types import AuthorityRow, Door, Tier


def door_for(authority_code: str, service_tier: str, authorities: Mapping[str, AuthorityRow]) -> Door:
    """Say who looks after a matter at an address: us, or which other authority and how to reach it.

    ``authority_code`` is the address's lower-tier or unitary council; ``service_tier`` says which tier
    provides the service ("district", "county", or "unitary" where the council provides everything).
    A county's service at an address in a district belongs to the district's county. An address
    with no authority, or one we know nothing of, is taken as ours: nobody is sent away on a gap in the data.
    """
    local = authorities.get(authority_code)
    if local is None:
        return Door(ours=True)
    found: AuthorityRow | None = local
    if service_tier == Tier.COUNTY and local.tier == Tier.DISTRICT:
        found = authorities.get(local.county)
    if found is None:
        return Door(ours=True)
    return Door(ours=found.ours, name=found.name, web=found.web, phone=found.phone)
