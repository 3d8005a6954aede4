# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A statement leaves the house as a file, and the log says so."""

from datetime import date
from typing import Any

from geleit.audit.models import record
from geleit.statistics.exports import FORMATS
from geleit.statistics.statements import Statement


def export(statement: Statement, *, to: str, by: Any, on: date) -> bytes:
    """Return the file in the format `to` of FORMATS; raises letters.pdf.PdfUnavailable."""
    content = FORMATS[to].write(statement, on)
    record(
        by,
        "statement-exported",
        statement.agreement,
        first=statement.first.isoformat(),
        last=statement.last.isoformat(),
        format=to,
        rule=statement.rule.name,
    )
    return content
