"""Files that come after the form was sent: papers that somebody did not have at hand, or that we asked for."""

from dataclasses import dataclass
from uuid import UUID

from frontdesk.domains.forms import models, queries
from frontdesk.domains.forms.actions.uploads import Checked, keep_file
from frontdesk.domains.forms.types import FINISHED, LATER, MOST_FILES, Upload
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: the request it became, with the version it was made on."""

    request: int
    reference: str
    version: int
    service: str
    channel: str
    person: int | None


def add_to_request(actor: Actor, *, sent: Sent, checked: Checked, question: str = LATER) -> Upload:
    """Keep a checked file with what was sent, in the caller's transaction. The caller has asked its own policy.

    `question`: the one it answers, where it takes the place of another file.

    Answers that came without a form of ours (from another system) get one that is finished already, to hold the file.
    """
    now = clock.now()
    rows = models.Draft.objects.filter(council_id=actor.council, request_id=sent.request)
    row = rows.select_for_update(no_key=True).first() or models.Draft.objects.create(
        council_id=actor.council, request_id=sent.request, reference=sent.reference, version_id=sent.version,
        service=sent.service, channel=sent.channel, started_on=sent.channel, person_id=sent.person, state=FINISHED,
        started_at=now, last_activity=now, finished_at=now,
    )  # fmt: skip
    if models.Upload.objects.filter(council_id=actor.council, draft=row).count() >= MOST_FILES:
        raise Refusal(
            f"There are {MOST_FILES} files already, the most we can take here. Please contact us.", field="files"
        )
    return queries.as_upload(keep_file(actor, row, checked, question=question))


def take_back(actor: Actor, *, request: int, file: str) -> bool:
    """Show a file of a request to nobody any more; whether it was shown till now. The caller tells who and why."""
    rows = models.Upload.objects.filter(council_id=actor.council, draft__request_id=request, key=UUID(file))
    return bool(rows.filter(taken_back_at=None).update(taken_back_at=clock.now()))
