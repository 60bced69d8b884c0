"""The log of breaches: what happened, who must be told by when, and that they were."""

from datetime import datetime, timedelta

from django.db import transaction

from frontdesk.domains.information import models, policy
from frontdesk.domains.information.queries.breaches import waits_for
from frontdesk.domains.information.types import BREACH, BREACH_CHANGED, BREACH_KNOWN, RISKS
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.rules.clock_data import statutory_clocks
from frontdesk.domains.standards.rules.due import due
from frontdesk.domains.standards.types import Event, Events
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require

LONGEST = 5000
OLDEST = timedelta(days=366)
"""Before now at most: what is written down now and was known for longer has a slip in its year."""


def record_breach(
    actor: Actor, *, what: str, known_at: datetime, affected: int | None = None, who: str = "", risk: str = ""
) -> int:
    """Write down a breach, known since a moment (aware): the Commissioner hears of it within 72 hours, unless a risk to
    people is unlikely (UK GDPR Article 33). Returns its number."""
    require(policy.may_report_breach(actor))
    if not what.strip():
        raise Refusal("Write what happened, without names.", field="what")
    if not timedelta(0) <= clock.now() - known_at <= OLDEST:
        raise Refusal("Enter when we came to know of it: within the last year, not in the future.", field="known-day")
    if risk and risk not in RISKS:
        raise Refusal("Choose how great the risk is.", field="risk")
    with transaction.atomic():
        rule = statutory_clocks()["breach_ico"]
        told = due(rule, [Event(known_at, Events.HAPPENED, "awareness")], standards.calendars_of(actor.council))
        row = models.Breach.objects.create(
            council_id=actor.council, what=what.strip()[:LONGEST], known_at=known_at, due_at=told.at, affected=affected,
            who=who.strip()[:LONGEST], risk=risk, recorded_at=clock.now(), recorded_by=actor.user,
        )  # fmt: skip
        journal.write(actor, BREACH_KNOWN, thing=(BREACH, row.pk), data={"risk": risk})
        return row.pk


def tell_breach(actor: Actor, *, breach: int, step: str, words: str = "", risk: str = "", why_not: str = "") -> None:
    """One step of a breach: `risk` weighed, `ico` or `people` told (how, with the Commissioner's number), or `close`.

    It closes only when its risk is weighed and whoever must be told was: the Commissioner where there is a risk, the
    people too where it is high (Articles 33 and 34); or with the reason why they were not (`why_not`). What is written
    of those who were told is not written over.
    """
    require(policy.may_protect(actor))
    with transaction.atomic():
        rows = models.Breach.objects.select_for_update(no_key=True).filter(council_id=actor.council, id=breach)
        row = rows.first()
        if row is None:
            raise NotFound("We could not find that breach.")
        if row.closed_at is not None:
            raise Refusal("It is closed already.", code="moved-on")
        _step(row, step, words.strip()[:LONGEST], risk, why_not.strip()[:LONGEST])
        row.save()
        journal.write(actor, BREACH_CHANGED, thing=(BREACH, row.pk), data={"step": step, "risk": row.risk})


def _step(row: models.Breach, step: str, words: str, risk: str, why_not: str) -> None:
    if step == "risk":
        if risk not in RISKS:
            raise Refusal("Choose how great the risk is.", field="risk")
        row.risk, row.why_risk = risk, words
    elif not words:
        raise Refusal("Write how, or why.", field="words")
    elif (step == "ico" and row.ico_told_at) or (step == "people" and row.people_told_at):
        raise Refusal("Somebody has written down already that they were told.", code="moved-on")
    elif step == "ico":
        row.ico_told_at, row.ico_words = clock.now(), words
    elif step == "people":
        row.people_told_at, row.people_words = clock.now(), words
    elif step == "close":
        if not row.risk:
            raise Refusal("First weigh how great the risk is.", field="words")
        untold = [each for each in ("ico", "people") if each in waits_for(row)]
        if untold and not why_not:
            raise Refusal("Write why the Commissioner, or the people, were not told.", field="why_not")
        for each in untold:
            setattr(row, f"{each}_words", why_not)
        row.closed_at, row.lessons = clock.now(), words
    else:
        raise NotFound("We could not find that page.")
