"""Every address of the project is in the table of urls.py."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.urls import TABLE


def routes(patterns: list[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[str]:
    """Every route of the project, regular expressions told in the way of paths."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = before + _plain(str(each.pattern))
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        else:
            yield route


def callbacks(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[Any]:
    """What stands behind each address."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        yield from callbacks(each.url_patterns) if isinstance(each, URLResolver) else [each.callback]


def _plain(pattern: str) -> str:
    """`^a/(?P<b>[^/]+)\\.json$` as `a/<b>.json`."""
    named = re.sub(r"\(\?P<(\w+)>(?:[^()\[\]]|\[[^\]]*\])*\)", r"<\1>", pattern)
    return named.removeprefix("^").removesuffix("$").removesuffix(r"\Z").replace("\\.", ".")


def test_every_address_is_in_the_table():
    found = set(routes())
    missing = sorted(found - TABLE.keys())
    assert not missing, f"Say in tests/architecture/urls.py who may open: {missing}"
    gone = sorted(route for route in TABLE.keys() - found)
    assert not gone, f"There is no such address any more, take it out of tests/architecture/urls.py: {gone}"
