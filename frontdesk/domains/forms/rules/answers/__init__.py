"""Answers by type of question: from posted fields to what was typed, to one canonical form, and back to words.

What was typed is text, a list of texts, or a mapping of parts (`day`, `postcode`); the canonical answer is JSON.
Reading a canonical answer gives it back unchanged, so that web, desk, API and Open311 go the same way and submit runs
it all again.
"""

from frontdesk.domains.forms.rules.answers.kinds import KINDS, fields, gather, read, show
from frontdesk.domains.forms.rules.answers.unfit import Errors, Unfit

__all__ = ["KINDS", "Errors", "Unfit", "fields", "gather", "read", "show"]
