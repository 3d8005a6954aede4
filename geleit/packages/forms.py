# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads for whom a case is packed, which file is opened, and how a package is accepted."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.kern.renderer import DayInput
from geleit.packages.accepting.actions import holders_for
from geleit.packages.models import Partner, ReceivedPackage


class PartnerForm(forms.Form):
    """For which other installation."""

    partner = forms.ModelChoiceField(
        Partner.objects.none(), label=_("An wen?"), empty_label=_("Bitte wählen")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Partner.objects.active().select_related("organisation")
        self.fields["partner"].queryset = rows.order_by("organisation__name", "-pk")  # type: ignore[attr-defined]


class OpeningForm(forms.Form):
    """Which file, for which agreement."""

    agreement = forms.ModelChoiceField(
        CooperationAgreement.objects.none(), label=_("Vereinbarung"), empty_label=_("Bitte wählen")
    )
    file = forms.FileField(
        label=_("Paketdatei"),
        help_text=_("Die Datei ist verschlüsselt und gilt einmal. Sie endet meist auf .geleit."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreements = CooperationAgreement.objects.led_by(user).order_by("title")
        self.fields["agreement"].queryset = agreements  # type: ignore[attr-defined]
        if len(only := list(agreements[:2])) == 1:
            self.fields["agreement"].initial = only[0]


class AcceptingForm(forms.Form):
    """Who becomes responsible, and until when open points are to be settled."""

    holder = forms.ModelChoiceField(
        User.objects.none(), label=_("Wer ist zuständig?"), empty_label=_("Bitte wählen")
    )
    settle_by = forms.DateField(
        label=_("Offene Punkte klären bis"),
        widget=DayInput,
        help_text=_("Was im Paket fehlt, steht danach als Wiedervorlage im Fall."),
    )

    def __init__(self, *args: Any, package: ReceivedPackage, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = holders_for(package, on=on)  # type: ignore[attr-defined]
