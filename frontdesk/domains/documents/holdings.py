"""The letters that we wrote to a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.documents import actions, queries
from frontdesk.domains.documents.types import OTHER_FORMATS
from frontdesk.kernel.holdings import Holding, RecordClass, register, retain
from frontdesk.kernel.references import show_reference


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    for letter in queries.letters_of(council, people, limit=None):
        yield {
            "what": "Letter to you",
            "reference": show_reference(letter.reference),
            "version": letter.version,
            "about": letter.about,
            "began_as": letter.template,
            "subject": letter.words.subject,
            "body": letter.words.body,
            "signed_by": letter.words.signed,
            "language": letter.language,
            "print": letter.size,
            "issued": letter.issued_at,
            "by_post": letter.by_post,
            "posted": letter.posted_at,
            "other_format": OTHER_FORMATS.get(letter.other_format, letter.other_format),
            "other_format_made": letter.made_at,
            "opened_in_your_account": letter.opened_at,
        }


register(
    Holding(
        name="documents",
        label="Letters we wrote to you",
        keep="6 years after they were issued; then only that and when we wrote",
        export=_export,
        erase=actions.erase_people,
        named=queries.named,
    )
)
retain(RecordClass("documents", actions.expire))
