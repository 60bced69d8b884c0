"""The verb: publish a version of a service."""

import hashlib
from collections.abc import Sequence

from django.db import connection, transaction

from frontdesk.domains.services import models, policy, queries
from frontdesk.domains.services.definition.check import Surroundings, check
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.write import write
from frontdesk.domains.services.types import PUBLISHED, Published, Tried
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require


def publish_service(
    actor: Actor,
    *,
    definition: Definition,
    tried: Sequence[Tried] = (),
    examples_passed: int = 0,
    around: Surroundings | None = None,
) -> tuple[Published, bool]:
    """Publish the definition as the service's next version; returns it and whether it is new.

    A definition that is the same as the current one changes nothing. Refused with the first problem when the check
    finds an error, and when nobody tried it: a trial says who and what was found. On a pack's first load examples
    that pass count as the trial (A4), and the service's page says so. Where there is no form there is nothing to try.
    """
    require(policy.may_publish(actor))
    _refuse_errors(definition, around)
    source = write(definition)
    digest = hashlib.sha256(source.encode()).hexdigest()
    with transaction.atomic():
        service, _ = models.Service.objects.select_for_update().get_or_create(
            council_id=actor.council, code=definition.code, defaults=_words(definition)
        )
        current = queries.published(actor.council, definition.code)
        if current and _digest(current.version) == digest:
            return current, False
        if definition.has_form:
            _refuse_untried(current, tried, examples_passed)
        row = models.ServiceVersion.objects.create(
            council_id=actor.council, service=service, number=service.current + 1, source=source, sha256=digest,
            published_at=clock.now(), published_by_id=actor.user, examples_passed=examples_passed,
        )  # fmt: skip
        models.Trial.objects.bulk_create(
            models.Trial(council_id=actor.council, version=row, who=each.who, found=each.found, recorded_at=clock.now())
            for each in tried
        )
        models.Service.objects.filter(council_id=actor.council, id=service.pk).update(
            **_words(definition), current=row.number
        )
        journal.write(
            actor, PUBLISHED, thing=("service_version", row.pk), data={"service": service.code, "number": row.number}
        )
    found = queries.published(actor.council, definition.code)
    assert found is not None
    return found, True


def _refuse_errors(definition: Definition, around: Surroundings | None) -> None:
    errors = [problem for problem in check(definition, around) if problem.level == "error"]
    if errors:
        more = f" And {len(errors) - 1} more." if len(errors) > 1 else ""
        raise Refusal(f"{errors[0]}{more}", code="service-wrong")


def _refuse_untried(current: Published | None, tried: Sequence[Tried], examples_passed: int) -> None:
    if any(each.who.strip() and each.found.strip() for each in tried):
        return
    if current is None and examples_passed:
        return
    raise Refusal(
        "Nobody has tried this version. Say who tried it and what was found.", field="tried", code="service-untried"
    )


def _digest(version: int) -> str:
    return models.ServiceVersion.objects.values_list("sha256", flat=True).get(id=version)


def _words(definition: Definition) -> dict[str, object]:
    return {
        "name": definition.name, "summary": definition.summary, "kind": definition.kind, "tier": definition.tier,
        "group_name": definition.group, "owner": definition.owner, "keywords": list(definition.keywords),
        "best": definition.channels.best, "open_channels": list(definition.channels.open),
        "restricted": definition.restricted is not None, "digital_only": definition.digital_only is not None,
        "lgsl": definition.lgsl, "has_form": definition.has_form,
    }  # fmt: skip


_NONE_FOUND = """
INSERT INTO services_searchday (council_id, day, found_none) VALUES (%s, %s, 1)
ON CONFLICT (council_id, day) DO UPDATE SET found_none = services_searchday.found_none + 1
"""


def note_nothing_found(council: int) -> None:
    """Count a search that found no service. What was typed is not kept: people write their own affairs there."""
    with connection.cursor() as cursor:
        cursor.execute(_NONE_FOUND, [council, clock.today()])
