"""An entry of the catalogue: a service without pages is read, written and published, and has no form."""

import pytest

from frontdesk.domains.forms.actions import start_draft
from frontdesk.domains.requests.actions import report_request
from frontdesk.domains.services import queries
from frontdesk.domains.services.definition.check import check
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.read import parse
from frontdesk.domains.services.definition.write import write
from frontdesk.kernel.errors import Refusal
from tests.support.cast import Cast
from tests.support.services import CAREERS, publish, publish_careers


def test_it_is_written_as_it_was_read_and_needs_no_more():
    found = parse(CAREERS)
    assert isinstance(found, Definition) and not found.has_form and not found.offered_by_open311
    assert (write(found), check(found)) == (CAREERS, [])


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ('[[ending]]\ncode = "sent"\noutcome = "submit"\ntitle = "Sent"\ntext = "We have it."\n', "“ending” means"),
        ('[[fact]]\ncode = "round"\ntype = "text"\nfrom = "waste.round"\n', "“fact” means nothing"),
        ('[[outcome]]\ncode = "done"\nstatus = "done"\nname = "Done"\ntext = "Done."\n', "“outcome” means nothing"),
        ('[duplicates]\nby = "person"\nhours = 1\n', "“duplicates” means nothing"),
        ('[[page]]\ncode = "hello"\ntitle = "Hello"\nintro = "Hello."\n', "“cost” is missing here."),
    ],
)
def test_what_means_something_for_a_form_only_is_said_by_line(more: str, says: str):
    found = parse(CAREERS + "\n" + more)
    assert isinstance(found, Definition), found
    problems = [each for each in check(found) if says in each.sentence]
    assert problems and problems[0].line == (13 if "page" not in more else 1)


@pytest.mark.shows("A12")
def test_it_is_published_without_a_trial_and_can_be_begun_nowhere(cast: Cast):
    publish_careers(cast.system)
    listed = queries.listing(cast.nobody, "careers")
    assert listed and (listed.has_form, listed.online, listed.open) == (False, False, ("web", "phone", "visit"))
    for actor, channel in ((cast.nobody, "web"), (cast.dee, "phone")):
        with pytest.raises(Refusal, match="cannot be done here yet"):
            start_draft(actor, service="careers", channel=channel)
    with pytest.raises(Refusal, match="no form here yet"):
        report_request(cast.nobody, service="careers", answers={}, channel="api")
    publish(cast.system, "missed-bin")
    assert queries.listing(cast.nobody, "missed-bin").online  # type: ignore[union-attr]
