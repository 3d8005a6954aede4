# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of long lists: always "the next n after this one", never "count everything"."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """One page of a list; `next_key` is empty on the last page."""

    rows: list[Any]
    next_key: str
    is_first: bool
    filters: dict[str, str]

    @property
    def next_query(self) -> str:
        return urlencode(self.filters | {"nach": self.next_key})

    @property
    def first_query(self) -> str:
        return urlencode(self.filters)


def page_of(request: HttpRequest, rows: QuerySet[Any], *, key: str, size: int = PAGE_SIZE) -> Page:
    """Return the page after `?nach=`, in the order of the unique column `key` ("-" = falling)."""
    column = key.removeprefix("-")
    after = request.GET.get("nach", "").replace("\0", "")  # PostgreSQL refuses NUL
    if after and _is_readable(rows, column, after):
        rows = rows.filter(**{f"{column}__{'lt' if key.startswith('-') else 'gt'}": after})
    found = list(rows.order_by(key)[: size + 1])
    next_key = str(getattr(found[size - 1], column)) if len(found) > size else ""
    given = request.GET.dict()
    filters = {name: str(value) for name, value in given.items() if name != "nach" and value}
    return Page(rows=found[:size], next_key=next_key, is_first=not after, filters=filters)


def _is_readable(rows: QuerySet[Any], column: str, key: str) -> bool:
    """Whether the key in the address can be one of the column; a typed one may be anything."""
    if column in rows.query.annotations:
        field = rows.query.annotations[column].output_field
    else:
        field = rows.model._meta.pk if column == "pk" else rows.model._meta.get_field(column)
    try:
        field.to_python(key)
    except ValidationError:
        return False
    return True
