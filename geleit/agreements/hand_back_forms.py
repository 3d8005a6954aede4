# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a hand-back. Forms read; actions write."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.agreements.meeting_forms import NO_NAMES, parties_of
from geleit.agreements.models import CooperationAgreement
from geleit.kern.renderer import DayInput
from geleit.organisations.models import Organisation, OrganisationKind


class HandBackForm(forms.Form):
    receiver = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Wer übernimmt die Arbeit?"),
        empty_label=_("Bitte wählen"),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Anlass"), required=False, max_length=2000, help_text=NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, agreement: CooperationAgreement) -> None:
        super().__init__(data)
        kinds = [OrganisationKind.MUNICIPALITY, OrganisationKind.COUNTY, OrganisationKind.CARRIER]
        rows = Organisation.objects.filter(
            Q(kind__in=kinds[1:]) | Q(pk=agreement.municipality_id)
        ).exclude(pk=agreement.carrier_id)
        self.fields["receiver"].queryset = rows.order_by("name")  # type: ignore[attr-defined]


class StepForm(forms.Form):
    label = forms.CharField(label=_("Was ist zu tun?"), max_length=200, help_text=NO_NAMES)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Wer sorgt dafür?"), empty_label=_("Bitte wählen")
    )
    due_on = forms.DateField(label=_("Bis"), widget=DayInput)

    def __init__(self, data: Any = None, *, agreement: CooperationAgreement) -> None:
        super().__init__(data)
        self.fields["organisation"].queryset = parties_of(agreement)  # type: ignore[attr-defined]
