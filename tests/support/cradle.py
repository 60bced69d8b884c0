"""`frontdesk ...` in processes of their own that need not load the libraries again.

Two thirds of what a command takes to start are libraries that read no setting of ours. One process loads those and
becomes a new one for each command: what is the product's own, settings and all, each command loads for itself.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.support.databases import ROOT

_CRADLE = """
import json, os, sys
import django.core.management, django.db.models, django.forms, django.template.backends.jinja2
import jinja2, lxml.etree, PIL.Image, pillow_heif, procrastinate, psycopg, pyproj, shapely, structlog
for line in sys.stdin:
    words, environment, out, err = json.loads(line)
    child = os.fork()
    if not child:
        os.environ.clear()
        os.environ.update(environment)
        for number, name, how in ((0, os.devnull, os.O_RDONLY), (1, out, os.O_WRONLY), (2, err, os.O_WRONLY)):
            os.dup2(os.open(name, how), number)
        from frontdesk.console.main import main
        sys.exit(main(words))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def run(environment: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run `frontdesk words...` to its end."""
    with tempfile.TemporaryDirectory() as folder:
        said = [Path(folder, name) for name in ("out", "err")]
        for path in said:
            path.touch()
        cradle = _cradle()
        cradle.stdin.write(json.dumps([words, dict(environment), *map(str, said)]) + "\n")
        cradle.stdin.flush()
        return subprocess.CompletedProcess(words, int(cradle.stdout.readline()), *(path.read_text() for path in said))


@cache
def _cradle() -> "subprocess.Popen[str]":
    """The process that has the libraries; it ends when this one does, for then nobody writes to it."""
    return subprocess.Popen(
        [sys.executable, "-c", _CRADLE], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
