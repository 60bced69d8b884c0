"""The demo sign-ins: one for each role, printed by `make demo`, refused outside demo mode. Everybody is invented."""

from dataclasses import dataclass

PASSWORD = "demo-frontdesk"  # noqa: S105  published on purpose
TOKEN = "demo-token"  # noqa: S105  published on purpose
SCHOOLS, SCHOOLS_SECRET = "demo-school-admissions", "demo-school-admissions-secret"
"""The invented outside system of /demo/schools at our provider: published on purpose."""
TOKEN_SCOPES = ("contacts", "requests", "open311", "people:council-tax")


@dataclass(frozen=True)
class SignIn:
    """One invented person with the roles that the sign-in shows."""

    role: str
    name: str
    roles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """`<role>@demo.example`."""
        return f"{self.role}@demo.example"


CASEWORK = ("complaints", "information")
OFFICERS = (
    *("waste", "highways", "benefits", "council-tax", "housing", "parking", "licensing", "planning"),
    *("environmental-health", "registrars", "schools"),
)

SIGN_INS = (
    SignIn("resident", "Amina Reedmace"),
    SignIn("adviser", "Dee Marshwort", ("adviser",), ("customer-services",)),
    SignIn("floorwalker", "Flo Sedgewick", ("floorwalker",), ("customer-services",)),
    SignIn("officer", "Oli Heathrush", ("officer",), OFFICERS),
    SignIn("complaints-officer", "Cora Finchley-Moss", ("complaints-officer", "officer"), CASEWORK),
    SignIn("manager", "Sam Fordbrook", ("manager",), ("customer-services", "adult-care", "children")),
    SignIn("designer", "Des Croftwell", ("designer",)),
    SignIn("partner", "Pat Lowfen", ("partner",)),
    SignIn("administrator", "Ada Brookmere", ("administrator",)),
)


def printed(address: str) -> str:
    """What `make demo` says at the end: where it is and who can sign in."""
    rows = "\n".join(f"  {person.email:<36} {person.name}" for person in SIGN_INS)
    return (
        f"\nFrontdesk is open at {address}\n\nSign in at {address}/account/ or {address}/desk/ "
        f"with the password {PASSWORD}:\n{rows}\n\nAPI token: {TOKEN}. Every message sent: {address}/demo/outbox\n"
        "Ctrl-C stops it. Everything and everybody here is invented."
    )
