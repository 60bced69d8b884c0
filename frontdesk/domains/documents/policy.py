"""Who writes letters, and who sees them."""

from frontdesk.kernel.actor import Actor


def may_write(actor: Actor) -> bool:
    """Those who deal with requests write letters."""
    return actor.is_system or actor.has("adviser", "officer", "complaints-officer", "manager")


def may_see(actor: Actor) -> bool:
    """Those who deal with customers read what was written to them, and post it."""
    return may_write(actor) or actor.has("floorwalker")
