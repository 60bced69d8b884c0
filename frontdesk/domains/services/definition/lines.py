"""On which line of a TOML text each table and key stands. Readers of TOML tell this only for broken syntax."""

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"(\[{1,2})\s*([^\[\]]+?)\s*\]{1,2}$")
_KEY = re.compile(r"""("[^"]*"|'[^']*'|[A-Za-z0-9_.-]+)\s*=\s*(.*)$""")
_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')


def locate(text: str) -> dict[Path, int]:
    """Path → line, first line is 1. A path is ("page", 0, "question", 2, "label"), entries counted from 0."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    key: Path = ()
    depth, quoted = 0, ""
    for number, raw in enumerate(text.split("\n"), start=1):
        if quoted:
            quoted = "" if quoted in raw else quoted
            continue
        for mark in ('"""', "'''"):
            quoted = mark if raw.count(mark) % 2 else quoted
        line = _STRING.sub('""', raw.replace('"""', "").replace("'''", "")).split("#")[0].strip()
        if depth:
            if line and line[0] not in "]}":
                counts[key] = counts.get(key, 0) + 1
                lines[(*key, counts[key] - 1)] = number
        elif header := _HEADER.fullmatch(raw.split("#")[0].strip()):
            table = _table(header, counts)
            lines[table] = number
            continue
        elif found := _KEY.match(raw.strip()):
            key = (*table, *(part.strip("\"' ") for part in _parts(found.group(1))))
            lines[key] = number
        depth += sum(line.count(each) for each in "[{") - sum(line.count(each) for each in "]}")
    return lines


def _table(header: re.Match[str], counts: dict[Path, int]) -> Path:
    """The path of a header, counting entries of arrays of tables as they come."""
    path: Path = ()
    names = [name.strip("\"' ") for name in _parts(header.group(2))]
    for at, name in enumerate(names):
        path = (*path, name)
        if at == len(names) - 1 and header.group(1) == "[[":
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = (*path, counts[path] - 1)
    return path


def _parts(name: str) -> list[str]:
    """A dotted key in its parts; a quoted one is a single part."""
    return [name] if name[0] in "\"'" else [part.strip() for part in name.split(".")]
