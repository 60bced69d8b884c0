"""Rules of the house beside imports and sizes: what is declared in tables, written in SQL, or named in code."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from frontdesk.domains.people import actions as people
from frontdesk.kernel import tenancy
from tests.architecture.test_house import PRODUCT, ROOT, WRITERS, _modules, _name
from tests.support.cast import Cast

# The kernel's own tables have no domain above them to write them; measuring fills a database of its own.
BELOW_OR_BESIDE = ("frontdesk/kernel/", "frontdesk/console/bench/", "frontdesk/console/year/")
# Statements that write, elsewhere than in `actions`.
WRITING = re.compile(r"\b(INSERT INTO|DELETE FROM|UPDATE \w+ SET|TRUNCATE)\b")
# The words of a made-up town stand where the town is made.
TOWN = ("frontdesk/console/town/", "frontdesk/console/demo/", "frontdesk/console/year/")
# Functions that run past the policies, each with the reason.
DEFINERS = {
    "memberships_of": "read before a council is known: the councils of one sign-in",
    "token_by_hash": "read before a council is known: by whoever holds the secret",
    "people_near_words": "the dictionary of names of the councils acted for",
    "journal_months": "makes parts of the journal; reads no row",
}


def _staircase() -> dict[str, int]:
    """Each domain's step, the top one first, as import-linter knows them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    steps = next(c["layers"] for c in contracts if c["name"].startswith("Staircase"))
    return {name: at for at, step in enumerate(steps) for name in re.findall(r"\((\w+)\)", step)}


def test_foreign_keys_go_down_the_staircase():
    step, up = _staircase(), []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            here, there = model._meta.app_label, field.related_model._meta.app_label if field.related_model else ""
            if here in step and there in step and here != there and step[there] <= step[here]:
                up.append(f"{model.__name__}.{field.name} -> {there}")
    assert up == []


def test_kinds_are_open():
    """A channel, a service, a reason is a code in a catalogue: no list of them stands in a migration."""
    found = [_name(p) for p in PRODUCT.rglob("migrations/*.py") if re.search(r"\bchoices=", p.read_text())]
    assert found == []


def test_no_code_names_a_council():
    packs = [p for folder in ("councils", "tests/councils") for p in (ROOT / folder).glob("*/council.toml")]
    told = {tomllib.loads(p.read_text())["name"].lower() for p in packs}
    names = {re.sub(r"( borough| city| county| district)? council$", "", name) for name in told}
    assert {"quillmere", "littlewick", "south somerset"} <= names
    found = [
        _name(p)
        for p in [*_modules(), *PRODUCT.rglob("*.jinja")]
        if not _name(p).startswith(TOWN) and "tests" not in p.parts
        for name in names
        if any(name in word.lower() for word in _words(p))
    ]
    assert found == []


def _words(path: Path) -> Iterator[str]:
    """The strings of a module that are no docstring, or a template's text."""
    if path.suffix != ".py":
        yield path.read_text()
        return
    tree = ast.parse(path.read_text())
    said = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_rows_are_saved_and_statements_written_in_actions():
    """`row.save()` under any name, and statements of our own that write."""
    found = []
    for path in _modules():
        name = _name(path)
        if "actions" in path.with_suffix("").parts or name in WRITERS or name.startswith(BELOW_OR_BESIDE):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args
            if call and ast.unparse(node).partition("(")[0].rpartition(".")[2] in {"save", "delete"}:
                found.append(f"{name}: {ast.unparse(node)}")
        found += [f"{name}: {word.strip()[:40]}" for word in _words(path) if WRITING.search(word)]
    assert found == []


def test_pages_shared_by_all_sites_ask_domains_and_leave_verbs_to_the_site():
    """`ui` reads domains' types and queries and calls the verbs of forms; a site hands it the verb that submits."""
    found = []
    for path in (p for p in _modules() if PRODUCT / "ui" in p.parents):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("frontdesk.domains."):
                domain, *rest = (node.module or "").split(".")[2:]
                rooms = rest[:1] or [alias.name for alias in node.names]
                pure = {"types", "queries", "rules", "definition"} | ({"actions"} if domain == "forms" else set())
                found += [f"{_name(path)}: {domain}.{room}" for room in rooms if room not in pure]
    assert found == []


def test_figures_are_made_from_facts_and_the_journal():
    """What `insight` reads with statements of its own: its own tables, the facts of others, nothing behind them."""
    tables = {model._meta.db_table for model in apps.get_models()} - {"kernel_journal"}
    others = {table for table in tables if not table.startswith("insight_")}
    found = []
    for path in (p for p in _modules() if PRODUCT / "domains/insight" in p.parents):
        for word in _words(path):
            named = set(re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE) +(\w+)", word)) & others
            found += [f"{_name(path)}: {table}" for table in named]
    assert found == []


def test_what_runs_past_the_policies_is_on_the_list_with_a_reason(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace")
        assert {name for (name,) in cursor.fetchall()} == set(DEFINERS)


@pytest.mark.parametrize("council", ["demo", "littlewick"])
def test_it_tells_no_council_the_words_of_another(cast: Cast, council: str):
    theirs = cast.councils.littlewick.id
    with tenancy.acting_for(theirs):
        people.create_person(cast.lena, name="Zephaniah Quillfeather", source="phone")
    with tenancy.acting_for(getattr(cast.councils, council).id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM people_near_words(%s, 'name', %s, %s, %s)",
            [theirs, ["quillfeather"], ["quillfeather"], [True]],
        )
        assert bool(cursor.fetchall()) == (council == "littlewick")
