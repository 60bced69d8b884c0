"""Who may change rights."""

from frontdesk.kernel.actor import Actor


def may_manage_members(actor: Actor, user: int | None) -> bool:
    """Administrators manage members, but nobody changes their own rights."""
    return actor.is_system or (actor.has("administrator") and actor.user != user)


def may_manage_tokens(actor: Actor) -> bool:
    """Administrators and the installation itself make API tokens."""
    return actor.is_system or actor.has("administrator")
