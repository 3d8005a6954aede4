# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Splink 5 on DuckDB finds the candidates of a very long list. Imported only in the job.

Splink blocks on the keys of geleit.names, estimates the chances of strangers from random pairs and
those of one person by expectation maximisation, from our weights on. What it holds likely is weighed
again by our own model, which knows relatives.
"""

import logging
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from geleit.names.keys import part_keys
from geleit.names.records import Linker, Record, Scored, levels

CANDIDATE = 0.01  # from this chance of Splink's our own model looks at a pair
SAMPLED_PAIRS = 2e6
VERY_LONG = 300_000  # rows from which fewer pairs are looked at
RARE = 40  # rows with the same two names
WORDS = 3  # keys of a name that are looked at


def splink_pairs(
    records: list[Record],
    *,
    at_least: float,
    also: Iterable[tuple[str, str]] = (),
    say: Callable[[str], object] = lambda text: None,
) -> list[Scored]:
    """Return every pair at least so likely, the likeliest first; `say` is told how it goes.

    `also` names pairs that are weighed whatever Splink thinks of them.
    """
    import duckdb
    from splink import DuckDBAPI, SettingsCreator, block_on
    from splink import Linker as SplinkLinker
    from splink import comparison_library as compare

    begun = time.monotonic()
    by_key = {record.key: record for record in records}
    with tempfile.TemporaryDirectory(prefix="geleit-") as folder:
        connection = duckdb.connect(str(Path(folder) / "pairs.duckdb"))
        connection.execute("SET memory_limit = '4GB'")
        connection.execute(f"SET temp_directory = '{folder}'")
        _load(connection, records)
        rules = [block_on(*names) for names in blocking(len(records))]
        settings = SettingsCreator(
            link_type="dedupe_only",
            unique_id_column_name="unique_id",
            probability_two_random_records_match=0.2 / max(len(records), 30),
            blocking_rules_to_generate_predictions=rules,
            comparisons=[
                compare.JaroWinklerAtThresholds("given", [0.92, 0.8]),
                compare.JaroWinklerAtThresholds("family", [0.92, 0.8]),
                compare.ExactMatch("k1"),
                compare.LevenshteinAtThresholds("birth", [1, 2]),
            ],
        )
        api = DuckDBAPI(connection=connection)
        linker = SplinkLinker(api.register("people"), settings, log_level=logging.ERROR)
        say(f"{time.monotonic() - begun:.0f} s: loaded")
        linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=1)
        for rule in (block_on("birth", "k1"), block_on("k1", "k2", "year")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        predicted = linker.inference.predict(threshold_match_probability=CANDIDATE)
        name = predicted.physical_name
        rows = connection.execute(f"SELECT unique_id_l, unique_id_r FROM {name}").fetchall()
        say(f"{time.monotonic() - begun:.0f} s: {len(rows)} candidates")
    rows += [pair for pair in also if by_key.keys() >= set(pair)]
    found = _weighed(rows, by_key, records, at_least=at_least)
    say(f"{time.monotonic() - begun:.0f} s: {len(found)} pairs weighed")
    return found


def blocking(rows: int) -> list[tuple[str, ...]]:
    """Return what two rows must share to be compared at all.

    In a very long list a common name with a year meets thousands of strangers; there both names
    and the year, a whole birth date and one name, or two names that are rare together are asked.
    """
    dates = [("birth", "k1"), ("birth", "k2"), ("swapped", "k1")]
    if rows < VERY_LONG:
        return [("k1", "k2"), ("k1", "year"), ("k2", "year"), *dates]
    return [("k1", "k2", "year"), ("rare",), *dates]


def _weighed(
    rows: list[tuple[str, str]],
    by_key: dict[str, Record],
    records: list[Record],
    *,
    at_least: float,
) -> list[Scored]:
    # The pairs that Splink leaves hold hardly any relatives; our model must not learn from them that
    # the list has no families. So the shipped weights stand.
    own = Linker(records)
    compared = [
        (by_key[a], by_key[b], levels(by_key[a], by_key[b]))
        for a, b in sorted({(min(pair), max(pair)) for pair in rows})
    ]
    return own.weighed(compared, at_least)


def _load(connection: Any, records: list[Record]) -> None:
    import pyarrow

    columns: dict[str, list[Any]] = {
        name: []
        for name in ("unique_id", "given", "family", "k1", "k2", "birth", "swapped", "year")
    }
    for record in records:
        for row in _rows(record):
            for name, value in zip(columns, row, strict=True):
                columns[name].append(value)
    table = pyarrow.table(columns)
    connection.register("arrived", table)
    connection.execute(
        "CREATE TABLE people AS SELECT *, CASE WHEN k2 IS NOT NULL AND count(*) "
        f"OVER (PARTITION BY k1, k2) <= {RARE} THEN k1 || ' ' || k2 END AS rare FROM arrived"
    )


def _rows(record: Record) -> Iterator[tuple[Any, ...]]:
    keys = sorted({*part_keys(record.given), *part_keys(record.family)})[:WORDS]
    first, second = (*keys, None, None)[:2]
    birth = record.birth
    digits = birth.digits if birth and not birth.is_assumed else None
    swapped = None
    if birth and not birth.is_assumed:
        low, high = sorted((birth.month, birth.day))
        swapped = f"{birth.year}-{low}-{high}"
    given, family = sorted((record.given.casefold(), record.family.casefold()))
    yield (
        record.key, given or None, family or None, first, second, digits, swapped,
        birth.year if birth else None,
    )  # fmt: skip
