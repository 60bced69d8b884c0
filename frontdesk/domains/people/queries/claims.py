"""Who a sign-in is, and which records its holder may take for their own."""

from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, Q

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import models
from frontdesk.domains.people.queries.deaths import died_among
from frontdesk.domains.people.queries.records import cluster
from frontdesk.domains.people.types import REJECTED, TYPED, Claim
from frontdesk.kernel import planned, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.reading import once_a_page


@once_a_page
def person_of(council: int, user: int | None) -> int | None:
    """The person this sign-in is in the council, once that was confirmed; None when it is nobody yet, and once it is
    recorded that the person has died: whoever has their password or their phone is somebody else."""
    return signed_in_as(council, user)[0]


def signed_in_as(council: int, user: int | None) -> tuple[int | None, int | None]:
    """The same, and the very record that the sign-in was linked to, which the first stands in front of."""
    if user is None:
        return None, None
    with planned.cursor() as cursor:
        cursor.execute(_PERSON_OF, {"council": council, "user": user})
        found = cursor.fetchone()
    return (int(found[0]), int(found[1])) if found else (None, None)


# Links of people of whom no death is recorded with evidence, on whichever of their records it would stand. Asked on
# every page: as text that the database plans once, for putting it together anew cost more than asking it.
_PERSON_OF = """
    SELECT front.id, link.person_id
    FROM people_signinlink link
    JOIN people_person p ON p.council_id = link.council_id AND p.id = link.person_id
    JOIN LATERAL (SELECT CASE WHEN p.merged_into_id IS NULL THEN p.id ELSE p.merged_into_id END AS id) front ON true
    WHERE link.council_id = %(council)s AND link.user_id = %(user)s AND link.confirmed_at IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM people_death d
        WHERE d.council_id = %(council)s AND d.ended_at IS NULL AND d.recorded_at IS NOT NULL
          AND d.person_id IN (
            SELECT p.id UNION ALL SELECT front.id UNION ALL
            SELECT m.id FROM people_person m WHERE m.council_id = %(council)s AND m.merged_into_id = front.id))
    ORDER BY link.id LIMIT 1
"""


def is_of_the_dead(council: int, user: int | None) -> bool:
    """Whether the sign-in is the account of somebody of whom it is recorded that they have died."""
    return record_linked(council, user) is not None and person_of(council, user) is None


def record_linked(council: int, user: int | None) -> int | None:
    """The very record that this sign-in was linked to, whatever it is joined to today; None when it is nobody yet.

    What the holder proved or agreed to by the sign-in is written there: it goes with them when a join is undone.
    """
    links = models.SignInLink.objects.filter(council_id=council, user_id=user or 0, confirmed_at__isnull=False)
    return links.values_list("person_id", flat=True).first()


def whose_words(actor: Actor) -> int | None:
    """The record that what a signed-in customer says, asks or chooses is written to; None for whoever has no record.

    It is the one that their sign-in itself was linked to, and not the one in front of it, which `actor.person` is: a
    join may be wrong, and where it is undone, what they said stays theirs. Reading goes by the whole cluster.
    """
    if actor.person is None:
        return None
    return actor.own or record_linked(actor.council, actor.user) or actor.person


def whose_among(actor: Actor, records: Sequence[int]) -> int:
    """To which of a customer's `records`, the one in front first, the actor writes: what they say of themselves to
    their own, what staff and others write to the one in front."""
    if actor.person not in records:
        return records[0]
    own = whose_words(actor)
    return own if own is not None and own in records else records[0]


def claimable(actor: Actor) -> list[Claim]:
    """Records the signed-in customer may take for their own, oldest first.

    Those opened for this sign-in by staff and not yet confirmed; and those where one of the sign-in's verified
    emails was proved. None that another sign-in has, that is restricted, or of which staff said that it is
    somebody else's; and where the email is not known from the
    customer's own hand (staff may have misheard it), only records whose date of birth can be asked.
    """
    if actor.user is None:
        return []
    mine = person_of(actor.council, actor.user)
    verified = sign_ins.verified_emails(actor.user)
    opened = Q(sign_ins__user_id=actor.user, sign_ins__confirmed_at=None)
    proved = Q(points__email_norm__in=verified, points__verified_at__isnull=False, points__ended_at=None)
    rows = models.Person.objects.filter(
        opened | proved, council_id=actor.council, merged_into=None, restricted=False, removed_at=None
    )
    if mine is not None:
        rows = rows.exclude(_somebody_elses(actor.council, cluster(actor.council, mine)))
    rows = rows.exclude(id=mine or 0).prefetch_related("points", "sign_ins", "merged__sign_ins")
    found = list(rows.distinct().order_by("id")[:20])
    gone = died_among(actor.council, [each.pk for each in found]) if found else set()
    claims = (_claim(actor, one, verified) for one in found if one.pk not in gone)
    return [claim for claim in claims if claim]


def _somebody_elses(council: int, mine: Collection[int]) -> Exists:
    """Records of which it was said that they are not the person of these."""
    pairs = models.JoinProposal.objects.filter(council_id=council, state=REJECTED)
    other = OuterRef("pk")
    return Exists(pairs.filter(Q(lower_id=other, higher_id__in=mine) | Q(higher_id=other, lower_id__in=mine)))


def _claim(actor: Actor, one: models.Person, verified: Collection[str]) -> Claim | None:
    """The claim on a record, unless another sign-in has it or nothing shows that it is this customer's."""
    records = (one, *one.merged.all())
    links = [link for record in records for link in record.sign_ins.all()]
    if not verified or any(link.user_id != actor.user and link.confirmed_at for link in links):
        return None
    if any(record.restricted for record in records):
        return None
    own = any(p.certainty == TYPED and p.verified_at and p.email_norm in verified for p in one.points.all())
    if one.date_of_birth is None and not own:
        return None
    by_staff = any(link.user_id == actor.user and link.confirmed_at is None for link in links)
    return Claim(one.id, one.name, one.created_at, one.source, by_staff, one.date_of_birth is not None)


def has_account(council: int, person: int | None) -> bool:
    """Whether somebody signs in as this customer: what stands in the account reaches them."""
    if person is None:
        return False
    links = models.SignInLink.objects.filter(council_id=council, person_id__in=cluster(council, person))
    return links.exclude(confirmed_at=None).exists()


def used_elsewhere(council: int, user: int) -> bool:
    """Whether the sign-in is a customer's of another council of this installation: only yes or no comes of it."""
    others = [each.id for each in organisations.councils() if each.id != council]
    if not others:
        return False
    with tenancy.acting_for(*others):
        return models.SignInLink.objects.filter(council_id__in=others, user_id=user).exists()
