"""The copy is complete: what stands in any column about the customer stands in it, or here why it does not."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models as fields
from django.db import transaction

from frontdesk.adapters.backoffice_demo.accounts import number_of
from frontdesk.domains.cards import actions as cards
from frontdesk.domains.cards import models as card_models
from frontdesk.domains.cards.tests.stories import open_cards
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.documents import actions as documents
from frontdesk.domains.forms.models import Draft, HelpOffer, Upload
from frontdesk.domains.information import actions
from frontdesk.domains.information.queries.collecting import collected
from frontdesk.domains.information.tests.stories import Asking
from frontdesk.domains.notices.models import Notice, Telling
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.partners import actions as partners
from frontdesk.domains.partners import queries as systems
from frontdesk.domains.payments import actions as payments
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import models as people_models
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests import models as request_models
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.segments.models import LeftOut, Standing
from frontdesk.kernel import clock, files
from tests.architecture.test_holdings import HELD
from tests.support.cast import Cast

NOT_GIVEN = {
    "numbers and keys of ours, which say nothing of anybody": """
        cards_card.replaces_id cards_carduse.card_id cards_carduse.day cards_entitlement.ground
        contacts_contact.token_id contacts_contact.once_key contacts_contact.import_run contacts_matter.position
        forms_draft.version_id forms_draft.exception_id forms_upload.key information_rightscase.changes
        kernel_file.key kernel_file.sha256 kernel_file.size kernel_file.scanned kernel_file.content_type
        notifications_message.key notifications_message.supplier_number people_join.run people_joinproposal.run
        people_person.import_run people_serviceexception.need_id requests_request.version_id requests_request.draft_id
        requests_request.exception_id requests_request.promise_version requests_request.clock requests_request.changes
        requests_request.import_run requests_request.import_key requests_requestanswers.number
        requests_requestanswers.version_id requests_requestevent.key requests_requestevent.rule""",
    "whose row it is, or to which it belongs: given by where it stands": """
        contacts_contact.person_id contacts_conversation.person_id contacts_conversationtext.conversation_id
        cards_card.person_id cards_carduse.person_id cards_carduse.offer_id cards_entitlement.person_id
        cards_offer.organisation_id
        contacts_conversationtext.contact_id documents_letter.person_id documents_letter.replaces_id
        notifications_choice.person_id
        documents_letter.file_id documents_letter.about_type documents_letter.about_id
        contacts_matter.contact_id forms_draft.person_id forms_draft.contact_id
        forms_draft.request_id forms_upload.draft_id forms_upload.file_id information_consent.person_id
        information_legalhold.person_id information_legalhold.request_id information_rightscase.person_id
        information_rightscopy.case_id information_rightsevent.case_id information_rightsfinding.copy_id
        notices_notice.request_id notices_notice.person_id notices_notice.informant_id notices_telling.notice_id
        information_rightstext.case_id information_rightstold.case_id notifications_message.person_id
        notifications_message.about_type notifications_message.about_id notifications_message.authority_id
        people_authority.person_id
        people_authority.contact_id people_contactpoint.person_id people_death.person_id people_identity.person_id
        people_join.person_id
        people_join.into_id people_joinproposal.lower_id people_joinproposal.higher_id people_nameword.person_id
        people_need.person_id people_needsign.person_id people_person.merged_into_id people_personaddress.person_id
        people_organisation.person_id people_relation.person_id people_serviceexception.person_id
        people_signinlink.person_id people_accounthelp.person_id people_accounthelp.contact_id
        payments_account.person_id partners_connection.person_id
        people_signinlink.person_id
        people_identityproof.person_id forms_helpoffer.draft_id forms_helpoffer.sign_up_id forms_helpoffer.contact_id
        requests_request.person_id requests_requestanswers.request_id requests_requestcontact.contact_id
        requests_requestcontact.matter_id requests_requestcontact.request_id requests_requestevent.request_id
        requests_requestfollower.request_id requests_requesttext.request_id requests_requesttext.answers_id
        segments_leftout.person_id segments_standing.person_id""",
    "which colleague it was: customers are told of roles and teams, not of names": """
        contacts_contact.handler_id contacts_conversationtext.user_id documents_letter.issued_by
        documents_letter.posted_by documents_letter.made_by
        forms_draft.started_by forms_draft.helped_by information_consent.by
        cards_card.given_by cards_card.born_seen_by cards_card.ended_by cards_carduse.by cards_entitlement.granted_by
        cards_entitlement.ended_by cards_offer.posted_by cards_offer.decided_by
        information_legalhold.made_by information_legalhold.ended_by information_rightscase.recorded_by
        information_rightscase.closed_by information_rightscopy.asked_by information_rightscopy.released_by
        information_rightsfinding.decided_by information_rightstext.user_id information_rightstold.told_by
        notices_notice.checked_by notices_telling.ended_by
        people_death.said_by people_death.recorded_by people_death.ended_by
        people_authority.recorded_by people_authority.ended_by people_join.joined_by people_join.undone_by
        people_joinproposal.proposed_by people_joinproposal.decided_by people_need.recorded_by people_need.reviewed_by
        people_need.ended_by people_needsign.answered_by people_person.created_by people_person.readers
        payments_account.linked_by payments_account.ended_by
        people_organisation.recorded_by people_relation.recorded_by people_serviceexception.granted_by
        people_signinlink.linked_by people_accounthelp.started_by people_accounthelp.settled_by
        forms_helpoffer.helped_by
        people_identityproof.recorded_by people_identityproof.ended_by
        requests_request.owner_id requests_requestanswers.made_by requests_requesttext.user_id""",
    "somebody else, by number: the name is given, to be left in or taken out": """
        people_authority.by_id people_relation.other_id forms_draft.acted_by_id requests_request.acted_by_id""",
    "a code that is given in words": """
        cards_card.state cards_card.born_proof cards_card.ended_why cards_carduse.kind cards_entitlement.kind
        cards_entitlement.source cards_entitlement.ended_why cards_offer.kind cards_offer.state
        forms_draft.service forms_draft.state forms_upload.question information_rightscase.kind
        information_rightscase.outcome information_rightscase.identity information_rightscase.waits_for
        notices_telling.recipient notices_telling.team notices_telling.how
        information_rightscopy.state information_rightstold.kind people_death.evidence
        people_join.how people_need.code people_need.source
        information_rightscopy.state information_rightstold.kind people_join.how people_need.code people_need.source
        payments_account.how partners_connection.system_id partners_connection.user_id
        people_need.consent people_need.ended_why people_needsign.sign people_person.merged_how
        people_signinlink.user_id people_accounthelp.stopped_why people_accounthelp.user_id
        requests_request.kind requests_request.tier requests_request.status requests_request.state
        requests_request.side requests_request.promise requests_request.missed_promise requests_request.team_id
        requests_request.reference information_rightscase.reference
        documents_letter.reference""",
    "given in another form: by its day, its questions, its map place, with the number beside it": """
        cards_card.number
        notices_notice.local_day notices_notice.facts
        contacts_contact.local_day contacts_contact.ward contacts_contact.started_at forms_draft.answers
        forms_draft.finished_at information_rightscase.due_at information_rightscase.clock requests_request.local_day
        requests_request.due_at requests_request.northing requests_request.closed_at requests_requestanswers.answers
        requests_requestfollower.email kernel_file.stored_at forms_upload.uploaded_at forms_upload.taken_back_at""",
    "words again in small letters, by which the record is found": """
        people_person.name_key people_nameword.word people_contactpoint.email_norm people_contactpoint.phone_e164
        people_contactpoint.phone_back people_personaddress.inward_norm people_personaddress.number_key
        people_personaddress.street_key people_personaddress.flat_key people_personaddress.building_key""",
    "digests of what another system told, kept to know what it changes": "people_identity.told",
    "secrets in coded form, and how often a code was asked for": """
        forms_draft.key_hashes forms_draft.code_hash forms_draft.code_sent_at forms_draft.code_tries
        people_accounthelp.times_sent forms_draft.codes_sent forms_draft.email_proved_at forms_draft.saves""",
    "how staff order their work, and when details or old links went": """
        documents_letter.removed_at contacts_conversation.removed_at contacts_conversationtext.erased_at
        notices_notice.removed_at notices_telling.days notices_telling.due_on
        information_rightscase.removed_at notifications_message.cleared_at people_person.links_since
        requests_request.warn_at requests_request.order_at requests_request.warned_at requests_request.unread_at
        requests_request.links_since requests_request.removed_at requests_requesttext.erased_at""",
    "the copy itself, and what was marked in it": """
        information_rightscopy.cluster information_rightscopy.parts information_rightscopy.collected_id
        information_rightscopy.page_id information_rightscopy.data_id information_rightsfinding.kind
        information_rightsfinding.text information_rightsfinding.places information_rightsfinding.number
        information_rightsfinding.service information_rightsfinding.decision information_rightsfinding.decided_at""",
    "compares with another record, which may be of somebody else": "people_join.reasons people_joinproposal.reasons",
    "that somebody else reported the same: theirs": """
        requests_requestlink.request_id requests_requestlink.other_id requests_requestlink.kind
        requests_requestlink.made_at requests_requestlink.made_by""",
}
"""What is not given, by the reason why."""
LEFT_OUT = {column for columns in NOT_GIVEN.values() for column in columns.split()}
BEGIN = datetime(2031, 1, 1, 12, tzinfo=UTC)


@pytest.mark.shows("B11")
def test_every_column_of_every_table_is_given_or_has_a_reason(cast: Cast) -> None:
    """A table at a time each of its columns gets a word, a number or a moment that stands nowhere else.

    A new table that is held on customers gets a row in `everything`; a new column is given, or named above.
    """
    with clock.at(NOW):
        council, cluster = everything(Asking.begin(Story.begin(cast)))
    missing, known = [], {f"{table._meta.db_table}.{field.column}" for table, field in columns()}
    assert sorted(LEFT_OUT - known) == []
    wanted = [(table, field) for table, field in columns() if f"{table._meta.db_table}.{field.column}" not in LEFT_OUT]
    for table, group in groupby(enumerate(wanted), key=lambda each: each[1][0]):
        planted = {field: canary(field, n) for n, (_, field) in group}
        with transaction.atomic():
            values = {field.attname: value for field, (value, _) in planted.items()}
            table._default_manager.filter(council_id=council).update(**values)
            told = json.dumps([part.records for part in collected(council, cluster)])
            transaction.set_rollback(True)
        missing += [
            f"{table._meta.db_table}.{field.column}" for field, (_, seen) in planted.items() if seen not in told
        ]
    assert missing == []


def columns() -> list[tuple[Any, Any]]:
    """Every column that can hold a word, a number or a moment, of every table that is held on customers."""
    return [
        (table, field)
        for table in apps.get_models()
        if table._meta.db_table in HELD
        for field in table._meta.concrete_fields
        if not isinstance(field, fields.BooleanField) and field.column not in ("id", "council_id")
    ]


def canary(field: Any, n: int) -> tuple[Any, str]:
    """A value that stands nowhere else, and how it stands in the copy."""
    if isinstance(field, fields.DateTimeField):
        return BEGIN + timedelta(minutes=n), (BEGIN + timedelta(minutes=n)).isoformat()
    if isinstance(field, fields.DateField):
        day = date(2032, 1, 1) + timedelta(days=n)
        return day, day.isoformat()
    if isinstance(field, ArrayField):
        return [f"Canary{n}x"], f"Canary{n}x"
    if isinstance(field, fields.JSONField):
        return {"canary": f"Canary{n}x"}, f"Canary{n}x"
    if isinstance(field, fields.TextField):
        return f"Canary{n}x", f"Canary{n}x"
    if isinstance(field, fields.FloatField):
        return 7000.5 + n, str(7000.5 + n)
    return 7000 + n, str(7000 + n)


def everything(asking: Asking) -> tuple[int, list[int]]:
    """A row in each table that is held of Amina; returns the council and her records."""
    cast, person, council = asking.cast, asking.person, asking.amina.council
    documents.issue_letter(cast.oli, person=person, subject="Your bin", body="Dear Amina", signed="Head of Waste")
    requests.note(cast.oli, request=asking.request, text="A note")
    requests.ask_customer(cast.oli, request=asking.request, question="Which side?")
    people.move_person(cast.dee, person=person, address="12 Mill Lane", postcode="ZY1 1AB")
    people.record_need(cast.dee, person=person, need="large-print", instruction="Write large")
    people.grant_exception(cast.system, person=person, service="missed-bin", reason="no-internet")
    other = people.create_person(cast.dee, name="Amina Testwood", source="phone")
    people.join_people(cast.sam, person=other, into=person, why="Her mother said so")
    mine: dict[str, Any] = {"council_id": council}
    now = clock.now()
    third = people.create_person(cast.dee, name="Ruth Sample", source="phone")
    people_models.Identity.objects.create(**mine, person_id=person, system="council-tax", value="77")
    people_models.JoinProposal.objects.create(
        **mine, lower_id=person, higher_id=third, state="open", probability=0.5, proposed_at=now
    )
    people_models.NeedSign.objects.create(**mine, person_id=person, sign="called-often", times=3, last_at=now)
    people_models.Relation.objects.create(**mine, person_id=person, other_id=third, kind="parent", recorded_at=now)
    people_models.Authority.objects.create(
        **mine, person_id=person, by_id=third, evidence="word", since=now.date(), recorded_at=now
    )
    notice = Notice.objects.create(
        **mine, kind="death", person_id=person, channel="web", state="given", made_at=now, local_day=now.date()
    )
    Telling.objects.create(
        **mine, notice=notice, recipient="tax", name="Tax", team="tax", state="waiting", agreed_at=now
    )
    people_models.Death.objects.create(**mine, person_id=person, source="web", said_at=now)
    people_models.IdentityProof.objects.create(
        **mine, person_id=person, kind="document-here", level="in-person", document="passport",
        proved_on=now.date(), until=now.date(), recorded_at=now,
    )  # fmt: skip
    people_models.AccountHelp.objects.create(
        **mine, person_id=person, kind="way-in", checked="known", started_at=now, ready_at=now, sent_at=now
    )
    people_models.Organisation.objects.create(**mine, person_id=person, kind="charity", recorded_at=now)
    row = request_models.Request.objects.get(pk=asking.request)
    draft = Draft.objects.create(
        **mine, version_id=row.version_id, service=row.service, channel="web", started_on="web", state="sent",
        person_id=person, request_id=row.pk, started_at=now, last_activity=now,
    )  # fmt: skip
    kept = files.keep(council, name="photo.png", content_type="image/png", content=b"x", scanned="clean")
    HelpOffer.objects.create(**mine, draft=draft, email="amina@example.org", begun_at=now)
    Upload.objects.create(**mine, draft=draft, file=kept, key=kept.key, question="photo", uploaded_at=now)
    request_models.RequestFollower.objects.create(
        **mine, request_id=row.pk, email="amina@example.org", asked_at=now, proved_at=now
    )
    notifications.choose(asking.amina, topic="progress", way="none")
    contacts.write_to_us(asking.amina, subject="The library", words="When is it open?")
    _cards(asking, person)
    case = asking.ask()
    asking.collect(case)
    actions.say_consent(asking.amina, person=person, purpose="news", channel="email", given=True)
    actions.hold_back(cast.cora, person=person, why="A claim")
    system, _ = partners.register_system(
        cast.system, code="schools", name="Schools", about="", start="https://schools.example.org/",
        returns=["https://schools.example.org/"], scopes=["profile"],
    )  # fmt: skip
    partners.agree(asking.amina, system=systems.system(council, system), scopes=["openid", "profile"])
    payments.bring_account(
        cast.system, person=person, system="council-tax", number=number_of("council-tax", 1), words="Saw the bill"
    )
    Standing.objects.create(**mine, person_id=person, segment="low", version="1", counted_on=now.date(), contacts=0)
    LeftOut.objects.create(**mine, person_id=person, at=now)
    right = asking.ask("rectification", "My name")
    actions.find_recipients(cast.cora, case=right)
    empty = [
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.db_table in HELD and not model._default_manager.filter(council_id=council).exists()
    ]
    assert empty == ["requests_requestlink"]  # which is given by no column
    return council, [person, other]


def _cards(asking: Asking, person: int) -> None:
    """A card with something on it, used once, and an offer as an organisation would have posted it."""
    cast, council, now = asking.cast, asking.amina.council, clock.now()
    open_cards("demo")
    cards.give_card(asking.amina, person=person)
    card = card_models.Card.objects.get(council_id=council)
    cards.count_use(cast.pat, shown=card.number, kind="library")
    card_models.Offer.objects.create(
        council_id=council, organisation_id=person, title="Tea", terms="One", since=now.date(), until=now.date(),
        state="waiting", posted_at=now,
    )  # fmt: skip
