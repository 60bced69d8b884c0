"""Reading drafts and their files; and the world that the evaluator is told about."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import cache
from time import monotonic
from typing import Any
from uuid import UUID

import structlog
from django.db import connection, transaction

from frontdesk.domains.forms import models, policy
from frontdesk.domains.forms.ports import LOOKUP, SECONDS, Lookup
from frontdesk.domains.forms.rules.answers.unfit import Unfit
from frontdesk.domains.forms.rules.answers.words import an_email
from frontdesk.domains.forms.rules.assess import Assessment, assess
from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.forms.rules.journey import Journey, facts_wanted, walk
from frontdesk.domains.forms.types import CLEARED, OPEN, Draft, Upload
from frontdesk.domains.people import queries as people
from frontdesk.domains.places import queries as places
from frontdesk.domains.places.rules.labels import address_lines
from frontdesk.domains.places.types import GridPoint, LatLon
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.form import Fact
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.types import Published
from frontdesk.domains.standards import queries as standards
from frontdesk.kernel import access_log, clock, files, registry
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.breaker import Breaker
from frontdesk.kernel.errors import NotFound

log = structlog.get_logger()
_breakers: dict[tuple[int, str], Breaker] = defaultdict(Breaker)
_GONE = "We could not find that form."


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
    allowed = policy.may_open(
        actor,
        holds_key=holds_key(found, key) or (bool(email) and policy.serves(actor) and found.email == _address(email)),
        person=found.person_id,
        own=_own(actor),
        named=_named(actor, found),
        hands=(found.started_by, found.helped_by),
    )
    if not allowed:
        raise NotFound(_GONE)
    if found.person_id is not None and _looks_in(actor, found, key):
        people.row(actor, found.person_id)  # a restricted customer's form opens to those named on the record only
    return found


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


def open_drafts(actor: Actor, *, person: int | None = None, limit: int = 50) -> list[Draft]:
    """Open drafts that the actor may see, newest first: the customer's own, or for staff those of a customer."""
    rows = models.Draft.objects.filter(council_id=actor.council, state=OPEN)
    if person is not None:
        rows = rows.filter(person_id__in=people.cluster(actor.council, person))
    elif policy.serves(actor):
        return []
    rows = rows.filter(policy.visible(actor, _own(actor), _hidden(actor)))
    return _drafts(rows.order_by("-last_activity")[:limit])


def drafts_saved_by(actor: Actor, typed: str) -> list[Draft]:
    """Open drafts saved with this email, for staff who serve; none when what was typed is no address."""
    address = _address(typed) if policy.serves(actor) else ""
    if not address:
        return []
    rows = models.Draft.objects.filter(council_id=actor.council, email=address, state=OPEN)
    rows = rows.filter(policy.visible(actor, _own(actor), _hidden(actor)))
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
    rows = rows.filter(policy.visible(actor, _own(actor), _hidden(actor)))
    return _drafts(rows.order_by("-last_activity")[:50])


def drafts_of_people(council: int, people: Iterable[int]) -> list[Draft]:
    """Every draft of these people, for what we hold on them; the caller is the installation itself."""
    rows = models.Draft.objects.filter(council_id=council, person_id__in=list(people))
    return _drafts(rows.order_by("id"))


def _hidden(actor: Actor) -> list[str]:
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
        contact=found.contact_id,
        exception=found.exception_id,
        email=found.email,
        email_proved=found.email_proved_at is not None,
        request=found.request_id,
        reference=found.reference,
        started_at=found.started_at,
        last_activity=found.last_activity,
    )


# The world ----------------------------------------------------------------------------------------------------------


class Surroundings:
    """What forms ask of a council's world: addresses, areas, calendars. One for an operation, which asks each once."""

    def __init__(self, council: int) -> None:
        self.address = cache(lambda uprn: places.address(council, uprn))
        self.postcode = cache(lambda postcode: places.postcode_point(council, postcode))
        self.ours = cache(lambda point: places.in_our_area(council, point))
        self.ward = cache(lambda point: places.ward_of(council, point))
        self.calendars = cache(lambda: standards.calendars_of(council))

    def point(self, answer: Mapping[str, Any]) -> GridPoint | LatLon | None:
        """Where an address or a place lies; None when it cannot be told."""
        if answer.get("uprn"):
            found = self.address(int(answer["uprn"]))
            return found.grid if found else None
        if answer.get("lat") is not None:
            return LatLon(answer["lat"], answer["lon"])
        return self.postcode(answer["postcode"]) if answer.get("postcode") else None


