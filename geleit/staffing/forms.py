# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the carrier's lead says about posts and conditions."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.kern.fields import NumberField
from geleit.kern.renderer import DayInput
from geleit.staffing.enums import DutyLevel, Qualification
from geleit.staffing.models import Position


class HireForm(forms.Form):
    holder_name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Nur der Träger liest den Namen, Stadt und Landkreis lesen „besetzt“."),
    )
    hired_from = forms.DateField(label=_("Eingestellt ab"), widget=DayInput)
    qualification = forms.ChoiceField(label=_("Qualifikation"), choices=Qualification.choices)
    proved_on = forms.DateField(
        label=_("Nachweis gesehen am"),
        widget=DayInput,
        required=False,
        help_text=_("Ohne Nachweis ist die Stelle besetzt, zählt aber noch nicht für den Beginn."),
    )
    exception_reason = forms.CharField(
        label=_("Begründung, wenn die Qualifikation niedriger ist als vereinbart"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StartForm(forms.Form):
    starts_on = forms.DateField(label=_("Die Begleitung beginnt am"), widget=DayInput)


class WaiverForm(forms.Form):
    reason = forms.CharField(
        label=_("Warum es auch ohne geht"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LeaveForm(forms.Form):
    leaves_on = forms.DateField(label=_("Letzter Tag"), widget=DayInput)


class ConfirmForm(forms.Form):
    met_on = forms.DateField(
        label=_("Erfüllt ab"),
        widget=DayInput,
        help_text=_("Der Tag darf auch in der Zukunft liegen, wenn er fest zugesagt ist."),
    )


class DayForm(forms.Form):
    on = forms.DateField(label=_("Stand am"), widget=DayInput, required=False)


class DutyForm(forms.Form):
    name = forms.CharField(label=_("Aufgabe"), max_length=160)
    level = forms.ChoiceField(label=_("Pflicht liegt bei"), choices=DutyLevel.choices)
    basis = forms.CharField(
        label=_("Grundlage"),
        max_length=300,
        required=False,
        help_text=_("Zum Beispiel: § 18 FlüAG."),
    )


class DutyCarrierForm(forms.Form):
    starts_on = forms.DateField(label=_("Ab"), widget=DayInput)
    name = forms.CharField(
        label=_("Ausgeführt von"),
        max_length=160,
        required=False,
        help_text=_("Leer heißt: Ab diesem Tag macht es niemand."),
    )
    position = forms.ModelChoiceField(
        Position.objects.none(),
        label=_("Stelle dahinter"),
        required=False,
        empty_label=_("keine bestimmte"),
        help_text=_("Ist die Stelle unbesetzt, zeigt die Übersicht das für jeden Tag."),
    )
    basis = forms.CharField(label=_("Grundlage"), max_length=300, required=False)
    steps_in = forms.CharField(label=_("Springt ein"), max_length=160, required=False)

    def __init__(self, data: Any, *, positions: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["position"].queryset = positions  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    starts_on = forms.DateField(label=_("Erster Tag"), widget=DayInput)
    ends_on = forms.DateField(
        label=_("Letzter Tag"), widget=DayInput, required=False,
        help_text=_("Leer heißt: bis auf Weiteres. Der Grund wird nicht festgehalten."),
    )  # fmt: skip
    covered_by = forms.CharField(
        label=_("Vertreten durch"), max_length=120, required=False,
        help_text=_("Leer heißt: niemand. Nur der Träger liest den Namen."),
    )  # fmt: skip
    goes_on = forms.BooleanField(
        label=_("Danach für diese Tage eintragen, wer die Fälle sieht"), required=False
    )

    def __init__(self, *args: Any, has_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_account:  # without one she holds no case
            del self.fields["goes_on"]


class TrainingForm(forms.Form):
    title = forms.CharField(label=_("Fortbildung"), max_length=160)
    held_on = forms.DateField(label=_("Am"), widget=DayInput)
    hours = NumberField(
        label=_("Stunden"), max_digits=5, decimal_places=2, min_value=Decimal("0.25")
    )
