"""What can be brought in."""

from collections.abc import Mapping

from frontdesk.console.imports.addresses import ADDRESSES
from frontdesk.console.imports.boundaries import BOUNDARIES
from frontdesk.console.imports.contacts import CONTACTS
from frontdesk.console.imports.kind import Kind
from frontdesk.console.imports.people import PEOPLE
from frontdesk.console.imports.postcodes import POSTCODES
from frontdesk.console.imports.profiles import PROFILES
from frontdesk.console.imports.requests import REQUESTS

KINDS: Mapping[str, Kind] = {
    kind.code: kind for kind in (ADDRESSES, BOUNDARIES, CONTACTS, PEOPLE, POSTCODES, PROFILES, REQUESTS)
}
