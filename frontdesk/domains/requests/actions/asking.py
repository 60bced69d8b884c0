"""Words that go to and fro: notes, questions to the customer, answers, what the customer adds."""

from collections.abc import Sequence

from django.db import transaction

from frontdesk.domains.forms import actions as forms
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.actions import arrival, telling
from frontdesk.domains.requests.actions.held import Held, hold, is_again, move, save, write_text
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.types import (
    ADDED,
    ADDITION,
    ANSWER,
    ANSWERED,
    ASKED,
    NOTE,
    NOTED,
    QUESTION,
    REQUEST,
)
from frontdesk.kernel import journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require
from frontdesk.kernel.idempotency import once
from frontdesk.kernel.references import show_reference

LONGEST = 10_000
MOST_AT_ONCE = 10
NamedFile = tuple[str, bytes]
"""A file as it was sent: its name and content."""


def note(actor: Actor, *, request: int, text: str, seen: int | None = None) -> int:
    """Write a note for colleagues; the customer never sees it. Returns the text's id."""
    require(policy.may_work(actor))
    body = said(text, "text", "Write the note.")
    with transaction.atomic():
        held = hold(actor, request, seen=seen)
        written = write_text(held, NOTE, body, actor=actor)
        save(actor, held, NOTED, {"text": written.pk})
    return written.pk


def ask_customer(actor: Actor, *, request: int, question: str, by_phone: bool = False, seen: int | None = None) -> int:
    """Ask the customer; the clock stands still until they answer, and they are told so. Returns the question's id.

    `by_phone`: they were asked by phone, letter or face to face. Refusal where we cannot write to them and nobody has
    asked them so (a clock must not wait for somebody who knows nothing), while another question is open, or where the
    workflow knows no waiting.
    """
    require(policy.may_work(actor))
    body = said(question, "question", "Write the question for the customer.")
    with transaction.atomic():
        held = hold(actor, request, seen=seen)
        return ask(actor, held, body, by_phone=by_phone)


def ask(actor: Actor, held: Held, body: str, *, by_phone: bool) -> int:
    """The same with the request in hand."""
    if held.row.state == steps.WAITING:
        raise Refusal("We are waiting for an answer already. Wait for it, or go on without.", code="waiting")
    to = steps.first_waiting(held.workflow, held.row.status, held.who)
    if to is None:
        raise Refusal(f"You cannot ask while the request is “{held.status.name}”.", code="no-step")
    written = write_text(held, QUESTION, body, actor=actor)
    before = held.row.status
    move(held, to)
    save(actor, held, ASKED, {"text": written.pk, "from": before, "to": to})
    told = telling.tell_customer(actor, held, "question", question=body)
    if not told and not by_phone:
        sentence = (
            "We can neither email nor text this customer. Ask them by phone or letter, and say here that you have."
        )
        raise Refusal(sentence, field="by_phone", code="no-address")
    return written.pk


def answer_question(
    actor: Actor,
    *,
    request: int,
    answer: str,
    follow: str = "",
    files: Sequence[NamedFile] = (),
    seen: int | None = None,
    key: str | None = None,
) -> None:
    """The customer answers (or staff write down what they say): the clock goes on.

    `follow` is the token of the customer's link, `files` are (name, content): files alone are an answer, too. Refusal
    when no question is open (two who answer at once make one) or the request is closed. The same press (`key`) twice is
    once.
    """
    checked = _checked(files)
    body = _with_files(said(answer, "answer", "Write your answer.") if answer.strip() or not files else "", checked)
    with transaction.atomic():
        if is_again(actor, "answer_question", request, key):
            return
        held = hold(actor, request, follow=follow, seen=seen)
        require(steps.CUSTOMER in held.who or policy.may_work(actor))
        _refuse_closed(held)
        question = open_question(held.row)
        if question is None:
            raise Refusal("There is no question waiting for an answer.", code="no-question")
        _keep(actor, held, checked)
        arrival.with_words(actor, held, "other")
        written = write_text(held, ANSWER, body, actor=actor, answers=question.pk)
        before = held.row.status
        if held.row.state == steps.WAITING:
            who = held.who | {steps.CUSTOMER, "system"}
            to = steps.after_answer(held.workflow, before, _asked_in(held.row), who)
            if to is not None:
                move(held, to)
        data = {"text": written.pk, "from": before, "to": held.row.status}
        save(actor, held, ANSWERED, data)
        telling.tell_customer(actor, held, "changed", extra="Thank you for your answer.")


