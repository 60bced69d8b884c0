"""Check, publish and export a service that is described as data (docs/how-to/add-a-service.md).

frontdesk service check councils/demo/services/missed-bin
frontdesk service publish councils/demo/services/missed-bin --council demo --tried "Jo Field, tenant: all clear"
frontdesk service export missed-bin --council demo --to councils/demo/services/missed-bin
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from frontdesk.console.councils import council_named
from frontdesk.console.packs.pack import Pack, read_pack
from frontdesk.console.packs.promises import due_on
from frontdesk.console.packs.services import promised, surroundings
from frontdesk.console.services import Looked, look
from frontdesk.console.surroundings import Stop, refuse_unsafe
from frontdesk.domains.forms.rules.examples import DueOn
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.services import actions as services
from frontdesk.domains.services import queries as published
from frontdesk.domains.services.definition.check import Surroundings
from frontdesk.domains.services.definition.write import write
from frontdesk.domains.services.types import Tried
from frontdesk.domains.standards import queries as standards
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.holidays import ENGLAND_AND_WALES


def arguments(parser: ArgumentParser) -> None:
    """service check, publish, export."""
    verbs = parser.add_subparsers(required=True, metavar="check|publish|export")
    check = verbs.add_parser("check", help="say what is wrong, by file and line, and run the examples")
    check.add_argument("folders", nargs="+", type=Path, help="folders of services, or folders that hold such folders")
    check.set_defaults(run=_check)
    publish = verbs.add_parser("publish", help="publish a folder as the next version of its service")
    publish.add_argument("folder", type=Path, help="the folder of the service")
    publish.add_argument("--council", required=True, help="code of the council")
    publish.add_argument(
        "--tried",
        action="append",
        required=True,
        metavar="WHO: WHAT WAS FOUND",
        help="who tried it, and what was found; can be given several times",
    )
    publish.set_defaults(run=_publish)
    export = verbs.add_parser("export", help="write the published version as a file")
    export.add_argument("code", help="code of the service")
    export.add_argument("--council", required=True, help="code of the council")
    export.add_argument("--number", type=int, help="number of the version (the current one when not given)")
    export.add_argument("--to", type=Path, help="folder to write service.toml into (printed when not given)")
    export.set_defaults(run=_export)


def _check(options: Namespace) -> int:
    """1 when there is anything to mend, advice aside."""
    look_over = lru_cache(maxsize=None)(_pack_around)
    looked = [
        look(folder, surroundings(found), due_on=promised(found)) if found else look(folder)
        for folder in _service_folders(options.folders)
        for found in [look_over(folder.resolve().parent.parent)]
    ]
    _say(*looked)
    wrong = [one for one in looked if one.errors]
    examples, advice = sum(one.passed for one in looked), sum(len(one.advice) for one in looked)
    services = "1 service" if len(looked) == 1 else f"{len(looked)} services"
    said = f"{services}, {examples} examples passed"
    print(f"{said}; {len(wrong)} to mend." if wrong else f"{said}{f', {advice} pieces of advice' if advice else ''}.")
    return 1 if wrong else 0


def _pack_around(folder: Path) -> Pack | None:
    """The council pack to which a folder of services belongs; None where it belongs to none."""
    return read_pack(folder)[0] if (folder / "council.toml").exists() else None


def _service_folders(folders: Iterable[Path]) -> list[Path]:
    """Each folder with a service.toml, found in it or one or two below."""
    found: list[Path] = []
    for folder in folders:
        inside = [path.parent for deep in ("service.toml", "*/service.toml", "services/*/service.toml")
                  for path in sorted(folder.glob(deep))]  # fmt: skip
        if not inside:
            raise Stop(f"There is no service.toml in {folder}, nor in the folders inside it.")
        found += inside
    return list(dict.fromkeys(found))


def _say(*looked: Looked) -> None:
    """Every problem once, also where several services have it from one group."""
    said = [str(problem) for one in looked for problem in one.errors]
    said += [f"{problem} (advice)" for one in looked for problem in one.advice]
    for line in dict.fromkeys(said):
        print(line)


def _publish(options: Namespace) -> int:
    council = _council(options.council)
    tried = [_tried(words) for words in options.tried]
    with tenancy.acting_for(council.id):
        one = look(options.folder, _surroundings(council), due_on=_promised(council))
        _say(one)
        if one.errors or one.definition is None:
            print("Nothing was published: mend these first.", file=sys.stderr)
            return 1
        version, new = services.publish_service(
            Actor.system(council.id), definition=one.definition, tried=tried, examples_passed=one.passed
        )
    if new:
        print(f"{one.definition.name}: version {version.number} is published. What was begun before keeps its version.")
    else:
        print(f"{one.definition.name}: nothing has changed since version {version.number}.")
    return 0


def _tried(words: str) -> Tried:
    who, colon, found = words.partition(":")
    if not (colon and who.strip() and found.strip()):
        raise Stop('Say who tried it and what was found, with a colon between: --tried "Jo Field, tenant: all clear"')
    return Tried(who.strip(), found.strip())


def _export(options: Namespace) -> int:
    council = _council(options.council)
    with tenancy.acting_for(council.id):
        versions = published.history(council.id, options.code)
        found = next((one for one in versions if options.number in (None, one.number)), None)
    if found is None:
        which = f"no version {options.number} of a" if options.number and versions else "no"
        raise Stop(f"{council.name} has {which} service {options.code!r}.")
    text = write(found.definition)
    if options.to is None:
        print(text, end="")
        return 0
    options.to.mkdir(parents=True, exist_ok=True)
    (options.to / "service.toml").write_text(text, encoding="utf-8")
    print(f"{options.to / 'service.toml'}: version {found.number} of {found.definition.name}.")
    return 0


def _council(code: str) -> Council:
    refuse_unsafe()
    return council_named(code)


def _surroundings(council: Council) -> Surroundings:
    """What the council has beside the service."""
    actor = Actor.system(council.id)
    return Surroundings(
        services=frozenset(listing.code for listing in published.catalogue(actor)),
        teams=frozenset(team.code for team in organisations.teams(council.id)),
        promises=frozenset(one.code for one in standards.standards_in_force(council.id, clock.today())) or None,
    )


def _promised(council: Council) -> DueOn:
    """When a promise of this council falls due, for the examples."""
    in_force = tuple(standards.standards_in_force(council.id, clock.today()))
    division = str(council.details.get("division", ENGLAND_AND_WALES))
    return due_on(in_force, standards.named_calendars(council.id), division)
