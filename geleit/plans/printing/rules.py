# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a phrase block can be called checked. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem


def check_problems(
    *, checked_by: str, checked_on: date | None, added_on: date, on: date
) -> list[Problem]:
    """Return why a check can not be noted; name and day belong together."""
    if bool(checked_by) != bool(checked_on):
        text = _("Zur Prüfung gehören beide: wer geprüft hat und an welchem Tag.")
        return [Problem("half-a-check", text)]
    if checked_on and checked_on > on:
        return [Problem("future", _("Bitte einen Tag eintragen, der schon war."))]
    if checked_on and checked_on < added_on:
        text = _("Diese Fassung gibt es erst seit dem %(day)s.") % {"day": day_text(added_on)}
        return [Problem("too-early", text)]
    return []
