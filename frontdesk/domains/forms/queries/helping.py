"""Help with what was begun: where trouble was, who asked for help."""

from datetime import datetime

from django.db.models import F

from frontdesk.domains.forms import models, policy
from frontdesk.domains.forms.queries.drafts import as_draft, hidden_services
from frontdesk.domains.forms.types import OPEN, RESUME, Asking, HelpOffer
from frontdesk.domains.people import queries as people
from frontdesk.kernel import links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require

MOST = 100


def stuck_on(council: int, draft: int, page: str) -> int:
    """How often something went wrong on this page of the draft: the most of any one question."""
    rows = models.Trouble.objects.filter(council_id=council, draft_id=draft, page=page)
    return max(rows.values_list("times", flat=True), default=0)


def offer_of_link(council: int, offer: int, made_at: datetime) -> HelpOffer:
    """The offer that a link we sent is for. NotFound where what was begun is over, or the link, made then, was called
    back since."""
    row = models.HelpOffer.objects.filter(council_id=council, id=offer).select_related("draft", "sign_up").first()
    if row is None or not _is_open(row):
        raise NotFound("What you began is finished, or gone already. You need do nothing.")
    if row.draft and row.draft.person_id is not None:
        people.refuse_called_back(council, row.draft.person_id, made_at)
    return _as_offer(row)


def offer_of(council: int, draft: int) -> HelpOffer | None:
    """What was agreed and asked for with a draft."""
    row = models.HelpOffer.objects.filter(council_id=council, draft_id=draft).first()
    return _as_offer(row) if row else None


def resume_token(council: int, draft: int, made_at: datetime) -> str:
    """What opens the page that goes on with a saved form, after a code; '' for one that was not saved.

    It is as old as the link by which they came (`made_at`), and is called back with it.
    """
    saved = models.Draft.objects.filter(council_id=council, id=draft, state=OPEN).exclude(email="").exists()
    return links.sign(council, RESUME, draft, made_at=made_at) if saved else ""


def asking_for_help(actor: Actor) -> list[Asking]:
    """Those who asked for help and were not helped yet, of services that the actor may know: the longest first, after
    them those who were rung and did not answer.

    Nobody rings whoever has died, or is said to have.
    """
    require(policy.serves(actor))
    rows = models.HelpOffer.objects.filter(
        council_id=actor.council, asked_at__isnull=False, helped_at=None, stopped_at=None
    )
    found = list(
        rows.select_related("draft", "sign_up").order_by(F("tried_at").asc(nulls_first=True), "asked_at")[:MOST]
    )
    hidden = set(hidden_services(actor))
    mine = [each for each in found if _is_open(each) and not (each.draft and each.draft.service in hidden)]
    whose = [each.draft.person_id for each in mine if each.draft and each.draft.person_id is not None]
    called, gone = people.called(actor, whose), people.died_among(actor.council, whose)
    troubles = _last_troubles(actor.council, [each.draft_id for each in mine if each.draft_id is not None])
    told = [_asking(each, troubles) for each in mine]
    return [
        _named(each, called[each.person].name if each.person in called else "")
        for each in told
        if each.person not in gone and not (each.person in called and called[each.person].hidden)
    ]


def ringing(actor: Actor, contact: int) -> HelpOffer | None:
    """Whom the actor rings in this contact because they asked for help; None once what they began is finished."""
    require(policy.serves(actor))
    rows = models.HelpOffer.objects.filter(council_id=actor.council, contact_id=contact, helped_by=actor.user)
    row = rows.filter(helped_at__isnull=False).select_related("draft", "sign_up").order_by("-helped_at").first()
    return _as_offer(row) if row is not None and row.phone and _is_open(row) else None


def _is_open(row: models.HelpOffer) -> bool:
    return row.draft.state == OPEN if row.draft else row.sign_up is not None and row.sign_up.done_at is None


def _last_troubles(council: int, drafts: list[int]) -> dict[int, tuple[str, str]]:
    """The last trouble of each of these drafts: page and reason."""
    rows = models.Trouble.objects.filter(council_id=council, draft_id__in=drafts).order_by("last_at")
    return {draft: (page, reason) for draft, page, reason in rows.values_list("draft_id", "page", "reason")}


def _asking(row: models.HelpOffer, troubles: dict[int, tuple[str, str]]) -> Asking:
    if row.draft is None:
        wrong = bool(row.sign_up and row.sign_up.wrong_codes)
        last = row.sign_up.last_at if row.sign_up else row.begun_at
        return Asking(_as_offer(row), "", "", None, "", "code" if wrong else "", last)
    draft = as_draft(row.draft)
    code, reason = troubles.get(draft.id, (draft.page, ""))
    page = draft.published.definition.page(code)
    title = (page.title or page.questions[0].label) if page else ""
    last = draft.last_activity or row.begun_at
    return Asking(_as_offer(row), draft.published.definition.name, "", draft.person, title, reason, last)


def _named(asking: Asking, name: str) -> Asking:
    return Asking(asking.offer, asking.service, name, asking.person, asking.page, asking.reason, asking.last_at)


def _as_offer(row: models.HelpOffer) -> HelpOffer:
    return HelpOffer(
        row.pk, row.draft_id, row.sign_up_id, row.email, row.phone, row.begun_at, row.agreed_at, row.sent_at,
        row.asked_at, row.stopped_at, row.helped_at, row.tried, row.tried_at,
    )  # fmt: skip
