"""The verbs: what somebody asks by right, and what becomes of it."""

from frontdesk.domains.information.actions.asking import answer_case, ask_by_right, withdraw_case
from frontdesk.domains.information.actions.breaches import record_breach, tell_breach
from frontdesk.domains.information.actions.consents import say_consent
from frontdesk.domains.information.actions.copies import (
    collect_copy,
    decide_findings,
    end_copies,
    make_copy,
    mark_words,
    read_copy,
    read_draft,
    release_copy,
)
from frontdesk.domains.information.actions.ending import (
    close_case,
    erase_customer,
    find_recipients,
    recipient_told,
    restrict_customer,
)
from frontdesk.domains.information.actions.erase import erase_people, expire
from frontdesk.domains.information.actions.lifting import lift_restriction, tell_of_lifting
from frontdesk.domains.information.actions.looking import look_again
from frontdesk.domains.information.actions.retention import (
    begin_run,
    end_hold,
    go_on,
    hold_back,
    run_rules,
    set_rule,
)
from frontdesk.domains.information.actions.steps import (
    ask_customer,
    ask_identity,
    extend_case,
    note_case,
    record_answer,
    show_identity,
)

__all__ = [
    "answer_case",
    "ask_by_right",
    "ask_customer",
    "ask_identity",
    "begin_run",
    "close_case",
    "collect_copy",
    "decide_findings",
    "end_copies",
    "end_hold",
    "erase_customer",
    "erase_people",
    "expire",
    "extend_case",
    "find_recipients",
    "go_on",
    "hold_back",
    "lift_restriction",
    "look_again",
    "make_copy",
    "mark_words",
    "note_case",
    "read_copy",
    "read_draft",
    "recipient_told",
    "record_answer",
    "record_breach",
    "release_copy",
    "restrict_customer",
    "run_rules",
    "say_consent",
    "set_rule",
    "show_identity",
    "tell_breach",
    "tell_of_lifting",
    "withdraw_case",
]
