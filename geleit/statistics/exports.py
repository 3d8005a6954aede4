# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The protected statement as a file. Nothing here sees a count that is not protected."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.letters.chart import data_uri
from geleit.letters.pdf import html_to_pdf
from geleit.spreadsheets.writing import Sheet, Value, write_csv, write_xlsx
from geleit.statistics import charts, statements
from geleit.statistics.statements import HIDDEN, Line, Statement


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is called on the network, and what makes it on a given day."""

    content_type: str
    write: Callable[[Statement, date], bytes]
    is_text: bool


def to_json(statement: Statement, on: date) -> bytes:
    """Return the document that docs/schemas/town-sheet.md describes."""
    rule = statement.rule
    document = {
        "agreement": statement.agreement.key,
        "from": statement.first.isoformat(),
        "to": statement.last.isoformat(),
        "counted_until": statement.counted_until.isoformat(),
        "produced_on": on.isoformat(),
        "items": [_item(line) for line in statement.lines],
        "households_rounded": statement.households_rounded,
        "rule": {
            "name": rule.name,
            "minimum_households": rule.minimum_households,
            "rounding_base": rule.rounding_base,
            "source": rule.source,
        },
        "notes": statements.notes(statement),
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _item(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "name": line.name,
        "action_field": line.action_field,
        "unit": line.unit,
        "agreed": _number(line.agreed),
        "delivered": _number(line.delivered),
        "share": _number(line.share),
        "protected": line.is_protected,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def header() -> list[str]:
    return [
        _("Nr."),
        _("Leistung"),
        _("Handlungsfeld"),
        _("Einheit"),
        _("vereinbart"),
        _("geleistet"),
        _("Anteil in %"),
        _("Hinweis"),
    ]


def rows(statement: Statement) -> list[list[Value]]:
    return [
        [
            line.number,
            line.name,
            line.action_field_label,
            line.unit_label,
            line.agreed,
            HIDDEN if line.is_protected else line.delivered,
            HIDDEN if line.is_protected else line.percent,
            statement.hidden_text if line.is_protected else "",
        ]
        for line in statement.lines
    ]


def to_xlsx(statement: Statement, on: date) -> bytes:
    agreement = statement.agreement
    figures = Sheet(
        name=_("Nachweis"),
        titles=[
            _("Vereinbart und geleistet, %(period)s") % {"period": statement.period_text},
            f"{agreement.municipality} · {agreement.carrier}",
            statements.headline(statement),
            *statements.summary(statement)[:1],
        ],
        header=header(),
        rows=rows(statement),
    )
    words = [[note] for note in [*statements.notes(statement), source_text(statement, on)]]
    return write_xlsx([figures, Sheet(name=_("Erläuterungen"), header=[_("Hinweis")], rows=words)])


def to_csv(statement: Statement, on: date) -> bytes:
    """Return the table alone: semicolons, decimal comma, UTF-8 with byte order mark."""
    return "".join(write_csv([header(), *rows(statement)])).encode()


def to_pdf(statement: Statement, on: date) -> bytes:
    """Return A4 pages for a council; raises letters.pdf.PdfUnavailable."""
    svg = charts.svg(statement)
    title = _("Vereinbart und geleistet, %(period)s") % {"period": statement.period_text}
    context = {
        "statement": statement,
        "title": title,
        "headline": statements.headline(statement),
        "summary": statements.summary(statement),
        "notes": statements.notes(statement),
        "source": source_text(statement, on),
        "chart": data_uri(svg) if svg else "",
        "chart_text": charts.alternative(statement),
        "has_chart": bool(charts.lines_of(statement)),
        "is_for_council": statement.is_for_publication,
        "on": on,
    }
    return html_to_pdf(render_to_string("statistics/statement_pdf.html", context), title=title)


def source_text(statement: Statement, on: date) -> str:
    words = _("Quelle: Dokumentation von %(carrier)s in Geleit. Erstellt am %(day)s.")
    return words % {"carrier": statement.agreement.carrier, "day": day_text(on)}


# In the order in which the page offers them.
FORMATS = {
    "pdf": Format("application/pdf", to_pdf, is_text=False),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx, is_text=False
    ),
    "csv": Format("text/csv; charset=utf-8", to_csv, is_text=True),
    "json": Format("application/json", to_json, is_text=True),
}
