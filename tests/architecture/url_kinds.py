"""The kinds of doors, the roles of staff who stand there, and what a row of the table of addresses says (`urls`)."""

from dataclasses import dataclass

WORKS = frozenset({"adviser", "officer", "complaints-officer", "manager"})
SERVES = WORKS | {"floorwalker"}
COUNTS = frozenset({"manager", "insight-analyst", "administrator"})
MANAGES = frozenset({"administrator"})
KNOWS = frozenset({"adviser", "complaints-officer", "manager"})
DECIDES = frozenset({"manager"})
LIFTS = frozenset({"manager", "data-protection-officer", "complaints-officer"})
PROTECTS = frozenset({"data-protection-officer", "complaints-officer"})
STAFF = SERVES | COUNTS | {"designer", "data-protection-officer"}

OUTSIDE = frozenset({"partner", "helper", "contractor", "member"})

PUBLIC = "public"  # everybody
LINK = "signed link"  # whoever has the link; a made-up one opens nothing
OWN = "own key"  # the browser that began it; nobody else
ACCOUNT = "account"  # whoever signed in, staff too; others are sent to sign in
DESK = "staff"  # the roles named
TOKEN = "token"  # programs with a token
DEMO = "demo only"  # everybody in the demo, nobody outside it
MACHINE = "machine"  # for monitoring; shows no council's data

Answers = tuple[int | str, ...]
PAGE: Answers = (200,)
HOME = "home"  # staff to the desk, other people who are signed in to their account
NO_RECORD = "/account/data/"  # which tells whoever has no record that we hold nothing


@dataclass(frozen=True)
class Url:
    """A row: the door, the roles for a staff door, the parameter that names a thing, and what those let in get."""

    door: str
    roles: frozenset[str] = frozenset()
    thing: str = ""
    get: Answers = PAGE
    post: Answers = PAGE
