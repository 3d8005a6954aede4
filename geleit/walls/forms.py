# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked at the emergency door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.cases import rules


class DoorForm(forms.Form):
    number = forms.CharField(
        label=_("Fallnummer"),
        max_length=40,
        help_text=_("Die ganze Nummer, zum Beispiel 2020-0001."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Warum ist es dringend?"),
        max_length=1000,
        help_text=_("Ein Satz genügt. Die Leitung liest ihn, bitte ohne Namen."),
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        for problem in rules.reason_problems(reason):
            self.add_error("reason", problem.text)
        return reason
