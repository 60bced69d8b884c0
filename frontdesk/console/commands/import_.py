"""Bring in a file of another system, or take a run back.

frontdesk import contacts calls.csv --council demo --mapping calls.toml --dry-run
frontdesk import contacts calls.csv --council demo --mapping calls.toml
frontdesk import list --council demo
frontdesk import undo 12 --council demo

A dry run says what would happen and keeps nothing. A run that was cut off is begun again with the same words: lines
that are there already are counted and left.
"""

import csv
import re
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TextIO

from frontdesk.console.councils import council_named
from frontdesk.console.imports.kinds import KINDS
from frontdesk.console.imports.run import Wishes, bring_in, take_back
from frontdesk.console.imports.shipped import mapping_for
from frontdesk.console.private import private_file
from frontdesk.console.progress import bar
from frontdesk.console.surroundings import Stop
from frontdesk.kernel import imports, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.imports import Lines

_ONLY = "take only the area with this code, or those of the council with it; may be given again"
MOST_TOLD = 100
"""Lines that are told of with the reason why they were refused; the rest are counted by reason."""
_VALUE = re.compile(r"“[^”]*”|\w*\d\w*")
"""What of a sentence comes out of its line: what it quotes, and figures."""


def arguments(parser: ArgumentParser) -> None:
    """import KIND FILE, import list, import undo."""
    verbs = parser.add_subparsers(required=True, metavar=f"{'|'.join(KINDS)}|list|undo")
    for kind in KINDS.values():
        verb = verbs.add_parser(kind.code, help=f"bring in {kind.code}: {', '.join(kind.fields)}")
        verb.add_argument("file", type=Path, help="the file (docs/how-to/import.md says which forms it may have)")
        verb.add_argument("--mapping", help="a file that says which column is what, or the name of one that we know")
        verb.add_argument("--dry-run", action="store_true", help="say what would happen, and keep nothing")
        verb.add_argument("--errors", type=Path, help="a new CSV that gets each line's number and why it was refused")
        if kind.rest is not None:
            verb.add_argument("--whole", action="store_true", help="the file is all there is: what it lacks is over")
        if "outline" in kind.fields:
            verb.add_argument("--from", dest="begins", type=date.fromisoformat, help="the day from which they stand")
            verb.add_argument(
                "--only",
                action="append",
                default=[],
                help=_ONLY,
            )
        verb.set_defaults(run=_bring_in, kind=kind)
        verb.add_argument("--council", required=True, help="code of the council")
    newest = verbs.add_parser("list", help="print the newest runs: number, kind, file, when, lines")
    newest.set_defaults(run=_list)
    undo = verbs.add_parser("undo", help="take back what a run brought in")
    undo.add_argument("number", type=int, help="the run's number, as `import list` prints it")
    undo.set_defaults(run=_undo)
    for verb in (newest, undo):
        verb.add_argument("--council", required=True, help="code of the council")


def _bring_in(options: Namespace) -> int:
    council, kind = council_named(options.council), options.kind
    reading = mapping_for(kind, options.file, options.mapping)
    if begins := getattr(options, "begins", None):
        reading = reading.with_constants(valid_from=begins)
    wishes = Wishes(options.dry_run, getattr(options, "whole", False), frozenset(getattr(options, "only", ())))
    refused = _Refused(options.file, options.errors)
    with tenancy.acting_for(council.id), bar("Lines", kind.files.count(options.file)) as told:
        actor = Actor.system(council.id)
        if kind.choose is not None:
            codes, said = kind.choose(council.id, options.file, reading, wishes.only)
            wishes = replace(wishes, only=codes)
            print(said, end="\n" * bool(said), flush=True)
        run, lines, rest = bring_in(
            actor, kind, options.file, reading, wishes, wrong=refused.tell, told=told, began=_say_begun
        )
    refused.tell_rest()
    print(f"{'Dry run, nothing is kept:' if run is None else f'Run {run}:'} {_words(lines)}")
    if rest:
        print(rest)
    return int(bool(lines.refused))


def _say_begun(run: int) -> None:
    """At once: whoever breaks the run off needs its number to take it back."""
    print(f"Run {run} begins.", flush=True)


def _undo(options: Namespace) -> None:
    council = council_named(options.council)
    with tenancy.acting_for(council.id):
        run = imports.run_of(council.id, options.number)
        kind = KINDS[run.kind]
        with bar("Rows", run.lines.added) as told:
            undone = take_back(Actor.system(council.id), kind, run.id, told)
    kept = f"; {undone.kept:,} stay, {kind.stays}" if undone.kept else ""
    print(f"Run {run.id} is taken back: {undone.removed:,} {run.kind} {kind.undone}{kept}.")


def _list(options: Namespace) -> None:
    council = council_named(options.council)
    with tenancy.acting_for(council.id):
        found = imports.runs(council.id)
        if not found:
            print("Nothing was brought in yet.", file=sys.stderr)
        for run in found:
            state = "ended" if run.ended_at else "not ended"
            if run.undone_at or run.undone.upto:
                state = "taken back" if run.undone_at else "taken back in part"
            when = f"{run.began_at:%Y-%m-%d %H:%M}"
            print(f"{run.id}\t{run.kind}\t{run.source}\t{run.file}\t{when}\t{state}\t{_words(run.lines)}")


def _words(lines: Lines) -> str:
    parts = {"brought in": lines.added, "there already": lines.same, "refused": lines.refused,
             "left out": lines.left_out}  # fmt: skip
    return f"{lines.read:,} lines: " + ", ".join(f"{number:,} {words}" for words, number in parts.items())


class _Refused:
    """Says on standard error which lines were refused and why, and apart from them which have a remark.

    After many of either, how many more by reason, without the values of the lines. With a file every sentence stands
    there, for its owner only, and the terminal tells the numbers alone.
    """

    def __init__(self, file: Path, errors: Path | None = None) -> None:
        self.file, self.told, self.rest = file.name, Counter[bool](), Counter[str]()
        self.most = MOST_TOLD if errors is None else 0
        self.all = _private(errors, file) if errors is not None else None

    def tell(self, line: int, sentence: str, refused: bool) -> None:
        if self.all is not None:
            csv.writer(self.all).writerow([line, sentence])
            self.all.flush()
        if self.told[refused] < self.most:
            self.told[refused] += 1
            print(f"{self.file}:{line}: {sentence}", file=sys.stderr)
        else:
            self.rest[_VALUE.sub("…", sentence)] += 1

    def tell_rest(self) -> None:
        for sentence, number in self.rest.most_common(MOST_TOLD):
            print(f"{self.file}: {number:,} more lines: {sentence}", file=sys.stderr)
        if self.all is not None:
            self.all.close()


def _private(path: Path, source: Path) -> TextIO:
    """A file that its owner alone may read, for sentences hold what stands in the lines."""
    if path.resolve() == source.resolve():
        raise Stop("Give --errors another file than the one that is brought in.")
    return private_file(path)
