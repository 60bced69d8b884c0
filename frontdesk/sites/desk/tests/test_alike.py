"""Two records that may be one customer: who sees the pair, what each page says, and what it does."""

import re
from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import models, queries
from frontdesk.domains.people.types import Identity, Person
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.sites.desk.compared import lines, verdict
from frontdesk.sites.desk.tests.conftest import SignIn
from frontdesk.sites.desk.tests.test_customer_page import MOST, NOT_COUNTED

LIST = "/desk/customers/alike/"
WHY = (("given", "same", 6.0), ("phone", "same", 4.0))


@pytest.fixture
def two(story: Story) -> tuple[int, int]:
    """Ann's two records, of another family name, of one phone."""
    ann = story.person("Ann Smith", phone="07700 900111", email="ann@example.org")
    return ann, story.person("Ann Smyth", phone="07700 900111")


def pair(two: tuple[int, int]) -> str:
    return f"/desk/customers/{two[0]}/alike/{two[1]}/"


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (["a"], ["a"], "Same"),
        (["a"], ["b"], "Different"),
        (["a", "b"], ["b"], "Partly the same"),
        (["a"], [], "Only one of them has it"),
        ([], [], ""),
    ],
)
def test_it_says_in_words_how_two_records_compare(one: list[str], other: list[str], words: str) -> None:
    assert verdict(one, other) == words


def test_numbers_are_compared_only_within_one_system() -> None:
    def seen(**numbers: str) -> Person:
        return Person(1, "Ann", identities=tuple(Identity(*each) for each in numbers.items()))

    said = {each.label: each.verdict for each in lines(seen(tax="7"), seen(housing="7"))}
    assert said["Numbers in other systems"] == ""
    said = {each.label: each.verdict for each in lines(seen(tax="7"), seen(tax="8", housing="7"))}
    assert said["Numbers in other systems"] == "Different"


@pytest.mark.shows("B3")
def test_an_adviser_proposes_and_a_manager_decides(story: Story, sign_in: SignIn, two: tuple[int, int]) -> None:
    dee, sam = sign_in(story.cast.dee), sign_in(story.cast.sam)
    page = dee.get(pair(two)).content.decode()
    assert "Propose it" in page and "Join the two records" not in page
    dee.post(pair(two), {"do": "propose", "why": "She told me that she married"})
    assert "a manager is asked" in dee.get(f"/desk/customers/{two[0]}/").content.decode()
    listed = sam.get(LIST).content.decode()
    assert "Ann Smith and Ann Smyth" in listed and "She told me that she married" in listed and "Dee Marsh" in listed
    answer = sam.post(pair(two), {"do": "join", "front": str(two[1])}, follow=True)
    assert "The two records are joined." in answer.content.decode()
    assert queries.head(story.cast.sam.council, two[0]) == two[1]
    assert "No pair is waiting" in sam.get(LIST).content.decode()


@pytest.mark.shows("B3")
def test_a_pair_is_shown_with_its_reasons_and_what_differs_in_words(
    story: Story, sign_in: SignIn, two: tuple[int, int]
) -> None:
    for name in ("Cy Field", "Di Field", "Ed Field"):
        story.person(name, phone="07700 900111")
    people.propose_join(story.cast.system, person=two[0], other=two[1], probability=0.8, reasons=WHY)
    page = sign_in(story.cast.sam).get(pair(two)).content.decode()
    assert "Same phone number, which three other people use too." in page
    rows = {re.sub(r"<[^>]+>", " ", each).split()[0]: each for each in re.findall(r"(?s)<tr.*?</tr>", page)}
    assert "<strong>Different</strong>" in rows["Name"] and "Same" in rows["Phone"]
    assert "Only one of them has it" in rows["Emails"]
    assert "at any time" in page and "not proposed again" in page


def test_not_the_same_person_takes_the_pair_off_the_list(story: Story, sign_in: SignIn, two: tuple[int, int]) -> None:
    sam = sign_in(story.cast.sam)
    sam.post(pair(two), {"do": "reject", "apart": "Sisters"})
    page = sam.get(pair(two)).content.decode()
    assert "that these are two people" in page and "Sisters" in page
    assert models.JoinProposal.objects.get().state == "rejected"
    assert "Propose it" not in sign_in(story.cast.dee).get(pair(two)).content.decode()


def test_other_dates_of_birth_ask_for_the_reason_and_keep_what_was_typed(
    story: Story, sign_in: SignIn, two: tuple[int, int]
) -> None:
    for person, year in zip(two, (1960, 1990), strict=True):
        people.change_person(story.cast.dee, person=person, date_of_birth=date(year, 1, 1))
    sam = sign_in(story.cast.sam)
    page = sam.post(pair(two), {"do": "join", "front": str(two[1])}).content.decode()
    assert "The dates of birth are different" in page and 'href="#why"' in page
    assert re.search(rf'value="{two[1]}"[^>]*checked', page)
    sam.post(pair(two), {"do": "join", "front": str(two[1]), "why": "Seen her passport"})
    assert queries.head(story.cast.sam.council, two[0]) == two[1]


