"""What becomes of a case: answered, refused with reasons, records erased or restricted, those told who were told."""

from collections.abc import Iterable

from django.db import transaction

from frontdesk.domains.access import queries as access
from frontdesk.domains.information import models, policy
from frontdesk.domains.information.actions.asking import stands_no_more
from frontdesk.domains.information.actions.copies import drop_copies
from frontdesk.domains.information.actions.held import end, hold, hold_row, save, tell, write_text
from frontdesk.domains.information.queries.cases import seen, standing_of
from frontdesk.domains.information.queries.looking import records_then
from frontdesk.domains.information.queries.retention import is_held
from frontdesk.domains.information.rules import steps
from frontdesk.domains.information.types import (
    CASE,
    CASE_CLOSED,
    ERASED,
    GROUNDS,
    NOT_SHOWN,
    NOTHING_HELD,
    OUTCOMES,
    REASONS,
    RECTIFIED,
    REFUSED,
    RESTRICTED,
    STOPPED,
)
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import actions as people_actions
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require
from frontdesk.kernel.holdings import active, holdings
from frontdesk.kernel.words import one_line

COMPLAIN = (
    "If you are not content, tell us first and we will look again. You can also complain to the Information"
    " Commissioner (ico.org.uk, 0303 123 1113) or go to court."
)
OTHERS = (
    "Records of this customer were joined or parted since this was asked. Look whose words these are, and say so on the"
    " page of this case first."
)
CORE = "people"
"""The holding by which the others find their rows, which goes last and only with them all."""


def close_case(actor: Actor, *, case: int, outcome: str, words: str = "", ground: str = "") -> bool:
    """Answer the case with its outcome and tell the customer: of a refusal ground, reasons and where to complain.

    Whether they could be written to.
    """
    with transaction.atomic():
        row = hold(actor, case, "close")
        if outcome not in steps.endings(standing_of(row)):
            raise Refusal("Choose how it ended.", field="outcome")
        if outcome == REFUSED:
            _check_reasons(ground, words)
        if outcome == NOTHING_HELD and not words.strip():
            raise Refusal("Write what you looked for, and where.", field="words")
        return _end(actor, row, outcome, words, ground if outcome == REFUSED else "")


def _check_reasons(ground: str, words: str) -> None:
    if ground not in GROUNDS:
        raise Refusal("Choose why.", field="ground")
    if not words.strip():
        raise Refusal("Write the reasons as the customer should read them.", field="words")


def _end(actor: Actor, row: models.RightsCase, outcome: str, words: str, ground: str, *, email: str = "") -> bool:
    end(actor, row, outcome, ground)
    stands_no_more(row)
    drop_copies(row)
    if words.strip() and not email:
        write_text(row, REASONS, words, actor)
    save(actor, row, CASE_CLOSED, {"outcome": outcome, "ground": ground})
    said = [f"{OUTCOMES[outcome]}.", GROUNDS[ground][1] if ground else "", words.strip()]
    complain = COMPLAIN if ground or outcome == NOT_SHOWN else ""
    return tell(
        actor,
        row,
        "closed",
        "Our answer to what you asked about your information",
        *filter(None, [*said, complain]),
        email=email,
    )


def erase_customer(
    actor: Actor, *, case: int, keep: Iterable[str] = (), words: str = "", ground: str = ""
) -> dict[str, int]:
    """Erase what is held on the customer, but the holdings named in `keep`, whose ground and reasons are told to them.

    Facts stay, and count. Returns how many rows were emptied, by holding. Refused while something of theirs is open,
    and where their records are not those in which it was asked.
    """
    kept = set(keep)
    with transaction.atomic():
        row = hold(actor, case, "erase")
        if kept:
            _check_reasons(ground, words)
        if not {each.name for each in holdings()} - kept:
            raise Refusal("If nothing goes, close the case as refused.", field="keep")
        cluster = _as_asked(row)
        if is_held(actor.council, cluster):
            raise Refusal("A legal hold keeps what we hold on them. End it first, or refuse with the reason.")
        email = people.mail_of(actor.council, cluster[0]).address
        _end(actor, row, steps.erased_outcome(len(kept)), words, ground if kept else "", email=email)
        if active(actor.council, cluster):  # this case is closed by now: what is left is something else
            raise Refusal(
                "A request, a contact or another case of theirs is open. Close it first, or refuse with the reason."
            )
        return erase_holdings(actor, cluster, kept)


