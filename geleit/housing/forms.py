# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads what was typed; saves nothing."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from geleit.agreements.models import CooperationAgreement
from geleit.kern.renderer import DayInput

MOST_PLACES = 5000


class AccommodationForm(forms.Form):
    """A house of the town."""

    name = forms.CharField(label=_("Name"), max_length=120)
    street = forms.CharField(label=_("Straße und Hausnummer"), max_length=160, required=False)
    postcode = forms.CharField(label=_("Postleitzahl"), max_length=10, required=False)
    city = forms.CharField(label=_("Ort"), max_length=80, required=False)
    places = forms.IntegerField(label=_("Plätze"), min_value=1, max_value=MOST_PLACES)
    is_run_by_carrier = forms.BooleanField(
        label=_("Der Träger führt das Haus im Auftrag der Stadt"),
        required=False,
        help_text=_("Nur dann sieht und zählt auch die Leitung beim Träger die Belegung."),
    )


class NewAccommodationForm(AccommodationForm):
    agreement = forms.ModelChoiceField(
        CooperationAgreement.objects.none(), label=_("Vereinbarung"), empty_label=None
    )

    def __init__(self, *args: Any, agreements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = agreements  # type: ignore[attr-defined]
        self.order_fields(["agreement"])


class CountForm(forms.Form):
    """A number and its day. No names."""

    occupied = forms.IntegerField(
        label=_("Belegte Plätze"),
        min_value=0,
        max_value=MOST_PLACES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    counted_on = forms.DateField(label=_("Gezählt am"), widget=DayInput, initial=localdate)
