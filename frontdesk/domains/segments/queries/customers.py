"""The segment of one customer, the rules of a council and the profiles of its areas."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection

from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.segments import models
from frontdesk.domains.segments.rules import deciding, stated
from frontdesk.domains.segments.rules.likely import help_online
from frontdesk.domains.segments.types import BY_RIGHT, FIGURES, SAID, Place, Rules, Standing

SEGMENT, SIGN = "segment", "sign"
"""What a strategy says of them."""
MOST_PROFILES = 200
_FIGURES = """
    SELECT profile, avg(signal), avg(broadband), avg(over_65), avg(low_income)
    FROM places_profile_facts WHERE council = %s GROUP BY profile
"""
_PROFILES = """
    SELECT profile, min(label) FROM places_profile_facts WHERE council = %s GROUP BY profile ORDER BY 2, 1 LIMIT %s
"""


def rules_of(council: int) -> Rules:
    """The rules of a council, with the names and numbers that its strategy states."""
    found = organisations.strategy(council)
    said, limits = ([each.said for each in found if each.kind == kind] for kind in (SEGMENT, SIGN))
    return stated.rules_of(said, limits)


def standing_of(council: int, cluster: Iterable[int]) -> Standing | None:
    """The segment of a customer, all of whose records are given, with the reason in words; None where there is none."""
    row = _row(council, cluster)
    if row is None:
        return None
    kept = models.Round.objects.filter(council_id=council).values_list("rules", flat=True).first()
    rule, days = stated.rule_of(row.segment, kept or {})
    why = deciding.why(row.contacts, row.by_channel, rule, days)
    signs = (kept or {}).get("areas", {}).get(row.profile, ())
    may_need = help_online(row.contacts, row.by_channel, signs, days)
    return Standing(
        row.person_id, row.segment, rule.name, why, row.counted_on, row.version, row.by_channel, row.profile, may_need
    )


def place_of(council: int, cluster: Iterable[int]) -> Place:
    """What a customer is among, by code: for the order of offers."""
    row = _row(council, cluster)
    return Place(row.segment, row.profile) if row else Place()


def is_left_out(council: int, cluster: Iterable[int]) -> bool:
    """Whether the customer is in no segment because they, or the law, said so."""
    return models.LeftOut.objects.filter(council_id=council, person_id__in=list(cluster)).exists()


def left_out(council: int, cluster: Iterable[int]) -> str:
    """Why the customer is in no segment: BY_RIGHT where they asked by right, SAID where they only said so, else ''."""
    rows = models.LeftOut.objects.filter(council_id=council, person_id__in=list(cluster))
    found = set(rows.values_list("by_right", flat=True))
    return BY_RIGHT if True in found else SAID if found else ""


def profiles(council: int) -> list[tuple[str, str]]:
    """The kinds of area that were imported: (code, what it is called)."""
    with connection.cursor() as cursor:
        cursor.execute(_PROFILES, [council, MOST_PROFILES])
        return list(cursor.fetchall())


def figures_of_areas(council: int) -> dict[str, dict[str, float | None]]:
    """The figures of each kind of area in per cent, the means of its postcodes, by the codes of the marks."""
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, [council])
        return {profile: dict(zip(FIGURES, means, strict=True)) for profile, *means in cursor.fetchall()}


def _row(council: int, cluster: Iterable[int]) -> models.Standing | None:
    return models.Standing.objects.filter(council_id=council, person_id__in=list(cluster)).order_by("person_id").first()


def held_on(council: int, people: list[int]) -> Iterator[Mapping[str, Any]]:
    """What is held on these records, as the copy of their data tells it."""
    for row in models.Standing.objects.filter(council_id=council, person_id__in=people).order_by("person_id"):
        told = standing_of(council, [row.person_id])
        yield {
            "what": "Kind of customer",
            "kind": told.name if told else "",
            "code": row.segment,
            "because": told.why if told else "",
            "contacts": row.contacts,
            "contacts_by_channel": row.by_channel,
            "since": row.counted_on,
            "counted_again_on": row.looks_on,
            "kind_of_area_by_postcode": row.profile,
            "may_need": told.may_need.what if told and told.may_need else "",
            "how_likely": told.may_need.likelihood if told and told.may_need else "",
            "because_of": list(told.may_need.reasons) if told and told.may_need else [],
            "rules": row.version,
            "used_for": "The order of offers, and figures. It never decides what you may have.",
        }
    for left in models.LeftOut.objects.filter(council_id=council, person_id__in=people).order_by("person_id"):
        yield {"what": "Counted as no kind of customer", "since": left.at, "asked_by_right": left.by_right}
