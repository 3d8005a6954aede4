# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Under which thresholds figures leave the carrier."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.core.problems import Problem, Refused
from geleit.statistics.disclosure import Protection


class Audience(models.TextChoices):
    """For whom a statement is made; each has its own thresholds."""

    STEERING = "steering", _("Steuerung zwischen Stadt und Träger")
    PUBLICATION = "publication", _("Veröffentlichung")


class DisclosureRuleQuerySet(models.QuerySet["DisclosureRule"]):
    def in_force(self, name: str, *, on: date) -> "DisclosureRule":
        """Return the rule of the day, or raise Refused: without a rule nothing is shown."""
        holding = self.filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)
        rule = holding.filter(name=name).order_by("-valid_from").first()
        if rule is None:
            text = _("Für diesen Tag ist keine Schutzregel hinterlegt; ohne sie keine Zahlen.")
            raise Refused([Problem("no-disclosure-rule", str(text))])
        return rule


class DisclosureRule(models.Model):
    """How few households a figure may rest on, and to what counts of them are rounded.

    Dated, because practice changes; the source says whether it is law or practice.
    """

    name = models.CharField(_("Zweck"), max_length=20, choices=Audience)
    minimum_households = models.PositiveSmallIntegerField(_("Haushalte mindestens"))
    rounding_base = models.PositiveSmallIntegerField(_("gerundet auf Vielfache von"))
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    source = models.TextField(_("Quelle"))

    objects = DisclosureRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Schutzregel")
        verbose_name_plural = _("Schutzregeln")
        constraints = [
            models.UniqueConstraint(fields=["name", "valid_from"], name="disclosure_rule_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="disclosure_rule_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(minimum_households__gte=1, rounding_base__gte=1),
                name="disclosure_rule_thresholds_are_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()} {self.valid_from:%d.%m.%Y}"

    @property
    def protection(self) -> Protection:
        return Protection(self.minimum_households, self.rounding_base)
