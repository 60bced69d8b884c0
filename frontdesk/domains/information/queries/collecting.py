"""Everything that is held on somebody, from the register of holdings; and what in it may tell of others."""

from collections.abc import Iterable

from frontdesk.domains.information.queries.consents import looked
from frontdesk.domains.information.rules import others, readable
from frontdesk.domains.information.types import Part
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.domains.services import queries as services
from frontdesk.kernel import access_log, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.holdings import holdings

_MOST = 1_000_000


def collected(council: int, cluster: list[int]) -> list[Part]:
    """What every holding has on these records, who looked at them, and what the journal says of them."""
    restricted = frozenset(each.code for each in services.catalogue(Actor.system(council)) if each.restricted)
    parts = [
        others.marked(
            Part(each.name, each.label, tuple(readable.plain(record) for record in each.export(council, cluster))),
            restricted,
        )
        for each in sorted(holdings(), key=lambda each: (not each.last, each.name))
    ]
    return [*parts, _looks(council, cluster), _journal(council, cluster)]


def _looks(council: int, cluster: list[int]) -> Part:
    """Who looked at the records: what they are here, never their name."""
    records = [
        {"what": "A look at your record", "at": each.at, "who_looked": each.who, "at_what": each.what}
        for each in looked(council, access_log.looks_at(council, cluster, _MOST))
    ]
    return Part("looks", "Who looked at your record", tuple(map(readable.plain, records)))


def _journal(council: int, cluster: list[int]) -> Part:
    """What happened, as codes: the journal holds no words."""
    entries = journal.timeline(council, people=cluster, limit=_MOST)
    records = [
        {"what": "Something that happened", "at": each.happened_at, "kind": each.kind, "channel": each.via}
        for each in entries
    ]
    return Part("journal", "What happened, step by step", tuple(map(readable.plain, records)))


def third_parties(council: int, cluster: list[int], parts: Iterable[Part]) -> list[others.Found]:
    """What in these parts may tell about somebody else."""
    marks = people.marks_of(council, cluster)
    own = others.Own(marks.words, marks.emails, frozenset(map(others.digits, marks.phones)))
    return others.findings(parts, own, lambda words: people.name_words(council, words))


def named_services(actor: Actor) -> frozenset[str]:
    """The restricted services for which the actor is named: whose records they may read."""
    return frozenset(requests.sight_of(actor).named_for)