@pytest.mark.shows("B2", "B3")
def test_the_old_address_shows_the_survivor_with_what_was_joined_why_and_how_to_undo_it(
    story: Story, sign_in: SignIn, two: tuple[int, int]
) -> None:
    join = people.join_people(story.cast.sam, person=two[1], into=two[0], why="Same voice", reasons=WHY)
    page = sign_in(story.cast.sam).get(f"/desk/customers/{two[1]}/").content.decode()
    assert "<title>Ann Smith" in page and "Ann Smyth (record" in page
    assert "Same voice" in page and "Same phone number." in page and "Sam Ford" in page
    undo = f"/desk/customers/{two[0]}/joins/{join}/undo/"
    assert undo in page
    assert "Undo this join" not in sign_in(story.cast.dee).get(f"/desk/customers/{two[0]}/").content.decode()
    done = sign_in(story.cast.sam).post(undo, {"why": "Sisters"}, follow=True).content.decode()
    assert "The join is undone" in done
    assert "<title>Ann Smyth" in sign_in(story.cast.dee).get(f"/desk/customers/{two[1]}/").content.decode()


def test_every_page_of_the_joined_record_is_the_survivors(story: Story, sign_in: SignIn, two: tuple[int, int]) -> None:
    people.join_people(story.cast.sam, person=two[1], into=two[0])
    dee, old = sign_in(story.cast.dee), f"/desk/customers/{two[1]}/"
    for part in ("", "?fragment=open", "details/", "needs/", "exception/", "account/"):
        answer = dee.get(old + part)
        assert answer.status_code == 200, part
    typed = {"need": "hearing", "instruction": "Use the loop", "consent": "agreed"}
    dee.post(old + "needs/add/", typed)
    dee.post("/desk/contacts/open/", {"channel": "phone", "person": str(two[1]), "key": "one"})
    page = dee.get(f"/desk/customers/{two[0]}/").content.decode()
    assert "Use the loop" in page and "I am speaking with them" not in page


@pytest.mark.shows("B3")
def test_requests_of_the_joined_record_keep_their_links_and_stand_in_the_one_account(
    story: Story, sign_in: SignIn, two: tuple[int, int]
) -> None:
    receipt = story.report(story.cast.dee, person=two[1], channel="phone")
    own = people.own_record(story.cast.amina, name="Ann Smith", source="web")
    people.join_people(story.cast.sam, person=two[1], into=own)
    nobody, amina = sign_in(story.cast.nobody), sign_in(story.cast.amina)
    assert nobody.get(receipt.follow).status_code == 200
    assert nobody.get(f"/open311/v2/requests/{receipt.reference}.json").status_code == 200
    assert receipt.reference in amina.get("/account/").content.decode()
    found = sign_in(story.cast.dee).post("/desk/search/", {"q": "ann smyth"}, follow=True).content.decode()
    assert f"/desk/customers/{own}/" in found and "1 December 2026" in found


def test_a_pair_with_a_restricted_record_is_for_those_named(
    story: Story, sign_in: SignIn, two: tuple[int, int]
) -> None:
    people.propose_join(story.cast.dee, person=two[0], other=two[1])
    people.restrict_person(story.cast.sam, person=two[1], readers=[story.cast.cora.user or 0])
    sam = sign_in(story.cast.sam)
    assert "Ann" not in sam.get(LIST).content.decode().split("<main")[1]
    assert sam.get(pair(two)).status_code == 404
    assert "There may be another record" not in sam.get(f"/desk/customers/{two[0]}/").content.decode()


def test_the_list_is_read_page_by_page(story: Story, sign_in: SignIn) -> None:
    people_made = [story.person(f"Ann {at}") for at in range(23)]
    found = [(one, other, 0.5 + at / 100, WHY) for at, (one, other) in enumerate(pairwise(people_made))]
    people.bring_matches(story.cast.system, run=1, certain=[], doubtful=found)
    sam = sign_in(story.cast.sam)
    with CaptureQueriesContext(connection) as asked:
        first = sam.get(LIST).content.decode()
    counted = [each["sql"][:150] for each in asked.captured_queries if not each["sql"].startswith(NOT_COUNTED)]
    assert len(counted) <= MOST, "\n".join(counted)
    more = re.search(r'href="(\?after=[^"]+)"', first)
    assert more and first.count("Look at both") == 20
    assert sam.get(LIST + more[1]).content.decode().count("Look at both") == 2


def test_a_customer_with_many_joins_is_read_in_no_more_statements(
    story: Story, sign_in: SignIn, two: tuple[int, int]
) -> None:
    people.join_people(story.cast.sam, person=two[1], into=two[0])
    dee = sign_in(story.cast.dee)
    dee.get(f"/desk/customers/{two[0]}/")
    with CaptureQueriesContext(connection) as asked:
        dee.get(f"/desk/customers/{two[0]}/")
    counted = [each["sql"][:150] for each in asked.captured_queries if not each["sql"].startswith(NOT_COUNTED)]
    assert len(counted) <= MOST, "\n".join(counted)
