"""What we hold on a person's ways into outside systems."""

from frontdesk.domains.partners import actions, queries
from frontdesk.kernel.holdings import Holding, register

register(
    Holding(
        name="partners",
        label="Outside services that you opened with your sign-in here, and what you agreed to tell them",
        keep="As long as your record",
        export=queries.held_on,
        erase=actions.erase_people,
    )
)
