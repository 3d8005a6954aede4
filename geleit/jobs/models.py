# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was ordered once, and which workers are alive. No content: kinds, keys and times."""

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class JobOrder(models.Model):
    """A job that was ordered for a day or a row, and is not ordered for it again.

    `key` names the day or the row (2026-11-23, deadline:17:7), never a person.
    """

    kind = models.CharField(_("Art"), max_length=120)
    key = models.CharField(_("Wofür"), max_length=120)
    at = models.DateTimeField(_("bestellt"), default=now)

    class Meta:
        verbose_name = _("Bestellung einer Aufgabe")
        verbose_name_plural = _("Bestellungen von Aufgaben")
        indexes = [models.Index(fields=["at"], name="job_order_by_time")]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="job_ordered_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class WorkerPulse(models.Model):
    """When a worker was last alive; jobs of one that is silent go back into the queue."""

    worker = models.CharField(_("Arbeiter"), max_length=64, primary_key=True)
    started_at = models.DateTimeField(_("begonnen"), default=now)
    at = models.DateTimeField(_("zuletzt gesehen"), default=now)

    class Meta:
        verbose_name = _("Lebenszeichen")
        verbose_name_plural = _("Lebenszeichen")

    def __str__(self) -> str:
        return f"{self.worker} {self.at:%Y-%m-%d %H:%M}"
