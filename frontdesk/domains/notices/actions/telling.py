"""What becomes of a telling: confirmed, could not be done, not wanted, asked again."""

from django.db import transaction

from frontdesk.domains.notices import models
from frontdesk.domains.notices.actions.held import hold, hold_row, note_telling, send
from frontdesk.domains.notices.queries.notices import telling_of_link
from frontdesk.domains.notices.rules.steps import ANSWERABLE, OPEN, next_step
from frontdesk.domains.notices.types import CONFIRMED, COULD_NOT, NOT_WANTED, Stands, States
from frontdesk.kernel import clock, jobs
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import one_line

LONGEST_WORDS, LONGEST_REFERENCE = 500, 60
BY_LINK, BY_STAFF, BY_TEAM = "link", "staff", "team"
NO_ANSWER = "They were asked three times and have not answered. Ring them."
RETURNED = "Our email did not reach them. Ring them, or put their address right."
_ANSWERED = "They have answered already. Look at it again."


def confirm_telling(actor: Actor, *, telling: int, reference: str = "", words: str = "") -> None:
    """Staff confirm: the team that it has done its part, or for an organisation that rang. Again: as it is."""
    with transaction.atomic():
        row = _hold(actor, telling)
        if row.state == Stands.CONFIRMED:
            return
        _refuse_unless(row.state in ANSWERABLE)
        _end(actor, row, Stands.CONFIRMED, BY_TEAM if row.team else BY_STAFF, words, reference)


def could_not(actor: Actor, *, telling: int, why: str) -> None:
    """Staff write down that a recipient could not take it, and why: it is listed until somebody has seen to it."""
    _say_why(why)
    with transaction.atomic():
        row = _hold(actor, telling)
        _refuse_unless(row.state in ANSWERABLE)
        _end(actor, row, Stands.COULD_NOT, BY_STAFF, why)


def not_wanted(actor: Actor, *, telling: int, why: str) -> None:
    """Nobody tells them any more: the customer changed their mind, or it has been settled otherwise."""
    _say_why(why)
    with transaction.atomic():
        row = _hold(actor, telling)
        _refuse_unless(row.state in OPEN)
        _end(actor, row, Stands.NOT_WANTED, BY_STAFF, why)


def tell_again(actor: Actor, *, telling: int) -> None:
    """Staff send it again, where it was not confirmed: the days begin anew."""
    with transaction.atomic():
        row = _hold(actor, telling)
        _refuse_unless(row.state in ANSWERABLE and row.notice.state == States.CHECKED)
        send(actor, row)


def answer_by_link(council: int, *, token: str, can: bool, reference: str = "", words: str = "") -> None:
    """A recipient answers by the link that was sent to them: they have it, or they can not do anything with it.

    Answered once: the first answer counts, and the same again changes nothing. Refusal for a link that opens nothing,
    and without the reason where they can not.
    """
    if not can:
        _say_why(words, "Tell us why, so that we can put it right.")
    with transaction.atomic():
        found = telling_of_link(council, token)
        row = _locked(council, found.pk)
        if row.state == Stands.CONFIRMED or (row.state == Stands.COULD_NOT and not can and row.how == BY_LINK):
            return
        if row.state not in ANSWERABLE:
            raise Refusal("You need not answer any more: this was settled or taken back.", code="moved-on")
        state = Stands.CONFIRMED if can else Stands.COULD_NOT
        _end(Actor.nobody(council), row, state, BY_LINK, words, reference)


def chase(council: int) -> int:
    """The daily round: ask again whose days are over, and list for staff who never answered. Returns how many.

    Run again on the same day it does nothing: the days begin anew with each asking.
    """
    today, house = clock.today(), Actor.system(council)
    late = models.Telling.objects.filter(council_id=council, state=Stands.SENT, due_on__lt=today)
    late = late.filter(notice__removed_at=None)

    def ask(telling: int) -> int:
        row = _locked(council, telling)
        step = next_step(state=row.state, due_on=row.due_on, tries=row.tries, today=today)
        if step == "again":
            send(house, row)
        elif step == "give-up":
            _end(house, row, Stands.COULD_NOT, "", NO_ANSWER)
        return bool(step)

    return jobs.each_alone(
        "notices.chase", list(late.order_by("due_on", "id").values_list("id", flat=True)[:2000]), ask
    )


def returned(council: int, *, telling: int) -> None:
    """Our email to a recipient did not arrive: listed for staff. A team has it on its list all the same."""
    with transaction.atomic():
        row = _locked(council, telling)
        if row.state == Stands.SENT and row.email:
            _end(Actor.system(council), row, Stands.COULD_NOT, "", RETURNED)


def _hold(actor: Actor, telling: int) -> models.Telling:
    """The telling, locked with its notice, for staff who may see that."""
    notice = models.Telling.objects.filter(council_id=actor.council, id=telling).values_list("notice_id", flat=True)
    for each in notice:
        hold(actor, each)
        return _locked(actor.council, telling)
    raise NotFound("We could not find that.")


def _locked(council: int, telling: int) -> models.Telling:
    """It, locked after its notice: always in this order."""
    row = models.Telling.objects.filter(council_id=council, id=telling).first()
    if row is None:
        raise NotFound("We could not find that.")
    hold_row(council, row.notice_id)
    return models.Telling.objects.select_related("notice").get(council_id=council, id=telling)


def _end(actor: Actor, row: models.Telling, state: str, how: str, words: str = "", reference: str = "") -> None:
    row.state, row.how, row.ended_at, row.ended_by = state, how, clock.now(), actor.user
    row.words, row.reference = one_line(words, LONGEST_WORDS), one_line(reference, LONGEST_REFERENCE)
    row.save(update_fields=["state", "how", "ended_at", "ended_by", "words", "reference"])
    kind = {Stands.CONFIRMED: CONFIRMED, Stands.COULD_NOT: COULD_NOT, Stands.NOT_WANTED: NOT_WANTED}[state]
    note_telling(actor, row, kind, {"how": how})


def _refuse_unless(may: bool) -> None:
    if not may:
        raise Refusal(_ANSWERED, code="moved-on")


def _say_why(words: str, sentence: str = "Say why.") -> None:
    if not words.strip():
        raise Refusal(sentence, field="words")
