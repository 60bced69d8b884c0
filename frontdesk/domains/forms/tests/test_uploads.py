"""Files are judged by their content, cleaned, and shown only to those who may see them."""

import io
from typing import Any

import pytest
from PIL import Image

from frontdesk.domains.forms import queries
from frontdesk.domains.forms.actions import answer_page, finish_draft, hold_draft, remove_file, start_draft, upload_file
from frontdesk.domains.forms.models import Upload
from frontdesk.domains.forms.ports import ScannerDownError
from frontdesk.domains.forms.rules.answers import Unfit
from frontdesk.domains.forms.rules.pictures import clean, file_name, kind_of
from frontdesk.domains.forms.tests.stories import PDF, heic, jpeg, publish
from frontdesk.kernel import files, jobs, registry, tenancy
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.models import StoredFile
from tests.support.cast import Cast

MEGABYTE = 1024 * 1024


@pytest.fixture
def held(cast: Cast, settings: Any, tmp_path: Any) -> dict[str, Any]:
    """A draft that has come to its photo."""
    settings.FRONTDESK_HOME = tmp_path
    publish(cast)
    started = start_draft(cast.nobody, service="tree", channel="web")
    found = {"actor": cast.nobody, "draft": started.draft, "key": started.key}
    answer_page(**found, page="where", typed={"where": "By the pond"})
    answer_page(**found, page="kind", typed={"big": "no"})
    return found


@pytest.mark.parametrize(
    ("content", "kind"), [(jpeg(), "image/jpeg"), (heic(), "image/heic"), (PDF, "application/pdf")]
)
def test_it_knows_a_file_by_its_first_bytes(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind and kind_of(b"GIF89a" + content[6:]) != kind


@pytest.mark.shows("F7")
def test_it_takes_out_what_the_camera_wrote_and_turns_the_picture_upright() -> None:
    cleaned = clean(jpeg(60, 40, gps=True, orientation=6), "a.jpg", pictures_only=True, largest=MEGABYTE)
    assert (cleaned.lat, cleaned.lon) == (51.5, -0.1)
    with Image.open(io.BytesIO(cleaned.content)) as image:
        assert image.size == (40, 60) and not dict(image.getexif())
    assert b"Secret camera" not in cleaned.content


def test_it_makes_a_jpeg_of_what_telephones_take() -> None:
    cleaned = clean(heic(), "IMG 1.HEIC", pictures_only=True, largest=MEGABYTE)
    assert (
        cleaned.content_type == "image/jpeg"
        and cleaned.name == "IMG 1.jpg"
        and kind_of(cleaned.content) == "image/jpeg"
    )


def test_it_keeps_png_as_png_and_pdf_as_it_came() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (5, 5), (0, 0, 0, 0)).save(target, "PNG")
    assert clean(target.getvalue(), "a", pictures_only=True, largest=MEGABYTE).content_type == "image/png"
    assert clean(PDF, "letter.pdf", pictures_only=False, largest=MEGABYTE).content == PDF


@pytest.mark.parametrize(
    ("content", "pictures_only", "sentence"),
    [
        (b"", True, "empty"),
        (b"x" * (MEGABYTE + 1), True, "smaller than 1 MB"),
        (b"MZ\x90 program", False, "a JPEG, PNG, HEIC or PDF"),
        (PDF, True, "a JPEG, PNG or HEIC"),
        (jpeg()[:100], True, "cannot read this picture"),
    ],
)
def test_it_says_why_a_file_is_not_taken(content: bytes, pictures_only: bool, sentence: str) -> None:
    with pytest.raises(Unfit, match=sentence):
        clean(content, "a", pictures_only=pictures_only, largest=MEGABYTE)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\amina\\bin.JPG", "bin.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("\u00ad né\u200b.heic", "né.jpg"),
        ("<script>.png", "script.jpg"),
        ("", "file.jpg"),
        ("a" * 300, "a" * 80 + ".jpg"),
    ],
)
def test_it_gives_files_names_that_can_be_shown(name: str, kept: str) -> None:
    assert file_name(name, "image/jpeg") == kept


@pytest.mark.shows("A6")
def test_it_keeps_a_file_as_an_answer_and_proposes_where_it_was_taken(held: dict[str, Any]) -> None:
    upload = upload_file(**held, question="photo", name="bin.jpg", content=jpeg(gps=True))
    seen = queries.draft(held["actor"], held["draft"], key=held["key"])
    assert seen.answers["photo"] == [upload.key] and upload.shown
    assert "where" not in seen.known, "the place is answered already"
    assert [each.name for each in queries.uploads(seen, "photo")] == ["bin.jpg"]
    found, content = queries.draft_file(held["actor"], held["draft"], upload.key, key=held["key"])
    assert found == upload and kind_of(content) == "image/jpeg"


