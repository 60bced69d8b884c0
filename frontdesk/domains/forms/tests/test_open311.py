"""The same form for Open311 clients."""

import pytest

from frontdesk.domains.forms.rules.assess import assess
from frontdesk.domains.forms.rules.open311 import Post, answers_from, attribute_values, attributes, obstacles, roles
from frontdesk.domains.forms.tests.builder import context, page, question, service

OPTIONS = '[{ value = "deep", label = "Deep" }, { value = "wide", label = "Wide" }]'
INNER = (
    question("text", "size", used_for='"work"') + question("date", "seen", optional="true", used_for='"work"')
).replace("[[page.question]]", "[[page.question.question]]")
D = service(
    page("where", question("place", "where"))
    + page(
        "kind",
        question("several", "kind", options=OPTIONS, used_for='"work"'),
        next='[{ when = { question = "kind", is = "deep" }, go = "depth" }]',
    )
    + page("sort", question("choice", "sort", options=OPTIONS, used_for='"work"'))
    + page("depth", question("number", "depth", used_for='"work"'))
    + page("holes", question("group", "holes", entry='"hole"', min=1, max=2) + INNER)
    + page("tell", question("long_text", "tell", used_for='"work"'), question("photo", "photo", max=3, optional="true"))
    + page(
        "you",
        question("name", "name", known_as='"name"', optional="true"),
        question("email", "email", known_as='"email"', optional="true"),
        question("phone", "phone", known_as='"phone"', optional="true"),
        question("email", "neighbour", optional="true", used_for='"work"'),
    )
)


@pytest.mark.shows("C15")
def test_it_makes_attributes_of_every_question_that_has_no_argument_of_its_own() -> None:
    found = attributes(D)
    assert [(each.code, each.datatype, each.required) for each in found] == [
        ("kind", "multivaluelist", True),
        ("sort", "singlevaluelist", False),
        ("depth", "number", True),
        ("holes.1.size", "string", True),
        ("holes.1.seen", "datetime", False),
        ("holes.2.size", "string", False),
        ("holes.2.seen", "datetime", False),
        ("neighbour", "string", False),
    ]
    assert [each.order for each in found] == list(range(1, 9))
    assert found[0].values == (("deep", "Deep"), ("wide", "Wide"))


def test_it_knows_which_question_takes_which_argument() -> None:
    found = roles(D)
    assert (found.location, found.description, found.media) == ("where", "tell", "photo")
    assert (found.name, found.email, found.phone) == ("name", "email", "phone")


POST = Post(
    lat="51.5",
    long="0.1",
    description="Deep.\r\n\r\n  Very deep.",
    email="amina@example.org",
    first_name="Amina",
    media=("a.jpg",),
    attributes={"kind": ["deep"], "depth": ["0"], "holes.1.size": ["big"], "holes.2.size": ["small"], "other": ["x"]},
)


@pytest.mark.shows("C15")
def test_it_takes_a_post_through_the_same_evaluator() -> None:
    taken = answers_from(D, POST)
    found = assess(D, taken.answers, context(channel="api"))
    assert found.ok, found.errors
    assert found.answers["tell"] == "Deep.\r\n\r\n  Very deep."
    assert found.answers["where"]["lat"] == 51.5
    assert found.answers["name"] == {"first": "Amina", "last": ""}
    assert [entry["answers"]["size"] for entry in found.answers["holes"]] == ["big", "small"]
    assert found.answers["depth"] == 0 and taken.description == ""


def test_it_says_what_is_wrong_with_a_post() -> None:
    taken = answers_from(D, Post(lat="here", long="0"))
    assert "cannot read that place" in assess(D, taken.answers, context()).sentences[0]
    assert assess(D, answers_from(D, Post()).answers, context()).sentences


def test_it_shows_attributes_but_not_who_the_customer_is() -> None:
    found = assess(D, answers_from(D, POST).answers, context()).answers
    shown = attribute_values(D, found)
    assert ("kind", "Which one?", "Deep") in shown and ("holes.2.size", "Hole 2: Which one?", "small") in shown
    assert "amina" not in str(shown).lower()


def test_it_keeps_a_description_that_no_question_takes() -> None:
    definition = service(page("where", question("address", "where", used_for='"work"')))
    taken = answers_from(definition, Post(address_string="12 Mill Lane, ZY1 1AB", description="Hello"))
    assert taken.description == "Hello"
    assert assess(definition, taken.answers, context()).answers["where"]["lines"] == ["12 Mill Lane"]
    by_id = answers_from(definition, Post(address_id="100", address_string="12 Mill Lane"))
    assert assess(definition, by_id.answers, context()).answers["where"]["uprn"] == "100"


def test_it_says_why_a_client_can_never_complete_a_form() -> None:
    definition = service(page("a", question("photo", "one")) + page("b", question("file", "two", label="The form")))
    assert obstacles(definition) == ["“The form” needs a file, which Open311 cannot carry."]
    assert obstacles(D) == []
