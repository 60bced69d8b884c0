"""The words of a customer's timeline: what each kind of journal entry is called, and by what it is found."""

from collections.abc import Mapping
from types import MappingProxyType

_OF_AREA: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "contacts": (
        "Contacts",
        {
            "contacts.recorded": "Contact",
            "contacts.opened": "Contact",
        },
    ),
    "requests": (
        "Requests",
        {
            "requests.received": "Request received",
            "requests.closed": "Request closed",
            "requests.assigned": "Request given to somebody",
            "requests.moved": "Request moved on",
            "requests.noted": "Note on a request",
            "requests.asked": "We asked the customer a question",
            "requests.answered": "The customer answered",
            "requests.added": "The customer added something",
            "requests.written": "We wrote to the customer",
            "requests.disputed": "The customer says it is not done",
            "requests.reopened": "Request opened again",
            "requests.withdrawn": "The customer no longer needs it",
            "requests.corrected": "Request corrected",
            "requests.file_corrected": "A file was replaced or taken back",
            "requests.recategorised": "Request turned into another",
            "requests.extended": "More time taken",
            "requests.late_warned": "Warned that the promise is at risk",
            "requests.read": "Read what the customer wrote",
            "requests.placed": "Its ward was found",
            "requests.linked": "Linked with another request or a contact",
            "requests.delay_told": "We told the customer of a delay",
        },
    ),
    "letters": (
        "Messages and letters",
        {
            "notifications.sent": "We wrote to the customer",
            "notifications.chosen": "Chose how to hear from us",
            "contacts.conversation_begun": "Wrote to us",
            "contacts.wrote_to_us": "Wrote to us again",
            "contacts.we_wrote": "We answered what they wrote",
            "contacts.conversation_settled": "Nothing left to answer in what they wrote",
            "documents.letter_issued": "Letter issued",
            "documents.letter_opened": "Opened a letter in their account",
            "documents.letter_posted": "Letter posted",
            "documents.format_made": "Letter made in another format",
            "notifications.failed": "Our message did not reach the customer",
            "notifications.sent_again": "We are sending the message again",
            "notifications.settled": "The customer was reached another way",
            "notifications.held": "A message is held back: they have died, or are said to have",
            "notifications.released": "A message that was held back is sent",
        },
    ),
    "money": (
        "Money",
        {
            "payments.account_linked": "Account in a back office linked",
            "payments.account_ended": "Account in a back office taken off",
        },
    ),
    "card": (
        "Card",
        {
            "cards.given": "Card given",
            "cards.lost": "Card reported lost",
            "cards.replaced": "Card replaced",
            "cards.ended": "Card ended",
            "cards.birth_proved": "Date of birth seen on a document",
            "cards.granted": "Put on the card",
            "cards.entitlement_ended": "Taken off the card",
            "cards.offer_posted": "Offer posted",
            "cards.offer_published": "Offer let through",
            "cards.offer_refused": "Offer not let through",
            "cards.offer_ended": "Offer ended",
        },
    ),
    "needs": (
        "Needs",
        {
            "people.need_recorded": "Need recorded",
            "people.need_changed": "Need changed",
            "people.need_reviewed": "Asked about a need: still so",
            "people.need_asked": "Asked how to help: nothing to record",
            "people.need_ended": "Need ended",
            "people.exception_granted": "May use an online-only service another way",
            "people.exception_ended": "Exception to online-only ended",
        },
    ),
    "once": (
        "Told once",
        {
            "people.death_said": "We were told that they have died",
            "people.died": "Death recorded",
            "people.death_ended": "Not so that they have died: taken back",
            "notices.given": "Told us once",
            "notices.person_found": "Found to be whom a notice is about",
            "notices.checked": "What was told once was passed",
            "notices.refused": "What was told once was a mistake",
            "notices.took_effect": "Record changed by what was told once",
            "notices.agreed": "Agreed that more are told",
            "notices.told": "A recipient was told",
            "notices.told_again": "A recipient was asked again",
            "notices.confirmed": "A recipient confirmed",
            "notices.could_not": "A recipient could not be told",
            "notices.not_wanted": "A recipient is not told",
            "notices.taken_back": "A recipient was told that it was a mistake",
        },
    ),
    "others": (
        "Family and acting",
        {
            "people.related": "Relation recorded",
            "people.relation_ended": "Relation ended",
            "people.authority_recorded": "Somebody may act for them",
            "people.authority_asked": "Somebody was asked to act for them",
            "people.authority_confirmed": "Somebody said yes to acting for them",
            "people.authority_changed": "What somebody may do for them was changed",
            "people.authority_ended": "Somebody may no longer act for them",
            "people.acts": "May act for somebody else",
            "people.acts_no_longer": "May no longer act for somebody else",
            "people.organisation_made": "Organisation recorded",
        },
    ),
    "record": (
        "Their record",
        {
            "people.created": "Record made",
            "people.changed": "Details changed",
            "people.point_added": "A way to reach them added",
            "people.identity_proved": "Proved who they are",
            "people.proof_ended": "A proof of who they are was ended",
            "people.moved": "New address",
            "people.restricted": "Who may see this record was changed",
            "people.joined": "Joined with another record of the same customer",
            "people.parted": "A join with another record was undone",
            "people.join_proposed": "Proposed to be the same customer as another record",
            "people.join_rejected": "Said not to be the same customer as another record",
        },
    ),
    "account": (
        "Account",
        {
            "people.proved": "Proved that they can be reached there",
            "people.account_closed": "Closed their account",
            "people.linked": "Account linked to this record",
            "people.account_help_started": "We helped with their account",
            "people.account_help_done": "They finished what we helped with in their account",
            "people.account_help_stopped": "Help with their account was stopped",
            "people.account_used_again": "Used their account by themselves after we helped",
            "partners.connected": "Opened an outside service with their sign-in",
            "partners.disconnected": "Stopped signing in to an outside service",
        },
    ),
    "information": (
        "Data protection",
        {
            "information.asked": "Asked about the information we hold",
            "information.changed": "What they asked about their information moved on",
            "information.closed": "What they asked about their information was answered",
            "information.copy_made": "A copy of what we hold was collected",
            "information.copy_released": "A copy of what we hold was given",
            "information.copy_read": "The copy of what we hold was fetched",
            "information.consent_changed": "Said what they agree to",
            "information.hold_made": "A legal hold was put on their record",
            "information.rectified": "Those who were told before are told what is right",
            "information.hold_ended": "A legal hold on their record was ended",
        },
    ),
    "forms": (
        "Forms begun",
        {
            "forms.draft_started": "Began a form",
            "forms.draft_saved": "Saved a form to finish later",
            "forms.draft_resumed": "Came back to a saved form",
            "forms.draft_continued": "We went on with their form for them",
            "forms.draft_cleared": "A form that was not finished was deleted",
            "forms.help_agreed": "Agreed that we may offer help with a form",
            "forms.help_offered": "We offered help with a form that was not finished",
            "forms.help_asked": "Asked for help with a form",
            "forms.help_given": "We helped with a form",
            "forms.help_refused": "Wanted no help with a form",
        },
    ),
}

SAID: Mapping[str, str] = MappingProxyType({kind: said for _, told in _OF_AREA.values() for kind, said in told.items()})
"""What each kind of entry says. Kinds that are not here say nothing to a person and are left out."""

AREAS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {"": ("Everything", tuple(SAID)), **{code: (name, tuple(told)) for code, (name, told) in _OF_AREA.items()}}
)
"""What the timeline can be narrowed to: code, words, kinds of entries, the commonest first."""
