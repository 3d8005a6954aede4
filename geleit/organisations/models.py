# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who takes part: municipality, carrier, county, volunteer group."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from geleit.core.states import state_names


class OrganisationKind(models.TextChoices):
    CARRIER = "carrier", _("Freier Träger")
    MUNICIPALITY = "municipality", _("Stadt oder Gemeinde")
    COUNTY = "county", _("Landkreis")
    VOLUNTEER_GROUP = "volunteer_group", _("Freundeskreis oder Arbeitskreis")
    OPERATOR = "operator", _("Betrieb der Software")


class Organisation(models.Model):
    """A body that takes part in the work, each its own data controller."""

    kind = models.CharField(_("Art"), max_length=20, choices=OrganisationKind)
    name = models.CharField(_("Name"), max_length=200, unique=True)
    short_name = models.CharField(_("Kurzname"), max_length=60)
    street = models.CharField(_("Straße"), max_length=120, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    city = models.CharField(_("Ort"), max_length=80, blank=True)
    land = models.CharField(
        _("Land"), max_length=2, blank=True, help_text=_("Nach seinen Feiertagen rechnen Fristen.")
    )  # a short name of core.states; empty: not known, as of a body far away

    class Meta:
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")

    def __str__(self) -> str:
        return self.name

    def land_name(self) -> str:
        """Return the name of its Land; "": not known."""
        return state_names().get(self.land, "")

    def named_since(self) -> date | None:
        """Return the day on which it took its present name; None: always called so."""
        others = self.former.exclude(name=self.name).order_by("-until", "-pk")
        return others.values_list("until", flat=True).first()


class FormerDetails(models.Model):
    """How a body was called and where it was until a day: corrections lose nothing."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former")
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Kurzname"), max_length=60)
    street = models.CharField(_("Straße"), max_length=120, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    city = models.CharField(_("Ort"), max_length=80, blank=True)
    land = models.CharField(_("Land"), max_length=2, blank=True)
    until = models.DateField(_("bis"))
    changed_by = models.CharField(_("geändert von"), max_length=120)

    class Meta:
        verbose_name = _("frühere Angaben einer Organisation")
        verbose_name_plural = _("frühere Angaben der Organisationen")

    def __str__(self) -> str:
        return self.name
