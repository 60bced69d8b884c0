"""What staff do to a request with one box of words: a table, and the one view that all its rows share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict

from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.types import CHANGED
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import as_one, ask
from frontdesk.sites.desk.gate import SERVES, WORKS, Request, View, staff
from frontdesk.sites.desk.live import is_same_press, sentence
from frontdesk.sites.desk.mine import address


@dataclass(frozen=True, slots=True)
class Step:
    """One row: the verb and the name of its words, who may, and what the page says before and after."""

    name: str
    path: str
    verb: Callable[..., Any]
    box: str
    heading: str
    label: str
    send: str
    done: str
    words: str = ""
    roles: tuple[str, ...] = WORKS
    tick: tuple[str, str] = ("", "")
    """A box to tick: the verb's argument, and what it says."""


STEPS = (
    Step(
        "ask_customer", "ask", actions.ask_customer, "question",
        "Ask the customer", "Your question", "Send the question",
        "The customer is asked. The time we promised stands still until they answer.",
        "They get it by email with a link to answer. The time we promised stands still until they do.",
        tick=("by_phone", "We have no email address for them: I have asked them by phone or letter"),
    ),
    Step(
        "write", "write", actions.write_to_customer, "words",
        "Write to the customer", "Your message", "Send the message",
        "The message stands with the request, and the customer is told that there is one.",
        "They read it in their account or by their link, and can write back. The time we promised runs on.",
    ),
    Step(
        "note", "note", actions.note, "text",
        "Write a note", "Your note", "Keep the note", "The note is kept.",
        "Colleagues see it. The customer may ask for it, so write only what you would say to them.",
    ),
    Step(
        "answer", "answer", actions.answer_question, "answer",
        "Write down the answer", "What the customer says", "Keep the answer",
        "The answer is kept, and the time we promised runs again.", roles=SERVES,
    ),
    Step(
        "add", "add", actions.add_words, "words",
        "Add what the customer says", "What they say", "Add it", "It is added to the request.", roles=SERVES,
    ),
    Step(
        "reopen", "reopen", actions.reopen, "reason",
        "Open it again", "Why", "Open it again", "The request is open again, and the customer is told.",
        "The reason stays with colleagues. The customer is told that it is open again.",
    ),
    Step(
        "dispute", "dispute", actions.dispute, "words",
        "The customer says it is not done", "What is not done", "Send it back",
        "It goes back to whoever had it, and its promise runs again.",
    ),
    Step(
        "withdraw", "withdraw", actions.withdraw, "reason",
        "The customer no longer needs it", "What they say (optional)", "Withdraw it", "The request is withdrawn.",
        "It then counts neither as done nor as missed. The customer is told.",
    ),
)  # fmt: skip


def view_of(step: Step) -> View:
    """The page of one row of the table."""

    @staff(*step.roles)
    def view(request: Request, request_id: int) -> HttpResponse:
        def take(typed: QueryDict) -> str:
            given: dict[str, Any] = {step.box: typed.get("text", "").strip()}
            if step.tick[0] in typed:
                given[step.tick[0]] = True
            step.verb(request.actor, request=request_id, seen=seen(typed), **given)
            return step.done

        words = said(step.heading, step.label, step.send, step.words)
        return about(request, request_id, "write", take, **words, tick=step.tick)

    return view


def said(heading: str, label: str, send: str, words: str = "") -> dict[str, str]:
    """What the page with one box says."""
    return {"heading": heading, "label": label, "send": send, "words": words}


def about(
    request: Request, request_id: int, template: str, take: Callable[[QueryDict], str], **context: Any
) -> HttpResponse:
    """A small form about a request, which leads back to the request.

    Somebody else may be quicker: then it says who did what, keeps what was typed, and can be sent again.
    """

    def taking(typed: QueryDict) -> str:
        return once(request, request_id, lambda: str(as_one(request, lambda: take(typed))), keyed="key" in typed)

    return _asked(request, request_id, template, taking, context)


def apart(
    request: Request, request_id: int, template: str, take: Callable[[QueryDict], str], **context: Any
) -> HttpResponse:
    """The same for a verb that looks up or scans something before its own transaction: no other is open around it.

    That the request was changed since the page was made keeps the same press from doing it twice.
    """

    def taking(typed: QueryDict) -> str:
        return once(request, request_id, lambda: take(typed))

    return _asked(request, request_id, template, taking, context)


def _asked(
    request: Request, request_id: int, template: str, taking: Callable[[QueryDict], str], context: Mapping[str, Any]
) -> HttpResponse:
    back = address(request_id)

    def read() -> dict[str, Any]:
        return {"whole": queries.whole(request.actor, request_id)}

    return ask(request, template, taking, back, read=read, back=back, **context)


def once(request: Request, request_id: int, do: Callable[[], str], *, keyed: bool = False) -> str:
    """Do it, unless the request was changed since the page was opened: by the same press twice, or by somebody.

    Where `do` knows the same press by its key (`keyed`), whatever comes besides is another one: nothing of it is lost.
    """
    try:
        return do()
    except Refusal as refusal:
        if refusal.code != CHANGED:
            raise
        newest = queries.whole(request.actor, request_id).timeline[0]
        if not keyed and is_same_press(request, newest):
            return "It is done. The button was pressed twice, and it was done once."
        raise Refusal(f"{sentence(newest)} What you typed is still here. Send it again if it still holds.") from None


def seen(typed: QueryDict) -> int | None:
    """How often the request had been changed when the page was made."""
    return row_number(typed.get("seen"))
