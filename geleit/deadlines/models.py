# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must not be forgotten: reminders (Wiedervorlage) of a case."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.cases.models import Case
from geleit.core.guarded import Guarded


class ReminderQuerySet(models.QuerySet["FollowUpReminder"]):
    def visible_to(self, user: Any) -> "ReminderQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))

    def open(self) -> "ReminderQuerySet":
        return self.filter(done_on=None)

    def due_until(self, day: date) -> "ReminderQuerySet":
        return self.open().filter(due_on__lte=day)


class FollowUpReminder(models.Model):
    """Come back to this on that day (Wiedervorlage)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reminders")
    text = models.CharField(_("Woran"), max_length=300)
    due_on = models.DateField(_("am"))
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)
    done_by = models.CharField(_("erledigt von"), max_length=120, blank=True)

    objects = Guarded()
    unguarded = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("Wiedervorlage")
        verbose_name_plural = _("Wiedervorlagen")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [models.Index(fields=["case", "done_on", "due_on"], name="reminder_by_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="") | (Q(done_on__isnull=False) & ~Q(done_by="")),
                name="reminder_done_means_by",
            )
        ]

    def __str__(self) -> str:
        return self.text
