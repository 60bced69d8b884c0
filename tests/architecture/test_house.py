"""The rules of the house: where writes may stand, how long files and functions may be, which imports are allowed."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.test_urls import callbacks

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "frontdesk"
FILE_LINES, FUNCTION_LINES, VIEW_LINES = 400, 50, 15

# May only shrink. Each with its reason.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Files outside `actions` that may write, each with its reason (DESIGN 2: allauth, sessions, staging copies aside).
WRITERS = {
    "frontdesk/kernel/access_log.py": "the kernel's own table",
    "frontdesk/kernel/files.py": "the kernel's own table",
    "frontdesk/kernel/imports.py": "the kernel's own table",
    "frontdesk/domains/access/models.py": "the manager that allauth creates sign-ins with",
}
FRONT = {"actions", "queries", "types", "ports", "apps", "models"}
JUNK = {"utils", "helpers", "managers", "signals", "misc", "common"}


def _modules() -> list[Path]:
    return [p for p in sorted(PRODUCT.rglob("*.py")) if not {"migrations", "tests", "node_modules"} & set(p.parts)]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the function without its docstring and signature."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_files_stay_short():
    long = [
        f"{_name(p)}: {n} lines"
        for p in _modules()
        if (n := len(p.read_text().splitlines())) > FILE_LINES and _name(p) not in LONG_FILES
    ]
    assert long == []


def test_functions_stay_short():
    long = []
    for path in _modules():
        for node in _functions(ast.parse(path.read_text())):
            where = f"{_name(path)}:{node.name}"
            if _body_lines(node) > FUNCTION_LINES and where not in LONG_FUNCTIONS:
                long.append(f"{where} {_body_lines(node)}")
    assert long == []


def test_views_stay_short():
    """A view reads, calls, and answers: whatever stands behind an address of ours."""
    found, long = set(callbacks()), []
    for view in {inspect.unwrap(each) for each in found}:
        if inspect.isfunction(view) and view.__module__.startswith("frontdesk."):
            node = next(_functions(ast.parse(textwrap.dedent(inspect.getsource(view)))))
            if _body_lines(node) > VIEW_LINES:
                long.append(f"{view.__module__}.{view.__name__} {_body_lines(node)}")
    assert len(found) > 100
    assert long == []


def test_writes_stand_in_actions():
    """`.update` on plain dicts is written `|=`, so that a call named like a write is one."""
    found = []
    for path in _modules():
        if "actions" in path.with_suffix("").parts or _name(path) in WRITERS:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                owner = ast.unparse(node.func.value)
                if "objects" in owner or owner in {"row", "rows", "self"}:
                    found.append(f"{_name(path)}:{node.lineno} {owner}.{node.func.attr}")
    assert found == []


def test_other_rooms_are_entered_by_the_front():
    """Outside a domain only its actions, queries, types, ports (and, for foreign keys, models) are imported."""
    found = []
    for path in _modules():
        own = path.relative_to(PRODUCT).parts
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("frontdesk.domains."):
                parts = (node.module or "").split(".")[2:]
                if own[:2] == ("domains", parts[0]):
                    continue
                names = [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
                for name in names:
                    private = name not in FRONT or (name == "models" and "models" not in (path.stem, path.parent.name))
                    if private and not _allowed(path, parts[0], name):
                        found.append(f"{_name(path)}:{node.lineno} {parts[0]}.{name}")
    assert found == []


def _allowed(path: Path, domain: str, name: str) -> bool:
    """Pure rules are read by the domains above and by the form pages."""
    pure = {("services", "definition"), ("forms", "rules"), ("standards", "rules"), ("places", "rules"),
            ("people", "matching")}  # fmt: skip
    return (domain, name) in pure


def test_there_is_no_junk_drawer():
    assert [_name(p) for p in _modules() if p.stem in JUNK] == []


@pytest.mark.parametrize("path", [p for p in _modules() if p.name not in {"__init__.py", "apps.py"}], ids=_name)
def test_every_public_function_says_what_it_does(path: Path):
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree), f"{_name(path)} does not say what it is for"
    bare = [
        f"{_name(path)}:{node.name}"
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert bare == []


# Who may ask in which segment somebody is, each with the reason; DESIGN and B10: never to refuse.
READS_SEGMENTS = {
    "frontdesk/console/demo": "shows them in the demo",
    "frontdesk/console/packs/strategy.py": "checks the council's own names and numbers",
    "frontdesk/domains/cards/queries/offers.py": "the order of offers",
    "frontdesk/domains/cards/rules/order.py": "the order of offers",
    "frontdesk/domains/information/actions/asking.py": "whoever objects is counted no more",
    "frontdesk/domains/insight/queries/segments.py": "figures that name nobody",
    "frontdesk/domains/insight/types/segments.py": "figures that name nobody",
    "frontdesk/sites/account/kinds.py": "the customer's own",
    "frontdesk/sites/desk/segments.py": "figures that name nobody",
    "frontdesk/sites/desk/now.py": "one line on the customer's page",
}


@pytest.mark.shows("B10")
def test_nothing_that_decides_knows_in_which_segment_somebody_is():
    """No policy, gate, rule of eligibility or verb can refuse by what it cannot read."""
    marks = ("domains.segments", "segments_standing", "segments_count")
    readers = {
        _name(path)
        for path in _modules()
        if "frontdesk/domains/segments/" not in _name(path) and any(mark in path.read_text("utf-8") for mark in marks)
    }
    expected = {name for name in readers if any(name.startswith(each) for each in READS_SEGMENTS)}
    assert sorted(readers - expected) == []
    assert not any(Path(name).stem in ("policy", "gate", "eligibility") for name in readers)
