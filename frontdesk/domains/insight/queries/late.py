"""What day counts cannot hold: whether open work is late changes with the clock, so it is read as it stands now."""

LATE = (
    "channel <> '' AND closed_at IS NULL AND outcome_class = 'open'"
    " AND CASE WHEN missed THEN received_at ELSE due_at END < %(now)s"
)
"""Condition over `requests_facts`: a customer's, open past its due date, or past the one before a period begun anew.

It is the index `request_open_late`, word for word.
"""
