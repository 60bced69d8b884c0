"""The verbs of files: add one to a question, take one out, and what the scanning job does."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from frontdesk.domains.forms import models, queries
from frontdesk.domains.forms.actions.drafts import open_row
from frontdesk.domains.forms.ports import SCANNER, Scanner, ScannerDownError
from frontdesk.domains.forms.rules.answers.unfit import Unfit
from frontdesk.domains.forms.rules.journey import may_visit
from frontdesk.domains.forms.rules.pictures import Cleaned, clean
from frontdesk.domains.forms.types import CLEAN, INFECTED, LARGEST_FILE, MOST_FILES, UNSCANNED, WAITING, Draft, Upload
from frontdesk.domains.services.definition.form import Question
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel import clock, files, jobs, registry
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal

_INFECTED = "The file may harm a computer, so we have not kept it. Choose another."


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: cleaned, and what the scanner says."""

    cleaned: Cleaned
    scanned: str


def upload_file(actor: Actor, *, draft: int, question: str, name: str, content: bytes, key: str = "") -> Upload:
    """Keep a file as an answer to a question. Refused with a sentence (field = the question) when it cannot be.

    Judged by its content, pictures drawn anew without what the camera wrote; where the first picture was taken is
    proposed for the place that the form asks for. While the scanner is down the file is kept but shown to nobody.
    """
    seen = queries.draft(actor, draft, key=key)
    asked = _asked(seen, question)
    checked = check_file(name=name, content=content, field=question, pictures_only=asked.type == "photo")
    with transaction.atomic():
        row = open_row(actor, draft, key)
        _refuse_more(row, asked)
        upload = keep_file(actor, row, checked, question=question)
        row.answers = {**row.answers, question: [*(row.answers.get(question) or []), str(upload.key)]}
        row.known = {**row.known, **_place(seen.published.definition, row, checked.cleaned)}
        row.last_activity = clock.now()
        row.save(update_fields=["answers", "known", "last_activity"])
    return queries.as_upload(upload)


def check_file(*, name: str, content: bytes, field: str, pictures_only: bool = False) -> Checked:
    """Judge a file by its content, outside any transaction. Refusal with the sentence to show at `field`."""
    try:
        cleaned = clean(content, name, pictures_only=pictures_only, largest=LARGEST_FILE)
    except Unfit as unfit:
        raise Refusal(f"{unfit}.", field=field) from None
    scanned = _scan(cleaned.content)
    if scanned == INFECTED:
        raise Refusal(_INFECTED, field=field, code="infected")
    return Checked(cleaned, scanned)


def keep_file(actor: Actor, row: models.Draft, checked: Checked, *, question: str) -> models.Upload:
    """Keep a checked file with its draft, in the caller's transaction; where it could not be scanned yet, later."""
    kept = checked.cleaned
    stored = files.keep(
        actor.council, name=kept.name, content_type=kept.content_type, content=kept.content, scanned=checked.scanned
    )
    upload = models.Upload.objects.create(
        council_id=actor.council, draft=row, file=stored, key=stored.key, question=question, uploaded_at=clock.now()
    )
    if checked.scanned == WAITING:
        jobs.defer("forms.scan", council=actor.council, upload=upload.pk)
    return upload


def remove_file(actor: Actor, *, draft: int, file: str, key: str = "") -> Draft:
    """Take a file out of the draft and erase it. One that is gone already is no error."""
    with transaction.atomic():
        row = open_row(actor, draft, key)
        try:
            rows = models.Upload.objects.filter(council_id=actor.council, draft=row, key=UUID(file))
        except ValueError:
            return queries.as_draft(row)
        for upload in rows.select_related("file"):
            left = [each for each in row.answers.get(upload.question) or [] if each != str(upload.key)]
            row.answers = {**row.answers, upload.question: left or None}
            erase_upload(upload)
        row.last_activity = clock.now()
        row.save(update_fields=["answers", "last_activity"])
    return queries.as_draft(row)


def erase_upload(upload: models.Upload) -> None:
    """The row, then the file."""
    stored = upload.file
    upload.delete()
    files.erase(stored)


def scan_upload(*, council: int, upload: int) -> None:
    """Scan a file that had to wait. Raises ScannerDownError to be tried again; an infected one is never shown."""
    found = models.Upload.objects.filter(council_id=council, id=upload).select_related("file").first()
    if found is None or found.file.scanned != WAITING:
        return
    scanner = _scanner()
    bad = scanner is not None and scanner.infected(files.read(found.file))
    with transaction.atomic():
        stored = found.file
        stored.scanned = INFECTED if bad else CLEAN if scanner else UNSCANNED
        stored.save(update_fields=["scanned"])


def _asked(seen: Draft, code: str) -> Question:
    """The question that takes files, on a page that is on the way; NotFound for anything else."""
    journey = queries.journey(seen)
    for page, question, group in seen.published.definition.questions():
        if question.code == code and group is None and question.type in ("file", "photo"):
            if may_visit(journey, page.code):
                return question
            break
    raise NotFound("There is no place for a file there.")


def _refuse_more(row: models.Draft, question: Question) -> None:
    most = int(question.max or 1)
    rows = models.Upload.objects.filter(council_id=row.council_id, draft=row)
    if rows.filter(question=question.code).count() >= most:
        what = "one file only. Remove it first to send another." if most == 1 else f"{most} files at most."
        raise Refusal(f"You can add {what}", field=question.code)
    if rows.count() >= MOST_FILES:
        raise Refusal(f"You can add {MOST_FILES} files at most to one form.", field=question.code)


def _place(definition: Definition, row: models.Draft, cleaned: Cleaned) -> dict[str, object]:
    """Where the picture was taken, as a proposal for the first place that is not answered yet."""
    if cleaned.lat is None:
        return {}
    for _, question, group in definition.questions():
        if question.type == "place" and group is None and not row.answers.get(question.code):
            if question.code in row.known:
                return {}
            point = {"words": "", "said": "", "postcode": "", "lat": cleaned.lat, "lon": cleaned.lon}
            return {question.code: point}
    return {}


def _scanner() -> Scanner | None:
    code = getattr(settings, "UPLOAD_SCANNER", "")
    return registry.implementation(SCANNER, code) if code else None


def _scan(content: bytes) -> str:
    """What the scanner says: asked at once, outside any transaction; "waiting" where it does not answer."""
    scanner = _scanner()
    if scanner is None:
        return UNSCANNED
    try:
        return INFECTED if scanner.infected(content) else CLEAN
    except ScannerDownError:
        return WAITING
