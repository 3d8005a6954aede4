# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which posts and conditions an agreement can have. Pure."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from geleit.core.problems import Problem

SMALLEST_SHARE = Decimal("0.25")  # posts could be split down to a quarter (RP Stuttgart, FAQ)


def post_problems(*, full_time_share: Decimal) -> list[Problem]:
    if SMALLEST_SHARE <= full_time_share <= 1:
        return []
    text = _("Ein Stellenanteil liegt zwischen 0,25 und 1; mehr sind mehrere Stellen.")
    return [Problem("full_time_share", text)]


def own_post_problems(*, is_carrier: bool) -> list[Problem]:
    """Beside what was agreed the carrier alone says which posts it has."""
    if is_carrier:
        return []
    text = _("Die Vereinbarung ist gezeichnet. Weitere Stellen trägt der Träger ein.")
    return [Problem("not-carrier", text)]


def condition_problems(*, started_on: date | None) -> list[Problem]:
    if started_on is None:
        return []
    return [Problem("started", _("Die Begleitung hat schon begonnen."))]


def striking_problems(*, signed_on: date | None, met_on: date | None) -> list[Problem]:
    if met_on is not None:
        return [Problem("met", _("Diese Bedingung ist schon bestätigt und bleibt stehen."))]
    if signed_on is not None:
        text = _("Die Vereinbarung ist gezeichnet. Auf eine Bedingung verzichten beide Seiten.")
        return [Problem("signed", text)]
    return []
