# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Splink 5 on DuckDB finds the candidates of a very long list. Imported only in the job.

Splink blocks on the keys of geleit.names, estimates the chances of strangers from random pairs and
those of one person by expectation maximisation, from our weights on. What it holds likely is weighed
again by our own model, which knows relatives.
"""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geleit.names.keys import part_keys
from geleit.names.records import Linker, Record, Scored, levels, why

CANDIDATE = 0.01  # from this chance of Splink's our own model looks at a pair
SAMPLED_PAIRS = 2e6
WORDS = 3  # keys of a name that are looked at


def splink_pairs(records: list[Record], *, at_least: float) -> list[Scored]:
    """Return every pair at least so likely, the likeliest first."""
    import duckdb
    from splink import DuckDBAPI, SettingsCreator, block_on
    from splink import Linker as SplinkLinker
    from splink import comparison_library as compare

    by_key = {record.key: record for record in records}
    with tempfile.TemporaryDirectory(prefix="geleit-") as folder:
        connection = duckdb.connect(str(Path(folder) / "pairs.duckdb"))
        connection.execute("SET memory_limit = '4GB'")
        connection.execute(f"SET temp_directory = '{folder}'")
        _load(connection, records)
        rules = [
            block_on("k1", "k2"),
            block_on("k1", "year"),
            block_on("k2", "year"),
            block_on("birth", "k1"),
            block_on("birth", "k2"),
            block_on("swapped", "k1"),
        ]
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
        linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=1)
        for rule in (block_on("birth"), block_on("k1", "k2")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        predicted = linker.inference.predict(threshold_match_probability=CANDIDATE)
        name = predicted.physical_name
        rows = connection.execute(f"SELECT unique_id_l, unique_id_r FROM {name}").fetchall()
    return _weighed(rows, by_key, records, at_least=at_least)


def _weighed(
    rows: list[tuple[str, str]],
    by_key: dict[str, Record],
    records: list[Record],
    *,
    at_least: float,
) -> list[Scored]:
    own = Linker(records)
    compared = [
        (by_key[a], by_key[b], levels(by_key[a], by_key[b]))
        for a, b in sorted({(min(pair), max(pair)) for pair in rows})
    ]
    own.fit(compared, rounds=4)
    found = []
    for a, b, how in compared:
        probability = own.probability(a, b, how)
        if probability >= at_least:
            found.append(Scored(a.key, b.key, round(probability, 4), why(how)))
    return sorted(found, key=lambda pair: (-pair.probability, pair.a, pair.b))


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
    connection.execute("CREATE TABLE people AS SELECT * FROM arrived")


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
