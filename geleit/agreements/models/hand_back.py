# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the work goes back at the end."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import HandBackKind, Side
from geleit.agreements.models.agreement import CooperationAgreement
from geleit.organisations.models import Organisation


class HandBackTemplate(models.Model):
    """What a hand-back usually takes, from a day on: copied into a plan, then both sides adapt it."""

    kind = models.CharField(_("Art"), max_length=10, choices=HandBackKind)
    label = models.CharField(_("Schritt"), max_length=200)
    side = models.CharField(_("wer"), max_length=10, choices=Side)
    days_after_end = models.SmallIntegerField(_("Tage nach dem Ende"))  # negative: before
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    source = models.TextField(_("Quelle"))

    class Meta:
        verbose_name = _("Vorlage für eine Rückgabe")
        verbose_name_plural = _("Vorlagen für Rückgaben")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="hand_back_template_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.label


class HandBack(models.Model):
    """The plan with which the work of an agreement that ends goes back (Rückdelegation)."""

    agreement = models.OneToOneField(CooperationAgreement, models.PROTECT, related_name="hand_back")
    receiver = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("geht an")
    )
    reason = models.TextField(_("Anlass"), blank=True)
    planned_on = models.DateField(_("geplant am"))
    planned_by = models.CharField(_("geplant von"), max_length=120)

    class Meta:
        verbose_name = _("Rückgabe")
        verbose_name_plural = _("Rückgaben")

    def __str__(self) -> str:
        return f"{self.agreement}: {self.receiver}"


class HandBackStep(models.Model):
    """One thing that is seen to before the work is handed back."""

    hand_back = models.ForeignKey(HandBack, models.CASCADE, related_name="steps")
    kind = models.CharField(_("Art"), max_length=10, choices=HandBackKind)
    label = models.CharField(_("Schritt"), max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    due_on = models.DateField(_("bis"))
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)
    done_by = models.CharField(_("abgehakt von"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Schritt einer Rückgabe")
        verbose_name_plural = _("Schritte einer Rückgabe")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="") | (Q(done_on__isnull=False) & ~Q(done_by="")),
                name="hand_back_step_done_means_by",
            )
        ]

    def __str__(self) -> str:
        return self.label
