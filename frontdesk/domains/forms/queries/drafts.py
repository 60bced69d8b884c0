"""Reading drafts and their files."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from frontdesk.domains.forms import models, policy
from frontdesk.domains.forms.rules.answers.unfit import Unfit
from frontdesk.domains.forms.rules.answers.words import an_email
from frontdesk.domains.forms.types import CLEARED, OPEN, Draft, Upload
from frontdesk.domains.people import queries as people
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.types import Published
from frontdesk.kernel import access_log, files
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound

_GONE = "We could not find that form."
_LAPSED = "You began this form for somebody else. Sign in to go on with it, while you may act for them."


def draft(actor: Actor, draft: int, *, key: str = "") -> Draft:
    """A draft in any state, as far as the actor may open it; NotFound otherwise. `key` is what `Started` gave.

    A look by staff at what somebody else began for a customer goes to the access log.
    """
    found = row(actor, draft, key=key)
    if found.person_id is not None and _looks_in(actor, found, key):
        access_log.looked_at(actor, found.person_id, "form")
    return as_draft(found)


def row(actor: Actor, draft: int, *, key: str = "", email: str = "", lock: bool = False) -> models.Draft:
    """The draft's row for this domain's verbs; NotFound outside the actor's sight.

    `email` is by what staff found it (`drafts_saved_by`): it opens the draft as a key does.
    """
    rows = models.Draft.objects.filter(council_id=actor.council, id=draft)
    found = (rows.select_for_update(no_key=True) if lock else rows).first()
    if found is None:
        raise NotFound(_GONE)
    saved_by = bool(email) and policy.serves(actor) and found.email == _address(email)
    allowed = policy.may_open(
        actor,
        holds_key=holds_key(found, key) or _began_for(actor, found) or saved_by,
        person=found.person_id,
        own=_own(actor),
        named=_named(actor, found),
        hands=(found.started_by, found.helped_by),
    )
    if not allowed:
        raise NotFound(_GONE)
    if found.acted_by_id is not None and not policy.serves(actor):
        _refuse_lapsed(actor, found)
    if found.person_id is not None and _looks_in(actor, found, key):
        people.row(actor, found.person_id)  # a restricted customer's form opens to those named on the record only
    return found


def _began_for(actor: Actor, found: models.Draft) -> bool:
    """Whether the signed-in customer began it for somebody else: it stands in their account, whatever the device."""
    return found.acted_by_id is not None and found.acted_by_id in _own(actor)


def _refuse_lapsed(actor: Actor, found: models.Draft) -> None:
    """NotFound where it was begun for somebody else, and whoever asks is neither they nor acts for them any more."""
    own = _own(actor)
    if found.person_id in own:
        return
    acts = found.acted_by_id in own and people.acts_for(actor, found.person_id or 0, service=found.service) is not None
    if not acts:
        raise NotFound(_LAPSED)


def _looks_in(actor: Actor, found: models.Draft, key: str) -> bool:
    """Whether staff look at a form that neither they began or went on with nor is their own."""
    mine = actor.user in (found.started_by, found.helped_by) or found.person_id in _own(actor)
    return policy.serves(actor) and not actor.is_system and not mine and not holds_key(found, key)


def draft_of_key(actor: Actor, key: str) -> Draft | None:
    """The draft that a key opens, None when it opens none. Keys begin with the draft's id."""
    number = key.partition(".")[0]
    if not number.isdecimal() or len(number) > 18:
        return None
    found = models.Draft.objects.filter(council_id=actor.council, id=int(number)).first()
    return as_draft(found) if found is not None and holds_key(found, key) else None


def holds_key(found: models.Draft, key: str) -> bool:
    """Whether the key is one of those that open the draft."""
    given = hash_key(key)
    return bool(key) and any(hmac.compare_digest(given, known) for known in found.key_hashes)


def hash_key(key: str) -> str:
    """How a key is kept. Keys are 32 random bytes, so a plain hash cannot be guessed back."""
    return hashlib.sha256(key.encode()).hexdigest()


def _own(actor: Actor) -> list[int]:
    return people.cluster(actor.council, actor.person) if actor.person is not None else []


def _named(actor: Actor, found: models.Draft) -> bool:
    if not policy.serves(actor):
        return False
    published = services.version(actor.council, found.version_id)
    return published is not None and services.named_for(actor, published.definition)


def open_drafts(actor: Actor) -> list[Draft]:
    """The signed-in customer's own open drafts, newest first; staff read those of a customer beside them."""
    rows = models.Draft.objects.filter(council_id=actor.council, state=OPEN, person_id__in=_own(actor))
    return _drafts(rows.order_by("-last_activity")[:50])


def acted_drafts(actor: Actor, person: int) -> list[Draft]:
    """Open drafts that the signed-in customer began for this person and may go on with now, newest first."""
    rows = models.Draft.objects.filter(council_id=actor.council, state=OPEN, acted_by_id__in=_own(actor))
    rows = rows.filter(person_id__in=people.cluster(actor.council, person))
    found = _drafts(rows.order_by("-last_activity")[:50])
    return [each for each in found if people.acts_for(actor, person, service=each.service) is not None]


def drafts_saved_by(actor: Actor, typed: str) -> list[Draft]:
    """Open drafts saved with this email, for staff who serve; none when what was typed is no address."""
    address = _address(typed) if policy.serves(actor) else ""
    if not address:
        return []
    rows = models.Draft.objects.filter(council_id=actor.council, email=address, state=OPEN)
    rows = rows.filter(policy.visible(actor, _own(actor), hidden_services(actor)))
    return _drafts(rows.order_by("-last_activity")[:5])


