"""Requests and what belongs to them. Words that people wrote lie in `RequestAnswers` and `RequestText`, and can go."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When

from frontdesk.domains.contacts.models import Contact, Matter
from frontdesk.domains.organisations.models import Council, Team
from frontdesk.domains.people.models import Person
from frontdesk.domains.services.models import ServiceVersion

_OPEN = Q(closed_at=None)


class Request(models.Model):
    """One customer's use of one service.

    `state` (running, waiting, stopped), `side` (open, completed, neither), `due_at`, `due_on`, `warn_at`, `missed`
    and `kept` are what `RequestEvent` comes to, kept here for lists and worked out anew at each event. `clock` is the
    rule of the promise as it was on receipt, `missed_promise` the promise that was missed before the request was moved
    to another service (the miss counts there), `changes` counts what was done. `order_at` puts lists in order: the due
    moment, else far ahead. `disputed_at` stands from a dispute to the next closing, `unread_at` from
    the customer's words to the next thing that staff do. Links sent before
    `links_since` open nothing any more. A `channel` of '' says that nobody contacted us: our own staff found it.
    `acted_by` is who asked for it in the person's name. `identity` says by which kind of proof it was shown who the
    customer is when it was sent, where the service asks for that.
    `import_key` is what another system called it, and a due day without a `clock` is that system's own.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    reference = models.TextField()
    service = models.TextField()
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, db_index=False, related_name="+")
    kind = models.TextField()
    tier = models.SmallIntegerField()
    restricted = models.BooleanField(default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    acted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    draft_id = models.BigIntegerField(null=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, db_index=False, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    status = models.TextField()
    state = models.TextField()
    side = models.TextField(default="open")
    outcome = models.TextField(default="")
    channel = models.TextField()
    digital = models.BooleanField()
    assisted = models.BooleanField()
    ending = models.TextField(default="")
    exception_id = models.BigIntegerField(null=True)
    identity = models.TextField(default="", db_default="")
    language = models.TextField(default="en")
    uprn = models.BigIntegerField(null=True)
    easting = models.FloatField(null=True)
    northing = models.FloatField(null=True)
    ward = models.TextField(default="")
    fee = models.IntegerField(null=True)
    promise = models.TextField(default="")
    promise_version = models.BigIntegerField(null=True)
    promise_words = models.TextField(default="")
    clock = models.JSONField(null=True)
    received_at = models.DateTimeField()
    local_day = models.DateField()
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    warn_at = models.DateTimeField(null=True)
    order_at = models.DateTimeField()
    by_the_minute = models.BooleanField(default=False)
    missed = models.BooleanField(default=False)
    missed_promise = models.TextField(default="")
    kept = models.BooleanField(null=True)
    warned_at = models.DateTimeField(null=True)
    expected_on = models.DateField(null=True)
    disputed_at = models.DateTimeField(null=True)
    unread_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    links_since = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    changes = models.IntegerField(default=0)
    import_run = models.BigIntegerField(null=True)
    import_key = models.TextField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "reference"], name="request_reference"),
            models.UniqueConstraint(
                fields=["council", "import_key"], condition=Q(import_key__isnull=False), name="request_import_once"
            ),
            models.UniqueConstraint(
                fields=["council", "draft_id"], condition=Q(draft_id__isnull=False), name="request_one_a_draft"
            ),
            models.CheckConstraint(condition=~_OPEN | Q(owner__isnull=False), name="request_open_has_an_owner"),
            models.CheckConstraint(
                condition=(_OPEN & ~Q(state="stopped") & Q(side="open"))
                | (~_OPEN & Q(state="stopped") & ~Q(side="open")),
                name="request_closed_agrees",
            ),
        ]
        indexes = [
            models.Index(fields=["council", "order_at", "id"], name="request_open", condition=_OPEN),
            models.Index(fields=["council", "owner", "order_at", "id"], name="request_open_owner", condition=_OPEN),
            models.Index(fields=["council", "team", "order_at", "id"], name="request_open_team", condition=_OPEN),
            models.Index(fields=["council", "service", "order_at", "id"], name="request_open_service", condition=_OPEN),
            models.Index(fields=["council", "ward", "order_at", "id"], name="request_open_ward", condition=_OPEN),
            # All that figures ask of open work that is late stands in the index: its rows lie all over the table.
            models.Index(
                "council",
                Case(When(missed=True, then=F("received_at")), default=F("due_at")),
                include=[
                    "received_at",
                    "due_at",
                    "missed",
                    "local_day",
                    "service",
                    "ward",
                    "channel",
                    "side",
                    "promise",
                    "missed_promise",
                    "closed_at",
                ],
                name="request_open_late",
                condition=_OPEN,
            ),
            models.Index(fields=["council", "order_at", "id"], name="request_waiting", condition=Q(state="waiting")),
            models.Index(
                fields=["council", "order_at", "id"],
                name="request_warned",
                condition=_OPEN & Q(warned_at__isnull=False),
            ),
            models.Index(
                fields=["council", "order_at", "id"],
                name="request_disputed",
                condition=_OPEN & Q(disputed_at__isnull=False),
            ),
            models.Index(
                fields=["council", "order_at", "id"],
                name="request_unread",
                condition=_OPEN & Q(unread_at__isnull=False),
            ),
            models.Index(
                fields=["council", "warn_at", "id"],
                name="request_to_warn",
                condition=Q(warned_at=None, state="running", warn_at__isnull=False),
            ),
            models.Index(fields=["council", "closed_at", "id"], name="request_closed", condition=~_OPEN),
            models.Index(fields=["council", "owner", "closed_at", "id"], name="request_closed_owner", condition=~_OPEN),
            models.Index(fields=["council", "team", "closed_at", "id"], name="request_closed_team", condition=~_OPEN),
            models.Index(
                fields=["council", "ward", "closed_at", "id"],
                name="request_closed_ward",
                condition=~_OPEN & ~Q(ward=""),
            ),
            models.Index(fields=["council", "person", "-received_at", "-id"], name="request_person"),
            models.Index(
                fields=["council", "acted_by", "-received_at", "-id"],
                name="request_acted_by",
                condition=Q(acted_by__isnull=False),
            ),
            models.Index(fields=["council", "service", "received_at", "id"], name="request_service_order"),
            models.Index(
                fields=["council", "service", "easting"],
                name="request_near",
                condition=_OPEN & Q(easting__isnull=False),
            ),
            models.Index(fields=["council", "local_day", "id"], name="request_day_order"),
            models.Index(
                fields=["council", "ward", "local_day", "id"], condition=~Q(ward=""), name="request_ward_order"
            ),
            models.Index(
                fields=["council", "id"], condition=Q(ward="", easting__isnull=False), name="request_without_ward"
            ),
            models.Index(
                fields=["council", "import_run", "id"], condition=Q(import_run__isnull=False), name="request_import"
            ),
        ]


