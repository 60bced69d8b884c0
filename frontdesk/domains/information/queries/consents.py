"""What a customer agrees to now, and who looked at their record."""

from collections.abc import Iterable, Sequence

from frontdesk.domains.access import queries as access
from frontdesk.domains.information import models
from frontdesk.domains.information.rules.register import purposes
from frontdesk.domains.information.types import Agreed, Looked
from frontdesk.domains.people import queries as people
from frontdesk.kernel import access_log
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound

LOOKS = 100


def agreed_to(council: int, cluster: Iterable[int], purpose: str, channel: str) -> int | None:
    """To which version of the words the customer agrees; None where they do not: their newest word counts."""
    rows = models.Consent.objects.filter(
        council_id=council, person_id__in=list(cluster), purpose=purpose, channel=channel
    )
    newest = rows.order_by("-at", "-id").first()
    return newest.wording if newest is not None and newest.given else None


def may_send(council: int, person: int, purpose: str, channel: str) -> bool:
    """Whether something that needs consent may be sent to this customer: asked by whoever sends it, at that moment."""
    return agreed_to(council, people.cluster(council, person), purpose, channel) is not None


def consents_of(council: int, cluster: Iterable[int]) -> list[Agreed]:
    """Every purpose and channel, whether the customer agrees, since when, and to which words."""
    rows = models.Consent.objects.filter(council_id=council, person_id__in=list(cluster)).order_by("at", "id")
    newest = {(row.purpose, row.channel): row for row in rows}
    told = []
    for purpose in purposes().values():
        for channel in purpose.channels:
            row = newest.get((purpose.code, channel))
            words = purpose.words(row.wording if row and row.given else purpose.version)
            told.append(
                Agreed(
                    purpose.code,
                    purpose.name,
                    channel,
                    given=row is not None and row.given,
                    at=row.at if row else None,
                    via=row.via if row else "",
                    wording=row.wording if row else purpose.version,
                    words=words,
                    today=purpose.version,
                    today_words=purpose.words(purpose.version),
                )
            )
    return told


def own_looks(actor: Actor) -> list[Looked]:
    """Who looked at the customer's own record, newest first: what they are here, when, at what; never a name.

    One's own looks are not among them. NotFound for whoever has no record.
    """
    if actor.person is None:
        raise NotFound("We hold nothing under your sign-in yet.")
    cluster = people.cluster(actor.council, actor.person)
    looks = [each for each in access_log.looks_at(actor.council, cluster, LOOKS) if each.user != actor.user]
    return looked(actor.council, looks)


def looked(council: int, looks: Sequence[access_log.Look]) -> list[Looked]:
    """Looks at a record with what whoever looked is here, never who they are."""
    roles = access.roles_of(council, {each.user for each in looks if each.user is not None})
    return [Looked(each.seen_at, roles.get(each.user or 0, "A program"), each.what) for each in looks]
