"""Reading what was typed into the boxes of a small form."""

from datetime import date

from django.http import QueryDict

from frontdesk.kernel.errors import Refusal


def day_in(typed: QueryDict, name: str, sentence: str) -> date | None:
    """A day from three boxes; None when all are empty. Refusal with `sentence` for what is no day."""
    parts = [typed.get(f"{name}-{part}", "").strip() for part in ("year", "month", "day")]
    if not any(parts):
        return None
    try:
        return date(*(int(part) for part in parts))
    except (ValueError, OverflowError):
        raise Refusal(sentence, field=f"{name}-day") from None
