"""What requests hold on a person."""

from frontdesk.domains.requests import actions, queries
from frontdesk.kernel.holdings import Holding, RecordClass, register, retain

register(
    Holding(
        name="requests",
        label="What you asked us to do, what you told us, and what became of it",
        keep="6 years after it was closed, then without your details",
        export=queries.held_on,
        erase=actions.erase_people,
        active=queries.active,
        named=queries.named,
    )
)
retain(RecordClass("requests", actions.expire))
