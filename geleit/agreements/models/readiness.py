# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be there before the service can begin."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import ConditionKind, Side
from geleit.agreements.models.agreement import CooperationAgreement
from geleit.organisations.models import Organisation


class ConditionTemplate(models.Model):
    """What a start usually needs, from a day on: copied into an agreement, then adapted."""

    kind = models.CharField(_("Art"), max_length=20, choices=ConditionKind)
    label = models.CharField(_("Bedingung"), max_length=200)
    side = models.CharField(_("wer"), max_length=10, choices=Side)
    days_before_start = models.PositiveSmallIntegerField(_("Tage vor dem Beginn"))
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    source = models.TextField(_("Quelle"))

    class Meta:
        verbose_name = _("übliche Startbedingung")
        verbose_name_plural = _("übliche Startbedingungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="condition_template_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.label


class ReadinessCondition(models.Model):
    """One thing that must be there before the service can begin, except a filled post.

    Posts and their qualification follow from staffing; room, accounts and partners are confirmed
    here, with the day from which they hold and the person who said so.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="conditions")
    kind = models.CharField(_("Art"), max_length=20, choices=ConditionKind)
    label = models.CharField(_("Bedingung"), max_length=200)
    responsible = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    due_on = models.DateField(_("bis"), null=True, blank=True)
    met_on = models.DateField(_("erfüllt ab"), null=True, blank=True)
    confirmed_by = models.CharField(_("bestätigt von"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Startbedingung")
        verbose_name_plural = _("Startbedingungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(met_on=None, confirmed_by="")
                | (Q(met_on__isnull=False) & ~Q(confirmed_by="")),
                name="condition_met_means_confirmed",
            )
        ]

    def __str__(self) -> str:
        return self.label
