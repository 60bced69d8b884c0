"""The verbs: give a notice, look at it, tell recipients, confirm, chase, take back."""

from frontdesk.domains.notices.actions.checking import (
    check_notice,
    find_person,
    refuse_notice,
    take_effect,
    take_effects,
)
from frontdesk.domains.notices.actions.erase import erase_people, expire
from frontdesk.domains.notices.actions.giving import agree, give_notice, take_request
from frontdesk.domains.notices.actions.telling import (
    answer_by_link,
    chase,
    confirm_telling,
    could_not,
    not_wanted,
    returned,
    tell_again,
)

__all__ = [
    "agree",
    "answer_by_link",
    "chase",
    "check_notice",
    "confirm_telling",
    "could_not",
    "erase_people",
    "expire",
    "find_person",
    "give_notice",
    "not_wanted",
    "refuse_notice",
    "returned",
    "take_effect",
    "take_effects",
    "take_request",
    "tell_again",
]
