"""Who is acting: council, user and person ids, role codes. Every verb takes one first."""

from dataclasses import dataclass, replace

ROLES = (
    "resident",
    "helper",
    "partner",
    "contractor",
    "adviser",
    "floorwalker",
    "officer",
    "complaints-officer",
    "manager",
    "designer",
    "insight-analyst",
    "data-protection-officer",
    "member",
    "administrator",
    "system",
)
"""Role codes (DESIGN 7), plus `system` for the installation's own work (jobs, reactions, imports)."""

STAFF = frozenset(
    {
        "adviser",
        "floorwalker",
        "officer",
        "complaints-officer",
        "manager",
        "designer",
        "insight-analyst",
        "data-protection-officer",
        "administrator",
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """One council's view of who acts.

    `user` is the sign-in, `person` the customer it is in this council (the record in front), `own` the very record that
    it was linked to, where that has been read; `token` an API token, `teams` the ids of teams the member of staff
    belongs to. Nobody has no roles.
    """

    council: int
    roles: frozenset[str] = frozenset()
    user: int | None = None
    person: int | None = None
    token: int | None = None
    teams: frozenset[int] = frozenset()
    own: int | None = None

    @classmethod
    def nobody(cls, council: int) -> "Actor":
        """A visitor who has not signed in."""
        return cls(council=council)

    @classmethod
    def system(cls, council: int) -> "Actor":
        """The installation itself: jobs, reactions, importers, packs."""
        return cls(council=council, roles=frozenset({"system"}))

    def has(self, *roles: str) -> bool:
        """Whether the actor has one of `roles`."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_staff(self) -> bool:
        """Whether the actor is staff of this council in any role."""
        return not self.roles.isdisjoint(STAFF)

    @property
    def is_system(self) -> bool:
        """Whether the installation itself acts."""
        return "system" in self.roles

    def as_customer(self) -> "Actor":
        """Staff as residents: at the public doors everybody is a customer, with none of the powers of their work."""
        return replace(self, roles=frozenset({"resident"}), teams=frozenset()) if self.is_staff else self

    def as_person(self, person: int | None) -> "Actor":
        """The same actor with another customer record."""
        return replace(self, person=person, own=None)
