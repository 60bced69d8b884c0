"""Who registers outside systems, and who is signed in to them."""

from frontdesk.kernel.actor import Actor


def may_register(actor: Actor) -> bool:
    """Administrators say which systems open by the council's sign-in."""
    return actor.is_system or actor.has("administrator")
