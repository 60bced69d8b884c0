"""Check answers, receipt, save and return, and the end of the way."""

from datetime import date
from types import SimpleNamespace

from frontdesk.ui.tests.support import page

SECTIONS = [
    SimpleNamespace(
        title="Your bin",
        rows=[
            SimpleNamespace(label="Which bin?", text="Food waste", change="/change/bin"),
            SimpleNamespace(label="What happened?", text="<b>one</b>\n  two", change="/change/what"),
            SimpleNamespace(label="Phone", text="", change="/change/phone"),
        ],
    )
]
COST = SimpleNamespace(
    caption="What it costs", steps=[SimpleNamespace(label="Three items", amount=3000, note="")], total=3000
)


def test_it_shows_every_answer_with_change_before_sending() -> None:
    shown = page("ui/forms/check_answers.jinja", sections=SECTIONS, amounts=[COST], form_key="k1")
    assert shown.xpath("//main//a[contains(., 'Change')]/@href") == ["/change/bin", "/change/what", "/change/phone"]
    assert "Not answered" in shown.text_content()
    assert "£30" in shown.text_content()
    assert not shown.xpath("//main//b")
    assert shown.xpath("//input[@name='form-key']/@value") == ["k1"]
    assert shown.xpath("//form//button/@value") == ["send"]


def test_it_shows_the_reference_large_and_what_happens_next() -> None:
    shown = page(
        "ui/forms/receipt.jinja",
        heading="We have your report",
        reference="FD-7K3M-9Q2T",
        next_step="The crew comes back.",
        due=date(2026, 12, 3),
        follow="/follow",
        sections=SECTIONS,
    )
    assert shown.xpath("//*[@class='fd-reference']/text()") == ["FD-7K3M-9Q2T"]
    assert "Thursday 3 December 2026" in shown.text_content()
    assert shown.xpath("//main//a/@href") == ["/follow"]


def test_it_says_that_a_second_sending_counts_once() -> None:
    shown = page("ui/forms/receipt.jinja", heading="We have your report", reference="FD-1", again=True)
    assert "counts once" in shown.text_content()


def test_it_says_where_the_receipt_went_and_that_its_link_proves_the_address() -> None:
    shown = page("ui/forms/receipt.jinja", heading="We have it", reference="FD-1", told="amina@example.org")
    assert "emailed this to amina@example.org" in shown.text_content()
    assert "confirm that the address is yours" not in shown.text_content()
    shown = page("ui/forms/receipt.jinja", heading="H", reference="FD-1", told="amina@example.org", to_prove=True)
    assert "confirm that the address is yours" in shown.text_content()
    assert "counts whether you confirm or not" in shown.text_content()


def test_it_keeps_what_was_typed_when_saving_is_refused() -> None:
    shown = page("ui/forms/save.jinja", email="not an address", errors={"email": "Enter an email address"})
    assert shown.xpath("//input[@id='email']/@value") == ["not an address"]


def test_it_says_what_happened_and_keeps_the_text_when_a_form_has_ended() -> None:
    shown = page(
        "ui/forms/ended.jinja", heading="Your form ran out", reason="We kept it for 30 days.", sections=SECTIONS
    )
    words = shown.get_element_by_id("main-content").text_content()
    assert "Food waste" in words
    assert "01632 960100" in words
    assert not shown.xpath("//main//a[contains(., 'Change')]")
