# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom a mandate is for, as dated data with its source."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.agreements.models import Mandate
from geleit.cases.enums import HousingStage, StatusKind
from geleit.course.entitlement.rules import Circle


class EntitlementQuerySet(models.QuerySet["EntitlementRule"]):
    def in_force(self, agreement: int, *, on: date) -> "list[EntitlementRule]":
        """Return the rule of each mandate that runs on the day; one query."""
        runs = Q(mandate__ends_on=None) | Q(mandate__ends_on__gte=on)
        rows = self.filter(
            runs, mandate__agreement=agreement, mandate__begins_on__lte=on, valid_from__lte=on
        )
        newest: dict[int, EntitlementRule] = {}
        for rule in rows.select_related("mandate").order_by("mandate", "valid_from"):
            newest[rule.mandate_id] = rule
        return list(newest.values())


class EntitlementRule(models.Model):
    """Who is entitled to be advised under a mandate from a day on (Zielgruppe)."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="entitlement_rules")
    statuses = models.JSONField(_("Aufenthaltsstatus"), default=list, blank=True)
    stages = models.JSONField(_("Unterbringung"), default=list, blank=True)
    valid_from = models.DateField(_("gilt ab"))
    source = models.CharField(_("Quelle"), max_length=300)
    is_verified = models.BooleanField(_("geprüft"), default=False)

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        verbose_name = _("Regel, für wen ein Auftrag ist")
        verbose_name_plural = _("Regeln, für wen ein Auftrag ist")
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "valid_from"], name="entitlement_once_a_day"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="entitlement_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.mandate}, {self.valid_from}"

    @property
    def circle(self) -> Circle:
        return Circle(frozenset(self.statuses), frozenset(self.stages))

    @property
    def words(self) -> str:
        """Return whom it names, in words."""
        named = [str(StatusKind(one).label) for one in self.statuses]
        named += [str(HousingStage(one).label) for one in self.stages]
        return "; ".join(named) or str(_("alle"))
