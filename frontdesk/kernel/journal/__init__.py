"""The journal: who did what to which thing, written in the transaction that did it.

Append-only; ids, codes and names of changed fields, never a person's values. `write` is called by verbs,
`reaction` registers what a higher domain does about entries, `deliver` hands them on (kernel.jobs runs it).
"""

from frontdesk.kernel.journal.deliver import deliver, failing, skip, stuck
from frontdesk.kernel.journal.entries import Entry, fields_changed, newest_of, timeline, together, write, write_many
from frontdesk.kernel.journal.reactions import reaction, reactions

__all__ = [
    "Entry",
    "deliver",
    "failing",
    "fields_changed",
    "newest_of",
    "reaction",
    "reactions",
    "skip",
    "stuck",
    "timeline",
    "together",
    "write",
    "write_many",
]
