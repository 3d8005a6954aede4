# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A long statement that is made once, although what it is told changes each time.

Django needs longer to make a statement of forty parts than a database needs to answer it, and
PostgreSQL plans it longer than it carries it out. So the query is made with stand-ins, values that
nothing has, and they are exchanged for the real ones when it is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

FIRST_KEY = 9_100_000_000_000_000_000  # a key that no row has; PostgreSQL counts to 9.22e18
FIRST_DAY = date(9998, 1, 1)
TYPES = {int: "bigint", date: "date"}


@dataclass(frozen=True)
class KeptStatement:
    """What the database is sent: the text, and in its order what it is told."""

    text: str
    told: tuple[Any, ...]  # values that stay, and names in `_Slot`
    types: Mapping[str, type]

    def ask(self, values: Mapping[str, Any], *, plan: str = "") -> list[tuple[Any, ...]]:
        """Return the rows; with the name of a plan, PostgreSQL keeps it for the session."""
        with connection.cursor() as cursor:
            if plan and connection.vendor == "postgresql":
                names = sorted(self.types)
                types = [TYPES[self.types[name]] for name in names]
                here: Any = connection
                here.prepare_once(plan, types, lambda: _planned(self, names, cursor))
                places = ", ".join(f"%s::{name}" for name in types)
                cursor.execute(f"EXECUTE {plan} ({places})", [values[name] for name in names])
            else:
                cursor.execute(self.text, [_value(one, values) for one in self.told])
            return cursor.fetchall()


@dataclass(frozen=True)
class _Slot:
    name: str


def _value(told: Any, values: Mapping[str, Any]) -> Any:
    return _adapted(values[told.name]) if isinstance(told, _Slot) else told


def _adapted(value: Any) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def keep(make: Callable[..., QuerySet[Any, Any]], types: Mapping[str, type]) -> KeptStatement:
    """Make the statement of a query that takes these values by name, each a key or a day."""
    stand_ins = _stand_ins(types)
    found = {_adapted(value): _Slot(name) for name, value in stand_ins.items()}
    text, told = make(**stand_ins).query.sql_with_params()
    return KeptStatement(text, tuple(found.get(one, one) for one in told), dict(types))


def _stand_ins(types: Mapping[str, type]) -> dict[str, Any]:
    return {
        name: FIRST_KEY + number if kind is int else FIRST_DAY + timedelta(days=number)
        for number, (name, kind) in enumerate(sorted(types.items()))
    }


def _planned(kept: KeptStatement, names: list[str], cursor: Any) -> str:
    """Return the text with numbered places for what changes, and everything else written in."""
    fixed = [one for one in kept.told if not isinstance(one, _Slot)]
    first, *rest = kept.text.split("%s")
    text = first
    for one, part in zip(kept.told, rest, strict=True):
        text += (f"${names.index(one.name) + 1}" if isinstance(one, _Slot) else "%s") + part
    return str(cursor.mogrify(text, fixed))
