"""Every table says what it holds on customers: by a holding that shows and erases it, or here why it needs none."""

from django.apps import apps

from frontdesk.kernel.holdings import holdings

HELD = {
    "cards_card": "cards",
    "cards_carduse": "cards",
    "cards_entitlement": "cards",
    "cards_offer": "cards",
    "contacts_contact": "contacts",
    "contacts_conversation": "contacts",
    "contacts_conversationtext": "contacts",
    "contacts_matter": "contacts",
    "documents_letter": "documents",
    "forms_draft": "forms",
    "forms_helpoffer": "forms",
    "forms_upload": "forms",
    "information_consent": "information",
    "information_legalhold": "information",
    "information_rightscase": "information",
    "information_rightscopy": "information",
    "information_rightsevent": "information",
    "information_rightsfinding": "information",
    "information_rightstext": "information",
    "information_rightstold": "information",
    "kernel_file": "forms",
    "notices_notice": "notices",
    "notices_telling": "notices",
    "notifications_choice": "notifications",
    "notifications_message": "notifications",
    "people_accounthelp": "people",
    "partners_connection": "partners",
    "payments_account": "payments",
    "people_authority": "people",
    "people_contactpoint": "people",
    "people_death": "people",
    "people_identity": "people",
    "people_identityproof": "people",
    "people_join": "people",
    "people_joinproposal": "people",
    "people_nameword": "people",
    "people_need": "people",
    "people_needsign": "people",
    "people_organisation": "people",
    "people_person": "people",
    "people_personaddress": "people",
    "people_relation": "people",
    "people_serviceexception": "people",
    "people_signinlink": "people",
    "requests_request": "requests",
    "requests_requestanswers": "requests",
    "requests_requestcontact": "requests",
    "requests_requestevent": "requests",
    "requests_requestfollower": "requests",
    "requests_requestlink": "requests",
    "requests_requesttext": "requests",
    "segments_leftout": "segments",
    "segments_standing": "segments",
}
WHY_NOT = {
    "access_user": "a sign-in of the whole installation: a council takes away its link, the holder closes the rest",
    "cards_signingkey": "keys of the council",
    "cards_stoppedserial": "random letters that a card carried, with the moment they were stopped; not whose it was",
    "forms_trouble": "codes of pages, questions and reasons; nothing that was typed",
    "information_breach": "what went wrong, without names of people",
    "information_retentionrule": "the council's own: for how long it keeps what",
    "information_retentionrun": "numbers of rows and places between them",
    "kernel_access_log": "who looked at whom, by numbers: the proof of it must outlive the person's details",
    "kernel_import": "names of files and numbers of lines",
    "kernel_journal": "numbers, codes and names of fields; never a person's values",
    "kernel_once": "numbers and references of what was done once",
    "partners_outsidesystem": "systems that open by the council's sign-in: the council's own",
    "people_word": "names and streets by themselves, of nobody in particular",
    "places_lookupcount": "a keyed hash of a visitor, for ten minutes",
    "requests_requestoutside": "the number another system has for a request",
    "requests_savedlist": "codes by which staff narrow a list, and what they call it",
    "segments_count": "how many customers there were, and nobody's",
    "segments_due": "numbers of records that are looked at in the next night",
    "segments_round": "how far the counting is",
    "services_trial": "who tried a service before it was published: staff and volunteers, in their own words",
}
OF_THE_COUNCIL = ("access_", "insight_", "organisations_", "places_", "services_", "standards_")
"""Staff, teams, tokens, addresses and services: the council's own, not customers'."""


def test_every_table_has_a_holding_or_a_reason():
    tables = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("frontdesk.")}
    explained = {*HELD, *WHY_NOT}
    assert sorted(table for table in tables - explained if not table.startswith(OF_THE_COUNCIL)) == []
    assert sorted(explained - tables) == []
    assert set(HELD.values()) <= {holding.name for holding in holdings()}
