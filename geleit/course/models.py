# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Since when a case is in which phase, how it ended, and what was found later."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from geleit.agreements.models import CooperationAgreement
from geleit.cases.enums import HousingType, Phase
from geleit.cases.models import Case
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.course.entitlement.models import EntitlementRule
from geleit.course.enums import GoalResult, IncomeAtEnd, LaterResult
from geleit.course.needs.models import PhaseNeed
from geleit.plans.models import Goal
from geleit.plans.upkeep.kept import KeptChoice, kept_constraints

__all__ = [
    "CaseClosing", "ClosingReason", "ClosingRule", "CounsellingPeriod", "EntitlementRule",
    "GoalOutcome", "PeriodRule", "PhaseNeed", "PhaseStep",
]  # fmt: skip


class PhaseStepQuerySet(models.QuerySet["PhaseStep"]):
    def visible_to(self, user: Any) -> "PhaseStepQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))


class PhaseStep(models.Model):
    """A case entered a phase on that day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="phase_steps")
    phase = models.CharField(_("Phase"), max_length=20, choices=Phase)
    begun_on = models.DateField(_("seit"))
    by = models.CharField(_("eingetragen von"), max_length=120)

    objects = Guarded()
    unguarded = PhaseStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("Schritt in eine Phase")
        verbose_name_plural = _("Schritte durch die Phasen")
        base_manager_name = default_manager_name = "unguarded"

    def __str__(self) -> str:
        return f"{self.get_phase_display()}, {self.begun_on}"


class ClosingReason(KeptChoice):
    """Why a case ends: dated, with its source, because the official list may change."""

    added, ended = "closing-reason-added", "closing-reason-ended"
    resumed = "closing-reason-resumed"

    name = models.CharField(_("Grund"), max_length=160)

    class Meta:
        verbose_name = _("Grund für den Abschluss")
        verbose_name_plural = _("Gründe für den Abschluss")
        constraints = kept_constraints("closing_reason")


class ClosingRuleQuerySet(models.QuerySet["ClosingRule"]):
    def in_force(self, agreement: int, *, on: date) -> "ClosingRule | None":
        rules = self.filter(agreement=agreement, valid_from__lte=on)
        return rules.order_by("-valid_from").first()


class ClosingRule(models.Model):
    """Whether an agreement asks that the lead approves the end of a case, from a day on."""

    agreement = models.ForeignKey(
        CooperationAgreement, models.CASCADE, related_name="closing_rules"
    )
    needs_approval = models.BooleanField(_("Die Leitung gibt den Abschluss frei"))
    valid_from = models.DateField(_("gilt ab"))
    source = models.CharField(_("Grundlage"), max_length=300)

    objects = ClosingRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Regel für den Abschluss")
        verbose_name_plural = _("Regeln für den Abschluss")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "valid_from"], name="closing_rule_once_a_day"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="closing_rule_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}, {self.valid_from}"


class ClosingQuerySet(models.QuerySet["CaseClosing"]):
    def visible_to(self, user: Any) -> "ClosingQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))

    def draft(self) -> "ClosingQuerySet":
        """Return the ends that are being prepared; a case has one at most."""
        return self.filter(closed_on=None)

    def waiting(self) -> "ClosingQuerySet":
        """Return the ends that wait for a second person."""
        return self.draft().filter(asked_on__isnull=False)

    def sent_back(self) -> "ClosingQuerySet":
        """Return the ends that were put forward and came back with a word on what is missing."""
        return self.draft().filter(asked_on=None).exclude(answer="")

    def standing(self) -> "ClosingQuerySet":
        return self.filter(closed_on__isnull=False, reopened_on=None)

    def to_ask_again(self, *, on: date) -> "ClosingQuerySet":
        """Return the ends after which it was agreed to ask again by now."""
        return self.standing().filter(later_on__lte=on, later_asked_on=None)


class CaseClosing(models.Model):
    """How a case ended (Fallabschluss): prepared, approved where it must be, done, reopened."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="closings")
    reason = models.ForeignKey(
        ClosingReason, models.PROTECT, related_name="+", null=True, verbose_name=_("Grund")
    )
    evaluation = EncryptedTextField(pgettext_lazy("closing of a case", "Auswertung"), blank=True)
    housing = models.CharField(_("Wohnen am Ende"), max_length=20, choices=HousingType, blank=True)
    income = models.CharField(
        _("Einkommen am Ende"), max_length=20, choices=IncomeAtEnd, blank=True
    )
    handed_to = EncryptedTextField(_("Wohin die Person sich jetzt wendet"), blank=True)
    later_on = models.DateField(_("Nachfrage am"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField(_("vorgelegt am"), null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    answer = EncryptedTextField(_("Anmerkung der Leitung"), blank=True)
    approved_by = models.CharField(_("freigegeben von"), max_length=120, blank=True)
    closed_on = models.DateField(_("abgeschlossen am"), null=True, blank=True)
    later_asked_on = models.DateField(_("nachgefragt am"), null=True, blank=True)
    later_result = models.CharField(
        _("Ergebnis der Nachfrage"), max_length=20, choices=LaterResult, blank=True
    )
    later_note = EncryptedTextField(_("Notiz zur Nachfrage"), blank=True)
    reopened_on = models.DateField(_("wieder geöffnet am"), null=True, blank=True)
    reopen_reason = EncryptedTextField(_("Anlass"), blank=True)

    objects = Guarded()
    unguarded = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Fallabschluss")
        verbose_name_plural = _("Fallabschlüsse")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(
                fields=["later_on"],
                condition=Q(later_asked_on=None, reopened_on=None, closed_on__isnull=False),
                name="closing_to_ask_again",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_on=None), name="one_closing_is_prepared"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(closed_on__isnull=False, reopened_on=None),
                name="one_closing_stands",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None)
                | (Q(reason__isnull=False) & ~Q(income="") & ~Q(evaluation="")),
                name="closing_says_why_and_how",
            ),
            models.CheckConstraint(
                condition=Q(asked_on=None, asked_by=None)
                | Q(asked_on__isnull=False, asked_by__isnull=False),
                name="closing_asked_means_by",
            ),
            models.CheckConstraint(
                condition=Q(later_asked_on=None, later_result="")
                | (Q(later_asked_on__isnull=False) & ~Q(later_result="")),
                name="closing_asked_again_means_a_result",
            ),
            models.CheckConstraint(
                condition=Q(reopened_on=None) | Q(closed_on__isnull=False),
                name="closing_reopened_was_closed",
            ),
            models.CheckConstraint(
                condition=Q(later_on=None) | Q(closed_on=None) | Q(later_on__gt=F("closed_on")),
                name="closing_asks_again_afterwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.closed_on or '–'}"


class GoalOutcomeQuerySet(models.QuerySet["GoalOutcome"]):
    def visible_to(self, user: Any) -> "GoalOutcomeQuerySet":
        return self.filter(closing__case__in=Case.unguarded.visible_to(user))


class GoalOutcome(models.Model):
    """What became of one goal of the plan when the case ended."""

    closing = models.ForeignKey(CaseClosing, models.CASCADE, related_name="outcomes")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="outcomes")
    result = models.CharField(_("Was daraus wurde"), max_length=20, choices=GoalResult)

    objects = Guarded()
    unguarded = GoalOutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausgang eines Ziels")
        verbose_name_plural = _("Ausgang der Ziele")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(fields=["closing", "goal"], name="goal_ends_once_in_a_closing")
        ]

    def __str__(self) -> str:
        return self.get_result_display()


