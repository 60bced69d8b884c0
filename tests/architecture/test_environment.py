"""The environment is made from locks alone: complete, hashed, without addresses. The commands are all there."""

import re
from pathlib import Path

import pytest

from frontdesk.console import main

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("bootstrap", "base", "dev")
# What outsiders rely on (docs/architecture.md); others may be added.
COMMANDS = {
    "setup", "migrate", "demo", "serve", "worker", "live", "token", "check", "backup", "restore", "council", "service",
    "bench",
}  # fmt: skip


def plain(name: str) -> str:
    """A package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~! ;]", name.strip())[0]).lower()


def wanted(lock: str) -> set[str]:
    """The packages that the .in file asks for."""
    lines = (ROOT / "requirements" / f"{lock}.in").read_text().splitlines()
    return {plain(line) for line in lines if line.strip() and not line.startswith(("#", "-"))}


def locked(lock: str) -> dict[str, str]:
    """The packages of the lock, with the text that belongs to each."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)
    return {plain(entry): entry for entry in entries if "==" in entry}


@pytest.mark.parametrize("lock", LOCKS)
def test_it_locks_every_package_that_is_asked_for(lock: str) -> None:
    missing = wanted(lock) - set(locked(lock))
    assert missing == set(), "run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_it_locks_every_package_by_hash(lock: str) -> None:
    assert [name for name, entry in locked(lock).items() if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_it_keeps_addresses_out_of_the_locks(lock: str) -> None:
    assert not re.search(r"https?://|file://|--index|--find-links", (ROOT / f"requirements/{lock}.txt").read_text())


def test_it_agrees_on_versions_between_the_locks() -> None:
    base, dev = locked("base"), locked("dev")
    versions = {
        name: (re.search(r"==(\S+)", base[name]), re.search(r"==(\S+)", dev[name])) for name in base.keys() & dev
    }
    assert [name for name, (one, two) in versions.items() if one and two and one.group(1) != two.group(1)] == []


def test_it_has_every_command_that_outsiders_rely_on() -> None:
    assert COMMANDS - set(main.names()) == set()


def test_it_numbers_each_decision_once() -> None:
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == list(range(1, len(pages) + 1))
    assert [page.name for page in pages if not page.read_text().startswith(f"# {int(page.name[:4])}. ")] == []
