"""The copy of what is held: collected by a job, read through for other people, given, and deleted after a while."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from frontdesk.domains.information import models
from frontdesk.domains.information.actions.held import ALREADY, end, hold, hold_row, save, tell
from frontdesk.domains.information.queries.cases import owned, seen
from frontdesk.domains.information.queries.collecting import collected, named_services, third_parties
from frontdesk.domains.information.rules import others, readable
from frontdesk.domains.information.types import (
    CASE,
    CASE_CLOSED,
    COPY_ENDED,
    COPY_FAILED,
    COPY_GIVEN,
    COPY_MADE,
    COPY_READ,
    COPY_READY,
    COPY_RELEASED,
    COPY_WAITING,
    GIVEN,
    GIVEN_IN_PART,
    LEFT_IN,
    TAKEN_OUT,
    Part,
)
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.kernel import access_log, clock, files, jobs, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.models import StoredFile
from frontdesk.kernel.references import show_reference
from frontdesk.kernel.words import long_date, one_line

KEPT = timedelta(days=30)
"""How long a copy can be fetched once it was given; and kept when nothing came of it."""
FORMS = {"page": ("html", "text/html; charset=utf-8"), "data": ("json", "application/json")}
"""The two files of a copy: a page to read, and the same as data."""


def collect_copy(actor: Actor, *, case: int) -> None:
    """Have everything collected that is held on the customer; a copy that was not given is made anew."""
    with transaction.atomic():
        row = hold(actor, case, "collect")
        drop_copies(row)
        made = models.RightsCopy.objects.create(
            council_id=actor.council, case=row, state=COPY_WAITING, asked_at=clock.now(), asked_by=actor.user
        )
        save(actor, row, data={"copy": made.pk})
        jobs.defer("information.collect", council=actor.council, copy=made.pk)


def make_copy(*, council: int, copy: int) -> None:
    """Collect the copy and find what may tell of others. Twice is harmless; a fault leaves it waiting for the retry."""
    with transaction.atomic():
        row = models.RightsCopy.objects.select_for_update().filter(council_id=council, id=copy).first()
        if row is None or row.state != COPY_WAITING:
            return
        case = row.case
        if case.person_id is None or case.closed_at is not None:
            row.state = COPY_FAILED
            row.save(update_fields=["state"])
            return
        cluster = people.cluster(council, case.person_id)
        parts = collected(council, cluster)
        row.collected = _kept(council, "collected.json", "application/json", readable.as_json(parts, {}))
        row.cluster, row.parts = cluster, [[part.label, len(part.records)] for part in parts]
        row.state, row.made_at, row.ends_at = COPY_READY, clock.now(), clock.now() + KEPT * 3
        row.save()
        models.RightsFinding.objects.bulk_create(
            models.RightsFinding(
                council_id=council, copy=row, kind=each.kind, text=each.text, places=each.places, number=each.number,
                service=each.service,
            )
            for each in third_parties(council, cluster, parts)
        )  # fmt: skip
        journal.write(Actor.system(council), COPY_MADE, thing=(CASE, case.pk), person=case.person_id)


def decide_findings(actor: Actor, *, case: int, decisions: dict[int, str]) -> int:
    """Say of findings (by id) whether they are left in or taken out; returns how many were decided.

    Those of a restricted service are decided by staff who are named for it only.
    """
    if not set(decisions.values()) <= {LEFT_IN, TAKEN_OUT}:
        raise Refusal("Choose “Leave in” or “Take out”.", field="")
    with transaction.atomic():
        copy = _ready(actor, case)
        rows = models.RightsFinding.objects.select_for_update().filter(
            council_id=actor.council, copy=copy, id__in=list(decisions)
        )
        found = list(rows)
        named = named_services(actor) if any(each.service for each in found) else frozenset()
        for each in found:
            if each.service and each.service not in named:
                raise NotAllowed("Ask somebody who is named for this service to look at it.")
            each.decision, each.decided_at, each.decided_by = decisions[each.pk], clock.now(), actor.user
        models.RightsFinding.objects.bulk_update(found, ["decision", "decided_at", "decided_by"])
        return len(found)


def mark_words(actor: Actor, *, case: int, words: str) -> None:
    """Take these words out wherever they stand: what nobody could have found by itself."""
    wanted = one_line(words)
    if len(wanted) < 2:
        raise Refusal("Write the words as they stand in the copy.", field="words")
    with transaction.atomic():
        copy = _ready(actor, case)
        parts = readable.parts_from(files.read(_file(copy.collected)))
        number = others.number_of(parts, wanted)
        if not number:
            raise Refusal("These words do not stand in the copy. Write them as they stand there.", field="words")
        models.RightsFinding.objects.create(
            council_id=actor.council, copy=copy, kind="words", text=wanted, number=number,
            decision=TAKEN_OUT, decided_at=clock.now(), decided_by=actor.user,
        )  # fmt: skip


def release_copy(actor: Actor, *, case: int) -> bool:
    """Give the copy, without what was taken out: it answers the case, and can be fetched for a month.

    Whether the customer could be written to.
    """
    with transaction.atomic():
        row = hold(actor, case, "release")
        copy = _newest(row)
        if sorted(copy.cluster) != sorted(people.cluster(actor.council, row.person_id or 0)):
            raise Refusal("Records of this customer were joined or parted since the copy was made. Collect it again.")
        out = _out(copy)
        parts = others.taken_out(readable.parts_from(files.read(_file(copy.collected))), out)
        _write(actor, row, copy, parts, bool(out))
        copy.state, copy.released_at, copy.released_by = COPY_GIVEN, clock.now(), actor.user
        copy.ends_at = clock.now() + KEPT
        copy.save()
        _empty(copy, given=True)
        end(actor, row, GIVEN_IN_PART if out else GIVEN)
        save(actor, row, CASE_CLOSED, {"outcome": row.outcome})
        journal.write(actor, COPY_RELEASED, thing=(CASE, row.pk), person=row.person_id)
        return tell(
            actor, row, "copy", "The copy of what we hold about you is ready",
            f"Sign in to read it or keep it. It is there until {long_date(copy.ends_at)}.",
            "If you cannot sign in, tell us and we will hand it to you another way.",
        )  # fmt: skip


def _write(actor: Actor, row: models.RightsCase, copy: models.RightsCopy, parts: list[Part], out: bool) -> None:
    council = organisations.council_by_id(actor.council)
    name, reference = council.name if council else "", show_reference(row.reference)
    words = [
        f"From {name}, made on {long_date(copy.made_at)}. Our reference is {reference}.",
        "It holds everything that our front desk keeps about you. What each part is for, on which lawful basis, and how"
        " long it is kept, stands on our privacy page. You can ask us to put things right, to delete them or to use"
        " them less, and you can complain to the Information Commissioner (ico.org.uk).",
    ]
    if out:
        words.append("In some places we took out what tells about other people, as the law asks of us.")
    page = readable.as_page(parts, title="What we hold about you", words=words)
    data = readable.as_json(parts, {"council": name, "reference": reference, "made_at": readable.plain(copy.made_at)})
    for form, content in (("page", page), ("data", data)):
        ending, kind = FORMS[form]
        setattr(copy, form, _kept(actor.council, f"what-we-hold-{reference}.{ending}", kind, content))


def read_draft(actor: Actor, *, case: int) -> bytes:
    """The copy as it would be given now, for whoever deals with the case, to be read through. Written down as a look.

    Records of restricted services are in it for those only who are named for them all.
    """
    with transaction.atomic():
        row = hold(actor, case, "findings")
        copy = _newest(row)
        named = named_services(actor)
        hidden = models.RightsFinding.objects.filter(council_id=actor.council, copy=copy, kind="restricted")
        out = [*_out(copy), *(("restricted", each.text) for each in hidden if each.service not in named)]
        parts = others.taken_out(readable.parts_from(files.read(_file(copy.collected))), out)
        access_log.looked_at(actor, row.person_id or 0, "copy of everything held, before it is given")
    return readable.as_page(parts, title="What we hold about you: not given yet", words=["For reading through only."])


def read_copy(actor: Actor, *, case: int, form: str) -> tuple[str, str, bytes]:
    """A file of a given copy: name, type, content. The customer's own, signed in; staff hand it over, written down.

    Where records were joined or parted since, it may hold somebody else's: it ends there and then.
    """
    with transaction.atomic():
        row = hold_row(actor, case)
        if actor.is_staff:
            seen(actor, row)
        else:
            owned(actor, row)
        copy = _given(row)
        kept = getattr(copy, form, None) if copy is not None and form in FORMS else None
        if kept is not None and row.person_id is not None:
            if actor.is_staff:
                access_log.looked_at(actor, row.person_id, "copy of everything held, to hand over")
            journal.write(actor, COPY_READ, thing=(CASE, row.pk), person=row.person_id)
            return kept.name, kept.content_type, files.read(kept)
    raise NotFound("This copy cannot be fetched any more. Ask for a new one.")


def _given(row: models.RightsCase) -> models.RightsCopy | None:
    """The copy that was given, ended if its records are not the customer's of today."""
    rows = models.RightsCopy.objects.filter(council_id=row.council_id, case=row, state=COPY_GIVEN).order_by("-id")
    copy = rows.select_for_update().first()
    if copy is not None and sorted(copy.cluster) != sorted(people.cluster(row.council_id, row.person_id or 0)):
        end_copy(copy)
        return None
    return copy


