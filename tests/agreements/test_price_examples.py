# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The published agreements as cases: one line each, the source beside it; the file grows, not this.

Where a source gives the rule but no cost, the cost is invented and the line says so.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geleit.agreements.money_rules import bearers, price_model, terms_problems
from geleit.agreements.pricing import Cost

NUMBERS = (
    "yearly", "percent", "cost_cap", "overhead_cap", "posts", "grant", "top_up_limit",
    "material_lump_sum",
)  # fmt: skip
WITH_NOTHING = ("top_up_limit", "material_lump_sum")
FILE = Path(__file__).with_name("price_examples.csv")
EXAMPLES = list(csv.DictReader(FILE.open(encoding="utf-8")))
YEAR = range(1, 13)


def terms_of(row):
    numbers = {name: Decimal(row[name]) if row[name] else None for name in NUMBERS}
    zeros = {name: numbers[name] or Decimal(0) for name in WITH_NOTHING}
    flags = {name: row[name] == "yes" for name in ("pays_material", "of_deficit")}
    return {"kind": row["model"]} | numbers | zeros | flags


@pytest.mark.parametrize("row", EXAMPLES, ids=[row["place"] for row in EXAMPLES])
def test_the_published_example_comes_out_to_the_cent(row):
    terms = terms_of(row)
    cost = Cost(*(Decimal(row[name]) for name in ("personnel", "material", "own_income")))
    model, posts = price_model(terms, [], year=2024, months=YEAR)

    found = model.remuneration(cost, posts)

    assert terms_problems(terms) == []
    assert (found.due, found.overrun) == (Decimal(row["due"]), Decimal(row["overrun"]))


def test_every_example_names_its_source_and_all_four_models_are_there():
    assert all(row["source"].startswith("fachwissen") for row in EXAMPLES)
    assert {row["model"] for row in EXAMPLES} == {"fixed", "actual", "grant", "share"}


@given(
    st.decimals(min_value=0, max_value=1_000_000, places=2),
    st.lists(st.integers(min_value=1, max_value=97), min_size=1, max_size=5),
)
def test_whoever_bears_an_overrun_it_is_borne_wholly(amount, parts):
    whole = sum(parts)
    shares = [[f"Ort {n}", str(Decimal(part * 100) / whole)] for n, part in enumerate(parts)]

    assert sum(amount for _name, amount in bearers(amount, shares, "Träger")) == amount