def _as_asked(row: models.RightsCase) -> list[int]:
    """The records of the case's customer, the one in front first, held as legal holds do. Refusal where they are not
    those of the moment in which it was asked, or last looked at: a join that was wrong, or is, would carry it out on
    somebody else."""
    fronts = people_actions.locked(row.council_id, [row.person_id or 0])
    if records_then(row) != set(fronts):
        raise Refusal(OTHERS, code="other-records")
    return sorted(fronts, key=lambda record: (record != fronts[record], record))


def erase_holdings(actor: Actor, cluster: list[int], keep: Iterable[str] = ()) -> dict[str, int]:
    """Empty everything held on the records of one customer but what is kept, in the order of the register.

    The record itself goes only where all else goes: what is kept is found and shown by it.
    """
    kept = set(keep)
    going = [each for each in holdings() if each.name not in kept and not (kept and each.name == CORE)]
    emptied = {each.name: each.erase(actor.council, cluster) for each in going}
    journal.write(actor, ERASED, thing=("person", cluster[0]), data={"holdings": sorted(emptied)})
    return emptied


def restrict_customer(actor: Actor, *, case: int, readers: Iterable[int], words: str = "") -> bool:
    """Let only the named staff read the customer's record from now on, and close the case so.

    It is the record of whoever asked: joined ones are bound by it while they are joined. Refused where they are not
    those in which it was asked. Whether the customer could be written to.
    """
    named = set(readers)
    if not named:
        raise Refusal("Choose who may still read the record.", field="readers")
    if not named <= {each.user for each in access.members(actor.council)}:
        raise Refusal("Somebody you chose does not work here any more. Choose again.", field="readers")
    with transaction.atomic():
        row = hold(actor, case, "restrict")
        _as_asked(row)
        outcome = STOPPED if row.kind == "objection" else RESTRICTED
        told = _end(actor, row, outcome, words, "")
        people_actions.restrict_person(Actor.system(actor.council), person=row.person_id or 0, readers=named)
        return told


def find_recipients(actor: Actor, *, case: int) -> int:
    """List who was told what is put right: systems that know the customer by a number, teams with open requests.

    Whoever hears news of the front desk is told with it (`information.rectified`, with ids and codes only).
    """
    with transaction.atomic():
        row = hold(actor, case, "recipients")
        cluster = people.cluster(actor.council, row.person_id or 0)
        teams = {each.id: each for each in organisations.teams(actor.council)}
        systems = people.systems_of(actor.council, cluster)
        told = [("system", system, "Knows the customer by a number of its own") for system in systems]
        for team, service in requests.open_with(actor.council, cluster):
            told.append(("team", teams[team].code, f"Has an open request of theirs: {service}"))
        made = models.RightsTold.objects.bulk_create(
            [
                models.RightsTold(council_id=actor.council, case=row, kind=kind, code=code, why=why)
                for kind, code, why in dict.fromkeys(told)
            ],
            ignore_conflicts=True,
        )
        save(actor, row)
        data = {"systems": systems}
        journal.write(actor, RECTIFIED, thing=(CASE, row.pk), person=row.person_id, data=data)
        return len(made)


def recipient_told(actor: Actor, *, case: int, recipient: int, how: str) -> None:
    """Write down that somebody on the list was told, and how."""
    require(policy.may_protect(actor))
    with transaction.atomic():
        row = hold_row(actor, case)
        seen(actor, row)
        if not how.strip():
            raise Refusal("Write how they were told, like “Email to the team”.", field="how")
        rows = models.RightsTold.objects.filter(council_id=actor.council, case=row, id=recipient, told_at=None)
        if not rows.update(told_at=clock.now(), told_by=actor.user, how=one_line(how, 200)):
            raise Refusal("Somebody has told them already, or took them off the list.", code="moved-on")
        save(actor, row)
