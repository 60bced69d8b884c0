"""Rendering pages without a database: a council, questions and pages as plain objects."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string
from lxml import html  # type: ignore[import-untyped]

COUNCIL = SimpleNamespace(
    name="Demo Borough Council",
    code="demo",
    prefix="",
    phone="+441632960100",
    email="hello@demo.example",
    phone_hours="Monday to Friday, 8am to 6pm",
    colours={"brand": "#1b4a57"},
)


@dataclass
class Question:
    """A question as the templates see it."""

    code: str
    type: str
    label: str = "What is it?"
    hint: str = ""
    why: str = ""
    required: bool = True
    options: list[tuple[str, str, str]] = field(default_factory=list)
    statement: str = ""
    entry: str = ""
    questions: tuple["Question", ...] = ()


def page(template: str, **context: Any) -> Any:
    """The template rendered and parsed."""
    return html.document_fromstring(text(template, **context))


def text(template: str, **context: Any) -> str:
    """The template rendered with the council demo unless another (or None) is given."""
    return render_to_string(template, {"council": COUNCIL} | context, using=None)
