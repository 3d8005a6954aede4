# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long before a day people are told of it: dated, with its source."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LeadTimesQuerySet(models.QuerySet["LeadTimes"]):
    def in_force(self, *, on: date) -> "LeadTimes":
        """Return what counts on a day; where nothing does, people are told on the day itself.

        A row that names no months says nothing of them: those named last go on, so that nobody
        hears only on the last day that she could have given notice. Zero says the day itself.
        """
        rows = list(self.filter(valid_from__lte=on).order_by("-valid_from"))
        if not rows:
            return LeadTimes()
        rows[0].term_months = next((one.term_months for one in rows if one.term_months), [])
        return rows[0]


class LeadTimes(models.Model):
    """Before a meeting, a task, the day for notice or an end (Vorlauf der Erinnerungen)."""

    valid_from = models.DateField(_("gilt ab"), unique=True)
    meeting_days = models.PositiveSmallIntegerField(_("E-Mail vor einem Gespräch"), default=0)
    task_mail_days = models.PositiveSmallIntegerField(_("E-Mail vor einer Aufgabe"), default=0)
    task_days = models.PositiveSmallIntegerField(_("Hinweis vor einer Aufgabe"), default=0)
    consent_days = models.PositiveSmallIntegerField(
        _("Hinweis vor dem Ende einer Einwilligung"), default=0
    )
    term_months = models.JSONField(  # whole numbers
        _("Monate vor dem Tag für die Kündigung oder dem Ende"), default=list, blank=True
    )
    source = models.TextField(_("Quelle"))

    objects = LeadTimesQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vorlauf der Erinnerungen")
        verbose_name_plural = _("Vorläufe der Erinnerungen")
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="lead_times_have_a_source")
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%d.%m.%Y}"

    def reaches(self, name: str, *, on: date) -> date:
        """Return the last day that is near enough to be told of."""
        return on + timedelta(days=getattr(self, name))
