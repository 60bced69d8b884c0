"""What a customer owes and is owed, for staff who advise: never on the customer page, always a look that is kept."""

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.payments import actions, queries
from frontdesk.domains.payments.types import HOWS, RECORD
from frontdesk.domains.people import queries as people
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import ask
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import KNOWS, Request, staff
from frontdesk.ui.presses import press_key


@staff(*KNOWS)
def money(request: Request, person: int) -> HttpResponse:
    """Every debt, overdue first, with the accounts and what was paid."""
    answers = actions.look_at(request.actor, person=person)
    hrefs = {each.account.id: reverse("site_desk:money_account", args=[person, each.account.id]) for each in answers}
    return page(
        request, "money", whose=person, name=people.name_for(request.actor, person), answers=answers,
        owed=queries.owed(answers), hrefs=hrefs, helps=queries.help_of(request.actor.council),
        links=bool(queries.systems(request.actor.council)),
    )  # fmt: skip


@staff(*KNOWS)
def account(request: Request, person: int, account: int) -> HttpResponse:
    """One account, as its back office tells it."""
    (answer,) = actions.look_at(request.actor, person=person, account=account)
    return page(
        request, "money_account", whose=person, name=people.name_for(request.actor, person), answer=answer,
        debts=queries.owed([answer]).debts, how=HOWS.get(answer.account.how, ""),
        ends=answer.account.how != RECORD,
    )  # fmt: skip


@staff(*KNOWS)
def link(request: Request, person: int) -> HttpResponse:
    """Link an account to a customer in hand."""
    found, known = people.who(request.actor, person, seen_on="what is owed"), queries.systems(request.actor.council)
    if not known:
        raise NotFound("No back office is connected yet. An administrator finds how in the guide on back offices.")

    def take(typed: QueryDict) -> str:
        told = {name: typed.get(name, "") for name in ("system", "number", "words")}
        record = row_number(typed.get("record"))
        actions.link_by_staff(request.actor, person=person, record=record, key=press_key(request), **told)
        return "The account is linked."

    return ask(
        request, "money_link", take, _all(person), person=found, systems=known.values(), back=_all(person),
        records=people.records_told(request.actor, person),
    )  # fmt: skip


@staff(*KNOWS)
def end(request: Request, person: int, account: int) -> HttpResponse:
    """Take an account off a customer whose it is not, after a page that asks."""
    found = people.who(request.actor, person, seen_on="what is owed")
    answer = next((each for each in actions.look_at(request.actor, person=person) if each.account.id == account), None)
    if answer is None or answer.account.how == RECORD:
        raise NotFound("We could not find that account. It may have been taken off.")

    def take(typed: QueryDict) -> str:
        actions.end_link(request.actor, account=account)
        return "The account is taken off this customer."

    return ask(request, "money_end", take, _all(person), person=found, account=answer.account, back=_all(person))


def _all(person: int) -> str:
    return reverse("site_desk:money", args=[person])
