"""Reading requests: always of one council, and only those the actor may see."""

from frontdesk.domains.requests.queries.near import open_near
from frontdesk.domains.requests.queries.receipts import receipt

__all__ = ["open_near", "receipt"]
