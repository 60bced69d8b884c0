"""Where the receipt goes: to the address given in the form, else to the one the form was saved by."""

import pytest

from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as form_queries
from frontdesk.domains.forms.tests.stories import code_in, last_message, token_in
from frontdesk.domains.forms.types import Started
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types import Receipt


def saved(story: Story, by: str = "Amina@example.org", in_form: str | None = None) -> Started:
    """A draft, saved `by` an email, whose own question for one is left empty unless `in_form` is given."""
    started = story.draft(story.cast.nobody, answers={"email": in_form})
    forms.save_for_later(story.cast.nobody, draft=started.draft, key=started.key, email=by)
    return started


def resumed(story: Story) -> Started:
    """The same draft opened on another device by the link and the code: no address is typed again."""
    cast = story.cast
    token = token_in(last_message(cast))
    forms.send_code(cast.nobody, token=token)
    return forms.resume_draft(cast.nobody, token=token, code=code_in(last_message(cast)))


def send(story: Story, started: Started) -> Receipt:
    """Hand it in."""
    return actions.report_request(
        story.cast.nobody, channel="web", draft=started.draft, draft_key=started.key, even_if_same=True
    )


def mail(receipt: Receipt) -> Message:
    """The message about the request's arrival."""
    return Message.objects.get(about_type="request", about_id=receipt.request, topic="requests.received")


@pytest.mark.shows("A6")
def test_it_goes_to_the_address_the_form_was_saved_by(story: Story) -> None:
    receipt = send(story, saved(story))
    assert (receipt.told, receipt.to_prove) == ("amina@example.org", True)
    assert mail(receipt).address == "amina@example.org" and "/prove/" in mail(receipt).body
    again = queries.receipt(story.cast.nobody.council, receipt.request or 0)
    assert (again.told, again.to_prove) == (receipt.told, receipt.to_prove)


@pytest.mark.shows("A6", "B5")
def test_an_address_whose_code_opened_the_form_is_proved(story: Story) -> None:
    saved(story)
    receipt = send(story, resumed(story))
    assert (receipt.told, receipt.to_prove) == ("amina@example.org", False)
    assert "/prove/" not in mail(receipt).body
    (point,) = people.person(story.cast.system, receipt.person or 0).points
    assert point.verified is not None and point.how == "code"


def test_an_address_given_since_is_not_proved_by_the_code_of_another(story: Story) -> None:
    saved(story)
    back = resumed(story)
    forms.save_for_later(story.cast.nobody, draft=back.draft, key=back.key, email="ruth@example.org")
    receipt = send(story, back)
    assert (receipt.told, receipt.to_prove) == ("ruth@example.org", True)


def test_the_address_in_the_form_comes_first(story: Story) -> None:
    receipt = send(story, saved(story, by="other@example.org", in_form="amina@example.org"))
    assert receipt.told == "amina@example.org"


def test_without_any_address_nothing_is_sent_and_it_counts_all_the_same(story: Story) -> None:
    receipt = send(story, story.draft(story.cast.nobody, answers={"email": None}))
    assert receipt.taken and (receipt.told, receipt.to_prove) == ("", False)
    assert not Message.objects.filter(about_type="request", about_id=receipt.request).exists()


@pytest.mark.shows("A7")
def test_the_question_for_an_email_proposes_the_address_it_was_saved_by(story: Story) -> None:
    started = forms.start_draft(story.cast.nobody, service="missed-bin", channel="web")
    forms.save_for_later(story.cast.nobody, draft=started.draft, key=started.key, email="amina@example.org")
    draft = form_queries.draft(story.cast.nobody, started.draft, key=started.key)
    assert draft.known["email"] == "amina@example.org"
