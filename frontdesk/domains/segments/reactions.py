"""What segments do about news of lower domains: whom the next round looks at."""

from collections.abc import Sequence

from frontdesk.domains.contacts.types import CONTACT_NAMED, CONTACT_OPENED, CONTACT_RECORDED
from frontdesk.domains.people.types import CHANGED, CREATED, JOINED_TO, MOVED, PARTED, RESTRICTED
from frontdesk.domains.people.types.acting import ORGANISATION_MADE
from frontdesk.domains.people.types.deaths import DEATH_ENDED, DEATH_SAID, DIED
from frontdesk.domains.places.types import ADDRESSES_LOADED, AUTHORITIES_LOADED, POSTCODES_LOADED, PROFILES_LOADED
from frontdesk.domains.segments import actions
from frontdesk.kernel import imports
from frontdesk.kernel.journal import Entry, reaction


@reaction("segments.follow_customers", CONTACT_OPENED, CONTACT_RECORDED, CONTACT_NAMED, CREATED, CHANGED, MOVED,
          RESTRICTED, JOINED_TO, PARTED, ORGANISATION_MADE, DEATH_SAID, DIED, DEATH_ENDED)  # fmt: skip
def follow_customers(entries: Sequence[Entry]) -> None:
    """Contacts came or were named, a record changed: these customers are looked at."""
    people = {each.person for each in entries} | {each.data.get("into") for each in entries}
    people |= {each.data.get("was") for each in entries if each.kind == CONTACT_NAMED}
    actions.look_at(entries[0].council, {each for each in people if each is not None})


@reaction("segments.follow_places", ADDRESSES_LOADED, AUTHORITIES_LOADED, POSTCODES_LOADED, PROFILES_LOADED,
          imports.UNDONE)  # fmt: skip
def follow_places(entries: Sequence[Entry]) -> None:
    """What is known of places has changed, or an import was taken back: everybody is looked at."""
    actions.look_at_all(entries[0].council)
