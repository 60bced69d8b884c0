"""In which segment a customer is, why, and what of an area's profile is a sign that people there may be left behind."""

from collections.abc import Mapping

from frontdesk.domains.segments.types import Known, Mark, Rule, Rules
from frontdesk.kernel import channels

YEAR = 365


def segment_of(known: Known, rules: Rules) -> Rule:
    """The first segment whose rule fits; the last one where none does."""
    return next((rule for rule in rules.segments if fits(known, rule)), rules.segments[-1])


def fits(known: Known, rule: Rule) -> bool:
    """Whether all that the rule asks holds."""
    return not (
        (rule.organisation and not known.organisation)
        or (rule.outside and not known.outside)
        or (rule.at_least is not None and known.contacts < rule.at_least)
        or (rule.at_most is not None and known.contacts > rule.at_most)
        or (rule.online_only and online(known.by_channel) < known.contacts)
    )


def online(by_channel: Mapping[str, int]) -> int:
    """How many of the contacts came by a digital channel."""
    return sum(number for channel, number in by_channel.items() if channel in channels.DIGITAL)


def why(contacts: int, by_channel: Mapping[str, int], rule: Rule, days: int) -> str:
    """What led to a segment, as a sentence: "7 contacts on 4 channels in the last 12 months."""
    told = counted(contacts, by_channel, days)
    if rule.organisation:
        return f"The record is of an organisation. {told}"
    if rule.outside:
        return f"The address on the record lies outside the council's area. {told}"
    return told


def counted(number: int, by_channel: Mapping[str, int], days: int) -> str:
    """The contacts as a sentence."""
    ways = len(by_channel)
    if not number:
        return f"No contact in {span(days)}."
    whole = f"{number:,} contact{'s' * (number != 1)} on {ways} channel{'s' * (ways != 1)} in {span(days)}"
    return f"{whole}, all of them online." if online(by_channel) == number else f"{whole}."


def span(days: int) -> str:
    """The days that count, in words."""
    return "the last 12 months" if days == YEAR else f"the last {days} days"


def in_words(rule: Rule, rules: Rules) -> str:
    """A rule as a sentence."""
    if rule.organisation:
        return "The record is of an organisation."
    if rule.outside:
        return "The home address on the record lies outside the council's area."
    asked = []
    if rule.at_least is not None and rule.at_most is not None:
        asked.append(f"{rule.at_least} to {rule.at_most} contacts")
    elif rule.at_least is not None:
        asked.append(f"{rule.at_least} contacts or more")
    elif rule.at_most is not None:
        asked.append(f"{rule.at_most} contacts or fewer")
    if rule.online_only:
        asked.append("none of them by phone, in person or another way that takes staff")
    said = ", ".join(asked) if asked else "Everybody else"
    return f"{said[0].upper()}{said[1:]}, in {span(rules.days)}."


def signs(figures: Mapping[str, float | None], marks: tuple[Mark, ...]) -> list[Mark]:
    """What of an area's figures is a sign; a figure that is not known is none."""
    found = []
    for mark in marks:
        value = figures.get(mark.code)
        if value is None:
            continue
        if (mark.under is not None and value < mark.under) or (mark.over is not None and value > mark.over):
            found.append(mark)
    return found


def likelihood(found: int) -> str:
    """How likely it is that people of an area are left behind, by the number of signs."""
    return "not likely" if not found else "possible" if found == 1 else "likely" if found == 2 else "very likely"