class PeriodRuleQuerySet(models.QuerySet["PeriodRule"]):
    def in_force(self, *, on: date) -> "PeriodRule | None":
        return self.filter(valid_from__lte=on).order_by("-valid_from").first()


class PeriodRule(models.Model):
    """How long a household may be advised: dated, with its source."""

    regular_months = models.PositiveSmallIntegerField(_("Monate"))
    extended_months = models.PositiveSmallIntegerField(_("Monate mit Begründung"))
    valid_from = models.DateField(_("gilt ab"), unique=True)
    source = models.TextField(_("Quelle"))
    is_verified = models.BooleanField(_("geprüft"), default=False)

    objects = PeriodRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Regel für den Beratungszeitraum")
        verbose_name_plural = _("Regeln für den Beratungszeitraum")
        constraints = [
            models.CheckConstraint(
                condition=Q(extended_months__gte=F("regular_months")) & ~Q(source=""),
                name="period_rule_extends_and_has_a_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.regular_months}, {self.valid_from}"


class PeriodQuerySet(models.QuerySet["CounsellingPeriod"]):
    def visible_to(self, user: Any) -> "PeriodQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))


class CounsellingPeriod(models.Model):
    """How long the household of a case may be advised (Beratungszeitraum)."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="period")
    begins_on = models.DateField(_("beginnt am"))
    ends_on = models.DateField(_("letzter Tag"), db_index=True)
    extended_on = models.DateField(_("verlängert am"), null=True, blank=True)
    extension_reason = EncryptedTextField(_("Begründung"), blank=True)

    objects = Guarded()
    unguarded = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("Beratungszeitraum")
        verbose_name_plural = _("Beratungszeiträume")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.CheckConstraint(
                condition=Q(extended_on=None, extension_reason="")
                | (Q(extended_on__isnull=False) & ~Q(extension_reason="")),
                name="period_extension_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="period_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins_on} – {self.ends_on}"


class KeptQuerySet(models.QuerySet["KeptCase"]):
    def visible_to(self, user: Any) -> "KeptQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))


class KeptCase(models.Model):
    """A case that stays open here although the agreement's work is handed back (Ausnahme)."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="kept")
    reason = EncryptedTextField(_("Warum bleibt der Fall?"), max_length=500)
    kept_on = models.DateField(_("am"))
    kept_by = models.CharField(_("von"), max_length=120)

    objects = Guarded()
    unguarded = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausnahme von der Rückgabe")
        verbose_name_plural = _("Ausnahmen von der Rückgabe")
        base_manager_name = default_manager_name = "unguarded"

    def __str__(self) -> str:
        return str(self.case_id)
