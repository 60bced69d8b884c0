"""Everything the pages are made of, with invented examples: for looking at, and for the tests of accessibility.

`/demo/styleguide` shows it in the demo only: render `ui/styleguide.jinja` with `customer_side()` and
`ui/styleguide_staff.jinja` with `staff_side()`.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from frontdesk.ui.keys import keys_of

AT = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
DUE = date(2026, 12, 8)


@dataclass(frozen=True, slots=True)
class Example:
    """A question with what was typed, and its error."""

    code: str
    type: str
    label: str
    hint: str = ""
    why: str = ""
    required: bool = True
    options: tuple[tuple[str, str, str], ...] = ()
    none: str = ""
    statement: str = ""
    entry: str = ""
    max: int = 0
    unit: str = ""
    every: str = ""
    questions: tuple["Example", ...] = ()
    value: Any = None
    error: Any = None
    extra: dict[str, Any] = field(default_factory=dict)


_BINS = (("rubbish", "Rubbish", "Black lid"), ("recycling", "Recycling", "Blue lid"), ("none", "None of these", ""))
_FLATS = [(str(number), f"Flat {number}, 12 Mill Lane, Demo Town") for number in range(1, 5)]
_BLOCK = [(str(number), f"Flat {number}, Castle House, Demo Town") for number in range(1, 25)]
_STREETS = [("1", "Mill Lane, Castle ward"), ("2", "Millbrook Road, Abbey ward")]
_BORN = {"day": "3", "month": "12", "year": "1980"}
_PHOTO = SimpleNamespace(id=4, name="behind the side gate.heic", size=2_400_000, href="/files/4", waiting=True)

EXAMPLES: tuple[Example, ...] = (
    Example("landlord", "text", "Who is your landlord?", hint="As it stands in your tenancy", value="Castle Homes"),
    Example("story", "long_text", "What happened?", value="The bin stood out\nall day.", error="Say what happened"),
    Example("who", "name", "Your name", value={"first": "Amina"}, error={"last": "Enter your last name"}),
    Example("email", "email", "Email address", value="amina@", error="Enter an email address like name@example.org"),
    Example("phone", "phone", "Phone number", required=False, value="07700 900123"),
    Example("missed", "date", "On which day should we have come?", hint="For example, 27 3 2026"),
    Example(
        "born", "memorable_date", "Date of birth", value=_BORN | {"month": "13"}, error={"month": "Check the month"}
    ),
    Example("rooms", "number", "How many rooms are there?", unit="rooms", value="3"),
    Example("rent", "money", "How much rent do you pay?", every="week", value="120.50"),
    Example("garden", "yes_no", "Do you pay for garden waste?", error="Choose yes or no"),
    Example("bin", "choice", "Which bin did we miss?", options=_BINS, value="recycling"),
    Example("bins", "several", "Which bins do you have?", options=_BINS, none="none", value=["rubbish"]),
    Example("home", "address", "What is your address?", error={"postcode": "Enter a full postcode, like AB1 2CD"}),
    Example("flat", "address", "Which flat?", value={"postcode": "AB1 2CD", "uprn": "2"}, extra={"found": _FLATS}),
    Example("block", "address", "Which flat in the block?", value={"postcode": "AB1 2CE"}, extra={"found": _BLOCK}),
    Example("typed", "address", "Address abroad", value={"typed": "1", "line1": "Rue Exemple 7"}),
    Example("down", "address", "Another address", extra={"trouble": "We can’t look up addresses just now. Enter it."}),
    Example(
        "spot",
        "place",
        "Where is the pothole?",
        value={"method": "street", "street": "Mill"},
        error={"description": "Say where it is"},
        extra={"found": _STREETS},
    ),
    Example("letter", "file", "Add your tenancy agreement"),
    Example("photo", "photo", "Add photos of the bin", required=False, max=3, value=[_PHOTO]),
    Example(
        "true", "declaration", "Declaration", statement="What I have said is true.", error="Confirm that it is true"
    ),
    Example(
        "people",
        "group",
        "Who lives with you?",
        entry="person",
        questions=(Example("full", "name", "Name"), Example("age", "date", "Date of birth")),
        value=[{"full": {"first": "Bill", "last": "Example"}, "age": _BORN}],
    ),
)

COST = SimpleNamespace(
    caption="What it costs",
    steps=[
        SimpleNamespace(label="First three items", amount=3000, note=""),
        SimpleNamespace(label="One more item", amount=850, note="£8.50 each"),
    ],
    total=3850,
)
SECTIONS = [
    SimpleNamespace(
        title="Your bin",
        rows=[
            SimpleNamespace(label="Which bin did we miss?", text="Recycling", change="/change/bin"),
            SimpleNamespace(label="What happened?", text="The bin stood out\nall day.", change="/change/story"),
            SimpleNamespace(
                label="Photo", files=[SimpleNamespace(name="bin.jpg", href="/f/1")], change="/change/photo"
            ),
        ],
    )
]
MONTHS = [
    {"label": f"{month} 2026", "short": month[:3], "value": value, "text": f"{value}%", "href": f"/records/{month}"}
    for month, value in zip(
        ("June", "July", "August", "September", "October", "November"), (81, 84, 79, 88, 91, 93), strict=True
    )
]
CHANNELS = [
    {"label": "Online", "value": 5120, "href": "/records/web"},
    {"label": "Phone", "value": 3204, "href": "/records/phone"},
    {"label": "In person", "value": 611, "href": "/records/visit"},
    {"label": "Email", "value": 240, "href": "/records/email"},
]
TASKS = [
    {"text": "Report", "href": "/report/", "note": "a missed bin, a pothole, rubbish left in the street"},
    {"text": "Pay", "href": "/pay/", "note": "council tax, rent, a parking fine"},
    {"text": "Apply", "href": "/apply/", "note": "for a Blue Badge, a permit, a place to live"},
    {"text": "Book", "href": "/book/", "note": "a collection of large items, a visit to the tip"},
    {"text": "Have my say", "href": "/have-my-say/", "note": "on plans near you, or on how we did"},
    {"text": "Get advice", "href": "/advice/", "note": "on money, housing and help you may get"},
    {"text": "Find out", "href": "/find-out/", "note": "bin days, opening times, your councillor"},
]


def customer_side() -> dict[str, Any]:
    """What `ui/styleguide.jinja` shows."""
    steps = [
        ("done", "Received", "Thursday 3 December"),
        ("now", "With the crew", "due on Tuesday"),
        ("ahead", "Done", ""),
    ]
    return {
        "title": "Style guide",
        "examples": EXAMPLES,
        "sections": SECTIONS,
        "cost": COST,
        "tasks": TASKS,
        "steps": [{"state": state, "text": text, "note": note} for state, text, note in steps],
        "due": DUE,
        "since": date(2026, 4, 1),
        "months": MONTHS,
        "channels": CHANNELS,
        "notices": [
            SimpleNamespace(title="Snow:", text="bins in Castle ward are emptied tomorrow.", href="/notices/1")
        ],
        "breadcrumbs": [{"text": "Home", "href": "/"}, {"text": "Style guide"}],
    }


CUSTOMER = SimpleNamespace(
    name="Amina Example", address_as="Mrs Example", born=date(1980, 12, 3), line="Flat 2, 12 Mill Lane, AB1 2CD"
)
TIMELINE = [
    SimpleNamespace(title="Asked how it is going", by="Dee Sample", at=AT, kind="Phone", text="Told her Tuesday."),
    SimpleNamespace(title="Missed bin reported", by="the customer", at=AT, kind="Online", href="/requests/1"),
]
HITS = [
    SimpleNamespace(
        name="Amina Example",
        href="/desk/customers/1",
        lines=["born 3 December 1980", "Flat 2, 12 Mill Lane, AB1 2CD"],
        last="Phone, 2 days ago: missed bin",
    ),
    SimpleNamespace(name="Bill Example", href="/desk/customers/2", lines=["14 Mill Lane, AB1 2CD"], last=""),
]
IN_HAND = SimpleNamespace(
    channel="Phone call", seconds=185, who="Amina Example", matters=2, href="/contacts/9", wrap_href="/contacts/9/wrap"
)
NAVIGATION = [
    SimpleNamespace(text="Desk", href="/desk/", current=True),
    SimpleNamespace(text="My list", href="/desk/mine/", count=12, key="mine"),
    SimpleNamespace(text="Figures", href="/desk/figures/"),
]
DUES = [
    (datetime(2026, 12, 3, 16, tzinfo=UTC), None),
    (date(2026, 12, 2), None),
    (DUE, None),
    (None, "paused"),
    (None, "kept"),
    (None, "missed"),
]


def staff_side() -> dict[str, Any]:
    """What `ui/styleguide_staff.jinja` shows."""
    return {
        "title": "Style guide for staff pages",
        "who": "Dee Sample",
        "keys": keys_of(),
        "keys_url": "/desk/keys/",
        "sign_out": "/account/sign-out/",
        "navigation": NAVIGATION,
        "in_hand": IN_HAND,
        "customer": CUSTOMER,
        "needs": ["Speak slowly, has a carer: Ruth", "Interpreter: Punjabi"],
        "timeline": TIMELINE,
        "hits": HITS,
        "now": AT,
        "dues": DUES,
        "outcomes": [("answered", "Answered there and then", "1"), ("request-made", "Request made", "2")],
        "months": MONTHS,
        "channels": CHANNELS,
    }
