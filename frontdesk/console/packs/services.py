"""The services of a pack: each read, checked within the council, and its examples run by the council's own promises."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as File

from frontdesk.console.packs.pack import Pack
from frontdesk.console.packs.promises import due_on
from frontdesk.domains.forms.rules import examples as runner
from frontdesk.domains.services.definition.check import Surroundings, check
from frontdesk.domains.services.definition.examples import Example, read_examples
from frontdesk.domains.services.definition.model import Definition, Problem
from frontdesk.domains.services.definition.read import read


@dataclass(frozen=True)
class Ready:
    """A service that can be published, and how many of its examples passed."""

    definition: Definition
    examples: int


def surroundings(pack: Pack) -> Surroundings:
    """What the services of this council may name."""
    return Surroundings(
        services=frozenset(pack.service_codes),
        teams=frozenset(team.code for team in pack.council.table.teams),
        promises=frozenset(standard.code for standard in pack.standards),
    )


def check_services(pack: Pack) -> list[Ready]:
    """Add every problem of every service to the pack's; returns the services that have none (advice aside)."""
    around = surroundings(pack)
    ready = (_check(pack, folder, around) for folder in pack.service_folders)
    return [service for service in ready if service]


def _check(pack: Pack, folder: File, around: Surroundings) -> Ready | None:
    definition = read(folder)
    if not isinstance(definition, Definition):
        pack.problems.found += definition
        return None
    found = check(definition, around)
    examples = read_examples(folder)
    passed = 0
    if _are_problems(examples):
        found += [each for each in examples if isinstance(each, Problem)]
    else:
        promised = due_on(pack.standards, pack.calendars, pack.council.table.division)
        results = runner.run(definition, [e for e in examples if isinstance(e, Example)], due_on=promised)
        found += runner.problems(results)
        passed = sum(result.passed for result in results)
    pack.problems.found += found
    return None if any(problem.level == "error" for problem in found) else Ready(definition, passed)


def _are_problems(examples: list[Example] | list[Problem]) -> bool:
    return bool(examples) and isinstance(examples[0], Problem)
