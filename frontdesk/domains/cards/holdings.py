"""What cards hold on a person."""

from frontdesk.domains.cards import actions, queries
from frontdesk.kernel.holdings import Holding, RecordClass, register, retain

register(
    Holding(
        name="cards",
        label="Your card, what it opens, when it was used, and offers that you posted for a business",
        keep="2 years after a card or an entry of it ended, then without your details; whose use it was for 31 days",
        export=queries.held_on,
        erase=actions.erase_people,
        active=queries.active,
        named=queries.named,
    )
)
retain(RecordClass("cards", actions.expire))
