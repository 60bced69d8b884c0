"""The Jinja2 environment of every page. Settings name it: `"environment": "frontdesk.ui.jinja_env.environment"`."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.utils import get_app_template_dirs
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    Undefined,
    pass_eval_context,
)
from jinja2.exceptions import TemplateNotFound
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from frontdesk.kernel import clock
from frontdesk.kernel.references import show_reference
from frontdesk.ui import colours, keys, questions, words

HERE = Path(__file__).parent / "templates"


class JinjaFiles(FileSystemLoader):
    """Templates whose name ends in `.jinja`, and no others.

    Apps of other people (allauth) keep templates of Django's own engine in the same `templates` folders. Asked for
    `account/login.html`, this engine must say "not mine", or it would stumble over a language that it can't read.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The template's text, as Jinja wants it. Raises TemplateNotFound for another engine's."""
        if not template.endswith(".jinja"):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


def environment(**options: Any) -> Environment:
    """Make the environment from the options that Django's Jinja2 backend hands over.

    The loader is ours: GOV.UK Frontend under `govuk_frontend_jinja/`, then each app's `templates` folder. A name
    that is not there reads as nothing, in DEBUG too: GOV.UK's macros count on it.
    """
    options["loader"] = _loader()
    options["autoescape"] = _escapes
    options["undefined"] = Undefined
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    made = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)  # noqa: S701 - autoescape is _escapes
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(_globals())
    made.globals["_"] = _said
    made.filters.update(FILTERS)
    return made


@pass_eval_context
def _said(context: EvalContext, message: str, **variables: Any) -> str:
    """A template's words in the language of the page, with its variables put in: what `gettext` there does.

    A page says hundreds of things, and Jinja's own way to each took 20 µs: a fifth of the charter's page.
    """
    autoescape = bool(context.autoescape)
    if variables:
        return _words(message, autoescape) % variables
    return _without_variables(translation.get_language(), message, autoescape)


@lru_cache(maxsize=10_000)
def _without_variables(language: str, message: str, autoescape: bool) -> str:
    """The same of words in which nothing is put, in the language in force, which `language` names: kept."""
    return _words(message, autoescape) % {}


def _words(message: str, autoescape: bool) -> str:
    said = translation.gettext(message)
    return Markup(said) if autoescape else said  # noqa: S704 - words of templates, not of people


def _loader() -> BaseLoader:
    folders = [HERE, *(Path(folder) for folder in get_app_template_dirs("templates"))]
    return ChoiceLoader(
        [
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            JinjaFiles(list(dict.fromkeys(folders))),
        ]
    )


def _escapes(name: str | None) -> bool:
    """Everything is escaped but plain-text emails and texts (`*.txt.jinja`)."""
    return not (name or "").endswith(".txt.jinja")


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a view: `url('site_desk:request', reference=r.reference)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _due(value: Any, now: Any = None) -> words.Due:
    return words.due(value, now or clock.now())


def _cells_of(rows: Sequence[Any]) -> list[list[Any]]:
    """The rows of a chart as those of the table beside it: label, then the value in words with its records."""
    return [[row["label"], row] if isinstance(row, Mapping) else [row.label, row] for row in rows]


def _cell(cell: Any) -> Any:
    """A cell of a table of figures as it stands there: words, or a link to the records behind them.

    One call for each of the thousands of cells of a page, where the template asked four questions.
    """
    if isinstance(cell, str):
        return cell
    text, href = (cell["text"], cell.get("href")) if isinstance(cell, Mapping) else (cell.text, cell.href)
    if not href:
        return text
    link = f'<a class="govuk-link govuk-link--no-visited-state" href="{escape(href)}">{escape(text)}</a>'
    return Markup(link)  # noqa: S704 - both parts are escaped


def _colours_of(council: Any) -> Mapping[str, str] | None:
    """The colours of a council that may be missing (an error page before any council is known)."""
    found = getattr(council, "colours", None)
    return found if isinstance(found, Mapping) else None


def _globals() -> dict[str, Any]:
    return {
        "url": _url,
        "static": static,
        "now": clock.now,
        "language": translation.get_language,
        "plural": words.plural,
        "colours_version": lambda council: colours.version(_colours_of(council)),
        "theme_colour": lambda council: colours.theme_colour(_colours_of(council)),
        "part": questions.part,
        "parts_wrong": questions.parts_wrong,
        "fault": questions.fault,
        "error_links": questions.error_links,
        "error_parts": questions.error_parts,
        "first_field": questions.first_field,
        "choices": questions.choices,
        "required": questions.required,
        "option_part": questions.option_part,
        "inner_questions": questions.inner_questions,
        "entry_rows": questions.entry_rows,
        "key_attributes": keys.key_attributes,
        "cells_of": _cells_of,
    }


FILTERS: dict[str, Callable[..., Any]] = {
    "reference": show_reference,
    "date": words.long_date,
    "day_and_month": words.day_and_month,
    "time": words.clock_time,
    "date_and_time": words.date_and_time,
    "money": words.money,
    "number": words.number,
    "percent": words.percent,
    "listed": words.listed,
    "with_article": words.with_article,
    "duration": words.duration,
    "running": words.running,
    "due": _due,
    "phone": words.phone,
    "tel": words.tel,
    "file_size": words.file_size,
    "cell": _cell,
}
"""Filters of every template; `date`, `time`, `money`, `due` and `phone` are the house's way of saying them."""
