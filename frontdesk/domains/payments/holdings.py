"""What we hold on a person's accounts in back offices."""

from frontdesk.domains.payments import actions, queries
from frontdesk.kernel.holdings import Holding, register

register(
    Holding(
        name="payments",
        label="Numbers of your council tax, rent, benefit and other accounts, and what these systems last told us",
        keep="As long as your record; the systems themselves keep theirs longer",
        export=queries.held_on,
        erase=actions.erase_people,
    )
)
