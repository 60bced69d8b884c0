"""Why a customer is not reached by an email or a phone number any more. No Django."""

from collections.abc import Mapping
from types import MappingProxyType

NOT_THEIRS, UNUSED, WRITTEN_WRONGLY = "not-theirs", "unused", "wrong"
WHY_POINT_ENDS: Mapping[str, str] = MappingProxyType(
    {
        NOT_THEIRS: "It is somebody else’s",
        UNUSED: "They do not use it any more",
        WRITTEN_WRONGLY: "It was written down wrongly",
    }
)
"""Why we reach a customer there no more, as staff say it."""
