"""Compare all customer records of a council: join those of one person, propose those that may be.

frontdesk match --council demo --dry-run
frontdesk match --council demo
frontdesk match --council demo --model matching.toml --dry-run --pairs pairs.csv

A council's own matching.toml in councils/CODE is taken where there is one. A dry run says what would happen and keeps
nothing; with --pairs it writes the pairs as CSV: both records, the probability, and what each field weighed. A run
that was cut off is begun again with the same words: what it did is known.
"""

import csv
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from frontdesk.console import surroundings
from frontdesk.console.councils import council_named
from frontdesk.console.packs.matching import SHIPPED, read_model
from frontdesk.console.packs.read import Problems
from frontdesk.console.private import private_file
from frontdesk.console.progress import say
from frontdesk.console.surroundings import Stop
from frontdesk.domains.people import actions
from frontdesk.domains.people.matching.model import Model
from frontdesk.domains.people.types import Compared, Match
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor


def arguments(parser: ArgumentParser) -> None:
    """match --council [--model] [--dry-run [--pairs]]."""
    parser.add_argument("--council", required=True, help="code of the council")
    parser.add_argument("--model", type=Path, help="a matching.toml; left out: the council's own, else the shipped one")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and keep nothing")
    parser.add_argument("--pairs", type=Path, help="of a dry run: a new CSV of the pairs, for its owner only")


def run(options: Namespace) -> None:
    """Compare, telling of each step."""
    if options.pairs and not options.dry_run:
        raise Stop("--pairs goes with --dry-run.")
    council, model = council_named(options.council), _model(options.model, options.council)
    keep = partial(_keep, options.pairs) if options.pairs else None
    with tenancy.acting_for(council.id):
        told = actions.match_people(Actor.system(council.id), model=model, dry_run=options.dry_run, tell=say, keep=keep)
    print(words(told, dry_run=options.dry_run))


def words(told: Compared, *, dry_run: bool) -> str:
    """What became of it, in a sentence or two."""
    found = (
        f"{told.records:,} records compared in {told.seconds:.0f} s, with at most {told.megabytes:,.0f} MB:"
        f" {told.certain:,} pairs are certain, {told.doubtful:,} doubtful."
    )
    if dry_run:
        return f"{found} Dry run, nothing is kept."
    return (
        f"{found} {told.joined:,} joined; {told.proposed:,} proposed anew, {told.renewed:,} again;"
        f" {told.remembered:,} left alone, because somebody said that they are two people."
    )


def _model(path: Path | None, code: str) -> Model:
    own = surroundings.CHECKOUT / "councils" / code / "matching.toml"
    chosen, problems = path or (own if own.exists() else SHIPPED), Problems()
    model = read_model(chosen, problems)
    if model is None:
        raise Stop("\n".join(f"{each.file}:{each.line}: {each.sentence}" for each in problems.found))
    return model


def _keep(path: Path, certain: Sequence[Match], doubtful: Sequence[Match]) -> None:
    """Write the pairs of a dry run."""
    with private_file(path) as file:
        out = csv.writer(file)
        out.writerow(["record", "other", "verdict", "probability", "reasons"])
        for verdict, pairs in (("certain", certain), ("doubtful", doubtful)):
            for low, high, probability, reasons in pairs:
                why = "; ".join(f"{each[0]} {each[1]} {each[2]:+.1f}" for each in reasons)
                out.writerow([low, high, verdict, f"{probability:.6f}", why])
