"""What forms hold on a person: what was typed and not yet sent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.forms import actions, queries
from frontdesk.domains.forms.rules.summary import rows
from frontdesk.kernel.holdings import Holding, register


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    for draft in queries.drafts_of_people(council, people):
        names = defaultdict(str, {upload.key: upload.name for upload in queries.uploads(draft)})
        definition = draft.published.definition
        answers = rows(definition, queries.journey(draft).live, file_name=names.__getitem__)
        yield {
            "what": "Unfinished form" if draft.request is None else "Form that was sent",
            "service": definition.name,
            "service_code": definition.code,
            "reference": draft.reference,
            "channel": draft.channel,
            "began_by": draft.started_on,
            "page": draft.page,
            "language": draft.language,
            "link_sent_to": draft.email,
            "proposed_from_what_we_know": dict(draft.known),
            "looked_up": dict(draft.facts),
            "looked_up_on": draft.facts_on,
            "started_at": draft.started_at,
            "last_worked_on": draft.last_activity,
            "answers": {row.label: ", ".join(row.lines) for row in answers},
            **_help(council, draft.id),
        }


def _help(council: int, draft: int) -> Mapping[str, Any]:
    """What was agreed, asked for and given of help with it."""
    found = queries.offer_of(council, draft)
    if found is None:
        return {}
    return {
        "help_may_be_offered_to": ", ".join(filter(None, (found.email, found.phone))),
        "help_first_spoken_of_at": found.begun_at,
        "agreed_to_be_offered_help_at": found.agreed_at,
        "help_offered_at": found.sent_at,
        "asked_for_help_at": found.asked_at,
        "wanted_no_more_help_at": found.stopped_at,
        "helped_at": found.helped_at,
        "rung_and_not_reached": found.tried,
        "last_rung_and_not_reached_at": found.tried_at,
    }


register(
    Holding(
        name="forms",
        label="Forms you began and have not sent",
        keep="28 days after you last worked on them",
        export=_export,
        erase=actions.erase_people,
        active=queries.active,
    )
)
