"""Tables of customers. Search columns (`*_key`, `*_norm`, e164...) are stored normalised by `rules`, with
collation C so that `^@` finds beginnings by their index on any server; see search/.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from frontdesk.domains.access.models import User
from frontdesk.domains.organisations.models import Council
from frontdesk.domains.people.models.accounts import AccountHelp, IdentityProof
from frontdesk.domains.people.models.acting import Authority, Organisation, Relation
from frontdesk.domains.people.models.deaths import Death

__all__ = [
    "AccountHelp",
    "Authority",
    "ContactPoint",
    "Death",
    "Identity",
    "IdentityProof",
    "Join",
    "JoinProposal",
    "NameWord",
    "Need",
    "Organisation",
    "Person",
    "PersonAddress",
    "Relation",
    "ServiceException",
    "SignInLink",
    "Word",
]


class Person(models.Model):
    """A customer. One whose record was joined to another points at the survivor, and always straight at it."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    name = models.TextField()
    given = models.TextField(default="")
    family = models.TextField(default="")
    name_key = models.TextField(db_collation="C", default="")
    date_of_birth = models.DateField(null=True)
    preferred_channel = models.TextField(default="")
    preferred_language = models.TextField(default="")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    merged_at = models.DateTimeField(null=True)
    merged_how = models.TextField(default="")
    restricted = models.BooleanField(default=False)
    readers = ArrayField(models.BigIntegerField(), default=list)
    links_since = models.DateTimeField(null=True)  # links sent to the customer before open nothing any more
    source = models.TextField(default="")
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True)
    import_run = models.BigIntegerField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["council", "name_key", "id"], name="person_name_key"),
            models.Index(fields=["council", "date_of_birth", "id"], name="person_born"),
            models.Index(fields=["council", "merged_into"], name="person_merged"),
            models.Index(
                fields=["council", "import_run", "id"],
                condition=models.Q(import_run__isnull=False),
                name="person_import",
            ),
            models.Index(fields=["council", "id"], condition=models.Q(restricted=True), name="person_restricted"),
        ]


class NameWord(models.Model):
    """One word by which a person is found: given, middle, family and former names, each folded."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="words")
    word = models.TextField(db_collation="C")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "word", "person"], name="name_word_once")]


class Word(models.Model):
    """The dictionary: each distinct name (kind name) and street or building (kind place) a council has met.

    Misspellings are looked up here, among tens of thousands of words, not among a million people: `near` holds the
    word, the word less each letter, and how it sounds, so that a wrong letter is an equality.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    kind = models.TextField()
    word = models.TextField(db_collation="C")
    near = ArrayField(models.TextField(db_collation="C"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "kind", "word"], name="word_once")]
        indexes = [
            GinIndex(fields=["near"], name="word_near", fastupdate=False),
            GinIndex(fields=["word"], name="word_trigrams", opclasses=["gin_trgm_ops"], fastupdate=False),
        ]


class ContactPoint(models.Model):
    """A way to reach a person, where it came from, how sure it is, and when possession was proved."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="points")
    kind = models.TextField()
    value = models.TextField()
    email_norm = models.TextField(db_collation="C", default="")
    phone_e164 = models.TextField(db_collation="C", default="")
    phone_back = models.TextField(
        db_collation="C", default=""
    )  # the digits from the last to the first: found by last digits
    source = models.TextField(default="")
    certainty = models.TextField(default="typed")
    verified_at = models.DateTimeField(null=True)
    verified_how = models.TextField(default="")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["council", "email_norm", "person"], name="point_email", condition=~models.Q(email_norm="")
            ),
            models.Index(
                fields=["council", "phone_e164", "person"], name="point_phone", condition=~models.Q(phone_e164="")
            ),
            models.Index(
                fields=["council", "phone_back", "person"], name="point_tail", condition=~models.Q(phone_back="")
            ),
        ]


class PersonAddress(models.Model):
    """Where a person lives or lived. The keys are read out of the line for the search."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    line = models.TextField(default="")
    postcode = models.TextField(db_collation="C", default="")
    inward_norm = models.TextField(db_collation="C", default="")
    uprn = models.BigIntegerField(null=True)
    number_key = models.TextField(db_collation="C", default="")
    street_key = models.TextField(db_collation="C", default="")
    flat_key = models.TextField(db_collation="C", default="")
    building_key = models.TextField(db_collation="C", default="")
    source = models.TextField(default="")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["council", "postcode", "person"], name="address_postcode"),
            models.Index(
                fields=["council", "inward_norm", "person"], name="address_inward", condition=~models.Q(inward_norm="")
            ),
            models.Index(fields=["council", "uprn", "person"], name="address_uprn"),
            models.Index(
                fields=["council", "number_key", "person"], name="address_number", condition=~models.Q(number_key="")
            ),
            models.Index(fields=["council", "street_key", "number_key", "person"], name="address_street"),
            models.Index(
                fields=["council", "building_key", "flat_key", "person"],
                name="address_building",
                condition=~models.Q(building_key=""),
            ),
        ]


