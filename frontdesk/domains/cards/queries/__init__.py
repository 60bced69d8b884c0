"""Reading cards, what they open, and offers, scoped to who asks."""

from frontdesk.domains.cards.policy import may_check, may_grant, may_publish
from frontdesk.domains.cards.queries.brief import BESIDE, brief
from frontdesk.domains.cards.queries.cards import card, cards_of, held, held_by, holders
from frontdesk.domains.cards.queries.codes import check, code_good_until, code_of, published_keys, stopped_list
from frontdesk.domains.cards.queries.held_on import active, held_on, named
from frontdesk.domains.cards.queries.kinds import kind_named, kind_problem, kinds_of, services_that_give
from frontdesk.domains.cards.queries.offers import (
    first_choices,
    offer,
    offers_for,
    offers_of,
    offers_past,
    offers_published,
    offers_waiting,
    open_offers_of,
)

__all__ = [
    "BESIDE",
    "active",
    "brief",
    "card",
    "cards_of",
    "check",
    "code_good_until",
    "code_of",
    "first_choices",
    "held",
    "held_by",
    "held_on",
    "holders",
    "kind_named",
    "kind_problem",
    "kinds_of",
    "may_check",
    "may_grant",
    "may_publish",
    "named",
    "offer",
    "offers_for",
    "offers_of",
    "offers_past",
    "offers_published",
    "offers_waiting",
    "open_offers_of",
    "published_keys",
    "services_that_give",
    "stopped_list",
]
