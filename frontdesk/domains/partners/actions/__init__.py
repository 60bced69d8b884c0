"""The verbs: registering systems, agreeing to one, taking it back, looking at how things stand there."""

from frontdesk.domains.partners.actions.connecting import agree, disconnect, erase_people, look_at_own
from frontdesk.domains.partners.actions.registering import end_system, new_secret, register_system

__all__ = ["agree", "disconnect", "end_system", "erase_people", "look_at_own", "new_secret", "register_system"]
