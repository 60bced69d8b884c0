"""Reading requests: always of one council, and only those the actor may see."""

from frontdesk.domains.requests.queries.acting import acted_path, progress_acted, requests_acted
from frontdesk.domains.requests.queries.bulk import endings_of, first_received, foreseen
from frontdesk.domains.requests.queries.changing import extended_to, given, if_moved
from frontdesk.domains.requests.queries.copy import copy_of
from frontdesk.domains.requests.queries.held_on import active, held_on, named, open_with
from frontdesk.domains.requests.queries.lists import (
    FILTERS,
    SCOPES,
    asked_for_others,
    by_half_reference,
    by_reference,
    changes,
    count_each,
    counts,
    items_by_id,
    listed,
    of_contact,
    of_customer,
    on_page_of,
    opened_by,
    person_behind,
    sight_of,
)
from frontdesk.domains.requests.queries.near import open_near
from frontdesk.domains.requests.queries.page import file_of, last_changes, whole
from frontdesk.domains.requests.queries.progress import Progress, progress, request_of_link, requests_of
from frontdesk.domains.requests.queries.receipts import receipt
from frontdesk.domains.requests.queries.repeats import beside, repeated
from frontdesk.domains.requests.queries.saved import saved_list, saved_lists
from frontdesk.domains.requests.queries.sent import Sent, sent
from frontdesk.domains.requests.queries.subscribed import following
from frontdesk.domains.requests.queries.thread import Said, Thread, number_unseen, own_progress, said_of, threads_of

__all__ = [
    "FILTERS",
    "SCOPES",
    "Progress",
    "Said",
    "Sent",
    "Thread",
    "acted_path",
    "active",
    "asked_for_others",
    "beside",
    "by_half_reference",
    "by_reference",
    "changes",
    "copy_of",
    "count_each",
    "counts",
    "endings_of",
    "extended_to",
    "file_of",
    "first_received",
    "following",
    "foreseen",
    "given",
    "held_on",
    "if_moved",
    "items_by_id",
    "last_changes",
    "listed",
    "named",
    "number_unseen",
    "of_contact",
    "of_customer",
    "on_page_of",
    "open_near",
    "open_with",
    "opened_by",
    "own_progress",
    "person_behind",
    "progress",
    "progress_acted",
    "receipt",
    "repeated",
    "request_of_link",
    "requests_acted",
    "requests_of",
    "said_of",
    "saved_list",
    "saved_lists",
    "sent",
    "sight_of",
    "threads_of",
    "whole",
]
