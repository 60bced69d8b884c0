"""What cards do about news of lower domains: what is known of a holder has changed."""

from collections.abc import Sequence

from frontdesk.domains.cards import actions, queries
from frontdesk.domains.organisations.types import COUNCIL_CHANGED
from frontdesk.domains.people.types import CHANGED, JOINED_TO, PARTED
from frontdesk.domains.people.types.deaths import DEATH_ENDED, DIED
from frontdesk.domains.people.types.needs import NEED_CHANGED, NEED_ENDED, NEED_RECORDED
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.journal import Entry, reaction


@reaction("cards.follow_holders", CHANGED, JOINED_TO, PARTED, NEED_RECORDED, NEED_CHANGED, NEED_ENDED)
def follow_holders(entries: Sequence[Entry]) -> None:
    """Rules are asked again where a need, a date of birth or who is one customer has changed."""
    council = entries[0].council
    if not queries.kinds_of(council):
        return
    people = {each.person for each in entries if each.kind != CHANGED or "date_of_birth" in each.data.get("fields", ())}
    people |= {each.data.get("into") for each in entries if each.kind in (JOINED_TO, PARTED)}
    actions.look_again(council, {each for each in people if each is not None})


@reaction("cards.follow_deaths", DIED, DEATH_ENDED)
def follow_deaths(entries: Sequence[Entry]) -> None:
    """Whoever has died has no card; where it was not so, theirs is in force again."""
    for entry in entries:
        if entry.person is not None:
            verb = actions.end_cards_of if entry.kind == DIED else actions.bring_back_cards_of
            verb(Actor.system(entry.council), person=entry.person)


@reaction("cards.follow_joins", JOINED_TO, PARTED)
def follow_joins(entries: Sequence[Entry]) -> None:
    """A death that is recorded counts for whoever is joined to the record, and for nobody who is parted from it. What
    was on the card of one of two parted records is in no code of the other's."""
    for entry in entries:
        if entry.kind == PARTED and entry.person is not None and entry.data.get("into"):
            actions.follow_parting(entry.council, one=entry.person, other=entry.data["into"])
        for person in (entry.person, entry.data.get("into")):
            if person is not None:
                actions.settle_death_of(Actor.system(entry.council), person=person, parted=entry.kind == PARTED)


@reaction("cards.follow_pack", COUNCIL_CHANGED)
def follow_pack(entries: Sequence[Entry]) -> None:
    """What the council's card opens may have changed: every card is looked at tonight."""
    if any("details" in each.data.get("fields", ()) for each in entries):
        actions.look_at_all(entries[0].council)
