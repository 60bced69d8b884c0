"""The people of the demo: those who sign in."""

from frontdesk.console.sign_ins import PASSWORD, SIGN_INS, TOKEN, TOKEN_SCOPES
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as access_queries
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor


def open_sign_ins(council: Council) -> None:
    """Every demo sign-in with its membership of `council`, and the demo token."""
    system = Actor.system(council.id)
    with tenancy.acting_for(council.id):
        for person in SIGN_INS:
            user = access.open_sign_in(email=person.email, password=PASSWORD, full_name=person.name, verified=True)
            if not person.roles:
                resident = access_queries.actor_for(council.id, user)
                people.own_record(resident, name=person.name, source="web")
            if person.roles:
                access.set_member(system, user=user, name=person.name, roles=person.roles, teams=person.teams)
        access.create_token(system, label="Demo", scopes=TOKEN_SCOPES, per_minute=0, secret=TOKEN)


def actors(council: int) -> dict[str, Actor]:
    """Those of them who are there, by role, as the council knows them."""
    users = {each.role: access_queries.user_by_email(each.email) for each in SIGN_INS}
    return {
        role: access_queries.actor_for(council, user.pk, queries.person_of(council, user.pk))
        for role, user in users.items()
        if user is not None
    }
