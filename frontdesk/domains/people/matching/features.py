"""From copied tables to one row a record, as the model compares them. SQL of DuckDB, and names folded as elsewhere."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontdesk.domains.people.rules import names, near
from frontdesk.domains.people.search import nicknames

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TABLES = {
    "person": "id BIGINT, root BIGINT, given VARCHAR, family VARCHAR, born VARCHAR, restricted BOOLEAN",
    "point": "person BIGINT, email VARCHAR, phone VARCHAR, proved BOOLEAN",
    "address": "person BIGINT, uprn BIGINT, postcode VARCHAR, number VARCHAR, street VARCHAR, flat VARCHAR,"
    " building VARCHAR, now BOOLEAN",
    "identity": "person BIGINT, system VARCHAR, value VARCHAR",
}
"""The files that are read, one a table, as CSV without a header: `born` as 1980-02-28, an empty cell for not known."""

_READ = """CREATE TABLE {table} AS SELECT * FROM read_csv('{file}', header = false, delim = ',', quote = '"',
 escape = '"', nullstr = '', auto_detect = false, columns = {columns})"""
CROWD = 20
"""An email or phone of more records than this is a switchboard's or an agency's, and says nothing."""
_POINTS = f"""CREATE TABLE points AS SELECT person,
 list(DISTINCT hash(email)) FILTER (email IS NOT NULL) AS emails,
 list(DISTINCT hash(phone)) FILTER (phone IS NOT NULL) AS phones,
 list(DISTINCT hash(coalesce(email, phone))) FILTER (proved) AS proved
 FROM (SELECT *, count(*) OVER (PARTITION BY email, phone) AS bearers FROM point) WHERE bearers <= {CROWD}
 GROUP BY person"""
_HOUSE = "hash(postcode || '|' || coalesce(number, building))"
_HOME = """hash(postcode || '|' || coalesce(number, '') || '|' || coalesce(street, building) || '|' ||
 coalesce(flat, ''))"""
_PLACES = f"""CREATE TABLE homes AS SELECT person,
 list_distinct(
  coalesce(list(hash(uprn::VARCHAR || '|' || coalesce(flat, ''))) FILTER (uprn IS NOT NULL), []) ||
  coalesce(list({_HOME}) FILTER (postcode IS NOT NULL AND coalesce(number, flat, building) IS NOT NULL), [])
 ) AS places,
 list(DISTINCT {_HOUSE}) FILTER (postcode IS NOT NULL AND coalesce(number, building) IS NOT NULL) AS houses,
 list(DISTINCT hash(postcode)) FILTER (postcode IS NOT NULL) AS postcodes,
 any_value(postcode) FILTER (now) AS postcode, any_value(coalesce(street, building)) FILTER (now) AS street,
 any_value(number) FILTER (now) AS number FROM address GROUP BY person"""
_RECORDS = """CREATE TABLE records AS SELECT p.id, g.word AS given, g.nicks, left(g.word, 1) AS initial,
 g.sound AS given_sound, f.word AS family, left(f.word, 1) AS family_initial,
 f.sound AS family_sound, f.words AS families,
 CASE WHEN p.born NOT IN ({unborn}) THEN p.born END AS born,
 CASE WHEN p.born NOT IN ({unborn}) THEN p.born[1:4] END AS year,
 CASE WHEN p.born NOT IN ({unborn}) THEN p.born[6:10] END AS day,
 least(g.sound, f.sound) || ' ' || greatest(g.sound, f.sound) AS sounds,
 nullif(h.places, []) AS places, h.houses, h.postcodes, h.postcode, h.street, left(h.street, 4) AS street_start,
 h.number, t.emails, t.phones
 FROM person p LEFT JOIN given_words g ON g.written = p.given LEFT JOIN family_words f ON f.written = p.family
 LEFT JOIN homes h ON h.person = p.id LEFT JOIN points t ON t.person = p.id"""


def prepare(con: "DuckDBPyConnection", folder: Path, not_births: Sequence[str]) -> int:
    """Make the table `records` from the files in a folder (see TABLES); how many there are."""
    for table, columns in TABLES.items():
        kinds = dict(each.split() for each in columns.split(", "))
        con.execute(_READ.format(table=table, file=str(folder / f"{table}.csv").replace("'", "''"), columns=kinds))
    _words(con, "given", _given)
    _words(con, "family", _family)
    con.execute(_POINTS)
    con.execute(_PLACES)
    unborn = ", ".join(f"'{each}'" for each in [*not_births, ""])
    con.execute(_RECORDS.format(unborn=unborn))
    for table in ("point", "homes", "address", "given_words", "family_words"):
        con.execute(f"DROP TABLE {table}")
    return int(con.execute("SELECT count(*) FROM records").fetchall()[0][0])


def _words(con: "DuckDBPyConnection", column: str, read: Any) -> None:
    """Fold each name that occurs once, however many bear it."""
    import pyarrow

    written = [row[0] for row in con.execute(f"SELECT DISTINCT {column} FROM person").fetchall() if row[0]]
    rows = [read(each) for each in written]
    kinds = (pyarrow.string(), pyarrow.string(), pyarrow.list_(pyarrow.int32() if column == "given" else
                                                               pyarrow.string()))  # fmt: skip
    words, sounds, lists = (pyarrow.array([row[n] for row in rows], kind) for n, kind in enumerate(kinds))
    listed = "nicks" if column == "given" else "words"
    table = pyarrow.table(
        {"written": pyarrow.array(written, pyarrow.string()), "word": words, "sound": sounds, listed: lists}
    )
    con.register("folded", table)
    con.execute(f"CREATE TABLE {column}_words AS SELECT * FROM folded")
    con.unregister("folded")


def _given(written: str) -> tuple[str | None, str | None, list[int] | None]:
    """First given name, how it sounds, the groups of names it stands in."""
    word = names.fold(written).partition(" ")[0]
    return word or None, near.sound(word) or None, nicknames.groups(word) or None


def _family(written: str) -> tuple[str | None, str | None, list[str] | None]:
    """The whole family name run together, how it sounds, and its words where there are several."""
    words = names.fold(written).split()
    run = "".join(words)
    return run or None, near.sound(run) or None, [run, *(word for word in words if len(word) > 2)]
