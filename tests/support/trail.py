"""Where typed words may turn up that ought not to be kept; and going through pages with a word in every box."""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client
from lxml import html

HOST = "demo.example.org"
PHONE = "07700 900461"
Attach = Callable[[], Any]
TABLES = ("kernel_journal", "procrastinate_jobs", "procrastinate_events", "kernel_once", "kernel_access_log")


class Trail:
    """Everything that may be kept outside the rows for what people wrote."""

    def __init__(self) -> None:
        self.lines = io.StringIO()
        self.addresses: list[str] = []
        self.words: list[str] = []

    def word(self) -> str:
        """The next word, unlike any other."""
        self.words.append(f"qzkanari{len(self.words):03}x")
        return self.words[-1]

    def leaks(self) -> list[str]:
        """Where a word or the telephone number turned up."""
        places = {"log": self.lines.getvalue(), "addresses": "\n".join(self.addresses)}
        places["metrics"] = Client(headers={"host": HOST}).get("/metrics").content.decode()
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
                places[table] = cursor.fetchone()[0]
        digits = PHONE.replace(" ", "")[1:]
        return [
            f"{word} in {place}"
            for place, text in places.items()
            for word in [*self.words, digits, PHONE]
            if word.lower() in text.lower()
        ]


def filled(form: Any, trail: Trail, choice: int = -1) -> dict[str, Any]:
    """A form with a word in every box, the first or last choice of each list, dates where they are wanted."""
    values: dict[str, Any] = {}
    for box in form.inputs:
        kind, name = getattr(box, "type", box.tag) or "text", box.name
        if not name or kind in ("submit", "button", "image", "file", "reset"):
            continue
        if kind in ("radio", "checkbox") or box.tag == "select":
            options = box.value_options if box.tag == "select" else [box.get("value")]
            values[name] = values.get(name, options[choice]) if choice == 0 else options[choice]
        elif kind == "hidden":
            values[name] = box.get("value", "")
        elif kind == "email":
            values[name] = f"{trail.word()}@example.org"
        elif kind == "tel":
            values[name] = PHONE
        else:
            values[name] = next((v for part, v in FIT.items() if part in name), None)
            values[name] = trail.word() if values[name] is None else values[name]
    return values


FIT = {"day": "3", "month": "11", "year": "2026", "postcode": "", "street": ""}
"""What fits boxes that take no words, by a part of their name; the way by postcode or street is not gone."""


def follow(client: Client, trail: Trail, answer: Any) -> Any:
    """Follow redirects, keeping the addresses; and keep every link that the page at the end carries."""
    while answer.status_code in (301, 302, 303):
        trail.addresses.append(answer["Location"])
        answer = client.get(answer["Location"])
    return answer


def fill_in(
    client: Client, trail: Trail, answer: Any, choice: int = -1, most: int = 20, attach: Attach | None = None
) -> Any:
    """Go through a form, page by page, with a word in every box, until the receipt. `attach` makes files for boxes."""
    for _ in range(most):
        answer = follow(client, trail, answer)
        path = answer.request["PATH_INFO"]
        if path.endswith(("/done/", "/end/")):
            return answer
        page = html.fromstring(answer.content.decode())
        form = next(form for form in page.forms if form.method == "POST" and "/save/" not in (form.action or ""))
        action = form.action or path
        trail.addresses.append(action)
        files = {box.name: attach() for box in form.inputs if attach and getattr(box, "type", "") == "file"}
        answer = client.post(action, {**filled(form, trail, choice), **files, "do": "continue"})
    words = " ".join(html.fromstring(answer.content.decode()).text_content().split())
    raise AssertionError(f"No receipt after {most} pages; the last: {path}: {words[:1500]}")


@contextmanager
def watching() -> Iterator[Trail]:
    """What the logs say meanwhile, as they are written in service, from the chattiest level that is on."""
    made, root = Trail(), logging.getLogger()
    handler = logging.StreamHandler(made.lines)
    handler.setFormatter(next(h.formatter for h in root.handlers if "structlog" in type(h.formatter).__module__))
    root.addHandler(handler)
    try:
        yield made
    finally:
        root.removeHandler(handler)
