"""What data protection itself holds on a person: what they asked by right."""

from frontdesk.domains.information import actions, queries
from frontdesk.kernel.holdings import Holding, RecordClass, keeps, register, retain

register(
    Holding(
        name="information",
        label="What you asked about your information, and what we answered",
        keep="3 years after our answer, then without your name and words",
        export=queries.held_on,
        erase=actions.erase_people,
        active=queries.active,
    )
)
retain(RecordClass("rights", actions.expire))
keeps(queries.spared)
