"""What a letter is, for everybody above."""

from dataclasses import dataclass
from datetime import datetime

LETTER_ISSUED = "documents.letter_issued"
LETTER_OPENED = "documents.letter_opened"
LETTER_POSTED = "documents.letter_posted"
FORMAT_MADE = "documents.format_made"
LETTER = "letter"
"""The thing type of a letter in journal and messages."""

STANDARD, LARGE = "standard", "large-print"
SIZES = {STANDARD: 12, LARGE: 18}
"""The sizes of print that we make ourselves, in points."""
OTHER_FORMATS = {"braille": "Braille", "audio": "Audio", "easy-read": "Easy read", "coloured-paper": "Coloured paper"}
"""Needs that a letter made by us does not meet: somebody makes it so, and says when it was done."""


@dataclass(frozen=True, slots=True)
class Template:
    """Words that a letter begins with. Placeholders: {name}, {about}, {council}."""

    code: str
    name: str
    subject: str
    body: str
    signed: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a letter. `body` is plain paragraphs, `signed` the role that signs it."""

    subject: str
    body: str
    signed: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the body."""
        return tuple(part.strip() for part in self.body.split("\n\n") if part.strip())


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was issued. `about` is what it is about in words, `thing` the thing of the house, if any.

    `version` counts a letter and its corrections, `replaced` says that a corrected one stands instead. Emptied, it has
    no words and no file.
    """

    id: int
    reference: str
    person: int | None
    words: Words
    about: str
    thing: tuple[str, int]
    template: str
    version: int
    replaced: bool
    language: str
    size: str
    issued_at: datetime
    issued_by: int | None
    by_post: bool
    posted_at: datetime | None
    other_format: str
    made_at: datetime | None
    opened_at: datetime | None
    removed: bool = False

    @property
    def to_post(self) -> bool:
        """Whether somebody is still to post it."""
        return self.by_post and self.posted_at is None and not self.removed

    @property
    def to_make(self) -> str:
        """The format that somebody is still to make, '' where there is none."""
        return self.other_format if self.made_at is None and not self.removed else ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of a customer's letters are on their way: not opened in the account yet, to post, to make otherwise.

    `more`: there are so many that only the newest were counted.
    """

    unopened: int = 0
    to_post: int = 0
    to_make: int = 0
    more: bool = False
