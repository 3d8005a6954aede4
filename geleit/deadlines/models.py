# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must not be forgotten: reminders (Wiedervorlage) of a case."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.cases.enums import StatusKind
from geleit.cases.models import Case
from geleit.core.fields import EncryptedTextField
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
    text = EncryptedTextField(_("Woran"), max_length=300)
    due_on = models.DateField(_("am"))
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)
    done_by = models.CharField(_("erledigt von"), max_length=120, blank=True)

    objects = Guarded()
    unguarded = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("Wiedervorlage")
        verbose_name_plural = _("Wiedervorlagen")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(fields=["case", "done_on", "due_on"], name="reminder_by_case"),
            models.Index(fields=["due_on"], condition=Q(done_on=None), name="reminder_open_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="") | (Q(done_on__isnull=False) & ~Q(done_by="")),
                name="reminder_done_means_by",
            )
        ]

    def __str__(self) -> str:
        return self.text


class ExpiryRuleQuerySet(models.QuerySet["ExpiryRule"]):
    def lead_days(self, *, on: date) -> dict[str, int]:
        """Return by kind of status how many days ahead to warn; "" stands for every other kind."""
        rows = self.filter(valid_from__lte=on).order_by("valid_from")
        return dict(rows.values_list("kind", "lead_days"))  # the latest rule of a kind wins


class ExpiryRule(models.Model):
    """How long before a residence status expires one must begin to act: dated, with its source."""

    kind = models.CharField(
        _("Status"),
        max_length=30,
        choices=StatusKind,
        blank=True,
        help_text=_("Leer gilt für jeden Status ohne eigene Regel."),
    )
    lead_days = models.PositiveSmallIntegerField(_("Vorlauf in Tagen"))
    valid_from = models.DateField(_("gilt ab"))
    source = models.TextField(_("Quelle"))

    objects = ExpiryRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Regel für den Ablauf")
        verbose_name_plural = _("Regeln für den Ablauf")
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="expiry_rule_once_a_day"),
            models.CheckConstraint(condition=~Q(source=""), name="expiry_rule_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display() or '–'}: {self.lead_days}"