def context(draft: Draft, around: Surroundings | None = None) -> Context:
    """The world for a draft, with the facts saved with it."""
    return context_for(draft.council, channel=draft.channel, assisted=draft.assisted, facts=draft.facts, around=around)


def context_for(
    council: int,
    *,
    channel: str,
    assisted: bool = False,
    facts: Mapping[str, Any] | None = None,
    around: Surroundings | None = None,
) -> Context:
    """The world for a form of this council, today. `around` is what the same operation has asked already."""
    world = around or Surroundings(council)

    def address_of(uprn: str) -> Mapping[str, Any] | None:
        found = world.address(int(uprn))
        return {"lines": list(address_lines(found.parts)), "postcode": found.parts.postcode} if found else None

    def in_area(answer: Mapping[str, Any]) -> bool | None:
        point = world.point(answer)
        return None if point is None else world.ours(point)

    return Context(
        today=clock.today(),
        calendar=lambda: world.calendars().named("local"),
        facts=dict(facts or {}),
        channel=channel,
        assisted=assisted,
        address_of=address_of,
        in_area=in_area,
    )


def journey(draft: Draft) -> Journey:
    """Where the draft stands."""
    return walk(draft.published.definition, draft.answers, context(draft))


def assess_draft(draft: Draft) -> Assessment:
    """The whole form once more, as on submit."""
    return assess(draft.published.definition, draft.answers, context(draft))


def facts_of_answers(
    definition: Definition, answers: Mapping[str, Any], *, council: int, channel: str, around: Surroundings
) -> dict[str, Any]:
    """The facts that hang on the answers to a form given all at once (API, Open311). Call it outside a transaction."""
    world = context_for(council, channel=channel, around=around)
    return look_up(council, definition, walk(definition, answers, world, whole=True), world, around)


def look_up(
    council: int, definition: Definition, journey: Journey, context: Context, around: Surroundings
) -> dict[str, Any]:
    """The facts that can be looked up now and are not known yet. What fails or is not known is left out.

    Asks other systems while somebody waits, so never inside a transaction, and for two seconds in all.
    """
    until = monotonic() + SECONDS
    found = _ward(definition, journey, context, around)
    wanted = facts_wanted(definition, journey, context)
    lookups: Sequence[Lookup] = [adapter.make() for adapter in registry.for_port(LOOKUP)] if wanted else []
    for fact in wanted:
        for lookup in lookups:
            if fact.from_ not in lookup.names:
                continue
            value = _ask(lookup, council, fact, journey, context, until)
            if value is not None:
                found[fact.code] = value
                break
    return found


def _ask(lookup: Lookup, council: int, fact: Fact, journey: Journey, context: Context, until: float) -> Any:
    answer = journey.live.get(fact.needs) if fact.needs else None
    breaker, within = _breakers[council, fact.from_], until - monotonic()
    if breaker.resting or within <= 0:
        return None
    try:
        # Tests stand in a transaction: there a look-up that fails in the database must spoil nothing else.
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            value = lookup.look_up(council=council, name=fact.from_, answer=answer, today=context.today, within=within)
    except Exception as error:
        breaker.count(ok=False)
        log.warning("forms.look_up_failed", name=fact.from_, error=type(error).__name__)
        return None
    breaker.count(ok=monotonic() <= until)
    if fact.options and value not in fact.options:
        return None
    return value


def _ward(definition: Definition, journey: Journey, context: Context, around: Surroundings) -> dict[str, Any]:
    """The ward of the first place or address that was answered."""
    if context.fact("ward") is not None:
        return {}
    for kind in ("place", "address"):
        for _, question, group in definition.questions():
            answer = journey.live.get(question.code)
            if question.type != kind or group is not None or not answer:
                continue
            point = around.point(answer)
            ward = around.ward(point) if point is not None else None
            return {"ward": ward.code} if ward else {}
    return {}


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
