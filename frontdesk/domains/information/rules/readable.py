"""A copy of what is held as a page that anybody can read, and as data that a program can. Pure."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from frontdesk.domains.information.types import Part
from frontdesk.kernel.words import local, long_date

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STYLE = (
    "body{font:1.1rem/1.5 Verdana,Arial,sans-serif;color:#0b0c0c;max-width:48rem;margin:2rem auto;padding:0 1rem;"
    "overflow-wrap:break-word}dt{font-weight:bold;margin-top:.6rem}dd{margin:0 0 0 1rem;white-space:pre-wrap}"
    "article{border-top:2px solid #0b0c0c;margin:1.5rem 0;padding-top:.5rem}a{color:#1d70b8}"
)


def plain(value: Any) -> Any:
    """The value as JSON knows it: moments and days as ISO 8601, all else as it is or as text."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def as_json(parts: Iterable[Part], head: Mapping[str, Any]) -> bytes:
    """The copy as JSON: the same records as the page has, by part."""
    told = [{"part": part.label, "code": part.code, "records": list(part.records)} for part in parts]
    return json.dumps({**head, "parts": told}, ensure_ascii=False, indent=1).encode()


def parts_from(content: bytes) -> list[Part]:
    """The parts of a copy as it was kept."""
    return [Part(each["code"], each["part"], tuple(each["records"])) for each in json.loads(content)["parts"]]


def as_page(parts: Sequence[Part], *, title: str, words: Sequence[str]) -> bytes:
    """The copy as one page of HTML that needs nothing else: headings, a list of contents with counts, the records."""
    e = html.escape
    contents = "".join(
        f'<li><a href="#part-{e(part.code)}">{e(part.label)}</a>: {_number(len(part.records))}</li>' for part in parts
    )
    body = "".join(_part(part) for part in parts)
    said = "".join(f"<p>{e(each)}</p>" for each in words)
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{e(title)}</title><style>{_STYLE}</style></head><body><main><h1>{e(title)}</h1>{said}"
        f'<nav aria-labelledby="in-this"><h2 id="in-this">What is in this copy</h2><ul>{contents}</ul></nav>'
        f"{body}</main></body></html>"
    ).encode()


def _number(count: int) -> str:
    return "nothing" if not count else "1 record" if count == 1 else f"{count:,} records"


def _part(part: Part) -> str:
    e = html.escape
    records = "".join(_record(record) for record in part.records) or "<p>We hold nothing of this kind.</p>"
    return f'<section><h2 id="part-{e(part.code)}">{e(part.label)}</h2>{records}</section>'


def _record(record: Mapping[str, Any]) -> str:
    title = str(record.get("what") or record.get("service") or "")
    rows = "".join(_row(key, value) for key, value in record.items() if key != "what" and not is_empty(value))
    heading = f"<h3>{html.escape(title)}</h3>" if title else ""
    return f"<article>{heading}<dl>{rows}</dl></article>"


def _row(key: str, value: Any) -> str:
    return f"<dt>{html.escape(label(key))}</dt><dd>{'<br>'.join(_lines(value))}</dd>"


def label(key: str) -> str:
    """The name of a value as a reader meets it: "received_at" is "Received at"."""
    words = key.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def is_empty(value: Any) -> bool:
    """Whether there is nothing to tell."""
    return value is None or value == "" or value == [] or value == {}


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if set(value) == {"question", "answer"}:
            yield f"{html.escape(str(value['question']))}: {'; '.join(_lines(value['answer']))}"
            return
        told = [
            f"{html.escape(label(key))}: {'; '.join(_lines(each))}" for key, each in value.items() if not is_empty(each)
        ]
        yield ". ".join(told)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _lines(each)
    else:
        yield html.escape(said(value))


def said(value: Any) -> str:
    """One value in words: yes and no, days and moments written out in local time."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = str(value)
    if _MOMENT.fullmatch(text):
        moment = local(datetime.fromisoformat(text))
        return f"{long_date(moment.date())}, {moment:%H:%M}"
    return long_date(date.fromisoformat(text)) if _DAY.fullmatch(text) else text
