"""Publishing the services of the packs for a test."""

from functools import cache
from pathlib import Path

from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import parse, read
from frontdesk.domains.services.types import Published
from frontdesk.kernel.actor import Actor

ROOT = Path(__file__).resolve().parents[2]
PACKS = {"demo": ROOT / "councils/demo/services", "littlewick": ROOT / "tests/councils/littlewick/services"}


@cache
def definition_of(pack: str, code: str) -> Definition:
    """The service of a pack, read once."""
    found = read(PACKS[pack] / code)
    assert isinstance(found, Definition), found
    return found


def publish(system: Actor, *codes: str, pack: str = "demo") -> list[Published]:
    """Publish services of a pack as its first load does."""
    return [publish_service(system, definition=definition_of(pack, code), examples_passed=3)[0] for code in codes]


CAREERS = """code = "careers"
name = "Careers advice"
kind = "advice"
tier = 2
group = "Work and learning"
summary = "Talk to somebody about work and training."
owner = "customer-services"

[channels]
best = "visit"
open = ["web", "phone", "visit"]
"""
"""An entry of the catalogue: a service without pages, and so without a form."""


def publish_careers(system: Actor) -> Published:
    """Publish the entry."""
    found = parse(CAREERS)
    assert isinstance(found, Definition), found
    return publish_service(system, definition=found)[0]
