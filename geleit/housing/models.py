# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The town's accommodation and how many places in it are taken.

Figures of the operator, not of the advice: the carrier may tell the town how full a house is that
it runs under contract (processing for the town, Art. 28 DSGVO; the town's own task, § 4 LDSG BW).
They are counted at the door and typed in. Nothing is ever computed from case files, so that no
figure here can be set against a file; that a stay names a house is for those who advise.
The legal basis is not verified by a lawyer.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement


class AccommodationQuerySet(models.QuerySet["Accommodation"]):
    def visible_to(self, user: Any) -> "AccommodationQuerySet":
        """The town: its houses. The carrier's lead: those that the carrier runs for the town."""
        town = covered_by(
            user, Role.TOWN, organisation="agreement__municipality", agreement="agreement"
        )
        lead = covered_by(
            user, Role.CARRIER_LEAD, organisation="agreement__carrier", agreement="agreement"
        )
        return self.filter(town | (lead & Q(is_run_by_carrier=True)))

    def with_latest_count(self) -> "AccommodationQuerySet":
        """Add the latest count and its day; nothing where nobody has counted."""
        counts = OccupancyCount.objects.filter(accommodation=OuterRef("pk")).order_by("-counted_on")
        return self.annotate(
            occupied=Subquery(counts.values("occupied")[:1]),
            counted_on=Subquery(counts.values("counted_on")[:1]),
        )


class Accommodation(models.Model):
    """A house of the town with places for people who were assigned to it (Unterkunft)."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    street = models.CharField(_("Straße"), max_length=160, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    city = models.CharField(_("Ort"), max_length=80, blank=True)
    places = models.PositiveSmallIntegerField(_("Plätze"))
    is_run_by_carrier = models.BooleanField(_("vom Träger geführt"), default=False)

    objects = AccommodationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Unterkunft")
        verbose_name_plural = _("Unterkünfte")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "name"], name="accommodation_once"),
            models.CheckConstraint(condition=Q(places__gt=0), name="accommodation_has_places"),
        ]

    def __str__(self) -> str:
        return self.name


class OccupancyCount(models.Model):
    """How many places were taken on a day: a number, no names."""

    accommodation = models.ForeignKey(Accommodation, models.CASCADE, related_name="counts")
    counted_on = models.DateField(_("gezählt am"))
    occupied = models.PositiveSmallIntegerField(_("belegt"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Belegung")
        verbose_name_plural = _("Belegungen")
        constraints = [
            models.UniqueConstraint(fields=["accommodation", "counted_on"], name="count_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.accommodation_id} {self.counted_on:%d.%m.%Y}: {self.occupied}"
