"""Who gives cards, puts something on them, checks them, and lets offers through."""

from collections.abc import Iterable

from frontdesk.kernel.actor import Actor

GIVES = ("adviser", "floorwalker", "officer", "complaints-officer", "manager")
GRANTS = ("adviser", "officer", "complaints-officer", "manager")
CHECKS = (*GIVES, "partner")
PUBLISHES = ("officer", "manager")


def may_give(actor: Actor, records: Iterable[int]) -> bool:
    """Staff who serve customers give, stop and replace a card; customers their own."""
    return actor.is_system or actor.has(*GIVES) or is_own(actor, records)


def may_grant(actor: Actor, records: Iterable[int]) -> bool:
    """Staff who advise and decide, having seen the evidence; nobody on their own card."""
    return actor.is_system or (actor.has(*GRANTS) and not is_own(actor, records))


def may_check(actor: Actor) -> bool:
    """Staff who serve, and partners, who are shown no name."""
    return actor.is_system or actor.has(*CHECKS)


def may_know_whose(actor: Actor) -> bool:
    """Whether who checks a card is told whose it is."""
    return actor.has(*GIVES)


def may_publish(actor: Actor) -> bool:
    """Who lets offers of businesses through."""
    return actor.is_system or actor.has(*PUBLISHES)


def is_own(actor: Actor, records: Iterable[int]) -> bool:
    """Whether these are the actor's own records."""
    return actor.person is not None and actor.person in set(records)
