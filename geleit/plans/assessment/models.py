# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How independent somebody is, field by field: what she says and what her adviser says."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import ActionField
from geleit.cases.models import Case, Person
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.organisations.models import Organisation
from geleit.plans.enums import Level, Occasion, View


class ScaleQuerySet(models.QuerySet["IndependenceScale"]):
    def standing(self) -> "ScaleQuerySet":
        """Return the scales that nobody withdrew."""
        return self.filter(withdrawn_on=None)

    def for_carrier(self, carrier: int | None) -> "ScaleQuerySet":
        """Return the scales with which a carrier looks, the one that goes before first."""
        own = self.standing().filter(Q(carrier=None) | Q(carrier=carrier))
        return own.order_by(F("carrier").asc(nulls_last=True), "-valid_from", "-pk")

    def valid_on(self, day: date, *, carrier: int | None = None) -> "IndependenceScale | None":
        """Return the carrier's youngest scale whose time holds the day, else that of all."""
        ongoing = Q(valid_until=None) | Q(valid_until__gte=day)
        return self.for_carrier(carrier).filter(ongoing, valid_from__lte=day).first()


class IndependenceScale(models.Model):
    """Five levels for each action field, in words: dated data with its source, never code.

    Without a carrier it holds for all who have none of their own. Its words never change: others
    are a new scale from a day on, and what was assessed before keeps the one it was made with.
    """

    carrier = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("Träger"),
    )  # fmt: skip
    name = models.CharField(_("Skala"), max_length=160)
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    source = models.TextField(_("Quelle"))
    is_verified = models.BooleanField(_("geprüft"), default=False)
    withdrawn_on = models.DateField(_("zurückgenommen am"), null=True, blank=True)

    objects = ScaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Skala der Selbstständigkeit")
        verbose_name_plural = _("Skalen der Selbstständigkeit")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="scale_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class ScaleLevel(models.Model):
    """What a level means in one action field."""

    scale = models.ForeignKey(IndependenceScale, models.CASCADE, related_name="levels")
    action_field = models.CharField(_("Handlungsfeld"), max_length=20, choices=ActionField)
    level = models.PositiveSmallIntegerField(_("Stufe"), choices=Level)
    text = models.CharField(_("Beschreibung"), max_length=200)

    class Meta:
        verbose_name = _("Stufe einer Skala")
        verbose_name_plural = _("Stufen einer Skala")
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "action_field", "level"], name="scale_level_once"
            ),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="scale_has_five_levels"),
        ]

    def __str__(self) -> str:
        return f"{self.action_field} {self.level}"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: Any) -> "AssessmentQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))

    def standing(self) -> "AssessmentQuerySet":
        """Return the assessments that nobody took back."""
        return self.filter(removed_on=None)


class Assessment(models.Model):
    """One look at the independence of a person on a day, hers or her adviser's (Einschätzung)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="assessments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="assessments")
    scale = models.ForeignKey(IndependenceScale, models.PROTECT, related_name="+")
    view = models.CharField(_("Sicht"), max_length=10, choices=View)
    occasion = models.CharField(_("Anlass"), max_length=10, choices=Occasion)
    assessed_on = models.DateField(_("eingeschätzt am"))
    note = EncryptedTextField(_("Bemerkung"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("von")
    )
    removed_on = models.DateField(_("zurückgenommen am"), null=True, blank=True)

    objects = Guarded()
    unguarded = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Einschätzung")
        verbose_name_plural = _("Einschätzungen")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "view", "assessed_on"],
                condition=Q(removed_on=None),
                name="assessment_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["case", "person", "view"],
                condition=Q(removed_on=None, occasion="1_start"),
                name="assessment_starts_once",
            ),
        ]
        indexes = [
            models.Index(fields=["assessed_on"], name="assessment_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_occasion_display()} {self.assessed_on:%d.%m.%Y}"


class RatingQuerySet(models.QuerySet["Rating"]):
    def visible_to(self, user: Any) -> "RatingQuerySet":
        return self.filter(assessment__case__in=Case.unguarded.visible_to(user))


class Rating(models.Model):
    """The level in one field. A field that nobody could judge has no row: it is missing."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="ratings")
    action_field = models.CharField(_("Handlungsfeld"), max_length=20, choices=ActionField)
    level = models.PositiveSmallIntegerField(_("Stufe"), choices=Level)

    objects = Guarded()
    unguarded = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Stufe in einem Handlungsfeld")
        verbose_name_plural = _("Stufen in Handlungsfeldern")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "action_field"], name="rating_once_in_a_field"
            ),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="rating_on_the_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.action_field}: {self.level}"
