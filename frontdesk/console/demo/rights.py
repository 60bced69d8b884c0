"""What information officers and managers find in the demo: rights asked, a breach, letters, records that may be one."""

from datetime import date, timedelta

from frontdesk.console.demo.people import SYSTEM
from frontdesk.console.demo.sign_ins import actors
from frontdesk.domains.documents import actions as documents
from frontdesk.domains.information import actions as information
from frontdesk.domains.information import queries as cases
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types import Person, Reason
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor

TOWN = (61, 64, 67)
"""Whose rights, letters and second records these are: numbers of the town."""
TYPED = [Reason("given", "same", 4.1), Reason("family", "same", 6.3), Reason("born", "digit", 2.2),
         Reason("place", "same", 5.8), Reason("held", "other-birth")]  # fmt: skip
RUNG = [Reason("given", "initial", 1.4), Reason("family", "same", 6.3), Reason("born", "same", 8.5),
        Reason("held", "not-proved")]  # fmt: skip
"""What a comparison of all records would say of two pairs."""


def make_rights(council: Council) -> None:
    """Written by the demo's resident and staff. Made once."""
    with tenancy.acting_for(council.id):
        who = actors(council.id)
        amina, dee, cora = (who.get(role) for role in ("resident", "adviser", "complaints-officer"))
        if amina is None or dee is None or cora is None or cases.own_cases(amina):
            return
        known = queries.people_by_identity(council.id, SYSTEM, [f"{SYSTEM}-{number:07}" for number in TOWN])
        town = [queries.prefill(Actor.system(council.id), known[key]) for key in sorted(known)]
        if len(town) < len(TOWN):
            return
        _asked(amina, dee, town)
        _letters(cora, amina, town)
        _twice(dee, *town[:2])
        with clock.at(clock.now() - timedelta(hours=20)):
            information.record_breach(
                dee, what="A letter about a parking fine went to the flat next door, and was opened there.",
                known_at=clock.now(), affected=1, who="One resident, their name and the fine",
            )  # fmt: skip


def _asked(amina: Actor, dee: Actor, town: list[Person]) -> None:
    """A copy asked in the account, a correction near its last day, a deletion without proof of who asks."""
    now = clock.now()
    with clock.at(now - timedelta(days=9)):
        information.ask_by_right(amina, kind="access", words="Everything that you hold about me, please.")
    for one, days, kind, words, identity in zip(
        town, (24, 3), ("rectification", "erasure"),
        ("My date of birth is wrong in your letters.", "I have moved away. Please delete what you hold."),
        ("known", ""), strict=False,
    ):  # fmt: skip
        with clock.at(now - timedelta(days=days)):
            information.ask_by_right(dee, kind=kind, words=words, channel="phone", person=one.id, identity=identity)


def _letters(cora: Actor, amina: Actor, town: list[Person]) -> None:
    """One read in the account, one that waits to be posted."""
    signed = "Cora Finchley-Moss, Complaints and information"
    with clock.at(clock.now() - timedelta(days=8)):
        documents.issue_letter(
            cora, person=amina.person or 0, subject="We have your request for your information", signed=signed,
            body="Thank you for asking for a copy of what we hold about you.\n\nWe are collecting it now, and you need"
            " not do anything. It will be in your account within one month of the day on which you asked.",
            by_post=False,
        )  # fmt: skip
    if town[0].address:
        documents.issue_letter(
            cora, person=town[0].id, subject="Your date of birth", signed=signed, by_post=True,
            body="You told us that your date of birth is wrong in our letters.\n\nPlease show us a passport, a driving"
            " licence or a birth certificate at the front desk, or send us a copy. We then put it right everywhere.",
        )  # fmt: skip


def _twice(dee: Actor, typed: Person, rung: Person) -> None:
    """Second records of two customers: of one a slip of the pen at the desk, of one what was heard on the phone."""
    born, home = typed.date_of_birth, typed.address
    again = people.create_person(
        dee, name=typed.name, source="desk", date_of_birth=_digit_off(born) if born else None,
        address=home.line if home else "", postcode=home.postcode if home else "",
    )  # fmt: skip
    people.propose_join(dee, person=typed.id, other=again, probability=0.97, reasons=TYPED)
    given, _, family = rung.name.partition(" ")
    again = people.create_person(
        dee, name=f"{given[:1]} {family}", source="phone", date_of_birth=rung.date_of_birth
    )  # fmt: skip
    people.propose_join(dee, person=rung.id, other=again, probability=0.9, reasons=RUNG)


def _digit_off(born: date) -> date:
    """A date with another last digit, or another first one, of its day."""
    day = born.day
    return born.replace(day=day - 10 if day > 29 else day // 10 * 10 + (2 if day % 10 == 1 else 1))
