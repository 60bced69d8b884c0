"""A copy of what the customer sent, for them: after sending, and by their link."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.forms.rules.summary import rows as summary
from frontdesk.domains.forms.types import LATER, Upload
from frontdesk.domains.requests import models
from frontdesk.domains.requests.queries.known import known


@dataclass(frozen=True, slots=True)
class Line:
    """A question and its answer in words; '' where it was left out."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one page of the form."""

    title: str
    lines: tuple[Line, ...]


def copy_of(council: int, request: int) -> tuple[Part, ...]:
    """The answers as they stand and the files that came later. The caller has a link or rights to it.

    Nothing of a restricted request, and nothing where details were removed.
    """
    rows = models.Request.objects.filter(council_id=council, pk=request, restricted=False, removed_at=None)
    found: dict[tuple[str, int], tuple[str, list[Line]]] = {}
    for one in known(council, rows):
        sets = models.RequestAnswers.objects.filter(council_id=council, request=one.row).order_by("-number")
        latest = sets.first()
        uploads = forms.uploads_of_request(council, request) if one.row.draft_id is not None else []
        shown = summary(
            one.definition, latest.answers if latest else {}, language=one.row.language,
            file_name=_named(uploads),
        )  # fmt: skip
        for row in shown:
            page = one.definition.page(row.page)
            title = row.heading or (page.title if page else "")
            found.setdefault((row.page, row.entry), (title, []))[1].append(Line(row.label, "\n".join(row.lines)))
        later = "\n".join(upload.name for upload in uploads if upload.question == LATER)
        if later:
            found["", -1] = ("Added later", [Line("Files", later)])
    return tuple(Part(title, tuple(lines)) for title, lines in found.values())


def _named(uploads: Iterable[Upload]) -> Callable[[str], str]:
    names = {upload.key: upload.name for upload in uploads}
    return lambda key: names.get(key, "A file")
