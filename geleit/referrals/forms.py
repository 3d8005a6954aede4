# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about services and referrals. Forms read; actions write."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import ActionField
from geleit.cases.models import Case, Person
from geleit.consents.enums import DataKind
from geleit.kern.renderer import DayInput
from geleit.referrals.enums import ReferralOutcome
from geleit.referrals.models import MainstreamService


class ServiceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160)
    action_field = forms.ChoiceField(label=_("Handlungsfeld"), choices=ActionField)
    address = forms.CharField(label=_("Adresse"), max_length=240, required=False)
    opening_hours = forms.CharField(label=_("Öffnungszeiten"), max_length=240, required=False)
    languages = forms.CharField(label=_("Sprachen"), max_length=240, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=60, required=False)
    ends_on = forms.DateField(label=_("gibt es bis"), required=False, widget=DayInput)


class ReferralForm(forms.Form):
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Wer"), empty_label=_("bitte wählen")
    )
    service = forms.ModelChoiceField(
        MainstreamService.objects.none(), label=_("Regeldienst"), empty_label=_("bitte wählen")
    )
    concern = forms.CharField(label=_("Anliegen"), max_length=300)
    kinds = forms.MultipleChoiceField(
        label=_("Was wir weitergeben"),
        choices=DataKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nichts angekreuzt: Die Person geht selbst hin."),
    )
    agrees = forms.BooleanField(
        label=_(
            "Die Person willigt ein, dass der Dienst diese Angaben für dieses Anliegen bekommt"
        ),
        required=False,
    )
    is_written = forms.BooleanField(label=_("schriftlich"), required=False)

    def __init__(self, *args: Any, case: Case, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = MainstreamService.objects.present(on=on)
        services = services.filter(organisation=case.agreement.carrier_id).order_by("name")
        self.fields["person"].queryset = case.household.persons.order_by("pk")  # type: ignore[attr-defined]
        self.fields["service"].queryset = services  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Ergebnis"), choices=ReferralOutcome)