def _address(typed: str) -> str:
    """An email address as drafts keep it; '' for what is none."""
    try:
        return an_email(typed).lower() if "@" in typed else ""
    except Unfit:
        return ""


def drafts_of_contact(actor: Actor, contact: int) -> list[Draft]:
    """Open drafts that were started or continued in a contact, for the staff who hold it."""
    rows = models.Draft.objects.filter(council_id=actor.council, contact_id=contact, state=OPEN)
    rows = rows.filter(policy.visible(actor, _own(actor), hidden_services(actor)))
    return _drafts(rows.order_by("-last_activity")[:50])


def drafts_of_people(council: int, people: Iterable[int]) -> list[Draft]:
    """Every draft of these people, for what we hold on them; the caller is the installation itself."""
    rows = models.Draft.objects.filter(council_id=council, person_id__in=list(people))
    return _drafts(rows.order_by("id"))


def active(council: int, people: list[int], since: datetime | None) -> set[int]:
    """Which of these people have worked on a form no longer ago than `since`. One that waits keeps nobody here."""
    rows = models.Draft.objects.filter(council_id=council, person_id__in=people)
    found = rows.filter(last_activity__gte=since) if since is not None else rows.none()
    return {person for person in found.values_list("person_id", flat=True) if person is not None}


def hidden_services(actor: Actor) -> list[str]:
    """Codes of restricted services that the actor, if staff, is not named for."""
    if not policy.serves(actor):
        return []
    restricted = [listing for listing in services.catalogue(Actor.system(actor.council)) if listing.restricted]
    found = services.published_each(actor.council, restricted)
    return [code for code, each in found.items() if not services.named_for(actor, each.definition)]


def _drafts(rows: Iterable[models.Draft]) -> list[Draft]:
    found = list(rows)
    if not found:
        return []
    versions = services.versions(found[0].council_id, {each.version_id for each in found})
    return [as_draft(each, versions[each.version_id]) for each in found]


def as_draft(found: models.Draft, published: Published | None = None) -> Draft:
    """The row as everybody above sees it."""
    published = published or services.version(found.council_id, found.version_id)
    if published is None:
        raise NotFound(_GONE)
    return Draft(
        id=found.pk,
        council=found.council_id,
        published=published,
        answers=found.answers,
        known=found.known,
        facts=found.facts,
        facts_on=found.facts_on,
        channel=found.channel,
        started_on=found.started_on,
        assisted=found.assisted,
        state=found.state,
        page=found.page,
        language=found.language,
        person=found.person_id,
        acted_by=found.acted_by_id,
        contact=found.contact_id,
        exception=found.exception_id,
        email=found.email,
        email_proved=found.email_proved_at is not None,
        request=found.request_id,
        reference=found.reference,
        started_at=found.started_at,
        last_activity=found.last_activity,
    )


# Files --------------------------------------------------------------------------------------------------------------


def uploads(draft: Draft, question: str = "") -> list[Upload]:
    """The files of a draft, of one question where asked, in the order they came."""
    rows = models.Upload.objects.filter(council_id=draft.council, draft_id=draft.id).select_related("file")
    return [as_upload(each) for each in (rows.filter(question=question) if question else rows).order_by("id")]


def uploads_of_request(council: int, request: int, *, taken_back: bool = False) -> list[Upload]:
    """The files that were sent with a request, or those of them taken back. The caller has asked its own policy."""
    rows = models.Upload.objects.filter(council_id=council, draft__council_id=council, draft__request_id=request)
    rows = rows.filter(taken_back_at__isnull=not taken_back)
    return [as_upload(each) for each in rows.select_related("file").order_by("id")]


def upload_content(council: int, key: str) -> tuple[Upload, bytes]:
    """A file and its content. The caller has made sure that whoever asks may see it. NotFound when it is gone, was
    taken back, or still waits for the scanner."""
    try:
        rows = models.Upload.objects.filter(council_id=council, key=UUID(key), taken_back_at=None)
        found = rows.select_related("file").first()
        upload = as_upload(found) if found is not None else None
        if found is None or upload is None or not upload.shown:
            raise NotFound("We could not find that file.")
        return upload, files.read(found.file)
    except (ValueError, FileNotFoundError):
        raise NotFound("We could not find that file.") from None


def draft_file(actor: Actor, draft: int, file: str, *, key: str = "") -> tuple[Upload, bytes]:
    """A file of a draft that the actor may open. Once a restricted form is sent, its files are for those named only."""
    found = row(actor, draft, key=key)
    if found.state != OPEN and policy.serves(actor) and not _named(actor, found):
        raise NotFound("We could not find that file.")
    upload, content = upload_content(actor.council, file)
    if upload.draft != found.pk:
        raise NotFound("We could not find that file.")
    if found.person_id is not None and _looks_in(actor, found, key):
        access_log.looked_at(actor, found.person_id, "file of a form")
    return upload, content


def as_upload(found: models.Upload) -> Upload:
    """The row as everybody above sees it."""
    return Upload(
        key=str(found.key),
        draft=found.draft_id,
        question=found.question,
        name=found.file.name,
        content_type=found.file.content_type,
        size=found.file.size,
        scanned=found.file.scanned,
    )


def cleared(actor: Actor, draft: int) -> bool:
    """Whether a draft has been cleared because nobody worked on it for so long; tells nothing else about it."""
    return models.Draft.objects.filter(council_id=actor.council, id=draft, state=CLEARED).exists()
