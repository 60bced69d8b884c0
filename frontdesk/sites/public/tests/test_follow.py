"""Following a request by its link: a copy of what was sent, and papers that come later."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.forms.tests.stories import PDF, jpeg
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.models import ContactPoint
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.models import Request, RequestText
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types import Receipt
from frontdesk.kernel import clock, links
from tests.support.cast import Cast


@pytest.fixture
def story(cast: Cast, settings: Any, tmp_path: Any) -> Iterator[Story]:
    settings.FRONTDESK_HOME = tmp_path
    with clock.at(datetime(2026, 12, 1, 10, tzinfo=UTC)):
        yield Story.begin(cast)


@pytest.fixture
def sent(story: Story) -> Receipt:
    started = story.draft(story.cast.nobody)
    return actions.report_request(story.cast.nobody, draft=started.draft, channel="web", draft_key=started.key)


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "demo.example.org"})


def paper(name: str = "letter.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.shows("F11")
def test_it_shows_a_copy_of_what_was_sent(visitor: Client, sent: Receipt) -> None:
    page = visitor.get(sent.follow).content.decode()
    assert "What you sent us" in page and "12 Mill Lane" in page and "Amina Testwood" in page


def test_it_says_what_the_form_said_and_then_what_was_done(story: Story, visitor: Client, sent: Receipt) -> None:
    assert "Leave the bin where we can see it." in visitor.get(sent.follow).content.decode()
    closing = "Sorry that we drove past, Amina."
    actions.close_request(story.cast.oli, request=sent.request or 0, outcome="emptied", message=closing)
    page = visitor.get(sent.follow).content.decode()
    assert "We came back and emptied your bin." in page and "We closed this: Bin emptied" in page
    assert page.count(closing) == 2, "above, and in what has happened"
    assert "Leave the bin where" not in page


def test_withdrawing_is_asked_on_a_page_of_its_own(visitor: Client, sent: Receipt) -> None:
    assert f'href="{sent.follow}withdraw/"' in visitor.get(sent.follow).content.decode()
    visitor.post(sent.follow, {"do": "withdraw", "words": "How is it going?"})
    assert Request.objects.get().closed_at is None
    asked = visitor.get(f"{sent.follow}withdraw/").content.decode()
    assert "Do you want to withdraw this?" in asked and "No, go back" in asked
    assert Request.objects.get().closed_at is None, "looking changes nothing"
    visitor.post(f"{sent.follow}withdraw/", {"words": ""})
    assert Request.objects.get().status == "withdrawn"
    assert visitor.get(f"{sent.follow}withdraw/").status_code == 302, "once"


@pytest.mark.shows("F7")
def test_papers_are_added_and_the_officer_sees_them(story: Story, visitor: Client, sent: Receipt) -> None:
    added = visitor.post(sent.follow, {"do": "add", "words": "The letter.", "files": [paper(), paper("a.jpg", jpeg())]})
    assert added.status_code == 302, added.content.decode()
    page = visitor.get(sent.follow).content.decode()
    assert "Added: letter.pdf, a.jpg" in page and "Added later" in page
    whole = queries.whole(story.cast.oli, sent.request or 0)
    assert [each.name for each in whole.uploads] == ["letter.pdf", "a.jpg"]
    upload, content = queries.file_of(story.cast.oli, sent.request or 0, whole.uploads[0].key)
    assert (upload.name, content) == ("letter.pdf", PDF)


def test_papers_alone_answer_a_question_and_the_clock_goes_on(story: Story, visitor: Client, sent: Receipt) -> None:
    actions.ask_customer(story.cast.oli, request=sent.request or 0, question="Please send the letter.")
    assert "Photos or papers" in visitor.get(sent.follow).content.decode()
    visitor.post(sent.follow, {"do": "answer", "words": "", "files": paper()})
    assert Request.objects.get().state == "running"


def test_what_is_no_picture_or_paper_is_refused_and_the_words_stay(visitor: Client, sent: Receipt) -> None:
    answer = visitor.post(
        sent.follow, {"do": "add", "words": "My own words", "files": paper("a.pdf", b"MZ\x90 program")}
    )
    page = answer.content.decode()
    assert answer.status_code == 200 and 'href="#files-add"' in page and "My own words" in page
    assert forms.uploads_of_request(Request.objects.get().council_id, sent.request or 0) == []


@pytest.mark.parametrize("sizes", [(13,), (7, 7), (11, 2)], ids=str)
def test_large_files_are_taken_or_refused_with_a_sentence_and_never_dropped(
    visitor: Client, sent: Receipt, sizes: tuple[int, ...]
) -> None:
    files = [paper(f"{size}.pdf", PDF + b" " * (size * 1024 * 1024)) for size in sizes]
    answer = visitor.post(sent.follow, {"do": "add", "words": "My own words", "files": files})
    kept = forms.uploads_of_request(Request.objects.get().council_id, sent.request or 0)
    if max(sizes) > 10:
        assert "10 MB" in answer.content.decode() and "My own words" in answer.content.decode() and kept == []
    else:
        assert len(kept) == len(sizes)


def test_nothing_is_added_once_it_is_closed(story: Story, visitor: Client, sent: Receipt) -> None:
    actions.close_request(story.cast.oli, request=sent.request or 0, outcome="emptied")
    assert 'type="file"' not in visitor.get(sent.follow).content.decode()
    visitor.post(sent.follow, {"do": "add", "words": "", "files": paper()})
    assert forms.uploads_of_request(Request.objects.get().council_id, sent.request or 0) == []


def test_a_restricted_request_shows_nothing(visitor: Client, sent: Receipt) -> None:
    Request.objects.update(restricted=True)
    assert visitor.get(sent.follow).status_code == 404
    assert queries.copy_of(Request.objects.get().council_id, sent.request or 0) == ()


def test_the_receipt_has_a_copy_to_print(story: Story, visitor: Client) -> None:
    started = story.draft(story.cast.nobody)
    session = visitor.session
    session["forms"] = {str(started.draft): started.key}
    session.save()
    page = visitor.post(f"/form/{started.draft}/check/", {"do": "send"}, follow=True).content.decode()
    assert "Leave the bin where we can see it." in page, "the ending of the form has words of its own"
    assert "A copy of what you sent us" in page and "12 Mill Lane" in page
    assert "We have emailed this to" in page and "amina@example.org" in page


def test_papers_are_added_to_what_came_without_a_form(story: Story, visitor: Client) -> None:
    sent = story.report(story.cast.nobody)
    visitor.post(sent.follow, {"do": "add", "words": "", "files": paper()})
    visitor.post(sent.follow, {"do": "add", "words": "", "files": paper("second.pdf")})
    whole = queries.whole(story.cast.oli, sent.request or 0)
    assert [each.name for each in whole.uploads] == ["letter.pdf", "second.pdf"]


@pytest.mark.shows("F7")
def test_a_wrong_paper_is_replaced_and_taken_back_by_the_link(story: Story, visitor: Client, sent: Receipt) -> None:
    visitor.post(sent.follow, {"do": "add", "words": "", "files": paper("wrong.pdf")})
    (old,) = queries.whole(story.cast.oli, sent.request or 0).uploads
    here = f"{sent.follow}file/{old.key}/"
    assert here in visitor.get(sent.follow).content.decode() and "wrong.pdf" in visitor.get(here).content.decode()
    assert "Choose the file to put in its place." in visitor.post(here, {"do": "replace"}).content.decode()
    assert visitor.post(here, {"do": "replace", "files": paper("right.pdf")}).status_code == 302
    (new,) = queries.whole(story.cast.oli, sent.request or 0).uploads
    assert new.name == "right.pdf" and visitor.get(here).status_code == 404
    visitor.post(f"{sent.follow}file/{new.key}/", {"do": "take-back"})
    assert queries.whole(story.cast.oli, sent.request or 0).uploads == ()
    assert "“right.pdf” was taken back." in visitor.get(sent.follow).content.decode()


def test_what_is_sent_twice_is_there_once(story: Story, visitor: Client, sent: Receipt) -> None:
    here, item = sent.follow, sent.request or 0

    def press(what: str) -> list[int]:
        key = re.search(r'name="key" value="([^"]+)"', visitor.get(here).content.decode())
        assert key is not None
        typed = {"do": what, "words": f"These are my words: {what}", "key": key[1]}
        return [visitor.post(here, typed).status_code for _ in range(2)]

    assert press("add") == [302, 302]
    assert press("add") == [302, 302]
    actions.ask_customer(story.cast.oli, request=item, question="Which bin?")
    assert press("answer") == [302, 302]
    actions.close_request(story.cast.oli, request=item, outcome="emptied")
    assert press("dispute") == [302, 302]
    texts = list(RequestText.objects.filter(request_id=item, by_customer=True).values_list("kind", flat=True))
    assert sorted(texts) == ["addition", "addition", "answer", "dispute"]


def test_other_words_from_the_same_old_page_are_kept_as_well(story: Story, visitor: Client, sent: Receipt) -> None:
    typed = {"do": "add", "key": "one old page"}
    for words in ("First thing", "Second, other thing", "Second, other thing"):
        assert visitor.post(sent.follow, {**typed, "words": words}).status_code == 302
    for name in ("one.pdf", "two.pdf", "two.pdf"):
        assert visitor.post(sent.follow, {**typed, "words": "", "files": paper(name)}).status_code == 302
    kept = RequestText.objects.filter(request_id=sent.request, by_customer=True).order_by("pk")
    added = ["First thing", "Second, other thing", "Added: one.pdf", "Added: two.pdf"]
    assert list(kept.values_list("body", flat=True)) == added


def test_a_file_that_is_taken_back_twice_is_taken_back(visitor: Client, story: Story, sent: Receipt) -> None:
    visitor.post(sent.follow, {"do": "add", "words": "", "files": paper("wrong.pdf")})
    (old,) = queries.whole(story.cast.oli, sent.request or 0).uploads
    here = f"{sent.follow}file/{old.key}/"
    pressed = [visitor.post(here, {"do": "take-back"}) for _ in range(2)]
    assert [(each.status_code, each.headers.get("Location")) for each in pressed] == [(302, sent.follow)] * 2
    strange = f"{sent.follow}file/00000000-0000-4000-8000-000000000000/"
    assert visitor.post(strange, {"do": "take-back"}).status_code == 404


def test_another_file_sent_from_the_old_page_of_one_taken_back_is_kept(
    visitor: Client, story: Story, sent: Receipt
) -> None:
    visitor.post(sent.follow, {"do": "add", "words": "", "files": paper("wrong.pdf")})
    (old,) = queries.whole(story.cast.oli, sent.request or 0).uploads
    here = f"{sent.follow}file/{old.key}/"
    for name in ("right.pdf", "right.pdf", "better.pdf", "better.pdf"):
        assert visitor.post(here, {"do": "replace", "files": paper(name)})["Location"] == sent.follow
    kept = queries.whole(story.cast.oli, sent.request or 0).uploads
    assert [each.name for each in kept] == ["right.pdf", "better.pdf"]
    assert "Added: better.pdf" in visitor.get(sent.follow).content.decode()
    wrong = visitor.post(here, {"do": "replace", "files": paper("a.exe", b"MZ")})
    assert wrong.status_code == 400 and "The file must be" in wrong.content.decode(), "it says why it was not kept"
    actions.close_request(story.cast.oli, request=sent.request or 0, outcome="emptied")
    late = visitor.post(here, {"do": "replace", "files": paper("late.pdf")})
    assert late.status_code == 400 and "closed" in late.content.decode()


def test_a_file_that_is_replaced_by_two_presses_at_once_is_replaced_once(
    visitor: Client, story: Story, sent: Receipt, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.post(sent.follow, {"do": "add", "words": "", "files": paper("wrong.pdf")})
    (old,) = queries.whole(story.cast.oli, sent.request or 0).uploads
    correct = actions.correct_file

    def overtaken(*args: Any, **named: Any) -> None:
        correct(*args, **named)
        correct(*args, **named)

    monkeypatch.setattr(actions, "correct_file", overtaken)
    here = f"{sent.follow}file/{old.key}/"
    assert visitor.post(here, {"do": "replace", "files": paper("right.pdf")}).status_code == 302
    assert [each.name for each in queries.whole(story.cast.oli, sent.request or 0).uploads] == ["right.pdf"]


@pytest.mark.shows("B11")
def test_links_to_a_customer_who_was_restricted_since_say_how_to_reach_us(
    story: Story, visitor: Client, sent: Receipt
) -> None:
    point = ContactPoint.objects.get(person=sent.person, kind="email")
    pages = (sent.follow, f"{sent.follow}withdraw/", f"/prove/{links.sign(point.council_id, 'prove', point.pk)}/")
    with clock.at(datetime(2026, 12, 1, 10, 1, tzinfo=UTC)):
        people.restrict_person(story.cast.sam, person=sent.person or 0, readers=[])
        for page in pages:
            for answer in (visitor.get(page), visitor.post(page, {"do": "add", "words": "Hello"})):
                assert answer.status_code == 404
                assert "This link does not work any more. Call us on 01632 960100" in answer.content.decode()
        point.refresh_from_db()
        assert point.verified_at is None
        fresh = f"/prove/{links.sign(point.council_id, 'prove', point.pk)}/"
        assert visitor.get(fresh).status_code == 200
