"""The register of outside systems."""

from frontdesk.domains.partners import models
from frontdesk.domains.partners.types import OutsideSystem
from frontdesk.kernel.errors import NotFound


def systems(council: int) -> list[OutsideSystem]:
    """The systems that open by the council's sign-in today, by name."""
    rows = models.OutsideSystem.objects.filter(council_id=council, ended_at=None).order_by("name", "id")
    return [as_system(row) for row in rows]


def system(council: int, system: int) -> OutsideSystem:
    """One of them; NotFound where there is none or it has ended."""
    row = models.OutsideSystem.objects.filter(council_id=council, id=system, ended_at=None).first()
    if row is None:
        raise NotFound("We could not find that system. Somebody may have ended it.")
    return as_system(row)


def system_of_client(council: int, client: str) -> OutsideSystem | None:
    """The living system of this council with this name at the provider; None for every other council's."""
    row = models.OutsideSystem.objects.filter(council_id=council, client=client, ended_at=None).first()
    return as_system(row) if row is not None else None


def as_system(row: models.OutsideSystem) -> OutsideSystem:
    """The row as everybody above sees it."""
    return OutsideSystem(
        row.pk, row.code, row.name, row.about, row.start, tuple(row.returns), tuple(row.scopes), row.client,
        row.registered_at, row.ended_at,
    )  # fmt: skip
