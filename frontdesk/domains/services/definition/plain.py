"""Plain English: long sentences, reading age, jargon. Advice for whoever writes, with the words at fault.

Reading age is the Automated Readability Index of Smith and Senter (1967, AMRL-TR-66-220): 4.71 letters per word
+ 0.5 words per sentence - 21.43 gives a school grade; an English reader of that grade is five years older. It needs no
syllables, so that two machines never disagree, and it is asked only of texts long enough to mean something.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SENTENCE = 25
"""Words; the limit of the GOV.UK style guide."""
OLDEST_READER = 14
"""Years. Text above it is hard for more than one adult in five; we aim for 9 to 11."""
ENOUGH_WORDS = 40

JARGON = {
    "additional": "more, extra",
    "advise us": "tell us",
    "aforementioned": "this, or its name",
    "amend": "change",
    "applicant": "you, or the person applying",
    "ascertain": "find out",
    "assistance": "help",
    "at this moment in time": "now",
    "bespoke": "made for you, or leave it out",
    "cease": "stop",
    "commence": "start",
    "complete the form": "fill in the form, or answer the questions",
    "comply with": "keep to",
    "constitute": "are, make up",
    "customer journey": "say what people do",
    "deem": "think, decide",
    "deliver": "say what you do: make, give, build (bins and letters may be delivered)",
    "desirous": "want",
    "dwelling": "home",
    "eligibility criteria": "who can apply",
    "endeavour": "try",
    "enquire": "ask",
    "ensure": "make sure",
    "expedite": "speed up",
    "facilitate": "help, run",
    "failure to": "if you do not",
    "forthwith": "now",
    "going forward": "from now on, or leave it out",
    "hereby": "leave it out",
    "herein": "here",
    "impact on": "affect",
    "in accordance with": "by, under",
    "in excess of": "more than",
    "in lieu of": "instead of",
    "in order to": "to",
    "in receipt of": "getting",
    "in respect of": "about, for",
    "in the event of": "if",
    "leverage": "use",
    "liaise": "work with, talk to",
    "notify": "tell",
    "notwithstanding": "even if, despite",
    "obtain": "get",
    "occupier": "person who lives there",
    "on behalf of": "for",
    "particulars": "details",
    "per annum": "a year",
    "permissible": "allowed",
    "persons": "people",
    "prior to": "before",
    "provide": "give",
    "purchase": "buy",
    "pursuant to": "under",
    "regarding": "about",
    "remuneration": "pay",
    "request that you": "please",
    "require": "need",
    "retain": "keep",
    "robust": "leave it out",
    "signpost": "send, point",
    "stakeholder": "say who",
    "state whether": "say if",
    "streamline": "make simpler",
    "submit": "send",
    "subsequent": "later, next",
    "such time as": "when",
    "terminate": "end",
    "the council": "we",
    "thereafter": "then",
    "timescale": "time",
    "undertake": "do",
    "upon": "on",
    "utilise": "use",
    "vehicular access": "a way in for vehicles",
    "whilst": "while",
    "with regard to": "about",
}
"""Words to avoid and what to say instead. Ours; a council adds its own in its pack."""

_ALLOWED = {"deliver", "the council"}
"""Kept for advice in other places, but right too often to be flagged here."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,:]*")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
_FLAGGED = "|".join(re.escape(each) for each in sorted(JARGON.keys() - _ALLOWED, key=len, reverse=True))
_JARGON = re.compile(rf"\b({_FLAGGED})(?:e?s|d|ed|ing)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Advice:
    """One thing to make plainer, as a sentence."""

    sentence: str


def advise(text: str) -> Iterator[Advice]:
    """What to make plainer in one text. Placeholders such as {due} count as one word."""
    for sentence in _SENTENCE.split(text):
        words = _WORD.findall(sentence)
        if len(words) > LONGEST_SENTENCE:
            start = " ".join(words[:5])
            yield Advice(f"A sentence of {len(words)} words (“{start} …”). Make two of it: {LONGEST_SENTENCE} at most.")
    for found in dict.fromkeys(match.group(1).lower() for match in _JARGON.finditer(text)):
        yield Advice(f"“{found}”: say {JARGON[found]}.")
    age = reading_age(text)
    if age is not None and age > OLDEST_READER:
        yield Advice(f"Reads at age {age:.0f}. Use shorter words and sentences: {OLDEST_READER} at most.")


def reading_age(text: str) -> float | None:
    """The age in years at which an English reader manages the text; None when it is too short to tell."""
    words = _WORD.findall(text)
    if len(words) < ENOUGH_WORDS:
        return None
    sentences = [each for each in _SENTENCE.split(text) if _WORD.search(each)]
    letters = sum(sum(char.isalnum() for char in word) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43 + 5
