"""Runs the model: Splink on DuckDB, over files of records, with a limit of memory and threads."""

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontdesk.domains.people.matching import features
from frontdesk.domains.people.matching.model import FEWEST, LISTS, OTHER, WAYS, Block, Comparison, Model
from frontdesk.domains.people.rules.matching import Pair
from frontdesk.domains.people.types import Reason
from frontdesk.kernel.errors import Refusal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1100MB"
"""Most that DuckDB keeps in memory; what is more goes to files in the working folder."""
THREADS = 2
AT_ONCE = 10_000
_MISSING = "Matching needs Splink and DuckDB, which are not installed here: pip install 'frontdesk[matching]'."

Tell = Callable[[str], None]

_PAIRS = """SELECT least(q.id_l, q.id_r), greatest(q.id_l, q.id_r), q.match_probability,
 list_contains(c.roots, pl.root) OR list_contains(c.roots, pr.root), coalesce(n.other, false),
 coalesce(list_has_any(tl.proved, tr.proved), false), {told}
 FROM {predicted} q CROSS JOIN (SELECT coalesce(list(DISTINCT root), []) AS roots FROM person WHERE restricted) c
 JOIN person pl ON pl.id = q.id_l JOIN person pr ON pr.id = q.id_r
 LEFT JOIN points tl ON tl.person = q.id_l LEFT JOIN points tr ON tr.person = q.id_r
 LEFT JOIN numbered n ON n.id_l = q.id_l AND n.id_r = q.id_r
 WHERE pl.root <> pr.root ORDER BY 1, 2"""
_NUMBERED = """CREATE TABLE numbered AS SELECT id_l, id_r, true AS other FROM (
 SELECT q.id_l, q.id_r, a.system, bool_or(a.value = b.value) AS same
 FROM {predicted} q JOIN identity a ON a.person = q.id_l JOIN identity b ON b.person = q.id_r AND a.system = b.system
 WHERE a.system NOT IN ({several}) GROUP BY 1, 2, 3) WHERE NOT same GROUP BY 1, 2"""

_RARE = """CREATE TABLE rare_{name} AS SELECT {name},
 count(*) / greatest(sum(count(*)) OVER (), {fewest}) AS tf_{name}
 FROM records WHERE {name} IS NOT NULL GROUP BY {name}"""
"""How common each name is: as Splink counts, but among few records none is common for standing there twice."""


@dataclass(frozen=True, slots=True)
class Found:
    """A pair, and what each field weighed."""

    pair: Pair
    reasons: tuple[Reason, ...]


def require_parts() -> None:
    """Refuse, with the sentence, where the optional parts are not installed."""
    try:
        importlib.import_module("splink")
        importlib.import_module("duckdb")
    except ImportError:
        raise Refusal(_MISSING) from None


