# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of the page as a table for a spreadsheet: the same figures, protected the same way."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from geleit.spreadsheets.writing import Value, write_csv

if TYPE_CHECKING:
    from geleit.statistics.outcomes.views import Section


def to_csv(sections: Iterable["Section"]) -> bytes:
    """Return all groups below each other: semicolons, UTF-8 with byte order mark."""
    return "".join(write_csv([_header(), *_rows(sections)])).encode()


def _header() -> list[str]:
    return [_("Gruppe"), _("Jahr"), _("Was"), _("Zahl"), _("Hinweis")]


def _rows(sections: Iterable["Section"]) -> Iterator[list[Value]]:
    for section in sections:
        for year, share in section.years:
            yield _row(section.title, year, _("Schritte, selbst gemacht"), share.own)
            yield _row(section.title, year, _("Schritte, alle"), share.total)
        for label, way in section.distances:
            for words, number in (
                (_("Personen"), way.persons),
                (_("selbstständiger"), way.further),
                (_("gleich"), way.same),
                (_("weniger"), way.back),
            ):
                yield _row(section.title, section.year, f"{label}: {words}", number)


def _row(group: str, year: int, what: str, number: int | None) -> list[Value]:
    return [group, year, what, number, _("geschützt") if number is None else ""]