def add_words(
    actor: Actor,
    *,
    request: int,
    words: str,
    follow: str = "",
    files: Sequence[NamedFile] = (),
    seen: int | None = None,
    key: str | None = None,
) -> int:
    """The customer asks or adds something of their own accord; the owner sees it. Returns the text's id.

    `files` are (name, content), judged by their content: papers without a word are taken, too. Refusal when the request
    is closed: then it is disputed, or a new one. The same press (`key`) twice is once.
    """
    checked = _checked(files)
    lacking = "Write what you want to tell us, or choose a file."
    body = _with_files(said(words, "words", lacking) if words.strip() or not files else "", checked)

    def add() -> int:
        held = hold(actor, request, follow=follow, seen=seen)
        require(steps.CUSTOMER in held.who or policy.may_work(actor))
        _refuse_closed(held)
        _keep(actor, held, checked)
        arrival.with_words(actor, held, "ask")
        written = write_text(held, ADDITION, body, actor=actor)
        save(actor, held, ADDED, {"text": written.pk})
        return written.pk

    with transaction.atomic():
        return int(once(actor, f"requests.add_words.{request}", key, add))


def _checked(files: Sequence[NamedFile]) -> list[forms.Checked]:
    """Files that may be kept. Scanners are asked here, before the transaction begins."""
    if len(files) > MOST_AT_ONCE:
        raise Refusal(f"Choose {MOST_AT_ONCE} files at most at a time.", field="files")
    return [forms.check_file(name=name, content=content, field="files") for name, content in files]


def _with_files(body: str, checked: Sequence[forms.Checked]) -> str:
    """The words, with the names of the files that came along."""
    if not checked:
        return body
    names = ", ".join(each.cleaned.name for each in checked)
    return f"{body}\n\nAdded: {names}".strip()


def _keep(actor: Actor, held: Held, checked: Sequence[forms.Checked]) -> None:
    for each in checked:
        held.row.draft_id = forms.add_to_request(actor, sent=sent_of(held.row), checked=each).draft


def sent_of(row: models.Request) -> forms.Sent:
    """What the request's files lie with."""
    return forms.Sent(row.pk, show_reference(row.reference), row.version_id, row.service, row.channel, row.person_id)


def _refuse_closed(held: Held) -> None:
    if held.row.closed_at is not None:
        raise Refusal("This is closed. If it is not right, tell us so and we look at it again.", code="closed")


def open_question(row: models.Request) -> models.RequestText | None:
    """The question that waits for an answer, if there is one."""
    texts = models.RequestText.objects.filter(council_id=row.council_id, request=row)
    answered = texts.filter(kind=ANSWER).values_list("answers_id", flat=True)
    return texts.filter(kind=QUESTION).exclude(pk__in=list(answered)).order_by("-pk").first()


def _asked_in(row: models.Request) -> str:
    """The status in which the last question was asked; empty where nobody asked."""
    asked = journal.timeline(row.council_id, thing=(REQUEST, row.pk), areas=(ASKED,), limit=1)
    return str(asked[0].data.get("from", "")) if asked else ""


def said(text: str, field: str, otherwise: str) -> str:
    """The words without surrounding space; Refusal when there are none, or far too many."""
    body = text.strip()
    if not body:
        raise Refusal(otherwise, field=field)
    if len(body) > LONGEST:
        raise Refusal(f"Use {LONGEST:,} characters or fewer. You have {len(body):,}.", field=field)
    return body
