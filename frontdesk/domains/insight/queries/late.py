"""What day counts cannot hold: whether open work is late changes with the clock, so it is read as it stands now."""

LATE = "closed_at IS NULL AND outcome_class = 'open' AND (missed OR due_at < %(now)s)"
"""Condition over `requests_facts`: open past its due date, or past the one it had before a period began anew."""
