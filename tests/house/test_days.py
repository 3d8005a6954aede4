# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day is the day of the people who work here, not that of Greenwich.

Moments are kept in UTC; from eleven at night, and in summer from ten, their date is yesterday's.
`localdate()` asks the clock on the wall.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def days_of_greenwich(text):
    """Return the lines that take the date of a moment without asking where."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr == "today":
            found.append(node.lineno)
        elif node.func.attr == "date" and not node.args:
            of = node.func.value
            moment = isinstance(of, ast.Attribute) and of.attr.endswith("_at")
            called = isinstance(of, ast.Call) and getattr(of.func, "id", "") == "now"
            if moment or called:
                found.append(node.lineno)
    return found


def test_no_day_is_taken_from_greenwich():
    files = [*(ROOT / "geleit").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in files
        for line in days_of_greenwich(file.read_text(encoding="utf-8"))
    ]

    assert len(files) > 500
    assert found == []


def test_what_is_looked_for_would_be_found():
    assert days_of_greenwich("a = now().date()\nb = case.opened_at.date()\nc = date.today()") == [
        1,
        2,
        3,
    ]
