"""Who may repair what did not reach anybody."""

from frontdesk.kernel.actor import Actor


def may_repair(actor: Actor) -> bool:
    """Managers see the messages that were not delivered, and send them again; so does the installation."""
    return actor.is_system or actor.has("manager")
