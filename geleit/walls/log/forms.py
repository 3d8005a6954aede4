# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the log is searched for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.kern.renderer import DayInput
from geleit.walls.log.words import REASONS, REASONS_FOR_A_PERSON, Group


class PeriodForm(forms.Form):
    """From one day to another, both counted."""

    von = forms.DateField(label=gettext_lazy("Von"), widget=DayInput, required=False)
    bis = forms.DateField(label=gettext_lazy("Bis"), widget=DayInput, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("von"), said.get("bis")
        if first and last and last < first:
            self.add_error("bis", _("Der letzte Tag liegt vor dem ersten."))
        return said

    @property
    def days(self) -> dict[str, date]:
        """Return the period as the log notes it."""
        said = self.cleaned_data
        found = {"first": said.get("von"), "last": said.get("bis")}
        return {name: day for name, day in found.items() if day}


class LogFilter(PeriodForm):
    """Case, kind of act, period; and a person, for which a reason has to be given."""

    fall = forms.CharField(
        label=gettext_lazy("Fallnummer"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "data-key": "/"}),
    )
    was = forms.ChoiceField(
        label=gettext_lazy("Was"),
        choices=[("", gettext_lazy("alles")), *Group.choices],
        required=False,
    )
    wer = forms.TypedChoiceField(
        label=gettext_lazy("Wer"), coerce=int, empty_value=None, required=False
    )
    grund = forms.ChoiceField(
        label=gettext_lazy("Grund"),
        choices=[
            ("", gettext_lazy("Bitte wählen")),
            *[(code, REASONS[code]) for code in REASONS_FOR_A_PERSON],
        ],
        required=False,
        help_text=gettext_lazy("Nötig, wenn Sie nach einer Person suchen. Er wird protokolliert."),
    )
    field_order = ("fall", "was", "von", "bis", "wer", "grund")

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[Any, Any]] = [("", _("alle")), *people]
        self.fields["wer"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("wer") and not said.get("grund"):
            self.add_error("grund", _("Bitte sagen, warum Sie nach einer Person suchen."))
        return said
