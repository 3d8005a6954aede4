# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a consent. Forms read; actions write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.cases.models import Case, Person
from geleit.consents.enums import DataKind
from geleit.kern.renderer import DayInput


class ConsentForm(forms.Form):
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Wer"), empty_label=_("bitte wählen")
    )
    recipient = forms.CharField(label=_("Wer die Angaben bekommt"), max_length=160)
    purpose = forms.CharField(label=_("Wofür"), max_length=300)
    kinds = forms.MultipleChoiceField(
        label=_("Welche Angaben"), choices=DataKind, widget=forms.CheckboxSelectMultiple
    )
    is_written = forms.BooleanField(label=_("schriftlich erteilt"), required=False)
    given_on = forms.DateField(label=_("erteilt am"), widget=DayInput)
    until = forms.DateField(label=_("gilt bis"), required=False, widget=DayInput)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = case.household.persons.order_by("pk")  # type: ignore[attr-defined]
