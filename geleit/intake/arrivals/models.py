# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Arrivals that the county announces, and how soon a first appointment is proposed."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case
from geleit.core.fields import EncryptedJSONField, EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.core.problems import Problem, Refused
from geleit.housing.models import Accommodation
from geleit.organisations.models import Organisation
from geleit.packages.inquiry.models import Inquiry


def _led_by(user: Any) -> Q:
    return covered_by(
        user, Role.CARRIER_LEAD, organisation="agreement__carrier", agreement="agreement"
    )


def _sent_by(user: Any) -> Q:
    return covered_by(user, Role.COUNTY, organisation="county", agreement="agreement")


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def visible_to(self, user: Any) -> "ArrivalQuerySet":
        """The carrier's lead; the county its own until they are accepted."""
        return self.filter(_led_by(user) | (_sent_by(user) & Q(accepted_at=None)))

    def led_by(self, user: Any) -> "ArrivalQuerySet":
        """Those that this person accepts as the lead of the carrier."""
        return self.filter(_led_by(user))

    def sent_by(self, user: Any) -> "ArrivalQuerySet":
        """Those that this person answers for, puts right and withdraws for the county."""
        return self.filter(_sent_by(user))

    def open(self) -> "ArrivalQuerySet":
        """Those that wait for the carrier."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Arrival(models.Model):
    """A household that the county allocates to the town, before it is there (Zuteilung).

    Once it is accepted or withdrawn nothing in it says who that is or where they live.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+")
    county = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    arrives_on = models.DateField(_("Ankunft"))
    household_name = models.CharField(_("Haushalt"), max_length=120)
    persons = EncryptedJSONField(default=list, help_text="what the county knows of each person")
    persons_count = models.PositiveSmallIntegerField(_("Personen"))
    language = models.CharField(_("Sprache"), max_length=12, blank=True)
    accommodation = models.ForeignKey(
        Accommodation, models.PROTECT, related_name="+", null=True, blank=True
    )
    housing = models.CharField(_("Unterkunft"), max_length=160, blank=True)
    note = EncryptedTextField(_("Hinweis"), blank=True, max_length=1000)
    announced_at = models.DateTimeField(_("angekündigt"), auto_now_add=True)
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    inquiry = models.OneToOneField(
        Inquiry, models.SET_NULL, related_name="arrival", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(_("zurückgezogen"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("angenommen"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    case = models.OneToOneField(
        Case, models.SET_NULL, related_name="arrival", null=True, blank=True
    )

    objects = Guarded()
    unguarded = ArrivalQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zuteilung")
        verbose_name_plural = _("Zuteilungen")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(fields=["agreement", "accepted_at", "arrives_on"], name="arrival_by_day")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(persons_count__gte=1), name="arrival_of_somebody"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="arrival_accepted_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="arrival_accepted_means_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_name}, {self.arrives_on}"


class FirstMeetingRuleQuerySet(models.QuerySet["FirstMeetingRule"]):
    def in_force(self, *, on: date) -> "FirstMeetingRule":
        """Return the rule of the day, or raise Refused."""
        rule = self.filter(valid_from__lte=on).order_by("-valid_from").first()
        if rule is None:
            text = _("Für diesen Tag gibt es keine Regel für das Erstgespräch.")
            raise Refused([Problem("no-first-meeting-rule", str(text))])
        return rule


class FirstMeetingRule(models.Model):
    """How many working days after the arrival a first appointment is proposed: dated data."""

    working_days = models.PositiveSmallIntegerField(_("Arbeitstage nach der Ankunft"))
    valid_from = models.DateField(_("gilt ab"), unique=True)
    source = models.TextField(_("Quelle"))

    objects = FirstMeetingRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Regel für das Erstgespräch")
        verbose_name_plural = _("Regeln für das Erstgespräch")

    def __str__(self) -> str:
        return f"{self.working_days}, {self.valid_from}"
