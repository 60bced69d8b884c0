"""Looking a service's folder over: its file, its examples, and what they come to. Touches no database."""

from dataclasses import dataclass, replace
from pathlib import Path

from frontdesk.domains.forms.rules import examples as runner
from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.forms.rules.explore import explore
from frontdesk.domains.services.definition.check import Surroundings, check
from frontdesk.domains.services.definition.examples import Example, read_examples
from frontdesk.domains.services.definition.model import Definition, Problem
from frontdesk.domains.services.definition.read import read
from frontdesk.kernel import clock


@dataclass(frozen=True)
class Looked:
    """What was found: the definition (None when it cannot be read), problems, and how many examples passed."""

    definition: Definition | None
    problems: tuple[Problem, ...]
    passed: int = 0

    @property
    def errors(self) -> list[Problem]:
        """What must be mended."""
        return [problem for problem in self.problems if problem.level == "error"]

    @property
    def advice(self) -> list[Problem]:
        """What could be plainer."""
        return [problem for problem in self.problems if problem.level != "error"]


def look(
    folder: Path, around: Surroundings | None = None, *, due_on: runner.DueOn | None = None, advice: bool = True
) -> Looked:
    """Read, check and try the service in a folder.

    Without `around` the services it may send people to are those in the folders beside it; of a folder that stands
    alone nobody knows them. `advice`: whether many tries look for pages and endings that nobody comes to.
    """
    definition = read(folder)
    if not isinstance(definition, Definition):
        return Looked(None, tuple(definition))
    beside = {path.parent.name for path in folder.resolve().parent.glob("*/service.toml")}
    around = around or Surroundings()
    known = (
        replace(around, services=(around.services or frozenset()) | beside)
        if len(beside) > 1 or around.services
        else around
    )
    problems = check(definition, known)
    examples = read_examples(folder) if definition.has_form else []
    told = [one for one in examples if isinstance(one, Problem)]
    results = runner.run(definition, [one for one in examples if isinstance(one, Example)], due_on=due_on)
    found = [*problems, *told, *runner.problems(results)]
    if advice and definition.has_form and not any(problem.level == "error" for problem in problems):
        found += _missed(definition)
    return Looked(definition, tuple(found), sum(result.passed for result in results))


def _missed(definition: Definition) -> list[Problem]:
    """Advice about pages and endings that nobody came to in many tries."""
    explored = explore(definition, Context(clock.today()))
    source = definition.source
    stops = [("page", at, page.code) for at, page in enumerate(definition.pages) if page.code in explored.missed_pages]
    stops += [("ending", at, e.code) for at, e in enumerate(definition.endings) if e.code in explored.missed_endings]
    return [
        source.problem(
            (kind, at),
            f"In many tries nobody came to the {kind} “{code}”. Can its conditions ever hold together?",
            "advice",
        )
        for kind, at, code in stops
    ]
