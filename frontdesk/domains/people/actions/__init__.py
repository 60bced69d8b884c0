"""The verbs: who a customer is, how they are reached, what they need, which sign-in is theirs."""

from frontdesk.domains.people.actions.account_help import (
    end_old_helps,
    finish_help,
    help_account,
    note_sign_in,
    send_help_again,
    stop_help,
)
from frontdesk.domains.people.actions.accounts import keep_verified_emails, link_sign_in, open_account, own_record
from frontdesk.domains.people.actions.acting import (
    answer_asked,
    ask_to_act,
    change_authority,
    end_authority,
    hold_authority,
    invite_member,
    record_authority,
)
from frontdesk.domains.people.actions.bring import bring_records
from frontdesk.domains.people.actions.closing import close_account
from frontdesk.domains.people.actions.clusters import locked
from frontdesk.domains.people.actions.compare import match_people
from frontdesk.domains.people.actions.deaths import end_death, record_death, say_died
from frontdesk.domains.people.actions.denied import refuse_help, settle_denied
from frontdesk.domains.people.actions.exceptions import end_exception, exception_in_force, grant_exception
from frontdesk.domains.people.actions.identity import end_proof, prove_identity
from frontdesk.domains.people.actions.joins import join_people, undo_join
from frontdesk.domains.people.actions.load import bring_people, load_people
from frontdesk.domains.people.actions.matches import bring_matches
from frontdesk.domains.people.actions.needs import change_need, end_need, record_need, review_need
from frontdesk.domains.people.actions.organisations import create_organisation
from frontdesk.domains.people.actions.points import add_contact_point, end_contact_point, prove_contact_point, set_phone
from frontdesk.domains.people.actions.proposals import accept_proposal, propose_join, reject_proposal
from frontdesk.domains.people.actions.records import change_person, create_person, move_person, restrict_person
from frontdesk.domains.people.actions.relations import end_relation, relate
from frontdesk.domains.people.actions.signs import answer_signs, note_signs
from frontdesk.domains.people.actions.undo import undo_import

__all__ = [
    "accept_proposal",
    "add_contact_point",
    "answer_asked",
    "answer_signs",
    "ask_to_act",
    "bring_matches",
    "bring_people",
    "bring_records",
    "change_authority",
    "change_need",
    "change_person",
    "close_account",
    "create_organisation",
    "create_person",
    "end_authority",
    "end_contact_point",
    "end_death",
    "end_exception",
    "end_need",
    "end_old_helps",
    "end_proof",
    "end_relation",
    "exception_in_force",
    "finish_help",
    "grant_exception",
    "help_account",
    "hold_authority",
    "invite_member",
    "join_people",
    "keep_verified_emails",
    "link_sign_in",
    "load_people",
    "locked",
    "match_people",
    "move_person",
    "note_sign_in",
    "note_signs",
    "open_account",
    "own_record",
    "propose_join",
    "prove_contact_point",
    "prove_identity",
    "record_authority",
    "record_death",
    "record_need",
    "refuse_help",
    "reject_proposal",
    "relate",
    "restrict_person",
    "review_need",
    "say_died",
    "send_help_again",
    "set_phone",
    "settle_denied",
    "stop_help",
    "undo_import",
    "undo_join",
]
