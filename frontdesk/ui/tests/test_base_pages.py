"""Base pages and error pages."""

import base64
import hashlib
import re
from types import SimpleNamespace

import pytest
from django.conf import settings

from frontdesk.ui.tests.support import COUNCIL, page, text

ERRORS = ["400", "403", "404", "429", "500", "503"]


@pytest.mark.parametrize("status", ERRORS)
def test_it_offers_a_phone_number_and_a_person_on_every_dead_end(status: str) -> None:
    main = page(f"ui/errors/{status}.jinja").get_element_by_id("main-content").text_content()
    assert "01632 960100" in main
    assert "person" in main


@pytest.mark.parametrize("status", ERRORS)
def test_it_shows_an_error_page_before_any_council_is_known(status: str) -> None:
    shown = page(f"ui/errors/{status}.jinja", council=None)
    assert len(shown.xpath("//h1")) == 1
    assert "phone your council" in shown.text_content()


def test_it_names_page_service_and_council_in_the_title() -> None:
    shown = page("ui/public.jinja", title="Which bin?", service_name="Report a missed bin")
    assert shown.findtext(".//title") == "Which bin? – Report a missed bin – Demo Borough Council"


def test_it_says_error_first_in_the_title_of_a_page_with_errors() -> None:
    shown = page("ui/public.jinja", title="Which bin?", errors={"bin": "Choose"})
    assert shown.findtext(".//title").startswith("Error: ")


def test_it_carries_no_crown_and_no_name_of_another_government() -> None:
    for template in ("ui/public.jinja", "ui/staff.jinja", "ui/account.jinja"):
        shown = text(template, title="Home", actor=SimpleNamespace(user=1))
        assert "GOV.UK" not in shown
        assert "Crown" not in shown


def test_it_keeps_the_council_prefix_on_every_link() -> None:
    council = SimpleNamespace(**{**vars(COUNCIL), "prefix": "/c/littlewick"})
    shown = page("ui/public.jinja", title="Home", council=council)
    links = shown.xpath("//a/@href | //link[contains(@href, 'colours')]/@href")
    own = [link for link in links if link.startswith("/")]
    assert own
    assert all(link.startswith("/c/littlewick/") for link in own)


def test_it_names_the_product_only_in_the_foot_of_staff_pages() -> None:
    assert "Frontdesk" not in page("ui/public.jinja", title="Home").text_content()
    assert page("ui/staff.jinja", title="Desk").xpath("//footer//*[text()='Frontdesk']")


def test_it_has_one_inline_script_whose_hash_the_policy_allows_and_no_inline_style() -> None:
    for template in ("ui/public.jinja", "ui/staff.jinja", "ui/errors/500.jinja"):
        shown = text(template, title="Home")
        inline = re.findall(r"<script[^>]*>([^<]+)</script>", shown)
        hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline]
        allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"]
        assert [f"'sha256-{each}'" in allowed for each in hashes] == [True]
        assert " style=" not in shown
        assert not re.search(r"\son[a-z]+=", shown)


def test_it_escapes_what_a_council_calls_itself() -> None:
    council = SimpleNamespace(**{**vars(COUNCIL), "name": "<script>x</script>"})
    assert "<script>x" not in text("ui/public.jinja", title="<script>x", council=council)


def test_it_leaves_templates_of_djangos_engine_alone() -> None:
    from django.template import TemplateDoesNotExist, engines

    with pytest.raises(TemplateDoesNotExist):
        engines["jinja2"].get_template("account/login.html")


def test_it_can_read_every_template() -> None:
    from frontdesk.ui.jinja_env import HERE, environment

    made = environment()
    found = [str(path.relative_to(HERE)) for path in HERE.rglob("*.jinja")]
    assert len(found) > 30
    for name in found:
        made.get_template(name)


def test_it_writes_plain_messages_without_escaping_and_pages_with() -> None:
    from frontdesk.ui.jinja_env import environment

    made = environment()
    assert made.autoescape is not True
    assert callable(made.autoescape)
    assert (made.autoescape("site/page.jinja"), made.autoescape("site/mail.txt.jinja")) == (True, False)
