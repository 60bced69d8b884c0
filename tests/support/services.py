"""Services for tests: those of the demo pack, published by the verb."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import parse
from frontdesk.domains.services.types import Published, Tried
from frontdesk.kernel.actor import Actor

PACK = Path(__file__).resolve().parents[2] / "councils" / "demo" / "services"


def definition(code: str, **changes: Any) -> Definition:
    """The service of the demo pack, with some of its keys changed."""
    read = parse((PACK / code / "service.toml").read_text())
    assert isinstance(read, Definition), read
    return replace(read, **changes)


def publish(council: int, code: str, **changes: Any) -> Published:
    """Publish the service in the council whose work this is (it need not be demo's own)."""
    found, _ = publish_service(
        Actor.system(council), definition=definition(code, **changes), tried=[Tried("Amina", "It was clear")]
    )
    return found
