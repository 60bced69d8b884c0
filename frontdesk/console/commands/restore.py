"""Bring a backup into an empty database: of a new FRONTDESK_HOME, or prepared by `frontdesk setup --empty`.

frontdesk restore FOLDER. Run `frontdesk migrate` afterwards when the release is newer than the backup.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from frontdesk.console import archive, surroundings


def arguments(parser: ArgumentParser) -> None:
    """The folder."""
    parser.add_argument("folder", type=Path, help="the folder that `frontdesk backup` wrote")


def run(options: Namespace) -> None:
    """Load the backup as the owner; nothing is changed unless all of it can be."""
    folder = options.folder.resolve()
    archive.read_contents(folder)
    surroundings.connect()
    contents = archive.load(surroundings.addresses().owner_url, surroundings.home(), folder)
    print(f"Restored what was saved on {contents.made}, with {contents.files} files.")
