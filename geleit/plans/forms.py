# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people write into a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import ActionField
from geleit.kern.renderer import DayInput
from geleit.plans.enums import Bearer
from geleit.plans.models import Goal, PlanStep, PlanTemplate


class BeginForm(forms.Form):
    begun_on = forms.DateField(label=_("Begonnen am"), widget=DayInput)


class GoalForm(forms.Form):
    """A goal; the template says in which action fields."""

    action_field = forms.ChoiceField(label=_("Handlungsfeld"))
    text = forms.CharField(
        label=_("Ziel"), max_length=300, widget=forms.TextInput(attrs={"list": "ziel-vorschlaege"})
    )
    measure = forms.CharField(label=_("Woran man es merkt"), max_length=300, required=False)
    due_on = forms.DateField(label=_("Bis"), widget=DayInput, required=False)

    def __init__(self, *args: Any, template: PlanTemplate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.initial.get("action_field")
        self.fields["action_field"].choices = [  # type: ignore[attr-defined]
            (value, label)
            for value, label in ActionField.choices
            if not template.action_fields or value in template.action_fields or value == kept
        ]

    @classmethod
    def said_by(cls, goal: Goal) -> dict[str, Any]:
        """Return what the form shows first for this goal."""
        return {name: getattr(goal, name) for name in cls.base_fields}


class StepForm(forms.Form):
    """A step; who takes it is asked from the person outwards."""

    text = forms.CharField(
        label=_("Schritt"),
        max_length=300,
        widget=forms.TextInput(attrs={"list": "schritt-vorschlaege"}),
    )
    bearer = forms.ChoiceField(
        label=_("Wer macht es?"),
        choices=Bearer.choices,
        initial=Bearer.PERSON,
        widget=forms.RadioSelect,
        help_text=_(
            "So nah an der Person wie möglich: zuerst sie selbst, dann Familie oder Ehrenamt, "
            "dann Träger, Regeldienst, Behörde."
        ),
    )
    help_wanted = forms.BooleanField(
        label=_("Die Person möchte Hilfe bei diesem Schritt"), required=False
    )
    bearer_name = forms.CharField(label=_("Name oder Stelle"), max_length=120, required=False)
    due_on = forms.DateField(label=_("Bis"), widget=DayInput, required=False)

    @classmethod
    def said_by(cls, step: PlanStep) -> dict[str, Any]:
        """Return what the form shows first for this step."""
        return {name: getattr(step, name) for name in cls.base_fields}