class Run:
    """One comparison of all records in a folder of files (see `features.TABLES`); ends with `close`.

    `records` and `pairs`: how many were compared, and how many pairs came out at or above the doubtful threshold.
    """

    def __init__(self, folder: Path, model: Model, tell: Tell = lambda _: None, *, memory: str = MEMORY) -> None:
        require_parts()
        duckdb: Any = importlib.import_module("duckdb")
        self.model = model
        self.con: DuckDBPyConnection = duckdb.connect()
        self.con.execute(f"SET memory_limit = '{memory}'; SET threads = {THREADS}")
        self.con.execute(f"SET temp_directory = '{str(folder).replace(chr(39), chr(39) * 2)}/spill'")
        self.con.execute("SET preserve_insertion_order = false")
        tell("Preparing names and addresses")
        self.records = features.prepare(self.con, folder, model.not_births)
        self.predicted, self.pairs = "", 0
        self._told: dict[Reason, Reason] = {}
        if self.records > 1:
            tell(f"Comparing {self.records:,} records")
            self._predict()

    def close(self) -> None:
        """Let go of the memory."""
        self.con.close()

    def roots(self) -> dict[int, int]:
        """The customer of each record that belongs to another."""
        found = self.con.execute("SELECT id, root FROM person WHERE root <> id").fetchall()
        return dict(found)

    def found(self) -> Iterator[Found]:
        """The pairs at or above the doubtful threshold that are not one customer yet, in the order of their ids."""
        if not self.predicted:
            return
        told = ", ".join(
            f"q.gamma_{each.code}, {_weight(each)}" for each in self.model.comparisons
        )  # fmt: skip
        answers = self.con.execute(_PAIRS.format(told=told, predicted=self.predicted))
        while rows := answers.fetchmany(AT_ONCE):
            yield from (self._found(row) for row in rows)

    def _found(self, row: Sequence[Any]) -> Found:
        levels, reasons = {}, []
        for at, comparison in enumerate(self.model.comparisons):
            number, weight = row[6 + 2 * at], row[7 + 2 * at]
            if number < 0:
                continue
            code = comparison.levels[len(comparison.levels) - number].code if number else OTHER
            levels[comparison.code] = code
            reason = Reason(comparison.code, code, round(weight, 2))
            reasons.append(self._told.setdefault(reason, reason))  # one of each in memory, however many pairs
        pair = Pair(row[0], row[1], row[2], levels, bool(row[3]), bool(row[4]), bool(row[5]))
        return Found(pair, tuple(reasons))

    def _predict(self) -> None:
        splink: Any = importlib.import_module("splink")
        backend: Any = importlib.import_module("splink.backends.duckdb")
        api = backend.DuckDBAPI(self.con)
        linker = splink.Linker(
            api.register("records"), settings(self.model, self.records), log_level=None, validate_settings=False
        )
        for name in {name for each in self.model.comparisons for name in WAYS[each.code].rare.values()}:
            self.con.execute(_RARE.format(name=name, fewest=FEWEST))
            linker.table_management.register_term_frequency_lookup(api.register(f"rare_{name}"), name)
        answer = linker.inference.predict(
            threshold_match_probability=self.model.doubtful, warning_mode="never"
        )  # fmt: skip
        self.predicted = answer.physical_name
        self.pairs = int(self.con.execute(f"SELECT count(*) FROM {self.predicted}").fetchall()[0][0])
        several = ", ".join(f"'{each}'" for each in [*self.model.several, ""])
        self.con.execute(_NUMBERED.format(predicted=self.predicted, several=several))


def settings(model: Model, records: int) -> dict[str, Any]:
    """The model as Splink takes it, for so many records."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": model.prior(records),
        "blocking_rules_to_generate_predictions": [_block(each) for each in model.blocks],
        "comparisons": [_comparison(each, records) for each in model.comparisons],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }


def _block(block: Block) -> dict[str, Any]:
    condition = " AND ".join(f"l.{each} = r.{each}" for each in block.on)
    if block.one_of:
        condition += f" AND ({' OR '.join(f'coalesce(l.{each} = r.{each}, true)' for each in block.one_of)})"
    rule = {"blocking_rule": condition, "sql_dialect": "duckdb"}
    lists = [each for each in block.on if each in LISTS]
    return rule | ({"arrays_to_explode": lists} if lists else {})


def _comparison(comparison: Comparison, records: int) -> dict[str, Any]:
    way = WAYS[comparison.code]
    m = [level.m for level in comparison.levels]
    u = [level.of_strangers(records) for level in comparison.levels]
    null = {"sql_condition": way.missing, "label_for_charts": "missing", "is_null_level": True}
    named = [
        _level(way.levels[level.code], level.code, m[at], u[at], way.rare.get(level.code))
        for at, level in enumerate(comparison.levels)
    ]
    other = _level("ELSE", OTHER, 1 - sum(m), 1 - sum(u), None)
    return {"output_column_name": comparison.code, "comparison_levels": [null, *named, other]}


def _level(sql: str, label: str, m: float, u: float, rare: str | None) -> dict[str, Any]:
    level: dict[str, Any] = {"sql_condition": sql, "label_for_charts": label, "m_probability": m, "u_probability": u}
    return level | ({"tf_adjustment_column": rare} if rare else {})


def _weight(comparison: Comparison) -> str:
    """What a field weighed, with how rare its value is."""
    rare = any(level.code in WAYS[comparison.code].rare for level in comparison.levels)
    name = f"q.mw_{comparison.code}"
    return f"{name} + q.mw_tf_adj_{comparison.code}" if rare else name
