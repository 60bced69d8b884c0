"""Mappings that come with the product, of files that are the same for every council."""

from pathlib import Path

from frontdesk.console.imports.kind import Kind
from frontdesk.console.imports.lines import place_of
from frontdesk.console.imports.mapping import Reading, read_mapping
from frontdesk.console.surroundings import Stop

MAPPINGS = Path(__file__).with_name("mappings")
_LONGEST = 500


def mapping_for(kind: Kind, file: Path, given: str | None) -> Reading:
    """The mapping that was given, by its file or its name; where none was, the shipped one that fits the file."""
    if not file.is_file():
        raise Stop(f"{file} cannot be read: there is no such file.")
    ours = {path.stem: path for path in sorted((MAPPINGS / kind.code).glob("*.toml"))}
    if given is not None:
        return read_mapping(ours.get(given, Path(given)), kind.fields, kind.needed)
    found: list[str] = []
    for path in ours.values():
        reading = read_mapping(path, kind.fields, kind.needed)
        header = kind.files.columns(file, reading.table)
        if header and all(place_of(column, header) is not None for column in reading.columns):
            return reading
        found = found or header
    known = f" (known are {', '.join(ours)})" if ours else ""
    columns = f" Its columns are: {', '.join(found)[:_LONGEST]}." if found else ""
    raise Stop(
        f"Give --mapping: no mapping of our own fits {file.name}{known}.{columns} How to write one is told in"
        " docs/how-to/import.md."
    )
