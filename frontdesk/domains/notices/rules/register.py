"""The register of kinds of notice and of whom they can be told, as a council's pack says it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from frontdesk.domains.notices.types import ALWAYS, BORN, DIED, MOVED, STRANGERS, Detail, Kind, Recipient

_KIND = {"name", "service", "effect", "check", "choices", "details", "recipient"}
_RECIPIENT = {"code", "name", "does", "gets", "team", "email", "evidence", "days"}
_WANTED = {DIED: ("name", "born", "on"), BORN: ("name", "born"), MOVED: ("address", "on")}
"""Details without which a kind can not do what it does."""


def register(table: Mapping[str, Any]) -> Mapping[str, Kind]:
    """The kinds of a table by code. ValueError in a sentence for what can not be used."""
    return MappingProxyType({code: _kind(code, told) for code, told in table.items()})


def _kind(code: str, told: Any) -> Kind:
    here = f"kind.{code}"
    if not isinstance(told, Mapping):
        raise ValueError(f"“{here}” must be a table with name, service, choices, details and recipients.")
    _known(here, told, _KIND)
    name, service = _text(here, told, "name"), _text(here, told, "service")
    details = {key: _detail(f"{here}.details.{key}", key, each) for key, each in dict(told.get("details", {})).items()}
    effect, check = str(told.get("effect", "")), str(told.get("check", ALWAYS))
    if effect not in ("", *_WANTED):
        raise ValueError(f"“{here}.effect” must be one of {', '.join(_WANTED)}, or left out.")
    if check not in (ALWAYS, STRANGERS):
        raise ValueError(f"“{here}.check” must be {ALWAYS} or {STRANGERS}.")
    if missing := [each for each in _WANTED.get(effect, ()) if each not in details]:
        raise ValueError(f"“{here}.details” needs “{missing[0]}”, because of what this kind does.")
    recipients = [_recipient(here, each, details) for each in told.get("recipient", ())]
    codes = [each.code for each in recipients]
    if not codes or len(codes) != len(set(codes)):
        raise ValueError(f"“{here}” needs recipients, each with a code of its own.")
    choices = _texts(here, told, "choices")
    return Kind(
        code, name, service, choices, MappingProxyType(details),
        MappingProxyType({each.code: each for each in recipients}), effect, check,
    )  # fmt: skip


def _detail(here: str, code: str, told: Any) -> Detail:
    if not isinstance(told, Mapping) or set(told) != {"label", "question"}:
        raise ValueError(f"“{here}” needs a label and a question, and nothing else.")
    return Detail(code, _text(here, told, "label"), _text(here, told, "question"))


def _recipient(kind: str, told: Any, details: Mapping[str, Detail]) -> Recipient:
    if not isinstance(told, Mapping):
        raise ValueError(f"“{kind}.recipient” must be tables.")
    here = f"{kind}.recipient {told.get('code', '')}".strip()
    _known(here, told, _RECIPIENT)
    gets = _texts(here, told, "gets")
    if unknown := [each for each in gets if each not in details]:
        raise ValueError(f"“{here}” gets “{unknown[0]}”, which is no detail of this kind.")
    team, email = str(told.get("team", "")), str(told.get("email", ""))
    if bool(team) == bool(email):
        raise ValueError(f"“{here}” needs either a team of the council or an email of another organisation.")
    if email and "@" not in email:
        raise ValueError(f"“{here}.email” is no email address.")
    evidence, days = told.get("evidence", False), told.get("days", 5)
    if not isinstance(evidence, bool) or not isinstance(days, int) or not 1 <= days <= 90:
        raise ValueError(f"“{here}”: evidence is true or false, days a number from 1 to 90.")
    code, name, does = (_text(here, told, key) for key in ("code", "name", "does"))
    return Recipient(code, name, does, gets, team, email, evidence, days)


def _known(here: str, told: Mapping[str, Any], keys: set[str]) -> None:
    if unknown := sorted(set(told) - keys):
        raise ValueError(f"“{here}” has “{unknown[0]}”, which is not known here.")


def _text(here: str, told: Mapping[str, Any], key: str) -> str:
    value = told.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"“{here}” needs “{key}” in words.")
    return value


def _texts(here: str, told: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = told.get(key)
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        raise ValueError(f"“{here}” needs “{key}”: a list of codes.")
    return tuple(str(each) for each in value)
