"""From what the engine found to what `bring_matches` takes: the rules' word on each pair."""

from collections.abc import Iterable, Mapping

from frontdesk.domains.people.matching.engine import Found
from frontdesk.domains.people.matching.model import Model
from frontdesk.domains.people.rules import matching as rules
from frontdesk.domains.people.types import Match, Reason

HELD = "held"
"""The comparison whose level says why a pair that is probable enough does not join by itself (`rules.Held`)."""


def decide(found: Iterable[Found], model: Model, roots: Mapping[int, int]) -> tuple[list[Match], list[Match]]:
    """(certain, doubtful) pairs, the surest first. `roots`: the customer of each record that belongs to another."""
    sure: dict[tuple[int, int], Found] = {}
    doubtful: list[Match] = []
    for each in found:
        verdict = rules.verdict(each.pair, model.certain, model.doubtful)
        if verdict is rules.Verdict.CERTAIN:
            sure[each.pair.low, each.pair.high] = each
        elif verdict is rules.Verdict.DOUBTFUL:
            doubtful.append(_told(each, rules.held(each.pair) if each.pair.probability >= model.certain else None))
    joined, disagree = rules.together([each.pair for each in sure.values()], roots)
    certain = [_told(sure[pair.low, pair.high]) for pair in joined]
    doubtful += [_told(sure[pair.low, pair.high], rules.Held.DISAGREE) for pair in disagree]
    return sorted(certain, key=_surest), sorted(doubtful, key=_surest)


def _told(found: Found, held: rules.Held | None = None) -> Match:
    pair, why = found.pair, ((Reason(HELD, held.value),) if held else ())
    return pair.low, pair.high, pair.probability, found.reasons + why


def _surest(told: Match) -> tuple[float, int, int]:
    return -told[2], told[0], told[1]
