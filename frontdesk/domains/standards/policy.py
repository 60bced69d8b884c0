"""Who may change promises. Everybody may read them: they are published."""

from frontdesk.kernel.actor import Actor


def may_set(actor: Actor) -> bool:
    """Calendars, standards and rates come from council packs and from administrators."""
    return actor.is_system or actor.has("administrator")


def may_approve(actor: Actor) -> bool:
    """Exceptions of a service are approved by managers (and come with packs)."""
    return actor.is_system or actor.has("manager", "administrator")
