"""The `frontdesk` command: finds the named module in `commands`, gets the database and Django ready, runs it."""

import argparse
import ast
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from frontdesk.console import commands, surroundings
from frontdesk.console.programs import DatabaseError
from frontdesk.console.surroundings import Stop
from frontdesk.kernel.errors import Refusal

# These start other processes or the database itself, so they run before Django is set up.
BARE = frozenset({"backup", "bench", "demo", "restore", "setup", "stop"})
# These act as the owner of the tables instead of the application.
AS_OWNER = frozenset({"migrate"})
# What a shell says of a program whose reader went away (128 and SIGPIPE).
_ENOUGH = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit code 0 only on success; a refusal is one sentence on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    available = names()
    name = next((word for word in words if not word.startswith("-")), "")
    if words[:1] != [name] or name not in available:
        return _general(words, name, available)
    try:
        prepare(name, only_help=bool({"-h", "--help"} & set(words)))
        options = parser_of(name, load(available[name])).parse_args(words[1:])
        done: int = options.run(options) or 0
        sys.stdout.flush()
        return done
    except BrokenPipeError:
        # Whoever read on had enough (`| head`); what is left goes nowhere, or Python complains at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _ENOUGH
    except (DatabaseError, Refusal, Stop) as stopped:
        print(f"frontdesk {name}: {stopped}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"frontdesk {name}: stopped.", file=sys.stderr)
        return 130


def names() -> dict[str, str]:
    """The commands there are: the word to type and the module's name."""
    return {module.name.rstrip("_"): module.name for module in pkgutil.iter_modules(commands.__path__)}


def load(module: str) -> ModuleType:
    """Import a command's module."""
    return importlib.import_module(f"{commands.__name__}.{module}")


def prepare(name: str, *, only_help: bool) -> None:
    """Get ready what the command needs: nothing, or Django as the right role and a database that runs.

    Help needs no database: it must answer on a machine where there is none.
    """
    if name in BARE:
        return
    if name in AS_OWNER:
        os.environ["FRONTDESK_DB_ROLE"] = "owner"
    if not only_help:
        surroundings.connect()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.config.settings")
    # One short command needs one connection, not a pool and its threads.
    if name != "worker":
        os.environ.setdefault("FRONTDESK_NO_POOL", "1")
    importlib.import_module("django").setup()


def parser_of(name: str, module: ModuleType) -> argparse.ArgumentParser:
    """The parser of a command; verbs of its own set `run` themselves."""
    parser = argparse.ArgumentParser(
        f"frontdesk {name}", description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    if hasattr(module, "run"):
        parser.set_defaults(run=module.run)
    module.arguments(parser)
    return parser


def _general(words: Sequence[str], name: str, available: dict[str, str]) -> int:
    """Help, version, or a command that does not exist."""
    if words == ["--version"]:
        print(f"frontdesk {version('frontdesk')}")
        return 0
    if words in (["--help"], ["-h"], ["help"]):
        print("usage: frontdesk COMMAND ...\n\nOne front desk for everything a council does.\n\ncommands:")
        for word in sorted(available):
            print(f"  {word:<14} {_first_line(available[word])}")
        print("\nEach answers to --help. FRONTDESK_HOME holds the data (by default var/ in the checkout).")
        return 0
    wrong = f"there is no command {name!r}" if name else "a command is missing"
    print(f"frontdesk: {wrong}; there are: {', '.join(sorted(available))}.", file=sys.stderr)
    return 2


def _first_line(module: str) -> str:
    """The first line of a module's docstring, read without importing it."""
    source = Path(next(iter(commands.__path__)), f"{module}.py")
    if not source.exists():
        source = Path(next(iter(commands.__path__)), module, "__init__.py")
    return (ast.get_docstring(ast.parse(source.read_text())) or "").partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
