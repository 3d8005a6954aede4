# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The integration plan: goals, and steps of which each says who does it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import ActionField
from geleit.cases.models import Case
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.core.labels import Labelled
from geleit.organisations.models import Organisation
from geleit.plans.agreeing.models import PlanVersion
from geleit.plans.assessment.models import Assessment, IndependenceScale, Rating, ScaleLevel
from geleit.plans.enums import Bearer, SuggestionKind

__all__ = [
    "Assessment", "Goal", "IndependenceScale", "IntegrationPlan", "PlanStep",
    "PlanSuggestion", "PlanTemplate", "PlanVersion", "Rating", "ScaleLevel",
]  # fmt: skip


class PlanTemplateQuerySet(models.QuerySet["PlanTemplate"]):
    def standing(self) -> "PlanTemplateQuerySet":
        """Return the templates that nobody withdrew."""
        return self.filter(withdrawn_on=None)

    def valid_on(self, day: date, *, carrier: int | None = None) -> "PlanTemplate | None":
        """Return the carrier's youngest template whose time holds the day, else that of all."""
        found = self.standing().filter(
            Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day
        )
        own = found.filter(Q(carrier=None) | Q(carrier=carrier))
        return own.order_by(F("carrier").asc(nulls_last=True), "-valid_from", "-pk").first()


class PlanTemplate(models.Model):
    """How a plan looks under a rule: dated data with its source, never code.

    Without a carrier it holds for all who have none of their own.
    """

    carrier = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("Träger"),
    )  # fmt: skip
    name = models.CharField(_("Vorlage"), max_length=160)
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    review_months = models.PositiveSmallIntegerField(_("Überprüfung alle … Monate"))
    action_fields = models.JSONField(
        _("Handlungsfelder"), default=list, blank=True, help_text=_("Leer heißt: alle.")
    )
    source = models.TextField(_("Quelle"))
    is_verified = models.BooleanField(_("geprüft"), default=False)
    withdrawn_on = models.DateField(_("zurückgenommen am"), null=True, blank=True)

    objects = PlanTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Planvorlage")
        verbose_name_plural = _("Planvorlagen")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="template_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SuggestionQuerySet(models.QuerySet["PlanSuggestion"]):
    def valid_on(self, day: date, *, carrier: int | None = None) -> "SuggestionQuerySet":
        """Return what is offered that day: to all, and by this carrier to its team."""
        here = self.filter(Q(carrier=None) | Q(carrier=carrier))
        return here.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


class PlanSuggestion(models.Model):
    """A goal or step to start from, never more than an offer: dated data with its source."""

    carrier = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("Träger"),
    )  # fmt: skip
    not_for = models.JSONField(_("nicht angeboten bei"), default=list, blank=True)  # carriers
    action_field = models.CharField(_("Handlungsfeld"), max_length=20, choices=ActionField)
    kind = models.CharField(_("Art"), max_length=10, choices=SuggestionKind)
    text = models.CharField(_("Text"), max_length=300)
    measure = models.CharField(_("Woran man es merkt"), max_length=300, blank=True)
    bearer = models.CharField(_("Wer macht es"), max_length=20, choices=Bearer, blank=True)
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    source = models.CharField(_("Quelle"), max_length=200)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vorschlag")
        verbose_name_plural = _("Vorschläge")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="suggestion_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(kind=SuggestionKind.GOAL, bearer="")
                | (Q(kind=SuggestionKind.STEP, measure="") & ~Q(bearer="")),
                name="suggestion_of_a_step_names_its_bearer",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PlanQuerySet(models.QuerySet["IntegrationPlan"]):
    def visible_to(self, user: Any) -> "PlanQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))


class IntegrationPlan(models.Model):
    """What a household and its adviser agreed to reach (Integrationsplan)."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="plan")
    template = models.ForeignKey(PlanTemplate, models.PROTECT, related_name="+")
    begun_on = models.DateField(_("begonnen am"))
    agreed_on = models.DateField(_("vereinbart am"), null=True, blank=True)
    review_on = models.DateField(_("nächste Überprüfung"))

    objects = Guarded()
    unguarded = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("Integrationsplan")
        verbose_name_plural = _("Integrationspläne")
        base_manager_name = default_manager_name = "unguarded"

    def __str__(self) -> str:
        return f"Plan {self.case}"


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, user: Any) -> "GoalQuerySet":
        return self.filter(plan__case__in=Case.unguarded.visible_to(user))

    def standing(self) -> "GoalQuerySet":
        """Return the goals that nobody took out of the plan."""
        return self.filter(removed_on=None)

    def open(self) -> "GoalQuerySet":
        return self.standing().filter(reached_on=None)


class Goal(models.Model):
    """What is to be reached in an action field, and how one can tell."""

    plan = models.ForeignKey(IntegrationPlan, models.CASCADE, related_name="goals")
    action_field = models.CharField(_("Handlungsfeld"), max_length=20, choices=ActionField)
    text = EncryptedTextField(_("Ziel"), max_length=300)
    measure = EncryptedTextField(_("Woran man es merkt"), max_length=300, blank=True)
    due_on = models.DateField(_("bis"), null=True, blank=True)
    reached_on = models.DateField(_("erreicht am"), null=True, blank=True)
    removed_on = models.DateField(_("entfernt am"), null=True, blank=True)

    objects = Guarded()
    unguarded = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ziel")
        verbose_name_plural = _("Ziele")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(
                fields=["plan"],
                condition=Q(reached_on=None, removed_on=None),
                name="goal_open_of_plan",
            )
        ]

    def __str__(self) -> str:
        return self.text


class StepQuerySet(models.QuerySet["PlanStep"]):
    def visible_to(self, user: Any) -> "StepQuerySet":
        return self.filter(goal__plan__case__in=Case.unguarded.visible_to(user))

    def standing(self) -> "StepQuerySet":
        """Return the steps that nobody took out of the plan, with or without their goal."""
        return self.filter(removed_on=None, goal__removed_on=None)

    def open(self) -> "StepQuerySet":
        return self.standing().filter(done_on=None)


class PlanStep(Labelled):
    """One step towards a goal, and who takes it (Schritt)."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="steps")
    text = EncryptedTextField(_("Schritt"), max_length=300)
    bearer = models.CharField(_("Wer macht es"), max_length=20, choices=Bearer)
    bearer_name = EncryptedTextField(_("Name oder Stelle"), max_length=120, blank=True)
    due_on = models.DateField(_("bis"), null=True, blank=True)
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)
    help_wanted = models.BooleanField(_("Hilfe gewünscht"), default=False)
    removed_on = models.DateField(_("entfernt am"), null=True, blank=True)

    objects = Guarded()
    unguarded = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("Schritt")
        verbose_name_plural = _("Schritte")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(
                fields=["due_on", "goal"],
                condition=Q(done_on=None, removed_on=None),
                name="step_open_by_day",
            ),
            models.Index(
                fields=["goal", "due_on"],
                condition=Q(done_on=None, removed_on=None),
                name="step_open_of_goal",
            ),
        ]

    def __str__(self) -> str:
        return self.text
