# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a template of plans, or a scale, can follow the one before. Pure."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from geleit.core.dates import day_text
from geleit.core.problems import Problem

FURTHEST = timedelta(days=2 * 366)  # a slip of the pen would bar the way for as long


def successor_problems(*, valid_from: date, latest: date | None, on: date) -> list[Problem]:
    """Return why the next one can not hold from that day; `latest`: when the last one begins."""
    if valid_from < on:
        text = _("Bitte einen Tag ab heute wählen: Was begonnen ist, behält, was damals galt.")
        return [Problem("valid_from", text)]
    if valid_from > on + FURTHEST:
        text = _("Bitte einen Tag in den nächsten zwei Jahren wählen.")
        return [Problem("valid_from", text)]
    if latest and valid_from <= latest:
        text = _("Ab dem %(day)s gilt schon etwas Neues. Bitte einen späteren Tag wählen.")
        return [Problem("valid_from", text % {"day": day_text(latest)})]
    return []


def withdrawal_problems(
    *, withdrawn_on: date | None, used_for: str | None, leaves_none: bool
) -> list[Problem]:
    """Return why a template or scale can not be taken back.

    `used_for`: "plan" or "assessment" where one was made with it; `leaves_none`: it is what holds
    for all, and nothing came before it.
    """
    if withdrawn_on:
        text = _("Das ist schon zurückgenommen, am %(day)s.")
        return [Problem("withdrawn", text % {"day": day_text(withdrawn_on)})]
    if used_for:
        text = {
            "plan": _("Mit dieser Vorlage hat schon ein Plan begonnen. Sie bleibt stehen; "
                      "eine neue gilt ab einem späteren Tag."),
            "assessment": _("Mit diesen Worten ist schon eingeschätzt. Sie bleiben stehen; "
                            "neue gelten ab einem späteren Tag."),
        }[used_for]  # fmt: skip
        return [Problem("used", text)]
    if leaves_none:
        text = _("Davor galt nichts für alle. Bitte etwas Neues ab einem späteren Tag eintragen.")
        return [Problem("none-left", text)]
    return []
