# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which look at independence belongs to which phase, as dated data with its source."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.cases.enums import Phase
from geleit.plans.enums import Occasion


class PhaseNeedQuerySet(models.QuerySet["PhaseNeed"]):
    def in_force(self, *, on: date) -> dict[str, frozenset[str]]:
        """Return by phase which occasions of an assessment belong to it on the day; one query."""
        ongoing = Q(valid_until=None) | Q(valid_until__gte=on)
        found: dict[str, frozenset[str]] = {}
        rows = self.filter(ongoing, valid_from__lte=on).order_by("phase", "occasion")
        for phase, occasion in rows.values_list("phase", "occasion"):
            found[phase] = found.get(phase, frozenset()) | {occasion}
        return found


class PhaseNeed(models.Model):
    """A phase needs an assessment of this occasion (Einschätzung je Phase)."""

    phase = models.CharField(_("Phase"), max_length=20, choices=Phase)
    occasion = models.CharField(_("Anlass"), max_length=10, choices=Occasion)
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    source = models.TextField(_("Quelle"))
    is_verified = models.BooleanField(_("geprüft"), default=False)

    objects = PhaseNeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Einschätzung, die eine Phase braucht")
        verbose_name_plural = _("Einschätzungen, die eine Phase braucht")
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "occasion", "valid_from"], name="phase_need_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="phase_need_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="phase_need_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.phase}: {self.occasion}"
