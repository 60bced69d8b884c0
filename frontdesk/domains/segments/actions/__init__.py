"""The verbs of segments."""

from frontdesk.domains.segments.actions.leaving import come_back, end_right, erase_people, leave_out
from frontdesk.domains.segments.actions.rounds import count_all, look_at, look_at_all

__all__ = ["come_back", "count_all", "end_right", "erase_people", "leave_out", "look_at", "look_at_all"]
