"""A letter as a file: PDF/UA-1, tagged, with title and language, in the house's typeface. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import typst

from frontdesk.domains.documents.types import Words
from frontdesk.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the words: the sender, to whom, the day in words, the reference, what to do for help."""

    council: str
    reach: Sequence[str]
    name: str
    address: Sequence[str]
    day: str
    reference: str
    about: str
    help: str
    language: str = "en"


def pdf_of(words: Words, head: Head, *, points: int) -> bytes:
    """The letter as PDF/UA-1. Refusal where it cannot be set (a script that no typeface at hand has).

    Everything that anybody wrote goes in as data, never into the source, so that nothing written is ever run.
    """
    folder = Path(str(resources.files("frontdesk.domains.documents")))
    told = {
        "size": str(points), "language": head.language, "council": head.council, "reach": json.dumps(list(head.reach)),
        "to": json.dumps([each for each in (head.name, *head.address) if each]), "day": head.day,
        "reference": head.reference, "about": head.about, "subject": words.subject, "signed": words.signed,
        "paragraphs": json.dumps([each.split("\n") for each in words.paragraphs]), "help": head.help,
    }  # fmt: skip
    for ours_only in (True, False):  # scripts that the house's typeface does not have, by what the server has
        try:
            return typst.compile(
                str(folder / "letter.typ"), sys_inputs=told, font_paths=[str(folder / "fonts")],
                ignore_system_fonts=ours_only, pdf_standards=["ua-1"],
            )  # fmt: skip
        except RuntimeError:
            continue
    raise Refusal("This letter cannot be made as a file: it holds signs that no typeface here has.", field="body")
