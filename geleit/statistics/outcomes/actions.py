# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving out the figures of outcomes leaves an entry in the log."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from geleit.audit.models import record
from geleit.statistics.outcomes.sheet import to_csv

if TYPE_CHECKING:
    from geleit.statistics.outcomes.views import Section


def export(sections: Iterable["Section"], *, by: Any, on: date) -> bytes:
    """Return the figures of the page as a table."""
    content = to_csv(sections)
    record(by, "outcomes-exported", on=on.isoformat(), format="csv")
    return content
