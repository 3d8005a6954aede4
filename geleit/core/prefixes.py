# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How names begin, asked so that an index answers on both databases."""

from itertools import product
from typing import Any

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import StrIndex, Substr


def begins(column: str, word: str) -> Q:
    """Return a prefix filter that an index answers on both databases."""
    return Q(**{f"{column}__begins": word})


def begin_so(**starts: str) -> Q:
    """Return that each name, or its second word, begins so: "hassan" is found in "al hassan".

    Written out as alternatives without brackets, because only so each goes by an index: by that
    of the longer beginning, which fits fewer people.
    """
    asked = sorted(starts.items(), key=lambda item: -len(item[1]))
    asked = [(name, start) for name, start in asked if start]
    found = Q()
    for columns in product(("search", "later"), repeat=len(asked)):
        together = Q()
        for (name, start), column in zip(asked, columns, strict=True):
            here = f"{name}_{column}"
            together &= begins(f"{here}__unindexed" if together else here, start)
        found |= together
    return found


@models.CharField.register_lookup
class Begins(models.Lookup):
    """Prefix as a range of the index, on PostgreSQL by operators that leak nothing.

    Only so an index may answer before row-level security has looked at each row; LIKE may not.
    """

    lookup_name = "begins"

    def as_sql(
        self, compiler: Any, connection: Any, *, low: str = "~>=~", high: str = "~<~"
    ) -> Any:
        lhs, params = self.process_lhs(compiler, connection)
        word = str(self.rhs)
        bounds = [*params, word, *params, word + "{"]  # "{" follows "z"
        return f"({lhs} {low} %s AND {lhs} {high} %s)", bounds

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        return self.as_sql(compiler, connection, low=">=", high="<")


@models.CharField.register_lookup
class Unindexed(models.Transform):
    """The column without its index: for a second condition on rows that another one has found.

    Else the database reads all rows with that beginning once more for each row found so far.
    """

    lookup_name = "unindexed"

    template = "(%(expressions)s || '')"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return super().as_sql(compiler, connection, template="+%(expressions)s", **more)


def later_words(column: str) -> Any:
    """Make a column of the words after the first one, kept by the database; all where one is."""
    return models.GeneratedField(
        expression=Substr(column, StrIndex(column, Value(" ")) + 1),
        output_field=models.CharField(max_length=120),
        db_persist=True,
        db_index=True,
    )
