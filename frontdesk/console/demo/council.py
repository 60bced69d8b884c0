"""The invented council of the demo."""

from frontdesk.domains.organisations import actions as organisations
from frontdesk.domains.organisations.types import Council

CODE = "demo"


def load() -> Council:
    """The council `demo`, made or brought up to date."""
    council, _ = organisations.set_council(
        code=CODE,
        values={
            "name": "Demo Council",
            "description": "An invented council that shows what Frontdesk does.",
            "phone": "01632 960100",
            "phone_hours": "Monday to Friday, 8am to 6pm",
            "email": "hello@demo.example",
        },
    )
    return council
