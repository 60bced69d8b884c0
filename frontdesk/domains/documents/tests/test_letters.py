"""Letters: issued once, as an accessible file, by the customer's own way; corrected, posted, opened, emptied."""

import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
import typst

from frontdesk.domains.documents import actions, holdings, models, queries
from frontdesk.domains.documents.types import Waiting
from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.people.types.beside import MOST_COUNTED
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.files import path_of
from frontdesk.kernel.holdings import Spared
from frontdesk.kernel.models import StoredFile
from tests.support.cast import Cast

NOW = datetime(2026, 12, 3, 10, tzinfo=UTC)
WORDS = {"subject": "Your bin", "body": "Dear Amina,\n\nWe come on Monday.", "signed": "Head of Waste"}
pytestmark = pytest.mark.shows("B1")


@pytest.fixture
def amina(cast: Cast) -> Actor:
    """Amina with a record, an address and an account."""
    return cast.amina.as_person(
        people.own_record(
            cast.amina,
            name="Amina Testwood",
            source="web",
            email="amina@example.org",
            address="12 Mill Lane",
            postcode="ZY1 1AB",
        )
    )


def text_in(pdf: bytes) -> bytes:
    """The file with its packed parts unpacked, as far as they can be."""
    parts = [pdf]
    for part in pdf.split(b"stream\n")[1:]:
        try:
            parts.append(zlib.decompress(part))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_it_is_an_accessible_file_and_an_email_says_only_that_it_is_there(cast: Cast, amina: Actor):
    with clock.at(NOW):
        made = actions.issue_letter(cast.oli, person=amina.person or 0, **WORDS, key="press")
        assert actions.issue_letter(cast.oli, person=amina.person or 0, **WORDS, key="press") == made
    name, content = queries.file_of(amina, made)
    whole = text_in(content)
    assert name.startswith("letter-") and content.startswith(b"%PDF-")
    for part in (b"pdfuaid", b"/StructTreeRoot", b"/Lang", b"Your bin"):
        assert part in whole, part
    (told,) = notifications.messages_about(amina.council, ("letter", made))
    assert (
        "bin" not in told.subject + told.body and "Monday" not in told.body and f"/account/letters/{made}/" in told.link
    )
    assert queries.number_unopened(amina.council, [amina.person or 0]) == 1
    actions.open_letter(amina, letter=made)
    assert queries.number_unopened(amina.council, [amina.person or 0]) == 0
    assert StoredFile.objects.filter(council_id=amina.council, content_type="application/pdf").count() == 1


def test_what_is_written_is_data_and_never_run(cast: Cast, amina: Actor, monkeypatch: pytest.MonkeyPatch):
    odd = {**WORDS, "body": 'Dear Amina, #read("/etc/passwd") *bold* $x$ [link] @ref <a> \\ "quoted" ŵ ŷ ć'}
    made = actions.issue_letter(cast.oli, person=amina.person or 0, **odd)
    assert queries.own_letter(amina, made).words.body == odd["body"]
    monkeypatch.setattr(typst, "compile", Mock(side_effect=RuntimeError("PDF/UA-1 error: cannot display")))
    with pytest.raises(Refusal, match="no typeface"):
        actions.issue_letter(cast.oli, person=amina.person or 0, **WORDS)


def test_large_print_follows_the_need_and_braille_is_work_for_somebody(cast: Cast, amina: Actor):
    person = amina.person or 0
    plain = actions.issue_letter(cast.oli, person=person, **WORDS)
    people.record_need(cast.dee, person=person, need="large-print")
    people.record_need(cast.dee, person=person, need="braille")
    large = actions.issue_letter(cast.oli, person=person, **WORDS)
    assert [queries.own_letter(amina, each).size for each in (plain, large)] == ["standard", "large-print"]
    (waits,) = queries.to_do(cast.dee)
    assert (waits.id, waits.to_make, waits.to_post) == (large, "braille", False)
    actions.mark_made(cast.dee, letter=large)
    assert queries.to_do(cast.dee) == []


def test_without_an_account_it_goes_by_post_and_needs_an_address(cast: Cast, amina: Actor):
    bill = people.create_person(cast.dee, name="Bill Sample", source="desk")
    with pytest.raises(Refusal, match="no address"):
        actions.issue_letter(cast.oli, person=bill, **WORDS)
    ahead = clock.today() + timedelta(days=30)
    people.move_person(cast.dee, person=bill, address="3 Quay Street", postcode="ZY1 2CD", since=ahead)
    with pytest.raises(Refusal, match="no address"):
        actions.issue_letter(cast.oli, person=bill, **WORDS)
    people.move_person(cast.dee, person=bill, address="1 Mill Lane", postcode="ZY1 1AB")
    made = actions.issue_letter(cast.oli, person=bill, **WORDS)
    with pytest.raises(Refusal, match="no account"):
        actions.issue_letter(cast.oli, person=bill, **WORDS, by_post=False)
    assert [each.id for each in queries.to_do(cast.flo)] == [made]
    actions.mark_posted(cast.flo, letter=made)
    assert queries.to_do(cast.flo) == [] and notifications.messages_about(cast.dee.council, ("letter", made)) == []
    people.change_person(amina, person=amina.person or 0, preferred_channel="letter")
    assert queries.own_letter(amina, actions.issue_letter(cast.oli, person=amina.person or 0, **WORDS)).to_post


