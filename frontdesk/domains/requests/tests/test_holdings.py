"""What requests hold on a person; erasing takes the person out and leaves the facts."""

from django.db import connection

from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.tests.stories import Story


def test_a_person_gets_everything_and_colleagues_notes_by_themselves_to_be_judged(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.note(story.cast.oli, request=receipt.request, text="A note")
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?")
    (held,) = list(queries.held_on(story.cast.councils.demo.id, [receipt.person]))
    assert held["reference"] == receipt.reference
    assert {"question": "Which bin did we miss?", "answer": ["Rubbish"]} in held["answers"][0]["answers"]
    assert [each["text"] for each in held["words"]] == ["Which side?"]
    assert held["notes_of_colleagues"] == ["A note"]


def test_erasing_leaves_the_facts_and_the_page_opens(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Canaryword")
    assert actions.erase_people(story.cast.councils.demo.id, [receipt.person]) == 1
    row = story.row(receipt)
    assert (row.person_id, row.uprn, row.easting, row.service, row.channel) == (None, None, None, "missed-bin", "web")
    assert row.answers.get().answers == {}
    page = queries.whole(story.cast.oli, receipt.request)
    assert page.answers == () and "Canaryword" not in str(page)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(person) FROM requests_facts WHERE council = %s", [row.council_id])
        assert cursor.fetchone() == (1, 0)
    actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
