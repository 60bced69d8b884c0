"""Who deals with data protection, and whose cases they see."""

from frontdesk.kernel.actor import Actor

PROTECTS = ("data-protection-officer", "complaints-officer")
RECORDS = ("adviser", "floorwalker", "officer", "manager", *PROTECTS)


def may_protect(actor: Actor) -> bool:
    """The data protection officer and complaints officers deal with cases of rights, retention and breaches."""
    return actor.is_system or actor.has(*PROTECTS)


def may_record(actor: Actor) -> bool:
    """Whoever serves customers writes down what one asks by right: any member of staff may be asked."""
    return actor.is_system or actor.has(*RECORDS)


def may_lift(actor: Actor) -> bool:
    """Whoever may restrict a record, here or by a case, may lift it, where they are named on it."""
    return may_protect(actor) or actor.has("manager")


def may_report_breach(actor: Actor) -> bool:
    """All staff: whoever notices a breach writes it down at once."""
    return actor.is_system or actor.is_staff
