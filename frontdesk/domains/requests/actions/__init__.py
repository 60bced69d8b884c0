"""The verbs of requests."""

from frontdesk.domains.requests.actions.asking import add_words, answer_question, ask_customer, note
from frontdesk.domains.requests.actions.bulk import do_to_each
from frontdesk.domains.requests.actions.carding import put_on_cards
from frontdesk.domains.requests.actions.changing import correct, recategorise
from frontdesk.domains.requests.actions.clocks import reckon_open, warn_late
from frontdesk.domains.requests.actions.erase import erase_people, expire
from frontdesk.domains.requests.actions.files import correct_file, keep_another
from frontdesk.domains.requests.actions.followers import tell_followers
from frontdesk.domains.requests.actions.forgetting import forget_unproved
from frontdesk.domains.requests.actions.linking import send_link
from frontdesk.domains.requests.actions.links import call_back_links
from frontdesk.domains.requests.actions.lists import drop_list, export_list, save_list
from frontdesk.domains.requests.actions.load import load_requests
from frontdesk.domains.requests.actions.moving import (
    change_status,
    close_request,
    dispute,
    extend_promise,
    reopen,
    tell_delay,
    withdraw,
)
from frontdesk.domains.requests.actions.news import tell_owners
from frontdesk.domains.requests.actions.outside import keep_outside
from frontdesk.domains.requests.actions.placing import place_requests
from frontdesk.domains.requests.actions.report import report_request
from frontdesk.domains.requests.actions.subscribing import (
    confirm_following,
    end_following,
    subscribe,
    tell_subscribers,
)
from frontdesk.domains.requests.actions.undelivered import tell_undelivered
from frontdesk.domains.requests.actions.undo import undo_import
from frontdesk.domains.requests.actions.working import assign, hand_on, link_contact, mark_read
from frontdesk.domains.requests.actions.writing import mark_seen, write_to_customer

__all__ = [
    "add_words",
    "answer_question",
    "ask_customer",
    "assign",
    "call_back_links",
    "change_status",
    "close_request",
    "confirm_following",
    "correct",
    "correct_file",
    "dispute",
    "do_to_each",
    "drop_list",
    "end_following",
    "erase_people",
    "expire",
    "export_list",
    "extend_promise",
    "forget_unproved",
    "hand_on",
    "keep_another",
    "keep_outside",
    "link_contact",
    "load_requests",
    "mark_read",
    "mark_seen",
    "note",
    "place_requests",
    "put_on_cards",
    "recategorise",
    "reckon_open",
    "reopen",
    "report_request",
    "save_list",
    "send_link",
    "subscribe",
    "tell_delay",
    "tell_followers",
    "tell_owners",
    "tell_subscribers",
    "tell_undelivered",
    "undo_import",
    "warn_late",
    "withdraw",
    "write_to_customer",
]
