"""The verbs of segments."""

from frontdesk.domains.segments.actions.leaving import come_back, erase_people, leave_out
from frontdesk.domains.segments.actions.rounds import count_all, look_at, look_at_all

__all__ = ["come_back", "count_all", "erase_people", "leave_out", "look_at", "look_at_all"]
