"""A wrong photo or paper: another put in its place, or taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as form_queries
from frontdesk.domains.forms.rules.assess import Assessment
from frontdesk.domains.forms.types import Upload
from frontdesk.domains.requests.actions import telling
from frontdesk.domains.requests.actions.asking import NamedFile, add_words, said, sent_of
from frontdesk.domains.requests.actions.changing import judge, open_to_correct, write_answers
from frontdesk.domains.requests.actions.held import Held, hold, refuse_moved_on, save, write_text
from frontdesk.domains.requests.queries.judged import facts_if_corrected
from frontdesk.domains.requests.types import ADDITION, FILE_CORRECTED, REASON, Incomplete
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal

_GONE = "We could not find that file. It may have been taken back already."


def correct_file(
    actor: Actor,
    *,
    request: int,
    file: str,
    instead: NamedFile | None = None,
    reason: str = "",
    follow: str = "",
    seen: int | None = None,
) -> None:
    """Put another file in the place of one that came with an open request, or without `instead` take it back.

    Nobody is shown the old file any more; its name, who did it and when stay in the history, with the `reason`. The
    customer is told. NotFound where there is no such file; Refusal where the form needs one and none is left, and for
    what is no picture or paper (field "files").
    """
    with transaction.atomic():
        held, judged = open_to_correct(actor, request, follow=follow, seen=seen)
    old = _upload(held, file)
    checked = _checked(held, old, instead) if instead else None
    facts = facts_if_corrected(held.row, held.definition, judged, judged.answers)
    with transaction.atomic():
        held, last = open_to_correct(actor, request, follow=follow, seen=seen)
        refuse_moved_on(judged.number, last.number)
        new = _add(actor, held, checked, old.question) if checked else None
        if not forms.take_back(actor, request=request, file=file):
            raise NotFound(_GONE)
        if file in (last.answers.get(old.question) or []):
            answers = {**last.answers, old.question: _instead(last.answers[old.question], file, new)}
            write_answers(actor, held, last.number + 1, _judge(held, answers, facts), facts)
        what = f"“{old.name}” was replaced by “{new.name}”." if new else f"“{old.name}” was taken back."
        text = write_text(held, ADDITION if held.by_customer else REASON, _said(what, reason), actor=actor)
        save(actor, held, FILE_CORRECTED, {"text": text.pk})
        # The name of a file is whatever somebody typed, and the mail may go to an address that nobody has proved.
        telling.tell_customer(actor, held, "changed", extra="A file was replaced." if new else "A file was taken back.")


def keep_another(actor: Actor, *, request: int, file: str, instead: NamedFile, follow: str = "") -> bool:
    """Keep a file that was sent in the place of one that has been taken back meanwhile: beside the others.

    Returns whether it was added: it is not when it is there already, from the same press. NotFound where the file was
    never there or still is; Refusal as of `add_words`.
    """
    with transaction.atomic():
        council = hold(actor, request, follow=follow).row.council_id
    if all(each.key != file for each in form_queries.uploads_of_request(council, request, taken_back=True)):
        raise NotFound(_GONE)
    sent = forms.check_file(name=instead[0], content=instead[1], field="files").cleaned
    there = {(each.name, each.size) for each in form_queries.uploads_of_request(council, request)}
    if (sent.name, len(sent.content)) in there:
        return False
    add_words(actor, request=request, words="", files=[instead], follow=follow)
    return True


def _upload(held: Held, file: str) -> Upload:
    row = held.row
    for upload in form_queries.uploads_of_request(row.council_id, row.pk):
        if upload.key == file:
            return upload
    raise NotFound(_GONE)


def _checked(held: Held, old: Upload, instead: NamedFile) -> forms.Checked:
    """The new file, judged outside the transaction: a photo is replaced by a photo."""
    asked = held.definition.question(old.question) if old.question else None
    pictures = asked is not None and asked.type == "photo"
    return forms.check_file(name=instead[0], content=instead[1], field="files", pictures_only=pictures)


def _add(actor: Actor, held: Held, checked: forms.Checked, question: str) -> Upload:
    new = forms.add_to_request(actor, sent=sent_of(held.row), checked=checked, question=question)
    held.row.draft_id = new.draft
    return new


def _instead(keys: Sequence[str], old: str, new: Upload | None) -> list[str] | None:
    """The answer with the new file in the old one's place; None when no file is left."""
    put = {old: [new.key] if new else []}
    return [each for key in keys for each in put.get(key, [key])] or None


def _judge(held: Held, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> Assessment:
    try:
        return judge(held, held.definition, answers, facts)
    except Incomplete:
        raise Refusal("We cannot do without this file. Choose another to put in its place.", field="files") from None


def _said(what: str, reason: str) -> str:
    return f"{what}\n\n{said(reason, 'reason', '')}" if reason.strip() else what
