"""The services of a pack: each read, checked within the council, and its examples run by the council's own promises."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as File

from frontdesk.console.packs.pack import Pack
from frontdesk.console.packs.promises import due_on
from frontdesk.console.services import look
from frontdesk.domains.forms.rules.examples import DueOn
from frontdesk.domains.services.definition.check import Surroundings, customer_texts
from frontdesk.domains.services.definition.model import Definition, Problem
from frontdesk.domains.services.definition.workflow import workflow_of


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
        promises=pack.promise_codes,
    )


def promised(pack: Pack) -> DueOn:
    """When a promise of this council falls due, for the examples."""
    return due_on(pack.standards, pack.calendars, pack.council.table.division)


def check_services(pack: Pack, *, advice: bool = True) -> list[Ready]:
    """Add every problem of every service to the pack's; returns the services that have none (advice aside).

    Without `advice` nobody looks for pages that no answer leads to, which takes two thirds of the time.
    """
    around = surroundings(pack)
    for folder in sorted((pack.folder / "services").glob("*/")):
        if folder.is_dir() and not (folder / "service.toml").exists():
            pack.problems.say(folder / "service.toml", 0, "This file is missing.")
    ready = (_check(pack, folder, around, advice) for folder in pack.service_folders)
    return [service for service in ready if service]


def _check(pack: Pack, folder: File, around: Surroundings, advice: bool) -> Ready | None:
    looked = look(folder, around, due_on=promised(pack), advice=advice)
    pack.problems.found += [problem for problem in looked.problems if problem not in pack.problems.found]
    if looked.definition is not None:
        pack.problems.found += _never_begins(pack, looked.definition)
        pack.problems.found += _no_number(pack, looked.definition)
    return None if looked.errors or looked.definition is None else Ready(looked.definition, looked.passed)


def _never_begins(pack: Pack, definition: Definition) -> list[Problem]:
    """A promise whose time begins with a fact that no status of the service tells: it would never be due."""
    told = {"receipt"} | {status.happened for status in workflow_of(definition).statuses}
    named = definition.standard.promise if definition.standard else ""
    waited = {each.clock.starts_on for each in pack.standards if each.code == named and each.clock} - told
    sentence = "The time of “{}” begins with “{}”: say happened = “{}” in the status in which that is so."
    path = ("standard", "promise")
    return [definition.source.problem(path, sentence.format(named, fact, fact)) for fact in sorted(waited)]


def _no_number(pack: Pack, definition: Definition) -> list[Problem]:
    """Words with {phone} where the council has no telephone number: they would say "ring us on" and nothing."""
    if pack.council.table.phone:
        return []
    sentence = "The council has no telephone number (phone): leave {phone} out."
    texts = customer_texts(definition, ())
    return [definition.source.problem(path, sentence) for path, words in texts if "{phone}" in words]
