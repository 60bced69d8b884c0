"""On which channel a request counts, whether as digital, and whether the door is open (REQUIREMENTS, "Words")."""

from dataclasses import dataclass
from datetime import date

from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel import channels
from frontdesk.kernel.errors import Refusal

RESTRICTED_TIER = 4


@dataclass(frozen=True, slots=True)
class Door:
    """How a request comes in.

    `by_staff`: staff enter it. `own_draft`: what they continue was begun by the customer online. `helped`: the contact
    is one in which a customer uses the online service with help (a kiosk). `excepted`: a recorded exception lets this
    customer use a digital-only service by another way.
    """

    channel: str
    by_staff: bool = False
    own_draft: bool = False
    helped: bool = False
    excepted: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """How it counts."""

    digital: bool
    assisted: bool


def is_digital_only(definition: Definition, on: date) -> bool:
    """Whether the service is digital-only on that day."""
    return definition.digital_only is not None and definition.digital_only.from_ <= on


def count(definition: Definition, door: Door, on: date) -> Counted:
    """How a request through this door counts. Refusal, with the way that is open, when the door is shut.

    Assisted digital: the customer's own draft or a kiosk with help, or a digital-only service under an exception.
    What staff type in for somebody who rang, came or wrote is not digital.
    """
    online = door.own_draft or door.helped
    if not door.by_staff:
        _refuse_closed(definition, door.channel)
        return Counted(digital=door.channel in channels.DIGITAL, assisted=door.helped)
    if is_digital_only(definition, on) and not online:
        if not door.excepted:
            raise Refusal(
                "This service is online only. Help the customer to use it, or record why they cannot and go on.",
                field="exception",
                code="digital-only",
            )
        return Counted(digital=True, assisted=True)
    if not online:
        _refuse_closed(definition, door.channel)
    return Counted(digital=online, assisted=online)


def _refuse_closed(definition: Definition, channel: str) -> None:
    instead = definition.alternative(channel)
    if instead is not None:
        raise Refusal(instead or "This cannot be done here. Please contact us another way.", code="channel-closed")