def end_copies(council: int) -> int:
    """Delete the files of copies whose time is over, and of those that ended while they were collected; how many."""
    over = Q(ends_at__lt=clock.now()) | Q(state=COPY_ENDED, collected__isnull=False)
    with transaction.atomic():
        rows = models.RightsCopy.objects.select_for_update(skip_locked=True, of=("self",))
        found = list(rows.filter(over, council_id=council))
        for row in found:
            end_copy(row)
        return len(found)


def drop_copies(row: models.RightsCase) -> None:
    """Delete what was collected for a case and not given; one that is being collected at this moment is waited for."""
    olds = models.RightsCopy.objects.filter(council_id=row.council_id, case=row).order_by("id")
    for old in olds.select_for_update():
        _empty(old)


def end_copy(row: models.RightsCopy) -> None:
    """Delete the files of a copy and everything that was found in it."""
    _empty(row)
    for kept in (row.page, row.data):
        if kept is not None:
            files.erase(kept)
    row.page = row.data = None
    row.state, row.ends_at, row.cluster = COPY_ENDED, None, []
    row.save()


def _empty(row: models.RightsCopy, *, given: bool = False) -> None:
    """Delete what was collected and found: of the copy that was given only that stays which was given."""
    models.RightsFinding.objects.filter(council_id=row.council_id, copy=row).delete()
    if row.collected is not None:
        kept, row.collected = row.collected, None
        row.save(update_fields=["collected"])
        files.erase(kept)
    if not given and row.state in (COPY_WAITING, COPY_READY):
        row.state, row.ends_at = COPY_ENDED, None
        row.save(update_fields=["state", "ends_at"])


def _out(copy: models.RightsCopy) -> list[tuple[str, str]]:
    rows = models.RightsFinding.objects.filter(council_id=copy.council_id, copy=copy, decision=TAKEN_OUT)
    return list(rows.values_list("kind", "text"))


def _ready(actor: Actor, case: int) -> models.RightsCopy:
    copy = _newest(hold(actor, case, "findings"))
    if copy.state != COPY_READY:
        raise Refusal(ALREADY, code="moved-on")
    return copy


def _newest(row: models.RightsCase) -> models.RightsCopy:
    found = models.RightsCopy.objects.filter(council_id=row.council_id, case=row).order_by("-id").first()
    if found is None:
        raise Refusal(ALREADY, code="moved-on")
    return found


def _file(kept: StoredFile | None) -> StoredFile:
    if kept is None:
        raise NotFound("The copy is not kept any more. Collect it again.")
    return kept


def _kept(council: int, name: str, content_type: str, content: bytes) -> StoredFile:
    return files.keep(council, name=name, content_type=content_type, content=content, scanned="clean")
