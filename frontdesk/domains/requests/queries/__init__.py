"""Reading requests: always of one council, and only those the actor may see."""

from frontdesk.domains.requests.queries.near import open_near
from frontdesk.domains.requests.queries.receipts import receipt

from frontdesk.domains.requests.queries.progress import Progress, progress, request_of_link, requests_of

__all__ = ["Progress", "progress", "request_of_link", "requests_of", "open_near", "receipt"]
