# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wrapped data keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataKey(models.Model):
    """A key that seals texts, itself sealed by a master key (Datenschlüssel)."""

    id = models.CharField(primary_key=True, max_length=16)
    wrapped = models.TextField()
    master_key_id = models.CharField(max_length=60)
    is_current = models.BooleanField(null=True, unique=True, help_text="one row True, else null")
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, help_text="writes nothing new since")
    cleared_at = models.DateTimeField(null=True, help_text="all rows have another key since")

    class Meta:
        verbose_name = _("Datenschlüssel")
        verbose_name_plural = _("Datenschlüssel")
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_current=True, retired_at=None)
                | models.Q(is_current=None, retired_at__isnull=False),
                name="data_key_current_or_retired",
            )
        ]

    def __str__(self) -> str:
        return self.id
