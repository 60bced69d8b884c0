"""Small services for outside clients: a place, a description, and sometimes one attribute."""

from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import parse
from frontdesk.domains.services.types import Tried
from frontdesk.kernel.actor import Actor

_SERVICE = """
code = "{code}"
name = "{name}"
kind = "report"
tier = 1
group = "{group}"
summary = "Tell us about it. We look at it."
who_for = "Everyone."
cost = "Free"
keywords = ["street", "dirty, wet"]
owner = "waste"
[channels]
best = "api"
open = ["api"]
[[page]]
code = "where"
title = "Where it is"
[[page.question]]
code = "place"
type = "place"
label = "Where is it?"
why = "So that we find it."
{attribute}
[[page]]
code = "what"
title = "What you saw"
[[page.question]]
code = "what"
type = "long_text"
label = "What did you see?"
why = "So that we bring the right tools."
{words_when}
[[page]]
code = "you"
title = "About you"
[[page.question]]
code = "email"
type = "email"
label = "Your email"
why = "So that we can tell you."
optional = true
known_as = "email"
[[page.question]]
code = "name"
type = "name"
label = "Your name"
why = "So that we can tell you."
optional = true
known_as = "name"
[[ending]]
code = "sent"
outcome = "submit"
title = "We have it"
"""
SIZE = """
[[page.question]]
code = "size"
type = "choice"
label = "How big is it?"
why = "So that we send the right lorry."
used_for = "work"
options = [{ value = "bag", label = "A bag <or less>" }, { value = "lorry", label = "A lorry load & more" }]
"""


def publish_small(
    council: int, code: str, name: str = "", *, group: str = "Streets", attribute: str = "", words_when: str = ""
) -> None:
    """Publish a service that only outside clients use. Its council is the one whose work this is."""
    when = f"when = {words_when}" if words_when else ""
    named = {"code": code, "name": name or code.title(), "group": group}
    read = parse(_SERVICE.format(**named, attribute=attribute, words_when=when))
    assert isinstance(read, Definition), read
    publish_service(Actor.system(council), definition=read, tried=[Tried("Amina", "It was clear")])
