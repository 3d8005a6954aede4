# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the carrier is paid, what it did cost, what was paid, the agreed caseload."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import PriceModelKind
from geleit.agreements.models.agreement import CooperationAgreement


class PriceTerms(models.Model):
    """How the carrier is paid from a year on (Vergütung); earlier years keep their own terms.

    `instalments` is [[month, day, "percent"], …], `overrun` is [["partner", "percent"], …]; both
    make 100 percent or are empty. Without partners the carrier bears an overrun.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="price_terms")
    from_year = models.PositiveSmallIntegerField(_("ab Jahr"))
    kind = models.CharField(_("Preismodell"), max_length=10, choices=PriceModelKind)
    yearly = models.DecimalField(
        _("Jahressumme"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    percent = models.DecimalField(
        _("Prozent"), max_digits=5, decimal_places=2, null=True, blank=True
    )  # of overhead, or the share
    cost_cap = models.DecimalField(
        _("Obergrenze Personalkosten"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    overhead_cap = models.DecimalField(
        _("Obergrenze Verwaltungskosten"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    pays_material = models.BooleanField(_("Sachkosten werden bezahlt"), default=True)
    of_deficit = models.BooleanField(_("Anteil am Fehlbetrag"), default=False)
    posts = models.DecimalField(
        _("Vollzeitstellen"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    grant = models.DecimalField(
        _("Zuwendung je Vollzeitstelle"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    top_up_limit = models.DecimalField(
        _("Aufstockung je Vollzeitstelle"), max_digits=11, decimal_places=2, default=0
    )
    material_lump_sum = models.DecimalField(
        _("Sachkostenpauschale je Vollzeitstelle"), max_digits=11, decimal_places=2, default=0
    )
    instalments = models.JSONField(_("Abschläge"), default=list, blank=True)
    overrun = models.JSONField(_("Wer eine Überschreitung trägt"), default=list, blank=True)
    source = models.CharField(_("Wo es vereinbart ist"), max_length=200, default="", blank=True)

    class Meta:
        verbose_name = _("Vergütung")
        verbose_name_plural = _("Vergütung")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "from_year"], name="price_terms_once"),
            models.CheckConstraint(
                condition=Q(kind=PriceModelKind.FIXED, yearly__gt=0)
                | Q(kind__in=[PriceModelKind.ACTUAL, PriceModelKind.SHARE], percent__gte=0)
                | Q(kind=PriceModelKind.GRANT, posts__gt=0, grant__gte=0),
                name="price_terms_are_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.from_year}"


class PriceAdjustment(models.Model):
    """From its day on the yearly sum, or the grant, is that much higher (Anpassung)."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="adjustments")
    from_day = models.DateField(_("ab"))
    percent = models.DecimalField(_("Prozent"), max_digits=5, decimal_places=2, default=0)
    amount = models.DecimalField(_("Betrag"), max_digits=11, decimal_places=2, default=0)
    reason = models.CharField(_("Grund"), max_length=200)

    class Meta:
        verbose_name = _("Anpassung der Vergütung")
        verbose_name_plural = _("Anpassungen der Vergütung")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "from_day"], name="one_adjustment_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.from_day:%d.%m.%Y}"


class CostMonth(models.Model):
    """What a month did cost the carrier: sums, never single salaries (Kosten eines Monats)."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="costs")
    year = models.PositiveSmallIntegerField(_("Jahr"))
    month = models.PositiveSmallIntegerField(_("Monat"))
    personnel = models.DecimalField(_("Personalkosten"), max_digits=11, decimal_places=2)
    material = models.DecimalField(_("Sachkosten"), max_digits=11, decimal_places=2, default=0)
    own_income = models.DecimalField(
        _("eigene Einnahmen"), max_digits=11, decimal_places=2, default=0
    )

    class Meta:
        verbose_name = _("Kosten eines Monats")
        verbose_name_plural = _("Kosten der Monate")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "year", "month"], name="cost_month_once"),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12)
                & Q(personnel__gte=0, material__gte=0, own_income__gte=0),
                name="cost_month_is_a_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month}/{self.year}"


class Payment(models.Model):
    """What was paid to the carrier for a year (Zahlung); a refund is negative."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="payments")
    year = models.PositiveSmallIntegerField(_("für das Jahr"))
    paid_on = models.DateField(_("gezahlt am"))
    amount = models.DecimalField(_("Betrag"), max_digits=11, decimal_places=2)

    class Meta:
        verbose_name = _("Zahlung")
        verbose_name_plural = _("Zahlungen")

    def __str__(self) -> str:
        return f"{self.paid_on:%d.%m.%Y}"


class SettledInstalment(models.Model):
    """An instalment paid whole or due, as it was then: later costs do not move it (Abschlag)."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="settled")
    year = models.PositiveSmallIntegerField(_("für das Jahr"))
    due_on = models.DateField(_("fällig am"))
    amount = models.DecimalField(_("Betrag"), max_digits=11, decimal_places=2)

    class Meta:
        verbose_name = _("feststehender Abschlag")
        verbose_name_plural = _("feststehende Abschläge")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "year", "due_on"], name="instalment_settled_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%d.%m.%Y}"


class CaseloadRatio(models.Model):
    """How many persons one full post accompanies at most, as agreed from a day on (Schlüssel)."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="ratios")
    from_day = models.DateField(_("ab"))
    persons = models.PositiveSmallIntegerField(_("Personen je Vollzeitstelle"))
    source = models.CharField(_("Grundlage"), max_length=200)

    class Meta:
        verbose_name = _("Betreuungsschlüssel")
        verbose_name_plural = _("Betreuungsschlüssel")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "from_day"], name="one_ratio_a_day"),
            models.CheckConstraint(condition=Q(persons__gt=0), name="ratio_has_persons"),
        ]

    def __str__(self) -> str:
        return f"1:{self.persons}"
