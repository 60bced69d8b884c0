"""What stories about drafts begin with: services published in both councils, and small real files."""

import io
import re
from datetime import UTC, datetime
from typing import Any

import pillow_heif
from PIL import Image

from frontdesk.domains.forms.tests.builder import HEAD, SENT, page, question
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import parse
from frontdesk.domains.services.types import Tried
from frontdesk.kernel import tenancy
from tests.support.cast import Cast

MORNING = datetime(2026, 9, 1, 9, tzinfo=UTC)
ITEM = question("text", "item", used_for='"work"').replace("[[page.question]]", "[[page.question.question]]")
FORM = (
    page("where", question("place", "where"))
    + page("kind", question("yes_no", "big"))
    + page("photo", question("photo", "photo", max=2, optional="true"))
    + page("items", question("group", "items", entry='"item"', max=2) + ITEM, when='{ question = "big", is = "yes" }')
    + page("you", question("email", "email", known_as='"email"', optional="true"))
)
TREE = HEAD.replace('code = "test"', 'code = "tree"').replace('open = ["web"]', 'open = ["web", "phone"]')
FACT = '[[fact]]\ncode = "owner"\ntype = "choice"\noptions = ["ours", "theirs"]\nfrom = "test.owner"\nneeds = "where"\n'


def definition(form: str = FORM + FACT, head: str = TREE) -> Definition:
    """A service as data; raises where it cannot be read."""
    found = parse(head + form + SENT)
    assert isinstance(found, Definition), [str(problem) for problem in found]
    return found


def publish(cast: Cast, what: Definition | None = None) -> Definition:
    """The service published in both councils, the test acting for demo."""
    made = what or definition()
    for system in (cast.system, cast.littlewick_system):
        with tenancy.acting_for(system.council):
            publish_service(system, definition=made, tried=[Tried("Jo", "Fine.")])
    return made


def jpeg(width: int = 60, height: int = 40, *, gps: bool = False, orientation: int = 1) -> bytes:
    """A small picture, with a place and a way up in what the camera wrote, if asked."""
    image = Image.new("RGB", (width, height), "red")
    exif = image.getexif()
    exif[0x010F] = "Secret camera"
    exif[0x0112] = orientation
    if gps:
        exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 6.0, 0.0)}
    target = io.BytesIO()
    image.save(target, "JPEG", exif=exif)
    return target.getvalue()


def heic() -> bytes:
    """A small picture as telephones of one maker take them."""
    target = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64), "blue")).save(target)
    return target.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def last_message(cast: Cast) -> Any:
    """The newest message of the council demo."""
    return Message.objects.filter(council_id=cast.councils.demo.id).latest("id")


def code_in(message: Any) -> str:
    """The six figures in a message."""
    found = re.search(r"\b\d{6}\b", message.body)
    assert found
    return found.group()


def token_in(message: Any) -> str:
    """The signed part of the link in a message."""
    return str(message.link).rstrip("/").rsplit("/", 1)[-1]
