# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decide on households that come back on a list: with the take-over, or later on its receipt."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.core.eyes import system_eyes
from geleit.core.problems import Refused
from geleit.intake.models import ImportBatch
from geleit.intake.openings.actions import Opening, open_again, open_anew, openings_of
from geleit.intake.returning import rules
from geleit.intake.returning.enums import Again
from geleit.intake.returning.queries import (
    Found,
    Returning,
    left_before,
    returning,
    taken_over,
)


def settle(
    batch: ImportBatch,
    found: Iterable[Found],
    *,
    decisions: Mapping[str, str],
    holder: User | None,
    by: User | None,
    on: date,
) -> dict[str, Any]:
    """Do what was decided; return what the list keeps of it. In the transaction of the caller.

    `open` still wants a decision, first what nobody was asked about yet; `left` is left as it is,
    `opened` counts cases that run again, `openings` say what taking that back needs.
    """
    left = left_before(batch.agreement)
    kept: dict[str, Any] = {"open": [], "left": left, "opened": 0, "openings": []}
    for one in returning(found, batch.agreement, by, decisions):
        left.pop(str(one.home), None)
        if one.chosen == Again.LEAVE:
            left[str(one.home)] = one.last
        elif by is None or one.chosen not in one.options:
            kept["open"].append([one.row, one.home])
        else:
            kept["openings"].append(_open(batch, one, holder=holder, by=by, on=on))
            kept["opened"] += 1
    kept["open"].sort(key=lambda one: str(one[0]) in decisions)
    if by and any(decisions.values()):
        record(by, "list-households-decided", batch, opened=kept["opened"], open=len(kept["open"]))
    return kept


def _open(
    batch: ImportBatch, one: Returning, *, holder: User | None, by: User, on: date
) -> Opening:
    if one.chosen == Again.REOPEN and one.case:
        return open_again(one.case, by=by, on=on)
    return open_anew(batch, one.home, holder=holder, by=by, on=on)


@transaction.atomic
@system_eyes()
def decide_later(
    batch: ImportBatch,
    *,
    decisions: Mapping[str, str],
    holder: User | None = None,
    by: User,
    on: date,
) -> tuple[int, int]:
    """Decide on the receipt what was left open when the list was taken over.

    Returns how many are decided now, and for how many of those chosen it was too late.
    """
    CooperationAgreement.objects.select_for_update().get(pk=batch.agreement_id)
    batch = ImportBatch.unguarded.select_for_update(of=["self"]).get(pk=batch.pk)
    problems = rules.deciding_problems(
        is_taken_over=batch.taken_over_at is not None, is_undone=batch.undone_at is not None
    )
    if problems:
        raise Refused(problems)
    found = batch.reading.get("open", [])
    asked = {str(one.row) for one in returning(found, batch.agreement, by)}
    kept = settle(batch, found, decisions=decisions, holder=holder, by=by, on=on)
    kept["opened"] += batch.reading.get("opened", 0)
    kept["openings"] = [*openings_of(batch), *kept["openings"]]
    batch.reading, batch.undecided = batch.reading | kept, len(kept["open"])
    batch.save(update_fields=["reading", "undecided"])
    last = taken_over(batch.agreement)[0]
    last.reading = last.reading | {"left": kept["left"]}  # there the next list looks
    last.save(update_fields=["reading"])
    tell_others(batch)
    chosen = {row for row, value in decisions.items() if value}
    return len(asked) - len(kept["open"]), len(chosen - asked)


def tell_others(batch: ImportBatch) -> None:
    """Let the other lists ask no more about what was decided meanwhile; holds the agreement."""
    for other in taken_over(batch.agreement).filter(undecided__gt=0).exclude(pk=batch.pk):
        found = returning(other.reading["open"], batch.agreement, None)
        still = [[one.row, one.home] for one in found if one.chosen != Again.LEAVE]
        other.reading, other.undecided = other.reading | {"open": still}, len(still)
        other.save(update_fields=["reading", "undecided"])