def test_it_takes_no_more_than_the_question_does(held: dict[str, Any]) -> None:
    for _ in range(2):
        upload_file(**held, question="photo", name="a.jpg", content=jpeg())
    with pytest.raises(Refusal, match="2 files at most") as refused:
        upload_file(**held, question="photo", name="a.jpg", content=jpeg())
    assert refused.value.field == "photo"


def test_it_takes_files_only_where_the_form_asks(held: dict[str, Any], cast: Cast) -> None:
    with pytest.raises(NotFound):
        upload_file(**held, question="where", name="a.jpg", content=jpeg())
    fresh = start_draft(cast.nobody, service="tree", channel="web")
    with pytest.raises(NotFound):
        upload_file(cast.nobody, draft=fresh.draft, key=fresh.key, question="photo", name="a.jpg", content=jpeg())


def test_it_removes_and_erases(held: dict[str, Any], django_capture_on_commit_callbacks: Any) -> None:
    upload = upload_file(**held, question="photo", name="a.jpg", content=jpeg())
    path = files.path_of(held["actor"].council, Upload.objects.get().key)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_file(**held, file=upload.key).answers["photo"] is None
    assert not path.exists() and not StoredFile.objects.exists()
    remove_file(**held, file=upload.key)
    remove_file(**held, file="nonsense")


def test_a_posted_name_cannot_put_another_file_into_the_answer(held: dict[str, Any]) -> None:
    upload = upload_file(**held, question="photo", name="a.jpg", content=jpeg())
    done = answer_page(**held, page="photo", typed={"photo": ["somebody-elses"]})
    assert done.draft.answers["photo"] == [upload.key]


@pytest.mark.shows("B11")
def test_files_are_served_only_to_those_who_may_see_the_draft(held: dict[str, Any], cast: Cast) -> None:
    upload = upload_file(**held, question="photo", name="a.jpg", content=jpeg())
    with pytest.raises(NotFound):
        queries.draft_file(cast.bill, held["draft"], upload.key)
    other = start_draft(cast.nobody, service="tree", channel="web")
    with pytest.raises(NotFound):
        queries.draft_file(cast.nobody, other.draft, upload.key, key=other.key)
    with tenancy.acting_for(cast.councils.littlewick.id), pytest.raises(NotFound):
        queries.upload_content(cast.councils.littlewick.id, upload.key)
    with pytest.raises(NotFound):
        queries.upload_content(cast.nobody.council, "nonsense")


def test_files_stay_with_the_request_that_came_of_the_draft(held: dict[str, Any]) -> None:
    upload = upload_file(**held, question="photo", name="a.jpg", content=jpeg())
    finish_draft(held["actor"], held=hold_draft(**held), request=8, reference="R8")
    assert [each.key for each in queries.uploads_of_request(held["actor"].council, 8)] == [upload.key]


class _Scanner:
    """A scanner that says what it is told to say."""

    verdict: Any = False

    def infected(self, content: bytes) -> bool:
        if isinstance(self.verdict, Exception):
            raise self.verdict
        return bool(self.verdict)


@pytest.fixture
def scanner(settings: Any, monkeypatch: pytest.MonkeyPatch) -> _Scanner:
    settings.UPLOAD_SCANNER = "test"
    made = _Scanner()
    monkeypatch.setattr(registry, "implementation", lambda port, code: made)
    return made


def test_it_refuses_an_infected_file(held: dict[str, Any], scanner: _Scanner) -> None:
    scanner.verdict = True
    with pytest.raises(Refusal, match="may harm a computer"):
        upload_file(**held, question="photo", name="a.jpg", content=jpeg())
    assert not StoredFile.objects.exists()


def test_while_the_scanner_is_down_a_file_is_kept_and_shown_to_nobody(held: dict[str, Any], scanner: _Scanner) -> None:
    scanner.verdict = ScannerDownError()
    upload = upload_file(**held, question="photo", name="a.jpg", content=jpeg())
    assert upload.waiting and not upload.shown
    assert not answer_page(**held, page="photo", typed={}).errors, "the form goes on"
    with pytest.raises(NotFound):
        queries.draft_file(held["actor"], held["draft"], upload.key, key=held["key"])
    with pytest.raises(ScannerDownError):
        jobs.do_all()
    scanner.verdict = False
    from frontdesk.domains.forms.jobs import scan

    scan(council=held["actor"].council, upload=Upload.objects.get().pk)
    assert queries.draft_file(held["actor"], held["draft"], upload.key, key=held["key"])[0].shown
