# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an agreement decided about the rules of the catalogue: now, from a day on, and who when why."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from geleit.agreements.models import CooperationAgreement
from geleit.deadlines.enums import RuleAct, Verified
from geleit.deadlines.rules.periods import Period, parse_period


class RuleSetting(models.Model):
    """What an agreement decided about one rule of the catalogue: off, or other days ahead."""

    agreement = models.ForeignKey(CooperationAgreement, models.CASCADE, related_name="+")
    rule = models.CharField(_("Regel"), max_length=60)
    is_on = models.BooleanField(_("an"), default=True)
    warn_days = models.JSONField(_("erinnern, Tage vorher"), default=list)
    changed_on = models.DateField(_("geändert am"))
    changed_by = models.CharField(_("geändert von"), max_length=120)

    class Meta:
        verbose_name = _("Einstellung einer Fristenregel")
        verbose_name_plural = _("Einstellungen der Fristenregeln")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "rule"], name="rule_setting_once")
        ]

    def __str__(self) -> str:
        return self.rule


class RuleVersionQuerySet(models.QuerySet["RuleVersion"]):
    def standing(self) -> "RuleVersionQuerySet":
        return self.filter(withdrawn_at=None)

    def in_force(self, *, on: date) -> "RuleVersionQuerySet":
        """Return those that hold or held by the day, the latest of a rule last."""
        return self.standing().filter(valid_from__lte=on).order_by("valid_from", "pk")


class RuleVersion(models.Model):
    """Another length of one rule from a day on (Fassung): written once, at most withdrawn."""

    agreement = models.ForeignKey(CooperationAgreement, models.CASCADE, related_name="+")
    rule = models.CharField(_("Regel"), max_length=60)
    valid_from = models.DateField(_("gilt ab"))
    period = models.CharField(_("Länge"), max_length=12, help_text="14D, 3M, -2M")
    source = models.CharField(_("Quelle"), max_length=300)
    checked_on = models.DateField(_("geprüft am"))
    state = models.CharField(_("Stand der Prüfung"), max_length=2, choices=Verified)
    entered_at = models.DateTimeField(_("eingetragen"), default=now)
    entered_by = models.CharField(_("eingetragen von"), max_length=120)
    withdrawn_at = models.DateTimeField(_("zurückgenommen"), null=True)
    withdrawn_by = models.CharField(_("zurückgenommen von"), max_length=120, blank=True)

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Fassung einer Fristenregel")
        verbose_name_plural = _("Fassungen der Fristenregeln")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "rule", "valid_from"],
                condition=Q(withdrawn_at=None),
                name="rule_version_once_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(period=""), name="rule_version_has_a_source"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="rule_version_withdrawn_means_by",
            ),
        ]

    @property
    def length(self) -> Period:
        return parse_period(self.period)

    def __str__(self) -> str:
        return f"{self.rule} {self.valid_from}: {self.period}"


class RuleDecision(models.Model):
    """One entry in the history of a rule: what was decided, by whom, when and why. Never changed."""

    agreement = models.ForeignKey(CooperationAgreement, models.CASCADE, related_name="+")
    rule = models.CharField(_("Regel"), max_length=60)
    at = models.DateTimeField(_("Zeitpunkt"), default=now)
    by = models.CharField(_("wer"), max_length=120)
    act = models.CharField(_("was"), max_length=20, choices=RuleAct)
    warn_days = models.JSONField(_("erinnern, Tage vorher"), default=list)
    version = models.ForeignKey(RuleVersion, models.CASCADE, related_name="+", null=True)
    reason = models.CharField(_("warum"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Entscheidung zu einer Fristenregel")
        verbose_name_plural = _("Entscheidungen zu Fristenregeln")
        indexes = [models.Index(fields=["agreement", "rule", "at"], name="rule_history")]
        constraints = [
            models.CheckConstraint(
                condition=Q(act="warn") | ~Q(reason=""), name="rule_decision_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.get_act_display()
