"""Names: parts for letters and lists, and words to be found by.

No order of given and family name is assumed in searching: every word of a name is a word to be found by.
"""

import re
import unicodedata
from dataclasses import dataclass

# Letters that do not come apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_MAC = re.compile(r"ma?c(\w{4,})")
_NOT_WORD = re.compile(r"[^\w]+|_")
TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend cllr councillor fr sr".split())
PARTICLES = frozenset(
    "van von der den de del della di da dos du la le ben bin bint ibn al el abu st mac mc ap ter".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts as written: `full` is what was given without surplus spaces or a title."""

    full: str
    given: str
    family: str


def fold(text: str) -> str:
    """Text for comparing: lower case, without accents and apostrophes, other marks as single spaces.

    "Zoë O'Neill-Łuczak" gives "zoe oneill luczak". Letters of other scripts stay as they are.
    """
    if text.isascii():  # as most are, and a load folds millions
        bare = text.lower()
    else:
        lowered = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
        bare = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", _APOSTROPHES.sub("", bare)).split())


def parts(text: str, given: str = "", family: str = "") -> Name:
    """Read a name typed in one box; parts that are already known are kept as they are.

    The last word is taken for the family name, with the particles before it ("van der Berg", "St John").
    A single word is a given name only.
    """
    words = text.split()
    while len(words) > 1 and fold(words[0]) in TITLES:
        words.pop(0)
    if given or family:
        return Name(" ".join(words) or " ".join([given, family]).strip(), given.strip(), family.strip())
    if len(words) < 2:
        return Name(" ".join(words), " ".join(words), "")
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in PARTICLES:
        start -= 1
    return Name(" ".join(words), " ".join(words[:start]), " ".join(words[start:]))


def key(name: str) -> str:
    """The name as stored for lists and equality: its folded words without a title."""
    return " ".join(_plain_words(name))


def words(*names: str) -> tuple[str, ...]:
    """The words by which a person with these names is found, each once, in order.

    Double-barrelled names also count as one word ("smithjones"), O'Neill and MacDonald also without their beginnings
    ("neill", "donald"), so that they are found however somebody runs them together or takes them apart.
    """
    found: dict[str, None] = {}
    for name in names:
        found.update(dict.fromkeys(_plain_words(name)))
        for piece in name.split():
            folded = fold(piece)
            if " " in folded:
                found[folded.replace(" ", "")] = None
            if after := _after_prefix(piece):
                found[after] = None
    return tuple(found)


def _after_prefix(piece: str) -> str:
    """What stands after O', D', Mac or Mc in one word of a name; '' when there is no such beginning."""
    if _APOSTROPHES.search(piece):
        rest = fold(_APOSTROPHES.split(piece)[-1])
    else:
        found = _MAC.fullmatch(fold(piece))
        rest = found[1] if found else ""
    return rest if len(rest) >= 3 else ""


def _plain_words(name: str) -> list[str]:
    plain = fold(name).split()
    while len(plain) > 1 and plain[0] in TITLES:
        plain.pop(0)
    return plain