class Identity(models.Model):
    """The number by which another system knows a person.

    `told`: digests of what it told of them last, by field; None where it told nothing by itself.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    system = models.TextField()
    value = models.TextField()
    told = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "system", "value"], name="identity_once")]


class Need(models.Model):
    """Something a person needs from whoever serves them; `instruction` is what staff see and do.

    `code` is a kind of the register (`rules.needs`), `detail` the words that its instruction has, `service` '' = all.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="needs")
    code = models.TextField()
    detail = models.TextField(default="", db_default="")
    instruction = models.TextField()
    service = models.TextField(default="", db_default="")
    sensitive = models.BooleanField(default=False)
    source = models.TextField(default="")
    consent = models.TextField(default="", db_default="")
    consent_words = models.TextField(default="", db_default="")
    recorded_by = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()
    review_on = models.DateField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_why = models.TextField(default="", db_default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["council", "review_on", "id"],
                condition=models.Q(ended_at=None, review_on__isnull=False),
                name="need_review",
            ),
        ]


class NeedSign(models.Model):
    """Something that may mean a need nobody has recorded (`rules.signs`), how often since it was last asked about."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="signs", db_index=False)
    sign = models.TextField()
    times = models.IntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "person", "sign"], name="need_sign_once")]


class SignInLink(models.Model):
    """A sign-in's person in one council, and how it was shown that they are the same; or the offer to be that person.

    An offer is made by staff and opens nothing until whoever holds the sign-in has confirmed that they are this very
    person: staff may have misheard the email. Whatever else the holder does meanwhile leaves it an offer.
    """

    HOWS: ClassVar[tuple[str, ...]] = ("code", "staff", "own")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sign_ins")
    how = models.TextField()
    linked_at = models.DateTimeField()
    linked_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "user"], condition=models.Q(confirmed_at__isnull=False), name="sign_in_link_once"
            ),
            models.UniqueConstraint(
                fields=["council", "person"], condition=models.Q(confirmed_at__isnull=False), name="person_link_once"
            ),
        ]
        indexes = [models.Index(fields=["council", "user"], name="sign_in_link_user")]


class ServiceException(models.Model):
    """A person may use this digital-only service by another way, and why: a code of the service's list, and words.

    One that follows from a `need` is written down when it is first used, and ends with it.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="exceptions")
    service = models.TextField()
    reason = models.TextField()
    words = models.TextField(default="", db_default="")
    granted_by = models.BigIntegerField(null=True)
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    need = models.ForeignKey(Need, on_delete=models.SET_NULL, null=True, related_name="exceptions")

    class Meta:
        indexes = [models.Index(fields=["council", "person", "service"], name="exception_person")]


class Join(models.Model):
    """One record joined to another, so that both are read as one customer: `person` is read through `into`.

    Both were the first of their clusters at that moment. What is not undone makes a forest (`rules.joins`), and
    `Person.merged_into` is its roots, written in the same transaction.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="joins")
    into = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="taken_in")
    how = models.TextField()
    probability = models.FloatField(null=True)
    reasons = models.JSONField(default=list)  # as types.Reason
    why = models.TextField(default="")
    run = models.BigIntegerField(null=True)
    joined_at = models.DateTimeField()
    joined_by = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.BigIntegerField(null=True)
    undone_why = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person"], condition=models.Q(undone_at=None), name="joined_once"
            ),
        ]


class JoinProposal(models.Model):
    """Two records that may be of one customer, the lower id first: waiting for a person to say, or answered.

    `state` is of types.OPEN, JOINED, REJECTED, GONE. A pair that was rejected stays so, and is not proposed again.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    lower = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proposed_with_higher")
    higher = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proposed_with_lower")
    state = models.TextField()
    probability = models.FloatField()
    reasons = models.JSONField(default=list)  # as types.Reason
    why = models.TextField(default="")
    run = models.BigIntegerField(null=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    decided_why = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "lower", "higher"], name="proposed_once")]
        indexes = [
            models.Index(
                fields=["council", "-probability", "id"], condition=models.Q(state="open"), name="proposed_open"
            ),
        ]
