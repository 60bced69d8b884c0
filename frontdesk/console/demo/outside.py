"""The outside system of the demo: its own pages play it, at /demo/schools."""

from django.conf import settings

from frontdesk.console.sign_ins import SCHOOLS, SCHOOLS_SECRET
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.partners import actions, queries
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor


def make_outside(council: Council) -> None:
    """School admissions, registered with a name and a secret that are published. Left alone where it is there."""
    with tenancy.acting_for(council.id):
        if queries.systems(council.id):
            return
        actions.register_system(
            Actor.system(council.id), code="school-places", name="School admissions",
            about="Apply for a school place, and see what was decided. An invented service.",
            start=f"{settings.PUBLIC_ADDRESS}/demo/schools", returns=[f"{settings.PUBLIC_ADDRESS}/demo/schools/back"],
            scopes=["profile", "email"], client=SCHOOLS, secret=SCHOOLS_SECRET,
        )  # fmt: skip
