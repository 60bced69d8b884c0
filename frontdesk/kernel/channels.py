"""The channels of contact, one line each: what every floor says of them comes from here (how-to/add-a-channel).

A council says its own labels and which channels it offers; a service says by which it is open.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel. `self_service`: customers can use a service there without staff. `digital`: a request sent there by
    the customer counts as digital (REQUIREMENTS, "Words"). `taken`: staff take contacts that come by it."""

    code: str
    label: str
    self_service: bool = False
    digital: bool = False
    taken: bool = False


ALL = (
    Channel("web", "Online", self_service=True, digital=True),
    Channel("phone", "Phone", taken=True),
    Channel("visit", "In person", taken=True),
    Channel("kiosk", "Self-service point", self_service=True, digital=True, taken=True),
    Channel("email", "Email", taken=True),
    Channel("letter", "Letter", taken=True),
    Channel("text", "Text message", self_service=True, taken=True),
    Channel("chat", "Web chat", self_service=True, taken=True),
    Channel("social", "Social media", self_service=True, taken=True),
    Channel("api", "Another website or app", self_service=True, digital=True),
    Channel("partner", "Through a partner", self_service=True, taken=True),
)

CODES = tuple(channel.code for channel in ALL)
"""The codes in the order in which they are offered and listed."""
SELF_SERVICE = tuple(channel.code for channel in ALL if channel.self_service)
DIGITAL = frozenset(channel.code for channel in ALL if channel.digital)
TAKEN = tuple(channel.code for channel in ALL if channel.taken)
