"""Signs of a need that nobody has recorded: noted by whoever meets one, answered by whoever asks the customer."""

from collections.abc import Iterable

from django.db import connection, transaction

from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.rules.signs import BY_RECORD, SIGNS, SUBJECTS
from frontdesk.domains.people.types.needs import NEED_ASKED
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require

# How often: since somebody last asked.
_NOTE = """
INSERT INTO people_needsign (council_id, person_id, sign, times, last_at)
SELECT %(council)s, p.id, sign, 1, %(now)s FROM unnest(%(signs)s::text[]) AS sign, people_person p
WHERE p.council_id = %(council)s AND p.id = %(person)s AND p.removed_at IS NULL
ON CONFLICT (council_id, person_id, sign) DO UPDATE SET last_at = excluded.last_at,
  times = CASE WHEN people_needsign.last_at <= people_needsign.answered_at THEN 1 ELSE people_needsign.times + 1 END
"""


def note_signs(council: int, *, person: int | None, signs: Iterable[str]) -> None:
    """Note what may mean that the person has a need; called by the verbs that meet it, in their transaction.

    Codes that are no signs are passed over, so that callers hand on their own codes as they are.
    """
    known = sorted({*signs} & SIGNS.keys() - {BY_RECORD})
    if person is None or not known:
        return
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {"council": council, "person": person, "signs": known, "now": clock.now()})


def answer_signs(actor: Actor, *, person: int, subject: str) -> None:
    """The customer was asked about `subject` and there is nothing: nobody asks again for a year. Twice is once."""
    row = queries.row(actor, person)
    require(policy.may_see_people(actor))
    if subject not in SUBJECTS:
        raise Refusal("Choose what you asked about.")
    if not any(each.subject == subject for each in queries.help_for(actor, person).asks):
        return
    now = clock.now()
    records, signs = queries.cluster(actor.council, person), [sign for sign in SIGNS if SIGNS[sign][0] == subject]
    with transaction.atomic(savepoint=False):
        mine = models.NeedSign.objects.filter(council_id=actor.council, person_id__in=records, sign__in=signs)
        if not mine.update(answered_at=now, answered_by=actor.user):
            models.NeedSign.objects.create(
                council_id=actor.council, person=row, sign=signs[0], answered_at=now, answered_by=actor.user
            )
        journal.write(actor, NEED_ASKED, thing=("person", row.pk), person=row.pk, data={"subject": subject})
