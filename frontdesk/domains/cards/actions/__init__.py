"""The verbs: cards, what is on them, checking them, offers, keys."""

from frontdesk.domains.cards.actions.cards import (
    bring_back_cards_of,
    end_card,
    end_cards_of,
    give_card,
    prove_birth_date,
    replace_card,
    report_card_lost,
    settle_death_of,
)
from frontdesk.domains.cards.actions.checks import check_card, count_use
from frontdesk.domains.cards.actions.entitlements import carry_over, end_entitlement, grant_entitlement
from frontdesk.domains.cards.actions.erase import erase_people, expire
from frontdesk.domains.cards.actions.granting import (
    daily,
    follow_parting,
    grant_for_request,
    look_again,
    look_at_all,
    take_back_for_request,
)
from frontdesk.domains.cards.actions.keys import renew_key
from frontdesk.domains.cards.actions.offers import end_offer, post_offer, publish_offer, put_first, refuse_offer

__all__ = [
    "bring_back_cards_of",
    "carry_over",
    "check_card",
    "count_use",
    "daily",
    "end_card",
    "end_cards_of",
    "end_entitlement",
    "end_offer",
    "erase_people",
    "expire",
    "follow_parting",
    "give_card",
    "grant_entitlement",
    "grant_for_request",
    "look_again",
    "look_at_all",
    "post_offer",
    "prove_birth_date",
    "publish_offer",
    "put_first",
    "refuse_offer",
    "renew_key",
    "replace_card",
    "report_card_lost",
    "settle_death_of",
    "take_back_for_request",
]
