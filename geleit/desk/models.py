# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How somebody works with lists: filters kept under a name, and columns chosen."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.organisations.models import Organisation


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def of(self, user: Any, organisations: Any) -> "SavedFilterQuerySet":
        """Return one's own filters and those that the team shares."""
        shared = Q(is_shared=True, organisation__in=list(organisations))
        return self.filter(Q(owner=user) | shared).order_by("name", "pk")


class SavedFilter(models.Model):
    """A filter of the list of cases under a name. Never a search for a person."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=80)
    query = models.CharField(_("Filter"), max_length=300, blank=True)
    is_shared = models.BooleanField(_("für das Team"), default=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("gespeicherter Filter")
        verbose_name_plural = _("gespeicherte Filter")
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_filter_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class ListColumns(models.Model):
    """Which columns somebody wants in the list of cases."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    names = models.JSONField(_("Spalten"), default=list)

    class Meta:
        verbose_name = _("Spalten der Fallliste")
        verbose_name_plural = _("Spalten der Fallliste")

    def __str__(self) -> str:
        return ", ".join(self.names)
