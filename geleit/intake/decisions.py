# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody decided on the changes of a list, one by one or on all at once, and left out. Pure."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

ALL, HOMES = "all", "homes"  # of all changes; of households that were here already
OMITTED = "omitted"  # row: columns whose cell is stored nowhere


class Decision(models.TextChoices):
    ASK = "ask", _("als Frage in die Akte")
    TAKE = "take", _("neue Angabe übernehmen")
    KEEP = "keep", _("bisherige Angabe behalten")
    REMOVE = "remove", _("bisherige Angabe entfernen")


def decision_on(decisions: dict[str, Any], row: Any, change: Any) -> Decision:
    """Return what holds for a change: its own decision, else that on all, else a question.

    A change that cannot be taken, for want of a place or of a readable value, is never taken. What
    an old list says is taken only by a decision of its own. What was left out by hand goes where an
    earlier list said it, too.
    """
    if change.must_go:
        return Decision.REMOVE
    own = decisions.get(str(row.row.number), {}).get(change.column)
    decided = Decision(own or undecided(decisions, change.instead))
    is_possible = {Decision.TAKE: change.can_be_taken, Decision.REMOVE: change.can_be_removed}
    return decided if is_possible.get(decided, True) else Decision.ASK


def undecided(decisions: dict[str, Any], instead: str) -> Decision:
    """Return what holds for a change without a decision of its own: that on all, else a question.

    `instead` holds where the list is too old for either; on purpose all of it can be asked or kept.
    """
    of_all = decisions.get(ALL)
    if instead and of_all in (None, Decision.TAKE):
        return Decision(instead)
    return Decision(of_all or Decision.ASK)
