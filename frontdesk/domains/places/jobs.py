"""What places do by themselves: addresses change wards on the day on which a new set of wards begins."""

from frontdesk.domains.places import actions
from frontdesk.kernel import jobs


@jobs.every("15 0 * * *", "places.follow_wards")
def follow_wards(council: int) -> None:
    """Addresses follow the wards that began or ended of late."""
    actions.follow_wards(council)
