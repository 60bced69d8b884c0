"""Check a council pack, or load it.

frontdesk council check councils/demo     every problem, by file and line; nothing is changed
frontdesk council load councils/demo      loads it, or says what is wrong; loading it again changes nothing
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from frontdesk.console.packs.check import check_pack
from frontdesk.console.packs.load import load_pack
from frontdesk.console.packs.pack import Pack, read_pack
from frontdesk.console.packs.read import Problems
from frontdesk.console.packs.services import Ready, check_services
from frontdesk.console.progress import bar
from frontdesk.console.surroundings import Stop


def arguments(parser: ArgumentParser) -> None:
    """council check|load PATH."""
    verbs = parser.add_subparsers(required=True, metavar="check|load")
    for name, run, words in (
        ("check", _check, "say every problem of a pack, by file and line"),
        ("load", _load, "load a pack that has no errors"),
    ):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("path", type=Path, help="the pack's folder, such as councils/demo")
        verb.add_argument("--no-advice", action="store_true", help="leave out advice on wording and the like")
        verb.set_defaults(run=run)


def _check(options: Namespace) -> int:
    pack, ready, problems = _looked_at(options.path)
    errors = _print(problems, options)
    if pack and not errors:
        addresses = len(pack.gazetteer.addresses)
        print(
            f"{pack.council.table.name}: {len(ready)} services, {len(pack.standards)} promises, {addresses:,} addresses"
        )
    return int(bool(errors))


def _load(options: Namespace) -> None:
    pack, ready, problems = _looked_at(options.path)
    errors = _print(problems, options)
    if pack is None or errors:
        raise Stop(f"{errors} {'problem' if errors == 1 else 'problems'} to mend. Nothing was loaded.")
    with bar("Addresses", len(pack.gazetteer.addresses)) as told:
        council, changed = load_pack(pack, ready, told)
    for sentence in changed:
        print(sentence)
    print(f"{council.name} is loaded." if changed else f"{council.name} was so already. Nothing changed.")


def _looked_at(path: Path) -> tuple[Pack | None, list[Ready], Problems]:
    """The pack with everything that reading and checking finds."""
    pack, problems = read_pack(path)
    if pack is None:
        return None, [], problems
    check_pack(pack)
    return pack, check_services(pack), problems


def _print(problems: Problems, options: Namespace) -> int:
    """Print the problems in order of file and line; returns how many are errors."""
    errors = problems.errors()
    for problem in sorted(problems.found, key=lambda each: (each.file, each.line)):
        if problem.level == "error":
            print(problem, file=sys.stderr)
        elif not options.no_advice:
            print(f"{problem} (advice)", file=sys.stderr)
    return len(errors)
