"""One sign-in per installation (`User`, not under the council policy), memberships and tokens per council."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from frontdesk.domains.organisations.models import Council, Team


class UserManager(BaseUserManager["User"]):
    """Creates sign-ins; allauth calls this too."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """A sign-in with this email, which is stored in lower case."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A sign-in: an identity that may be a customer of several councils and staff of others."""

    email = models.EmailField(unique=True)
    full_name = models.TextField(default="", blank=True)
    is_active = models.BooleanField(default=True)
    opened_by_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    preferences = models.JSONField(default=dict)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()


class Membership(models.Model):
    """Staff, helpers, partners and members of a council, with their roles.

    With `asked_at` they have been asked to work here and have not accepted yet: nobody counts them as a member.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    name = models.TextField()
    roles = ArrayField(models.TextField())
    asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "user"], name="membership_once")]


class MembershipTeam(models.Model):
    """A member's place in a team."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="places")
    team = models.ForeignKey(Team, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "team"], name="membership_team_once")]


class Token(models.Model):
    """An API token of one council. Only its hash is kept; the secret is shown once."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT)
    label = models.TextField()
    secret_hash = models.TextField(unique=True)
    scopes = ArrayField(models.TextField())
    per_minute = models.IntegerField(default=600)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class SignUp(models.Model):
    """Somebody began to create an account here: whether they finished (`done_at`), and how often the code was wrong.

    No email and no name: those are the sign-in's, and a sign-up given up stays counted without it.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()
    wrong_codes = models.IntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["council", "started_at"], name="sign_up_started")]