class RequestAnswers(models.Model):
    """What the customer answered, canonical. A correction is a new row; the old ones stay.

    `facts` are the looked-up codes and numbers that the answers were judged by; null where they were not kept.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, related_name="answers", db_index=False, db_constraint=False
    )
    number = models.SmallIntegerField()
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, db_index=False, related_name="+")
    answers = models.JSONField()
    facts = models.JSONField(null=True)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "request", "number"], name="request_answers_number")]


class RequestEvent(models.Model):
    """Something that moves the clock: started, paused, resumed, reset, extended, stopped, reopened, recategorised."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, related_name="events", db_index=False, db_constraint=False
    )
    at = models.DateTimeField()
    kind = models.TextField()
    name = models.TextField(default="")
    key = models.TextField(default="")
    by = models.IntegerField(default=0)
    rule = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["council", "request", "at", "id"], name="request_event")]


class RequestText(models.Model):
    """Words about a request: notes, questions, answers, messages, disputes. Erasing empties the body.

    `unseen`: words of ours to the customer that they have not opened in their account.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, related_name="texts", db_index=False, db_constraint=False
    )
    kind = models.TextField()
    body = models.TextField()
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    by_customer = models.BooleanField(default=False)
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    erased_at = models.DateTimeField(null=True)
    unseen = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "answers"], condition=Q(answers__isnull=False), name="request_question_answered_once"
            )
        ]
        indexes = [
            models.Index(fields=["council", "request", "id"], name="request_text"),
            models.Index(fields=["council", "request"], name="request_text_unseen", condition=Q(unseen=True)),
        ]


class RequestContact(models.Model):
    """A contact that was about the request; the first is the one it came by."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, related_name="contacts", db_index=False, db_constraint=False
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "request", "contact", "matter"], name="request_contact_once")
        ]
        indexes = [models.Index(fields=["council", "contact"], name="request_contact")]


class RequestLink(models.Model):
    """Two requests that belong together. `same-as`: this one was reported before as the other."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, related_name="links", db_index=False, db_constraint=False
    )
    other = models.ForeignKey(
        Request, on_delete=models.PROTECT, related_name="linked_from", db_index=False, db_constraint=False
    )
    kind = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "request", "other", "kind"], name="request_link_once"),
            models.CheckConstraint(condition=~Q(request=F("other")), name="request_link_to_another"),
        ]
        indexes = [models.Index(fields=["council", "other"], name="request_linked_from")]


class RequestOutside(models.Model):
    """How a request looks to the outside system that sent it: its own id there, and the words it sent beside the form.

    The words lie in `RequestText`, so that they go when the person's details go.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    request = models.OneToOneField(
        Request, on_delete=models.PROTECT, primary_key=True, related_name="outside", db_constraint=False
    )
    token_id = models.BigIntegerField()
    outside_id = models.TextField(default="")
    description = models.ForeignKey(
        RequestText, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    media = models.ForeignKey(
        RequestText, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        indexes = [models.Index(fields=["council", "token_id", "outside_id"], name="request_outside_id")]


class RequestFollower(models.Model):
    """Somebody who wants to hear what becomes of a request that somebody else made. Ended, the address is empty."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, related_name="followers", db_index=False, db_constraint=False
    )
    email = models.TextField()
    asked_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "request", "email"], condition=~Q(email=""), name="request_follower_once"
            )
        ]
        indexes = [models.Index(fields=["council", "email"], name="request_follower_email", condition=~Q(email=""))]


class SavedList(models.Model):
    """A list of requests under a name, as `types.lists.Wanted` has it: a colleague's own, or a team's."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, db_index=False)
    user_id = models.BigIntegerField(null=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    name = models.TextField()
    wanted = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["council", "user_id", "id"], name="saved_list_user")]
