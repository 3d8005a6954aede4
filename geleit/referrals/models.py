# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory of mainstream services, and who was referred to which."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import ActionField
from geleit.cases.models import Case, Person
from geleit.consents.enums import words_of
from geleit.consents.models import Consent
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.organisations.models import Organisation
from geleit.referrals.enums import ReferralOutcome


class ServiceQuerySet(models.QuerySet["MainstreamService"]):
    def present(self, *, on: date) -> "ServiceQuerySet":
        """Return the services to which one can refer somebody."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on))


class MainstreamService(models.Model):
    """A service that is there for everybody (Regeldienst), in a carrier's directory."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=160)
    action_field = models.CharField(_("Handlungsfeld"), max_length=20, choices=ActionField)
    address = models.CharField(_("Adresse"), max_length=240, blank=True)
    opening_hours = models.CharField(_("Öffnungszeiten"), max_length=240, blank=True)
    languages = models.CharField(_("Sprachen"), max_length=240, blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    checked_on = models.DateField(_("zuletzt geprüft am"))
    ends_on = models.DateField(_("gibt es bis"), null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Regeldienst")
        verbose_name_plural = _("Regeldienste")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="service_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, user: Any) -> "ReferralQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))

    def open(self) -> "ReferralQuerySet":
        return self.filter(outcome__in=[ReferralOutcome.OPEN, ReferralOutcome.WAITING])


class Referral(models.Model):
    """Somebody was referred to a mainstream service, and what became of it (Verweis)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="referrals")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="referrals", verbose_name=_("Wer")
    )
    service = models.ForeignKey(
        MainstreamService, models.PROTECT, related_name="+", verbose_name=_("Regeldienst")
    )
    concern = EncryptedTextField(_("Anliegen"), max_length=300)
    kinds = models.JSONField(_("weitergegebene Angaben"), default=list, blank=True)
    consents = models.ManyToManyField(
        Consent,
        related_name="+",
        blank=True,
        verbose_name=_("Grundlage"),
        help_text="on which the data of `kinds` were passed on that day",
    )
    referred_on = models.DateField(_("verwiesen am"))
    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(
        _("Ergebnis"), max_length=20, choices=ReferralOutcome, default=ReferralOutcome.OPEN
    )
    outcome_on = models.DateField(_("Ergebnis vom"), null=True, blank=True)

    objects = Guarded()
    unguarded = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("Verweis")
        verbose_name_plural = _("Verweise")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=ReferralOutcome.OPEN, outcome_on=None)
                | (~Q(outcome=ReferralOutcome.OPEN) & Q(outcome_on__isnull=False)),
                name="referral_outcome_means_a_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome_on=None) | Q(outcome_on__gte=F("referred_on")),
                name="referral_ends_after_it_begins",
            ),
        ]

    @property
    def kind_words(self) -> list[str]:
        return words_of(self.kinds)

    def __str__(self) -> str:
        return self.get_outcome_display()
