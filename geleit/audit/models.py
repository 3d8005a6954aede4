# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who read, changed, exported or was refused what: rows that are only ever added."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One entry of the log. Plain text and no foreign keys, so that it outlives what it names.

    `data` never holds names, notes or other content of a case, only its kind and extent.
    """

    at = models.DateTimeField(_("Zeitpunkt"), auto_now_add=True, db_index=True)
    actor = models.CharField(_("Wer"), max_length=60, help_text="user:7, command:import")
    verb = models.CharField(_("Was"), max_length=60)
    kind = models.CharField(_("Art"), max_length=60, blank=True)
    key = models.CharField(_("Kennung"), max_length=60, blank=True)
    data = models.JSONField(_("Angaben"), default=dict, blank=True)

    class Meta:
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokoll")
        indexes = [
            models.Index(fields=["kind", "key", "at"], name="event_by_object"),
            models.Index(fields=["actor", "at"], name="event_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.kind} {self.key}"


def record(by: Any, verb: str, row: models.Model | None = None, **data: Any) -> Event:
    """Add one entry: who did what to which row. `by` is a user or a text such as command:import."""
    actor = by if isinstance(by, str) else f"user:{by.pk}"
    kind = row._meta.label_lower if row is not None else ""
    key = str(row.pk) if row is not None else ""
    return Event.objects.create(actor=actor, verb=verb, kind=kind, key=key, data=_plain(data))


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    simple = (str, int, float, bool, type(None), list, dict)
    return {
        name: value if isinstance(value, simple) else str(value) for name, value in data.items()
    }
