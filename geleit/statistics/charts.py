# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chart of a statement: what was delivered as a share of what was agreed, item by item."""

from textwrap import wrap
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geleit.letters import chart
from geleit.statistics.statements import HIDDEN, Line, Statement, percent_text

AGREED, DELIVERED, INK = "#c9d1e8", "#2044aa", "#131525"
LABEL_WIDTH, LABEL_LINES = 24, 3  # characters, lines
LINE_HEIGHT = 16  # pixels
# Vega hangs the lines of a label below its middle; this lifts them by half of their height.
UP_BY_HALF = f"(1 - length(split(datum.item, '\\n'))) * {LINE_HEIGHT // 2}"
FONT = "Fira Sans, DejaVu Sans, Arial, sans-serif"


def lines_of(statement: Statement) -> list[Line]:
    """Return the items that the chart shows; none before anything was counted."""
    return [line for line in statement.lines if line.agreed] if statement.has_begun_counting else []


def spec(statement: Statement) -> dict[str, Any]:
    """Return the Vega-Lite description; protected items have a point instead of a bar."""
    agreed, delivered, protected = _("vereinbart"), _("geleistet"), _("geschützt")
    rows = [
        {
            "row": row,
            "item": "\n".join(wrap(f"{line.number} {line.name}", LABEL_WIDTH)[:LABEL_LINES]),
            "share": float(line.share or 0),
            "text": f"{HIDDEN}  {protected}" if line.is_protected else line.percent_text,
        }
        for row, line in enumerate(lines_of(statement))
    ]
    silent = {"aria": False, "labelFont": FONT, "labelFontSize": 14, "labelColor": INK}
    y = {"field": "row", "type": "ordinal", "axis": None}
    percent = {"labelExpr": f"round(datum.value * 100) + '{percent_text(0)[1:]}'", "tickCount": 3}
    x_axis = silent | percent | {"gridColor": "#e3e6ef", "domain": False}
    share = {"field": "share", "type": "quantitative", "title": None, "axis": x_axis}
    color = {
        "scale": {"domain": [agreed, delivered], "range": [AGREED, DELIVERED]},
        "legend": {"orient": "top", "title": None, "aria": False, "labelFont": FONT}
        | {"labelFontSize": 14, "labelColor": INK, "symbolType": "square"},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": "white",
        "padding": 8,
        "width": 230,
        "height": {"step": 52},
        "config": {"font": FONT, "view": {"stroke": None}, "aria": False},
        "data": {"values": rows},
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "text", "align": "right", "dx": -8, "baseline": "middle"}
                | {"font": FONT, "fontSize": 14, "color": INK, "lineBreak": "\n"}
                | {"lineHeight": LINE_HEIGHT, "dy": {"expr": UP_BY_HALF}},
                "encoding": {
                    "x": {"datum": 0, "type": "quantitative", "axis": x_axis, "title": None},
                    "text": {"field": "item", "type": "nominal"},
                },
            },
            {
                "mark": {"type": "bar", "height": {"band": 0.8}},
                "encoding": {
                    "x": {"datum": 1, "type": "quantitative", "axis": x_axis, "title": None},
                    "color": {"datum": agreed} | color,
                },
            },
            {
                "mark": {"type": "bar", "height": {"band": 0.45}},
                "encoding": {"x": share, "color": {"datum": delivered} | color},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "font": FONT, "fontSize": 14}
                | {"color": INK, "fontWeight": 600},
                "encoding": {
                    "x": {"field": "end", "type": "quantitative", "axis": x_axis, "title": None},
                    "text": {"field": "text", "type": "nominal"},
                },
                "transform": [{"calculate": "max(datum.share, 1)", "as": "end"}],
            },
        ],
    }


def alternative(statement: Statement) -> str:
    """Return what the chart shows, for those who do not see it."""
    unshown = _("nicht ausgewiesen")
    parts = [
        f"{line.name} {line.percent_text if line.share is not None else unshown}"
        for line in lines_of(statement)
    ]
    words = _("Balkendiagramm, geleistet als Anteil von vereinbart: %(items)s.")
    return words % {"items": "; ".join(parts)}


def svg(statement: Statement) -> str | None:
    """Return the drawing, or None: without items, or where the engine does not run."""
    if not lines_of(statement):
        return None
    return chart.svg_of(spec(statement), language=get_language() or "de")


def has_failed(statement: Statement) -> bool:
    return chart.has_failed(spec(statement), language=get_language() or "de")
