"""The verbs of places."""

from frontdesk.domains.places.actions.addresses import bring_addresses, end_addresses
from frontdesk.domains.places.actions.gazetteer import load_addresses
from frontdesk.domains.places.actions.lists import load_authorities, load_places, load_rounds
from frontdesk.domains.places.actions.lookups import look_up_addresses, look_up_council
from frontdesk.domains.places.actions.outlines import bring_areas, end_areas, load_areas
from frontdesk.domains.places.actions.postcodes import load_postcodes
from frontdesk.domains.places.actions.profiles import load_profiles
from frontdesk.domains.places.actions.undo import undo_addresses, undo_areas, undo_postcodes, undo_profiles
from frontdesk.domains.places.actions.wards import follow_wards

__all__ = [
    "bring_addresses",
    "bring_areas",
    "end_addresses",
    "end_areas",
    "follow_wards",
    "load_addresses",
    "load_areas",
    "load_authorities",
    "load_places",
    "load_postcodes",
    "load_profiles",
    "load_rounds",
    "look_up_addresses",
    "look_up_council",
    "undo_addresses",
    "undo_areas",
    "undo_postcodes",
    "undo_profiles",
]
