"""Reading requests: always of one council, and only those the actor may see."""

from frontdesk.domains.requests.queries.near import open_near
from frontdesk.domains.requests.queries.progress import Progress, progress, request_of_link, requests_of
from frontdesk.domains.requests.queries.receipts import receipt

__all__ = ["Progress", "open_near", "progress", "receipt", "request_of_link", "requests_of"]
