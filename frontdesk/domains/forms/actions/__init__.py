"""The verbs: start a form, answer it page by page, add files, save it, come back to it, and finish it."""

from frontdesk.domains.forms.actions.clearing import (
    clear_drafts,
    erase_of_requests,
    erase_people,
)
from frontdesk.domains.forms.actions.drafts import (
    answer_entry,
    answer_page,
    claim_draft,
    continue_draft,
    finish_draft,
    hold_draft,
    look_up_facts,
    remove_entry,
    start_draft,
)
from frontdesk.domains.forms.actions.helping import (
    agree_to_help,
    agree_to_help_with_sign_up,
    answer_offer,
    clear_offers,
    give_help,
    not_reached,
    offer_help,
)
from frontdesk.domains.forms.actions.later import Sent, add_to_request, take_back
from frontdesk.domains.forms.actions.saving import draft_of_link, resume_draft, save_for_later, send_code
from frontdesk.domains.forms.actions.troubles import note_trouble
from frontdesk.domains.forms.actions.uploads import Checked, check_file, remove_file, scan_upload, upload_file

__all__ = [
    "Checked",
    "Sent",
    "add_to_request",
    "agree_to_help",
    "agree_to_help_with_sign_up",
    "answer_entry",
    "answer_offer",
    "answer_page",
    "check_file",
    "claim_draft",
    "clear_drafts",
    "clear_offers",
    "continue_draft",
    "draft_of_link",
    "erase_of_requests",
    "erase_people",
    "finish_draft",
    "give_help",
    "hold_draft",
    "look_up_facts",
    "not_reached",
    "note_trouble",
    "offer_help",
    "remove_entry",
    "remove_file",
    "resume_draft",
    "save_for_later",
    "scan_upload",
    "send_code",
    "start_draft",
    "take_back",
    "upload_file",
]
