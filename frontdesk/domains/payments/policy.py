"""Who sees what a customer owes, and who links accounts."""

from frontdesk.kernel.actor import Actor

SEES = ("adviser", "complaints-officer", "manager")


def may_see_money(actor: Actor) -> bool:
    """Those who advise and decide; whoever greets, or works on requests of one service, does not."""
    return actor.is_system or actor.has(*SEES)
