"""What is owed across services, today."""

from collections.abc import Iterable

from frontdesk.domains.payments.rules import owed as rule
from frontdesk.domains.payments.types import Answer, Owed
from frontdesk.kernel import clock


def owed(answers: Iterable[Answer]) -> Owed:
    """What these answers come to today."""
    return rule.owed(answers, clock.today())
