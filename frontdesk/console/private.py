"""Files that name people."""

import os
from pathlib import Path
from typing import TextIO

from frontdesk.console.surroundings import Stop


def private_file(path: Path) -> TextIO:
    """The file, emptied, to be written, which its owner alone may read. Stop where it cannot be."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.fchmod(number, 0o600)
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error}.") from error
    return os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace", newline="")
