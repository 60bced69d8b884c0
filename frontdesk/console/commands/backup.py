"""Save the database and the uploaded files in a new folder.

frontdesk backup FOLDER. The desk stays open meanwhile; the folder holds personal data: keep it as safe as the desk.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from frontdesk.console import archive, surroundings


def arguments(parser: ArgumentParser) -> None:
    """The folder."""
    parser.add_argument("folder", type=Path, help="a new folder")


def run(options: Namespace) -> None:
    """Write the backup as the owner."""
    surroundings.connect()
    contents = archive.save(surroundings.addresses().owner_url, surroundings.home(), options.folder.resolve())
    print(f"Saved in {options.folder}: the database and {contents.files} files.")
