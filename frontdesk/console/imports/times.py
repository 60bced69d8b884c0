"""Reading times written in one form, many of them: by a pattern made once where the form has figures only."""

import re
from collections.abc import Callable
from datetime import datetime

_PARTS = {"%d": ("day", r"\d{1,2}"), "%m": ("month", r"\d{1,2}"), "%Y": ("year", r"\d{4}"), "%H": ("hour", r"\d{1,2}"),
          "%M": ("minute", r"\d{1,2}"), "%S": ("second", r"\d{1,2}")}  # fmt: skip
_PART = re.compile(r"%.")


def reader(form: str) -> Callable[[str], datetime]:
    """What reads a time as `strptime` does with this form, ValueError where it is written otherwise.

    Ten times as fast for forms like %d/%m/%Y %H:%M: a file of half a million lines may have three times in each.
    """
    parts = _PART.findall(form)
    if not parts or not _PARTS.keys() >= set(parts) or len(set(parts)) < len(parts) or "%Y" not in parts:
        return lambda text: datetime.strptime(text, form)  # noqa: DTZ007 (the mapping's zone is laid on afterwards)
    names, pattern, rest = [_PARTS[part][0] for part in parts], "", form
    for part in parts:
        before, _, rest = rest.partition(part)
        pattern += re.escape(before) + f"({_PARTS[part][1]})"
    written = re.compile(pattern + re.escape(rest))

    def read(text: str) -> datetime:
        found = written.fullmatch(text)
        if found is None:
            raise ValueError(text)
        given = dict(zip(names, map(int, found.groups()), strict=True))
        return datetime(**{"month": 1, "day": 1, **given})  # type: ignore[arg-type]  # noqa: DTZ001 (as above)

    return read
