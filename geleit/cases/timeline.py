# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a room says what happened in a case: one list for all rooms, read in one query.

A room has a module `timeline.py` with a tuple SOURCES; geleit/desk/timeline.py names it, joins all
and pages through them. A source gives rows of one table that belong to the case and names the
column of their day; what stands in the line is made from a few columns, not from the whole row.
docs/verlauf.md shows it with an example.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet

MOST_TEXTS = 4  # columns that a source may read for its line


class Kind(NamedTuple):
    """What one filters by; several sources may be of one kind."""

    name: str  # in the address
    words: Any


@dataclass(frozen=True)
class Row:
    """What was read of one row, sealed columns opened; `texts` in the order of the source."""

    case_id: int
    key: int
    day: date
    person: str
    texts: tuple[str, ...]
    found: Any = None  # what `load` brought for this key


@dataclass(frozen=True)
class Entry:
    """One line as it is shown: said by the room, in the words of the screen."""

    title: str
    text: str = ""
    note: str = ""  # small, beside it
    url: str = ""  # where one goes from here
    part: str = "desk/_entry.html"  # the template; it gets `line` with row, entry and kind
    found: Any = None


@dataclass(frozen=True)
class Source:
    """Rows of one table with a day.

    `rows(case, reader)`: the case was narrowed to its reader; what she may not read within it is
    left out here. `texts`: up to four columns, also of related rows; sealed ones arrive opened,
    days as 2020-02-03, empty ones as "". `person`: the column of the person, or with `has_persons`
    the relation to several; empty where nobody is named, then a filter by person leaves it out.
    `load(case, keys)`: rows for the keys that are shown, where four columns are not enough: a query more.
    """

    kind: Kind
    model: type[Model]
    rows: Callable[[Any, Any], QuerySet[Any, Any]]
    day: Any  # name of the column, or an expression
    entry: Callable[[Row], Entry]
    texts: tuple[str, ...] = ()
    person: str = ""
    has_persons: bool = False
    load: Callable[[Any, list[int]], dict[int, Any]] | None = None
