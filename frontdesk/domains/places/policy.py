"""Who may load places, and who is counted when looking up addresses."""

from frontdesk.kernel.actor import Actor


def may_load(actor: Actor) -> bool:
    """The installation itself (packs, importers) and administrators."""
    return actor.is_system or actor.has("administrator")


def is_counted(actor: Actor) -> bool:
    """Visitors and customers may look up only so many addresses; staff work with them all day."""
    return not (actor.is_staff or actor.is_system)
