# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a group event was: the form for everybody of the team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.counselling.forms import NotedForm, OfferForm
from geleit.counselling.models import Offer

FIELDS = ("topic", "held_on", "minutes", "participants", "volunteers", "interpreters")


class GroupForm(NotedForm):
    """The fields of the offer that can change afterwards."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, data: Any, *, offer: Offer) -> None:
        values = {name: getattr(offer, name) for name in FIELDS}
        super().__init__(data, initial=values | {"seen": offer.changes})
        del self.fields["client_key"]
        for name in FIELDS:
            self.fields[name] = OfferForm.base_fields[name]

    def said(self) -> dict[str, Any]:
        numbers = {name: self.cleaned_data[name] or 0 for name in ("volunteers", "interpreters")}
        return self.cleaned_data | numbers


class SearchForm(forms.Form):
    """Sent in the body, never in the address: names stand in no log of a server."""

    suche = forms.CharField(label=_("Name"), max_length=80)
