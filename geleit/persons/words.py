# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the tables, in words of the screen."""

from typing import Any

from django.utils.translation import gettext as _

from geleit.cases.partial_days import partial_text
from geleit.persons.enums import HistoryDetail, HistoryKind


def entry_words(kind: str, detail: str, title: str, place: str) -> str:
    """Return what an entry is about: 'Grundschule, Klasse 3b, Schule an der Murr'."""
    parts = [str(HistoryDetail(detail).label) if detail else "", title, place]
    return ", ".join(part for part in parts if part) or str(HistoryKind(kind).label)


def entry_time(entry: Any) -> str:
    """Return its time as far as it is known: 'seit Mai 2021', '2012 bis 2015', 'am 03.02.2020'."""
    begins = partial_text(entry.begins_on, entry.begins_precision)
    ends = partial_text(entry.ends_on, entry.ends_precision)
    if entry.kind in (HistoryKind.LEVEL, HistoryKind.QUALIFICATION) and not ends:
        return begins
    if begins and ends:
        return _("%(begin)s bis %(end)s") % {"begin": begins, "end": ends}
    if begins:
        return _("seit %(begin)s") % {"begin": begins}
    return _("bis %(end)s") % {"end": ends} if ends else _("Zeit nicht bekannt")
