"""A wrong photo or paper is replaced or taken back: shown to nobody any more, and the history says so."""

from typing import Any

import pytest

from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as form_queries
from frontdesk.domains.forms.models import Upload
from frontdesk.domains.forms.tests.stories import PDF, jpeg, last_message
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.models import RequestAnswers
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.tests.test_asking import token
from frontdesk.domains.requests.types import Receipt
from frontdesk.kernel import access_log
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal


@pytest.fixture
def sent(story: Story, settings: Any, tmp_path: Any) -> Receipt:
    """A missed bin with a photo."""
    settings.FRONTDESK_HOME = tmp_path
    nobody = story.cast.nobody
    started = story.draft(nobody)
    forms.upload_file(nobody, draft=started.draft, question="photo", name="wrong.jpg", content=jpeg(), key=started.key)
    return actions.report_request(nobody, draft=started.draft, channel="web", draft_key=started.key)


def files(story: Story, sent: Receipt) -> dict[str, str]:
    """The names of the files that are shown, and their keys."""
    return {each.name: each.key for each in queries.whole(story.cast.oli, sent.request or 0).uploads}


@pytest.mark.shows("F1", "F7")
def test_another_takes_its_place_in_the_answer_and_the_old_one_opens_to_nobody(story: Story, sent: Receipt) -> None:
    (old,) = files(story, sent).values()
    instead = ("right.jpg", jpeg(50, 50))
    actions.correct_file(story.cast.oli, request=sent.request or 0, file=old, instead=instead, reason="Not their bin")
    (new,) = files(story, sent).values()
    assert list(files(story, sent)) == ["right.jpg"] and new != old
    answers = RequestAnswers.objects.filter(request_id=sent.request).order_by("number")
    assert [each.answers["photo"] for each in answers] == [[old], [new]]
    with pytest.raises(NotFound):
        queries.file_of(story.cast.oli, sent.request or 0, old)
    with pytest.raises(NotFound):
        form_queries.upload_content(story.cast.oli.council, old)
    (said,) = [each for each in queries.whole(story.cast.oli, sent.request or 0).timeline if "file" in each.kind]
    assert said.text is not None and "wrong.jpg" in said.text.body and "Not their bin" in said.text.body
    told = last_message(story.cast).body
    assert said.by and "A file was replaced." in told and "right.jpg" not in told


def test_the_customer_takes_one_back_by_the_link_and_staff_see_that_they_did(story: Story, sent: Receipt) -> None:
    (old,) = files(story, sent).values()
    actions.correct_file(story.cast.nobody, request=sent.request or 0, file=old, follow=token(sent))
    whole = queries.whole(story.cast.oli, sent.request or 0)
    assert whole.uploads == () and whole.item.unread_at is not None
    assert Upload.objects.get().taken_back_at is not None
    moments = queries.progress(story.cast.oli.council, sent.request or 0).history
    assert "“wrong.jpg” was taken back." in [each.text for each in moments]
    with pytest.raises(NotFound):
        actions.correct_file(story.cast.nobody, request=sent.request or 0, file=old, follow=token(sent))


def test_a_paper_that_came_later_is_taken_back(story: Story, sent: Receipt) -> None:
    actions.add_words(story.cast.dee, request=sent.request or 0, words="", files=[("letter.pdf", PDF)])
    actions.correct_file(
        story.cast.oli, request=sent.request or 0, file=files(story, sent)["letter.pdf"], reason="Another's letter"
    )
    assert list(files(story, sent)) == ["wrong.jpg"]
    assert RequestAnswers.objects.filter(request_id=sent.request).count() == 1


def test_what_is_no_picture_is_refused_and_strangers_find_nothing(story: Story, sent: Receipt) -> None:
    (old,) = files(story, sent).values()
    change = {"request": sent.request or 0, "file": old}
    with pytest.raises(Refusal) as refused:
        actions.correct_file(story.cast.oli, **change, instead=("letter.pdf", PDF))
    assert refused.value.field == "files"
    for actor in (story.cast.bill, story.cast.luca):
        with pytest.raises(NotFound):
            actions.correct_file(actor, **change)
    with pytest.raises(NotAllowed):
        actions.correct_file(story.cast.flo, **change)
    actions.close_request(story.cast.oli, request=sent.request or 0, outcome="emptied")
    with pytest.raises(Refusal):
        actions.correct_file(story.cast.oli, **change)
    assert list(files(story, sent)) == ["wrong.jpg"]


def test_a_file_that_the_form_needs_is_replaced_and_not_taken_back(story: Story, sent: Receipt) -> None:
    (old,) = files(story, sent).values()
    theirs = RequestAnswers.objects.filter(request_id=sent.request)
    theirs.update(answers={**theirs.get().answers, "bin": None})
    with pytest.raises(Refusal) as refused:
        actions.correct_file(story.cast.oli, request=sent.request or 0, file=old)
    assert refused.value.field == "files" and list(files(story, sent)) == ["wrong.jpg"]


@pytest.mark.shows("B11")
def test_a_look_at_a_file_is_logged(story: Story, sent: Receipt) -> None:
    (key,) = files(story, sent).values()
    queries.file_of(story.cast.oli, sent.request or 0, key)
    looks = access_log.looks_at(story.cast.oli.council, [sent.person or 0])
    assert (story.cast.oli.user, "file of a request") in [(look.user, look.what) for look in looks]
