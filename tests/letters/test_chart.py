# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import json
import subprocess
import sys

import pytest

from geleit.letters import chart

SPEC = {
    "data": {"values": [{"a": "Beratung", "b": 1250.5}]},
    "mark": "bar",
    "encoding": {
        "y": {"field": "a", "type": "nominal"},
        "x": {"field": "b", "type": "quantitative", "axis": {"values": [1250.5], "format": ",.1f"}},
    },
}


def test_numbers_are_written_as_in_the_language():
    assert "1.250,5" in chart.svg_of(SPEC, language="de")
    assert "1,250.5" in chart.svg_of(SPEC, language="en")


def test_the_same_figures_are_drawn_once(monkeypatch):
    drawn = []
    monkeypatch.setattr(chart, "_draw", lambda spec, language: drawn.append(1) or "<svg/>")

    chart.svg_of(SPEC, language="de")
    chart.svg_of(dict(reversed(SPEC.items())), language="de")
    chart.svg_of(SPEC | {"mark": "line"}, language="de")

    assert len(drawn) == 2


def test_a_spec_that_makes_no_sense_is_no_drawing_and_is_remembered():
    assert not chart.has_failed({"mark": 7}, language="de")
    assert chart.svg_of({"mark": 7}, language="de") is None
    assert chart.has_failed({"mark": 7}, language="de")


def test_an_engine_that_hangs_is_no_drawing(monkeypatch):
    monkeypatch.setattr(chart, "TIMEOUT", 0.01)

    assert chart.svg_of(SPEC, language="de") is None


def test_the_engine_is_not_loaded_here():
    chart.svg_of(SPEC, language="de")

    assert "vl_convert" not in sys.modules


@pytest.mark.process
def test_the_program_loads_nothing_from_elsewhere():
    spec = SPEC | {"data": {"url": "http://127.0.0.1:9/daten.json"}}

    run = subprocess.run(
        [sys.executable, "-m", "geleit.letters.chart", "de-DE"],
        input=json.dumps(spec).encode(),
        capture_output=True,
        check=False,
        timeout=450,
    )

    assert run.returncode != 0 or b"Beratung" not in run.stdout
