"""Amounts of a service file: charges and estimates as steps, key by key, in canonical order. Money is in pence."""

from dataclasses import dataclass
from decimal import Decimal

from frontdesk.domains.services.definition.conditions import Condition
from frontdesk.domains.services.definition.form import PERIODS
from frontdesk.domains.services.definition.keys import may, need, some

STEP_RULES = ("base", "per_entry", "by_option", "bands", "taper", "concession", "cap")


@dataclass(frozen=True)
class Of:
    """The answer to one or several questions as an amount; inside a group, the sum of its entries."""

    of: tuple[str, ...] = need("codes")


@dataclass(frozen=True)
class PerEntry:
    """So much for each entry of a group, or each unit of a number, `after` so many that are included."""

    of: str = need("code")
    amount: int = need("money")
    after: int = may("whole", 0)


@dataclass(frozen=True)
class OptionAmount:
    """What one option adds."""

    option: str = need("code")
    amount: int = need("money")


@dataclass(frozen=True)
class ByOption:
    """An amount for each option chosen; inside a group, for each entry. Options without a row add nothing."""

    of: str = need("code")
    rows: tuple[OptionAmount, ...] = need("inlines", item=OptionAmount)


@dataclass(frozen=True)
class Band:
    """One row of a table: up to and including this value. Without `up_to`: all above."""

    up_to: Decimal | None = may("number")
    amount: int = need("money")


@dataclass(frozen=True)
class Bands:
    """An amount read from a table by a number or money answer."""

    of: str = need("code")
    rows: tuple[Band, ...] = need("inlines", item=Band)


@dataclass(frozen=True)
class Taper:
    """Takes off so many percent of what the answers together are over a threshold."""

    of: tuple[str, ...] = need("codes")
    over: int = may("money", 0)
    percent: Decimal = need("number")


@dataclass(frozen=True)
class Concession:
    """Takes off a percentage of what has been reached, or a fixed amount."""

    percent: Decimal | None = may("number")
    amount: int | None = may("money")


@dataclass(frozen=True)
class Step:
    """One step of an amount: a label and exactly one rule."""

    label: str = need("text")
    when: Condition | None = may("condition")
    base: int | Of | None = may("sum")
    per_entry: PerEntry | None = may("inline", item=PerEntry)
    by_option: ByOption | None = may("inline", item=ByOption)
    bands: Bands | None = may("inline", item=Bands)
    taper: Taper | None = may("inline", item=Taper)
    concession: Concession | None = may("inline", item=Concession)
    cap: int | Of | None = may("sum")
    note: str = may("text", "")

    @property
    def rules(self) -> list[str]:
        """Names of the rules given; a valid step has one."""
        return [name for name in STEP_RULES if getattr(self, name) is not None]


@dataclass(frozen=True)
class Amount:
    """A charge or an estimate, as a list of steps."""

    code: str = need("code")
    name: str = need("text")
    use: str = need("word", choices=("fee", "estimate"))
    every: str = may("word", "", choices=PERIODS)
    when: Condition | None = may("condition")
    note: str = may("text", "")
    steps: tuple[Step, ...] = some("tables", item=Step, name="step")
