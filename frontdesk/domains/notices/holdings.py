"""What notices hold on a person: what they told us once, what was told of them, and to whom."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from frontdesk.domains.notices import actions, models
from frontdesk.domains.notices.queries.notices import as_notices
from frontdesk.domains.notices.rules.steps import OPEN
from frontdesk.domains.notices.types import STANDS
from frontdesk.kernel.holdings import Holding, RecordClass, register, retain


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    rows = models.Notice.objects.filter(Q(person_id__in=people) | Q(informant_id__in=people), council_id=council)
    found = list(rows.order_by("id"))
    for row, one in zip(found, as_notices(council, found), strict=True):
        yield {
            "what": f"Told once: {one.name}",
            "you_told_us": row.informant_id in people,
            "channel": row.channel,
            "told_at": row.made_at,
            "day": row.happened_on,
            "details": {one.labels.get(code, code): words for code, words in one.told.items()},
            "state": row.state,
            "evidence": row.evidence,
            "words": row.words,
            "looked_at": row.checked_at,
            "changed_our_records_at": row.took_effect_at,
            "why_refused": row.why,
            "recipients": [_told(each, one.labels) for each in row.tellings.filter(council_id=council).order_by("id")],
        }


def _told(row: models.Telling, labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "who": row.name,
        "by_email": row.email,
        "what_they_get": [labels.get(code, code) for code in row.gets],
        "agreed_at": row.agreed_at,
        "told_at": row.sent_at,
        "how_often": row.tries,
        "state": STANDS.get(row.state, row.state),
        "ended_at": row.ended_at,
        "their_reference": row.reference,
        "words": row.words,
    }


def _active(council: int, people: list[int], since: datetime | None) -> set[int]:
    rows = models.Notice.objects.filter(Q(person_id__in=people) | Q(informant_id__in=people), council_id=council)
    still = Q(state="given") | Q(tellings__state__in=OPEN)
    rows = rows.filter(still if since is None else still | Q(made_at__gte=since), removed_at=None)
    both = rows.values_list("person_id", "informant_id").distinct()
    return {each for pair in both for each in pair if each is not None} & set(people)


register(
    Holding(
        name="notices",
        label="Deaths, births and moves that were told once, and who was told of them",
        keep="Two years, then without names and words",
        export=_export,
        erase=actions.erase_people,
        active=_active,
    )
)
retain(RecordClass("notices", actions.expire))
