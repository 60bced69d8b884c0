"""Where staff are written to about requests: nothing that needs somebody is told to nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frontdesk.domains.access import queries as access
from frontdesk.domains.organisations import queries as organisations


@dataclass(frozen=True, slots=True)
class Addresses:
    """Email addresses: of owners by user, of teams by id, of the council's managers."""

    owners: Mapping[int, str]
    teams: Mapping[int, str]
    managers: tuple[str, ...]

    def of(self, owner: int | None, team: int) -> tuple[str, ...]:
        """The owner's address; of one who has left, or where there is none, the team's."""
        address = self.owners.get(owner or 0)
        return (address,) if address else self.of_team(team)

    def of_team(self, team: int) -> tuple[str, ...]:
        """The team's own address, else the managers'."""
        address = self.teams.get(team)
        return (address,) if address else self.managers


def addresses(council: int, owners: Iterable[int] = ()) -> Addresses:
    """The addresses of these owners as far as they are members still, of all teams and all managers."""
    managers = [member.user for member in access.members(council, role="manager")]
    emails = access.emails_of(council, {*owners, *managers})
    teams = {team.id: team.email for team in organisations.teams(council)}
    return Addresses(emails, teams, tuple(emails[user] for user in managers))
