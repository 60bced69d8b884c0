"""Who may repair what did not reach anybody."""

from frontdesk.kernel.actor import Actor


def may_count(actor: Actor) -> bool:
    """Administrators know how many there are, and no more: the address is a customer's."""
    return may_repair(actor) or actor.has("administrator")


def may_repair(actor: Actor) -> bool:
    """Managers see the messages that were not delivered, and send them again; so does the installation."""
    return actor.is_system or actor.has("manager")
