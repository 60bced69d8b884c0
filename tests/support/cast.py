"""The two councils and the people every test knows, made by the product's own verbs."""

from dataclasses import dataclass

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as access_queries
from frontdesk.domains.organisations import actions as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor

TEAMS = (
    ("customer-services", "Customer services"),
    ("waste", "Waste and recycling"),
    ("highways", "Highways"),
    ("benefits", "Benefits"),
    ("council-tax", "Council tax"),
    ("housing", "Housing options"),
    ("parking", "Parking"),
    ("licensing", "Licensing"),
    ("information", "Information governance"),
    ("complaints", "Complaints"),
    ("planning", "Planning"),
    ("adult-care", "Adult social care"),
)


BACK_OFFICES = (
    {"code": "council-tax", "name": "Council tax", "asks": "The key on your bill", "services": ["council-tax-plan"]},
    {"code": "rent", "name": "Rent", "asks": "The key on your statement", "services": ["rented-home-repairs"]},
    {"code": "parking", "name": "Parking fines", "asks": "The key on the ticket", "services": []},
)


@dataclass(frozen=True)
class Councils:
    """Two councils: what holds for the first must hold for the second, and neither sees the other."""

    demo: Council
    littlewick: Council


@dataclass(frozen=True)
class Cast:
    """Actors of the council demo, and two of littlewick."""

    councils: Councils
    nobody: Actor
    amina: Actor  # a resident
    bill: Actor  # another resident
    dee: Actor  # adviser
    flo: Actor  # floorwalker
    oli: Actor  # officer of the waste team
    cora: Actor  # complaints officer
    sam: Actor  # manager
    des: Actor  # designer
    pat: Actor  # partner
    ada: Actor  # administrator
    system: Actor
    luca: Actor  # a resident of littlewick
    lena: Actor  # adviser of littlewick
    littlewick_system: Actor


def make_councils() -> Councils:
    """Both councils with their teams, by the verbs that council packs use."""
    demo, _ = organisations.set_council(
        code="demo",
        hosts=["demo.example.org"],
        values={
            "name": "Demo Council",
            "phone": "01632 960100",
            "phone_hours": "Monday to Friday, 8am to 6pm",
            "email": "hello@demo.example",
            "details": {"back_offices": list(BACK_OFFICES)},
        },
    )
    littlewick, _ = organisations.set_council(
        code="littlewick",
        hosts=["littlewick.example.org"],
        values={
            "name": "Littlewick District Council",
            "phone": "01632 960200",
            "email": "hello@littlewick.example",
            "details": {"back_offices": list(BACK_OFFICES)},
        },
    )
    for council in (demo, littlewick):
        with tenancy.acting_for(council.id):
            organisations.set_teams(
                Actor.system(council.id),
                departments=[{"code": "all", "name": "All services"}],
                teams=[{"code": code, "name": name, "department": "all"} for code, name in TEAMS],
            )
    return Councils(demo, littlewick)


def make_cast(councils: Councils) -> Cast:
    """Sign-ins and memberships of everybody."""
    demo, littlewick = councils.demo.id, councils.littlewick.id
    return Cast(
        councils=councils,
        nobody=Actor.nobody(demo),
        amina=_customer(demo, "amina"),
        bill=_customer(demo, "bill"),
        dee=_staff(demo, "dee", "Dee Marsh", ["adviser"], ["customer-services"]),
        flo=_staff(demo, "flo", "Flo Reed", ["floorwalker"], ["customer-services"]),
        oli=_staff(demo, "oli", "Oli Heath", ["officer"], ["waste"]),
        cora=_staff(demo, "cora", "Cora Finch", ["complaints-officer", "officer"], ["complaints", "information"]),
        sam=_staff(demo, "sam", "Sam Ford", ["manager"], ["customer-services"]),
        des=_staff(demo, "des", "Des Croft", ["designer"], []),
        pat=_staff(demo, "pat", "Pat Lowe", ["partner"], []),
        ada=_staff(demo, "ada", "Ada Brook", ["administrator"], []),
        system=Actor.system(demo),
        luca=_customer(littlewick, "luca"),
        lena=_staff(littlewick, "lena", "Lena Moss", ["adviser", "officer"], ["customer-services", "waste"]),
        littlewick_system=Actor.system(littlewick),
    )


def _customer(council: int, name: str) -> Actor:
    return access_queries.actor_for(council, access.open_sign_in(email=f"{name}@example.org"))


def _staff(council: int, login: str, name: str, roles: list[str], teams: list[str]) -> Actor:
    user = access.open_sign_in(email=f"{login}@council.example", full_name=name)
    with tenancy.acting_for(council):
        access.set_member(Actor.system(council), user=user, name=name, roles=roles, teams=teams)
    return access_queries.actor_for(council, user)
