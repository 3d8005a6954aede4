# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about phases and the end of a case. Forms read; actions write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from geleit.cases.enums import HousingType, Phase
from geleit.course.enums import GoalResult, IncomeAtEnd, LaterResult
from geleit.course.models import CaseClosing, ClosingReason
from geleit.kern.fields import needed_at_times
from geleit.kern.renderer import DayInput
from geleit.plans.models import Goal

LONG = forms.Textarea(attrs={"rows": 4})


class PhaseForm(forms.Form):
    phase = forms.ChoiceField(
        label=_("Phase"),
        choices=[choice for choice in Phase.choices if choice[0] != Phase.CLOSED],
        widget=forms.RadioSelect,
    )


class ClosingForm(forms.Form):
    reason = forms.ModelChoiceField(
        ClosingReason.objects.none(), label=_("Grund"), empty_label=_("bitte wählen")
    )
    evaluation = forms.CharField(
        label=pgettext_lazy("closing of a case", "Auswertung"),
        widget=LONG,
        max_length=4000,
        help_text=_("Was hat sich verändert, was hat geholfen, was bleibt? Am besten gemeinsam."),
    )
    housing = forms.ChoiceField(
        label=_("Wohnen am Ende"), choices=[("", _("nicht bekannt")), *HousingType.choices],
        required=False,
    )  # fmt: skip
    income = forms.ChoiceField(
        label=_("Einkommen am Ende"), choices=[("", _("bitte wählen")), *IncomeAtEnd.choices]
    )
    handed_to = forms.CharField(
        label=_("Wohin die Person sich jetzt wendet"),
        max_length=300,
        required=False,
        help_text=_("Zum Beispiel Migrationsberatung, Jobcenter, Vertrauensperson."),
    )
    later_on = forms.DateField(
        label=_("Spätere Nachfrage am"),
        required=False,
        widget=DayInput,
        help_text=_("Nur, wenn die Person damit einverstanden ist."),
    )

    def __init__(
        self,
        *args: Any,
        goals: list[Goal],
        draft: CaseClosing | None,
        reasons: Any,
        housing: str = "",
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_draft:  # kept as it is, to be gone on with later
            for field in self.fields.values():
                field.required = False
        self.goals, self.draft = goals, draft
        self.fields["reason"].queryset = reasons  # type: ignore[attr-defined]
        choices = [("", _("bitte wählen")), *GoalResult.choices]
        for goal in goals:
            field = forms.ChoiceField(label=goal.text, choices=choices, required=False)
            needed_at_times(field)
            self.fields[self.name_of(goal)] = field
        self.initial = self._initial(draft) if draft else {"housing": housing}
        for goal in goals:
            if goal.reached_on:
                self.initial.setdefault(self.name_of(goal), GoalResult.REACHED)

    @staticmethod
    def name_of(goal: Goal) -> str:
        return f"goal-{goal.pk}"

    @staticmethod
    def _initial(draft: CaseClosing) -> dict[str, Any]:
        names = ("reason", "evaluation", "housing", "income", "handed_to", "later_on")
        said = draft.outcomes.values_list("goal", "result")
        results = {f"goal-{goal}": result for goal, result in said}
        return {name: getattr(draft, name) for name in names} | results

    @property
    def about_goals(self) -> list[Any]:
        return [self[self.name_of(goal)] for goal in self.goals]

    @property
    def about_end(self) -> list[Any]:
        return [self[name] for name in self.fields if not name.startswith("goal-")]

    def said(self) -> dict[str, Any]:
        """Return what the actions take: the answers, and the results by goal."""
        answers = dict(self.cleaned_data)
        results = {goal.pk: answers.pop(self.name_of(goal), "") for goal in self.goals}
        return answers | {"results": results}

    def filled(self) -> dict[str, Any]:
        """Return the same without what is empty: what is refused takes nothing away that is kept."""
        said = self.said()
        kept = dict(self.draft.outcomes.values_list("goal", "result")) if self.draft else {}
        results = {goal: result or kept.get(goal, "") for goal, result in said["results"].items()}
        return {name: value for name, value in said.items() if value} | {"results": results}


class SendBackForm(forms.Form):
    answer = forms.CharField(label=_("Was noch fehlt"), max_length=1000, widget=LONG)


class ReopenForm(forms.Form):
    reason = forms.CharField(label=_("Anlass"), max_length=300, required=False)


class LaterForm(forms.Form):
    result = forms.ChoiceField(label=_("Ergebnis der Nachfrage"), choices=LaterResult)
    note = forms.CharField(label=_("Notiz"), max_length=1000, required=False, widget=LONG)


class ClosingRuleForm(forms.Form):
    needs_approval = forms.TypedChoiceField(
        label=_("Wer beendet einen Fall?"),
        choices=[
            ("no", _("wer für ihn zuständig ist")),
            ("yes", _("wer zuständig ist, nach Freigabe durch die Leitung")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda answer: answer == "yes",
    )
    valid_from = forms.DateField(label=_("gilt ab"), widget=DayInput)
    source = forms.CharField(
        label=_("Grundlage"),
        max_length=300,
        help_text=_("Zum Beispiel der Paragraf der Vereinbarung."),
    )
