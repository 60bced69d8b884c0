"""How matching went: what became of its pairs, the newest run, and precision and recall where the truth is known."""

from collections.abc import Mapping

from django.db.models import Count

from frontdesk.domains.people import models
from frontdesk.domains.people.rules.joins import roots
from frontdesk.domains.people.rules.matching import Quality, pairs_within, quality
from frontdesk.domains.people.types import CERTAIN, COMPARED, Compared
from frontdesk.kernel import journal


def join_counts(council: int) -> Mapping[str, int]:
    """Joins in force by how they came about, those undone ("undone"), and proposals by state ("proposal open"...)."""
    mine = models.Join.objects.filter(council_id=council)
    counted = {
        each["how"]: each["number"] for each in mine.filter(undone_at=None).values("how").annotate(number=Count("id"))
    }
    counted["undone"] = mine.exclude(undone_at=None).count()
    states = models.JoinProposal.objects.filter(council_id=council).values("state").annotate(number=Count("id"))
    return counted | {f"proposal {each['state']}": each["number"] for each in states}


def last_compared(council: int) -> Compared | None:
    """How the newest whole run of matching went; None when there was none."""
    newest = journal.timeline(council, thing=("council", council), areas=(COMPARED,), limit=1)
    return Compared(**newest[0].data) if newest else None


def match_quality(council: int, same: Mapping[int, str]) -> Quality:
    """Precision and recall among the records whose person is known: id of the record to any name of the person."""
    edges = models.Join.objects.filter(council_id=council, undone_at=None, how=CERTAIN)
    found = roots(edges.values_list("person_id", "into_id"))
    clusters: dict[int, list[int]] = {}
    for record in same:
        clusters.setdefault(found.get(record, record), []).append(record)
    proposals = models.JoinProposal.objects.filter(council_id=council).values_list("lower_id", "higher_id")
    return quality(pairs_within(clusters), {pair for pair in proposals.iterator() if same.keys() >= set(pair)}, same)
