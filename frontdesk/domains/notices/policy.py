"""Who deals with notices."""

from frontdesk.kernel.actor import Actor

WORKS = ("adviser", "officer", "complaints-officer", "manager")


def may_work(actor: Actor) -> bool:
    """Staff who advise and do the work look at notices, tell recipients and confirm for those who rang."""
    return actor.is_system or actor.has(*WORKS)


def may_count(actor: Actor) -> bool:
    """Whoever sees figures sees what telling once saved."""
    return may_work(actor) or actor.has("insight-analyst", "administrator")
