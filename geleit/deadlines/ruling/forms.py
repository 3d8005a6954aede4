# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a rule of the catalogue."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.deadlines.enums import Verified
from geleit.deadlines.ruling.rules import MOST, MOST_DAYS_AHEAD
from geleit.kern.fields import needed_at_times
from geleit.kern.renderer import DayInput

UNITS = [("D", _("Tage")), ("W", _("Wochen")), ("M", _("Monate")), ("Y", _("Jahre"))]
SIDES = [("", _("nach dem Tag")), ("-", _("vor dem Tag"))]


class RuleForm(forms.Form):
    is_on = forms.BooleanField(label=_("Diese Frist verfolgen"), required=False)
    warn = forms.RegexField(
        r"^\s*\d{1,4}(\s*,\s*\d{1,4})*\s*$",
        label=_("Erinnern, Tage vorher"),
        help_text=_("Zahlen mit Komma, zum Beispiel 90, 56, 28, 7"),
        error_messages={"invalid": _("Bitte nur Zahlen mit Komma dazwischen.")},
    )
    reason = forms.CharField(
        label=_("Warum?"),
        max_length=300,
        required=False,
        help_text=_("Nötig, wenn Sie die Regel aus- oder wieder einschalten."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed_at_times(self.fields["reason"])

    def clean_warn(self) -> str:
        warn: str = self.cleaned_data["warn"]
        if any(int(part) > MOST_DAYS_AHEAD for part in warn.split(",")):
            text = gettext("Erinnert wird höchstens %(n)d Tage vorher.")
            raise forms.ValidationError(text % {"n": MOST_DAYS_AHEAD})
        return warn

    def warn_days(self) -> list[int]:
        return [int(part) for part in self.cleaned_data["warn"].split(",")]


class VersionForm(forms.Form):
    """Another length from a day on."""

    number = forms.IntegerField(label=_("Länge"), min_value=1, max_value=max(MOST.values()))
    unit = forms.ChoiceField(label=_("Einheit"), choices=UNITS)
    side = forms.ChoiceField(label=_("Zählt"), choices=SIDES, required=False)
    valid_from = forms.DateField(label=_("gilt ab"), widget=DayInput)
    source = forms.CharField(
        label=_("Quelle"), max_length=300, help_text=_("Paragraf mit Gesetzblatt, Aktenzeichen")
    )
    checked_on = forms.DateField(label=_("geprüft am"), widget=DayInput)
    state = forms.ChoiceField(label=_("Stand der Prüfung"), choices=Verified)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        most = MOST.get(said.get("unit", ""), 0)
        if said.get("number") and said["number"] > most > 0:
            text = gettext("So lang ist keine Frist. Bitte Zahl und Einheit prüfen.")
            self.add_error("number", text)
        return said

    def fields_for_action(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        number, unit, side = said.pop("number"), said.pop("unit"), said.pop("side")
        return said | {"period": f"{side}{number}{unit}"}


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label=_("Warum wird sie zurückgenommen?"), max_length=300)
