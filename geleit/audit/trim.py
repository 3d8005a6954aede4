# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Removes the entries whose time is over, and leaves a sealed mark so that the rest still fits."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from geleit.audit.keys import audit_key
from geleit.audit.models import ChainHead, Event, LogCheckpoint, LogRule, record
from geleit.core.problems import Problem, Refused


@dataclass(frozen=True)
class Due:
    """What the rule of the day lets go: all entries up to a number; nothing when `count` is 0."""

    rule: LogRule
    before: date  # entries from this day on stay
    through: int
    count: int


def due(*, on: date) -> Due:
    """Return what is to be removed on the day, or raise Refused: without a rule nothing goes."""
    rule = LogRule.objects.in_force(on=on)
    if rule is None:
        text = _("Für diesen Tag gibt es keine Löschregel; das Protokoll bleibt, wie es ist.")
        raise Refused([Problem("no-log-rule", text)])
    before = date(on.year - rule.full_years, 1, 1)
    start = datetime(before.year, 1, 1, tzinfo=get_default_timezone())
    kept = Event.objects.filter(at__gte=start).order_by("sequence")
    first_kept = kept.values_list("sequence", flat=True).first()
    gone = Event.objects.filter(at__lt=start)
    if first_kept is not None:
        gone = gone.filter(sequence__lt=first_kept)
    through = gone.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    return Due(rule, before, through, gone.count())


@transaction.atomic
def trim(wanted: Due, *, by: str, findings: int = 0) -> None:
    """Remove the entries up to the number. That it was done, and how many, is an entry itself."""
    if not wanted.count:
        return
    ChainHead.objects.select_for_update().filter(pk=1).first()
    last = Event.objects.get(sequence=wanted.through)
    mark = audit_key().checkpoint(last.sequence, last.hash)
    LogCheckpoint.objects.create(**mark._asdict())
    removed, _kinds = Event.objects.filter(sequence__lte=wanted.through).delete()
    record(
        by,
        "log-trimmed",
        through=wanted.through,
        removed=removed,
        before=wanted.before,
        rule=wanted.rule.pk,
        findings=findings,
    )
