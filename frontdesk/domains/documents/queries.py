"""Reading letters: the customer's own, and those of customers whom staff have in sight."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from frontdesk.domains.documents import models, policy
from frontdesk.domains.documents.rules import templates as rules
from frontdesk.domains.documents.rules.templates import checked, filled
from frontdesk.domains.documents.types import LARGE, STANDARD, Letter, Template, Waiting, Words
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import Person
from frontdesk.domains.people.types.beside import MOST_COUNTED, Beside
from frontdesk.kernel import files
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require

__all__ = [
    "BESIDE",
    "as_letter",
    "checked",
    "file_of",
    "filled",
    "format_for",
    "letter",
    "letters_of",
    "named",
    "number_unopened",
    "own_letter",
    "own_row",
    "row_for_staff",
    "templates",
    "to_do",
    "waiting",
    "whose_letter",
]
MOST, LOOKED_AT = 100, 1000
_ON_THE_WAY = f"""
SELECT x.id, NOT x.by_post AND x.opened_at IS NULL AS unopened, x.by_post AND x.posted_at IS NULL AS post,
       x.other_format <> '' AND x.made_at IS NULL AS making
FROM documents_letter x
WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND x.removed_at IS NULL
  AND (CASE WHEN x.by_post THEN x.posted_at ELSE x.opened_at END IS NULL OR x.other_format <> '' AND x.made_at IS NULL)
ORDER BY x.id DESC LIMIT {MOST_COUNTED + 1}
"""
BESIDE = (Beside("letter", _ON_THE_WAY),)
"""What is wanted of whoever reads a customer."""
_NONE = "We could not find that letter."


def templates(council: int) -> dict[str, Template]:
    """The letters that staff may begin with, by code: the house's, and those of the council's pack."""
    found = organisations.council_by_id(council)
    return rules.templates(found.details.get("letters", {}) if found else {})


def letters_of(council: int, cluster: Iterable[int], limit: int | None = MOST) -> list[Letter]:
    """A customer's letters, newest first. Whoever shows them decides who sees the customer."""
    rows = _rows(council).filter(person_id__in=list(cluster)).order_by("-id")
    return [as_letter(row) for row in rows[:limit]]


def named(council: int, people: list[int]) -> set[int]:
    """Which of these people have letters that are still kept with their name."""
    rows = models.Letter.objects.filter(council_id=council, person_id__in=people)
    return {person for person in rows.values_list("person_id", flat=True).distinct() if person is not None}


def number_unopened(council: int, cluster: Iterable[int]) -> int:
    """How many letters the customer has not opened in their account, of those that were not posted."""
    rows = models.Letter.objects.filter(council_id=council, person_id__in=list(cluster), opened_at=None)
    return rows.filter(by_post=False, removed_at=None).count()


def waiting(person: Person) -> Waiting:
    """Letters of a customer that are on their way, by what was read beside them: opened by nobody, to post, to make.

    Of very many the newest are counted: some organisations never open what stands in their account.
    """
    rows = person.beside.get("letter", ())
    newest = rows[-MOST_COUNTED:]
    unopened, post, making = (sum(row[what] for row in newest) for what in ("unopened", "post", "making"))
    return Waiting(unopened, post, making, more=len(rows) > MOST_COUNTED)


def own_letter(actor: Actor, letter: int) -> Letter:
    """One of the signed-in customer's own. NotFound for any other."""
    return as_letter(own_row(actor, letter))


def own_row(actor: Actor, letter: int) -> models.Letter:
    """The row of one of the signed-in customer's own, for this domain's verbs. NotFound for any other."""
    mine = people.cluster(actor.council, actor.person) if actor.person is not None else []
    row = _rows(actor.council).filter(pk=letter, person_id__in=mine).first()
    if row is None:
        raise NotFound(_NONE)
    return row


def whose_letter(council: int, letter: int) -> int | None:
    """The customer of a letter; None where there is none, or nobody is known any more."""
    return models.Letter.objects.filter(council_id=council, pk=letter).values_list("person_id", flat=True).first()


def letter(actor: Actor, letter: int) -> Letter:
    """One, for staff who have the customer in sight; a look goes to the access log. NotFound otherwise."""
    return as_letter(row_for_staff(actor, letter))


def row_for_staff(actor: Actor, letter: int) -> models.Letter:
    """The row of it, for this domain's verbs."""
    require(policy.may_see(actor))
    row = _rows(actor.council).filter(pk=letter).first()
    if row is None:
        raise NotFound(_NONE)
    if row.person_id is not None:
        people.who(actor, row.person_id, seen_on="letter")
    return row


def file_of(actor: Actor, letter: int) -> tuple[str, bytes]:
    """The name and the content of a letter's PDF: the customer's own, or for staff. NotFound where it is gone."""
    row = row_for_staff(actor, letter) if actor.is_staff else own_row(actor, letter)
    if row.file is None or row.removed_at is not None:
        raise NotFound("This letter is no longer kept.")
    return row.file.name, files.read(row.file)


def to_do(actor: Actor) -> list[Letter]:
    """Letters that somebody has to post or to make in another format, oldest first. None to whoever has died, or is
    said to have: they wait until that is taken back."""
    require(policy.may_see(actor))
    posting, making = Q(by_post=True, posted_at=None), ~Q(other_format="") & Q(made_at=None)
    rows = _rows(actor.council).filter(posting | making, removed_at=None).order_by("id")
    found = list(rows[:LOOKED_AT])
    gone = people.died_among(actor.council, {row.person_id for row in found if row.person_id is not None})
    return [as_letter(row) for row in found if row.person_id not in gone][:MOST]


def format_for(actor: Actor, person: int) -> tuple[str, str]:
    """(size of print, other format) that the customer's needs ask for."""
    needs = [each.code for each in people.help_for(Actor.system(actor.council), person).needs]
    return (LARGE if LARGE in needs else STANDARD), rules.other_format(needs)


def _rows(council: int) -> QuerySet[models.Letter]:
    later = models.Letter.objects.filter(council_id=council, replaces_id=OuterRef("pk"))
    rows = models.Letter.objects.filter(council_id=council).select_related("file")
    return rows.annotate(corrected=Exists(later))


def as_letter(row: models.Letter) -> Letter:
    """The row as others see it."""
    words, thing = Words(row.subject, row.body, row.signed), (row.about_type, row.about_id or 0)
    return Letter(
        row.pk, row.reference, row.person_id, words, row.about, thing, row.template, row.version,
        bool(getattr(row, "corrected", False)), row.language, row.size, row.issued_at, row.issued_by, row.by_post,
        row.posted_at, row.other_format, row.made_at, row.opened_at, row.removed_at is not None,
    )  # fmt: skip
