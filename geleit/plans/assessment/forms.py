# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked when somebody looks at independence together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import ActionField
from geleit.kern.renderer import DayInput
from geleit.plans.assessment.models import Assessment
from geleit.plans.enums import Occasion, View


class AssessmentForm(forms.Form):
    """One radio group for each action field; to leave one open is an answer, too."""

    view = forms.ChoiceField(
        label=_("Wessen Sicht?"), choices=View.choices, widget=forms.RadioSelect,
        help_text=_("Erst die Person, dann die Beratung: zwei Einschätzungen, nie eine gemischte."),
    )  # fmt: skip
    occasion = forms.ChoiceField(
        label=_("Anlass"), choices=Occasion.choices, widget=forms.RadioSelect
    )
    assessed_on = forms.DateField(label=_("Eingeschätzt am"), widget=DayInput)
    note = forms.CharField(
        label=_("Bemerkung"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, wording: dict[str, list[tuple[int, str]]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        for name, label in ActionField.choices:
            if name in wording:
                self.fields[f"level_{name}"] = forms.TypedChoiceField(
                    label=label,
                    choices=[("", _("nicht eingeschätzt")), *wording[name]],
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial="",
                    widget=forms.RadioSelect,
                )

    @staticmethod
    def said_by(row: Assessment) -> dict[str, Any]:
        """Return what the form would show of an assessment that is noted."""
        names = ("view", "occasion", "assessed_on", "note")
        levels = row.ratings.values_list("action_field", "level")
        return {name: getattr(row, name) for name in names} | {f"level_{n}": v for n, v in levels}

    @property
    def level_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("level_")]

    @property
    def said(self) -> dict[str, Any]:
        """Return what the action takes; fields left open are not in `levels`."""
        said = dict(self.cleaned_data)
        levels = {
            name.removeprefix("level_"): said.pop(name)
            for name in list(said)
            if name.startswith("level_")
        }
        return said | {"levels": {name: level for name, level in levels.items() if level}}
