"""What in a copy may tell of others, a page at a time, for whoever decides."""

from frontdesk.domains.information import models
from frontdesk.domains.information.queries.cases import row_of
from frontdesk.domains.information.queries.collecting import named_services
from frontdesk.domains.information.types import Finding
from frontdesk.kernel.actor import Actor

AT_ONCE = 30


def findings_of(actor: Actor, case: int, *, after: int = 0, undecided: bool = False) -> tuple[list[Finding], int]:
    """The findings of the case's copy in order, `AT_ONCE` after the one with this id; and after which the next are.

    The words of what stands in records of a restricted service are for those only who are named for it.
    """
    row = row_of(actor, case)
    copy = models.RightsCopy.objects.filter(council_id=actor.council, case=row).order_by("-id").first()
    if copy is None:
        return [], 0
    rows = models.RightsFinding.objects.filter(council_id=actor.council, copy=copy, id__gt=after).order_by("id")
    if undecided:
        rows = rows.filter(decision="")
    found = list(rows[: AT_ONCE + 1])
    named = named_services(actor) if any(each.service for each in found) else frozenset()
    told = [_finding(each, hidden=bool(each.service) and each.service not in named) for each in found[:AT_ONCE]]
    return told, found[AT_ONCE - 1].pk if len(found) > AT_ONCE else 0


def _finding(row: models.RightsFinding, *, hidden: bool) -> Finding:
    words, places = ("For named staff only", ()) if hidden else (row.text, tuple(row.places))
    return Finding(row.pk, row.kind, words, places, row.number, row.decision, hidden)
