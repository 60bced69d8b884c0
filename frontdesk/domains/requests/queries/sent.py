"""What was sent with a request, for a higher domain that acts on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.domains.forms.rules.summary import rows as summary
from frontdesk.domains.requests import models
from frontdesk.domains.requests.queries.known import known


@dataclass(frozen=True, slots=True)
class Sent:
    """`answers` by question as they stand, and the same in `words`; who it is for, and who asked in their name."""

    request: int
    service: str
    channel: str
    assisted: bool
    person: int | None
    acted_by: int | None
    answers: Mapping[str, Any]
    words: Mapping[str, str]


def sent(council: int, request: int) -> Sent | None:
    """The newest answers of a request; None where its details were removed. The caller is a domain, and no page."""
    rows = models.Request.objects.filter(council_id=council, pk=request, removed_at=None)
    for one in known(council, rows):
        newest = models.RequestAnswers.objects.filter(council_id=council, request=one.row).order_by("-number").first()
        answers: Mapping[str, Any] = newest.answers if newest else {}
        words: dict[str, str] = {}
        for row in summary(one.definition, answers):
            line = ", ".join(row.lines)
            words[row.code] = f"{words[row.code]}; {line}" if row.code in words else line
        row_ = one.row
        return Sent(
            row_.pk, row_.service, row_.channel, row_.assisted, row_.person_id, row_.acted_by_id, answers, words
        )
    return None
