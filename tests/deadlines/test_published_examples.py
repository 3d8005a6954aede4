# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Worked examples of courts, authorities and textbooks. The files grow, this code does not."""

import csv
from pathlib import Path

import pytest

from geleit.deadlines.rules.sheet import read_lines

HERE = Path(__file__).parent
FILES = [HERE / "published_examples.csv", HERE / "vectors.csv"]


def examples():
    return list(each_example())


def each_example():
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        lines = {line.id: line for line in read_lines(text)}
        for row in csv.DictReader(text.splitlines()):
            yield pytest.param(lines[row["id"]], row, id=row["id"])


@pytest.mark.parametrize(("line", "row"), examples())
def test_a_published_example_comes_out_as_by_law(line, row):
    assert line.error == ""
    assert line.deadline.legal_last_day.isoformat() == row["expected_last_day"]


@pytest.mark.parametrize(("line", "row"), examples())
def test_every_example_can_be_told_step_by_step(line, row):
    steps = line.deadline.steps

    assert steps
    assert all(step.text[0].isupper() and step.text.endswith(".") for step in steps)
    assert any(step.basis for step in steps)


@pytest.mark.parametrize(("line", "row"), examples())
def test_the_cautious_day_is_never_later(line, row):
    assert line.deadline.work_by <= line.deadline.legal_last_day


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_example_names_its_source(file):
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())

    assert [row["id"] for row in rows if not row["source_url"].startswith("http")] == []
