"""Publishing the services of the packs for a test."""

from functools import cache
from pathlib import Path

from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import read
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