def test_a_corrected_one_stands_instead_and_only_one_does(cast: Cast, amina: Actor):
    person = amina.person or 0
    first = actions.issue_letter(cast.oli, person=person, **WORDS, about=("request", 7), about_words="Missed bin")
    second = actions.issue_letter(cast.oli, person=person, **WORDS | {"body": "On Tuesday."}, replaces=first)
    new, old = queries.letters_of(amina.council, [person])
    assert (new.id, new.version, new.about, old.replaced, new.replaced) == (second, 2, "Missed bin", True, False)
    with pytest.raises(Refusal, match="already"):
        actions.issue_letter(cast.oli, person=person, **WORDS, replaces=first)
    bill = people.create_person(cast.dee, name="Bill Sample", source="desk", address="1 Mill Lane", postcode="ZY1 1AB")
    with pytest.raises(NotFound):
        actions.issue_letter(cast.oli, person=bill, **WORDS, replaces=second)


def test_nobody_else_reads_it_and_nobody_else_writes(cast: Cast, amina: Actor):
    made, person = actions.issue_letter(cast.oli, person=amina.person or 0, **WORDS), amina.person or 0
    bill = cast.bill.as_person(people.own_record(cast.bill, name="Bill Sample", source="web"))
    unseen: tuple[Callable[[], Any], ...] = (
        lambda: queries.own_letter(bill, made),
        lambda: queries.file_of(bill, made),
        lambda: actions.open_letter(bill, letter=made),
        lambda: queries.letter(cast.lena, made),
        lambda: queries.file_of(cast.lena, made),
    )
    for act in unseen:
        with pytest.raises(NotFound):
            act()
    refused: tuple[Callable[[], Any], ...] = (
        lambda: actions.issue_letter(cast.flo, person=person, **WORDS),
        lambda: actions.issue_letter(cast.oli.as_person(person), person=person, **WORDS),
        lambda: queries.letter(cast.des, made),
        lambda: queries.to_do(cast.des),
    )
    for act in refused:
        with pytest.raises(NotAllowed):
            act()
    people.restrict_person(cast.sam, person=person, readers=[cast.oli.user or 0])
    with pytest.raises(NotFound):
        queries.file_of(cast.dee, made)
    assert queries.file_of(cast.oli, made)
    with tenancy.acting_for(cast.councils.littlewick.id):
        assert queries.to_do(cast.lena) == []


def test_unfilled_words_and_empty_ones_are_refused(cast: Cast, amina: Actor):
    for wrong, field in (({"body": "Why: {why}"}, "body"), ({"subject": " "}, "subject"), ({"signed": ""}, "signed")):
        with pytest.raises(Refusal) as refused:
            actions.issue_letter(cast.oli, person=amina.person or 0, **WORDS | wrong)
        assert refused.value.field == field
    assert {"general", "decision", "papers"} <= set(queries.templates(amina.council))


def test_erasure_and_time_take_words_and_file_and_leave_that_it_was_sent(cast: Cast, amina: Actor):
    council, mine = amina.council, [amina.person or 0]
    with clock.at(NOW):
        made = actions.issue_letter(cast.oli, person=mine[0], **WORDS)
    kept = models.Letter.objects.get(council_id=council, pk=made).file
    assert kept is not None and path_of(council, kept.key).exists()
    assert [each["body"] for each in holdings._export(council, mine)] == [WORDS["body"]]
    before = NOW + timedelta(days=1)
    assert actions.expire(council, before, "", Spared(frozenset(mine)), False).spared == 1
    assert actions.expire(council, before, "", Spared(), True).emptied == 1
    assert actions.expire(council, before, "", Spared(), False).emptied == 1
    row = models.Letter.objects.get(council_id=council, pk=made)
    assert (row.person_id, row.body, row.file, row.issued_at) == (None, "", None, NOW)
    assert not StoredFile.objects.filter(pk=kept.pk).exists()
    assert actions.erase_people(council, mine) == 0


def test_nothing_is_written_to_somebody_who_has_died(cast: Cast, amina: Actor):
    people.say_died(cast.system, person=amina.person or 0, source="web")
    with pytest.raises(Refusal, match="has died"):
        actions.issue_letter(cast.oli, person=amina.person or 0, **WORDS)


def test_what_was_issued_before_is_neither_posted_nor_made_while_they_are_said_to_have_died(cast: Cast, amina: Actor):
    person = amina.person or 0
    people.record_need(cast.dee, person=person, need="braille")
    made = actions.issue_letter(cast.oli, person=person, **WORDS, by_post=True)
    front = people.create_person(cast.dee, name="Amina B Testwood", source="desk")
    people.join_people(cast.sam, person=person, into=front)
    people.say_died(cast.system, person=front, source="web")
    assert queries.to_do(cast.flo) == []
    for verb in (actions.mark_posted, actions.mark_made):
        with pytest.raises(Refusal, match="has died"):
            verb(cast.flo, letter=made)
    people.end_death(cast.dee, person=front, why="She rang us")
    assert [each.id for each in queries.to_do(cast.flo)] == [made]
    actions.mark_posted(cast.flo, letter=made)


def test_of_very_many_on_the_way_the_newest_are_counted(cast: Cast, amina: Actor):
    issued = models.Letter.objects.get(pk=actions.issue_letter(cast.oli, person=amina.person or 0, **WORDS))

    def waiting() -> Waiting:
        return queries.waiting(people_queries.person(cast.dee, amina.person or 0, beside=queries.BESIDE))

    def add(numbers: Iterable[int]) -> None:
        for each in numbers:
            issued.pk, issued.reference = None, f"COPY-{each}"
            issued.save(force_insert=True)

    add(range(1, MOST_COUNTED))
    assert waiting() == Waiting(unopened=MOST_COUNTED)
    add([MOST_COUNTED])
    assert waiting() == Waiting(unopened=MOST_COUNTED, more=True)
