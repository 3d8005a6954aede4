# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads for whom a case is packed, which file is opened, and how a package is accepted."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.cases.queries import Alike
from geleit.kern.renderer import DayInput
from geleit.packages import rules
from geleit.packages.accepting.actions import holders_for
from geleit.packages.models import Partner, ReceivedPackage
from geleit.packages.queries import linkable, possibly_here, siblings_of


class PartnerForm(forms.Form):
    """For which other installation."""

    partner = forms.ModelChoiceField(
        Partner.objects.none(), label=_("An wen?"), empty_label=_("Bitte wählen")
    )

    def __init__(self, *args: Any, carrier: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.carrier = carrier
        rows = Partner.objects.active().select_related("organisation")
        self.fields["partner"].queryset = rows.order_by("organisation__name", "-pk")  # type: ignore[attr-defined]

    def clean_partner(self) -> Partner:
        partner: Partner = self.cleaned_data["partner"]
        is_own = partner.organisation_id == self.carrier
        if problems := rules.own_carrier_problems(is_own=is_own):
            raise forms.ValidationError([problem.text for problem in problems])
        return partner


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
    """Who becomes responsible, until when open points are to be settled, and who is here already."""

    holder = forms.ModelChoiceField(
        User.objects.none(), label=_("Wer ist zuständig?"), empty_label=_("Bitte wählen")
    )
    settle_by = forms.DateField(
        label=_("Offene Punkte klären bis"),
        widget=DayInput,
        help_text=_("Was im Paket fehlt, steht danach als Wiedervorlage im Fall."),
    )

    same = forms.MultipleChoiceField(
        label=_("Wer davon ist dieselbe Person?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Was Sie ankreuzen, verbindet beide Akten; keine ändert sich, und es lässt sich lösen. "
            "Lassen Sie offen, was Sie nicht wissen."
        ),
        error_messages={
            "invalid_choice": _(
                "Jemand davon lässt sich nicht mehr verbinden. Bitte die Seite neu laden."
            )
        },
    )
    anyway = forms.BooleanField(label=_("Trotzdem annehmen"))

    def __init__(
        self, *args: Any, package: ReceivedPackage, user: User, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = holders_for(package, on=on)  # type: ignore[attr-defined]
        self.twins = possibly_here(package.content["household"]["persons"], user)
        pairs = linkable(self.twins, user)
        choices = [(f"{key}-{pk}", _who(*said)) for (key, pk), said in pairs.items()]
        self.fields["same"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["same"]
        self.siblings = siblings_of([package], user)[package.pk]
        if warnings := rules.sibling_problems(self.siblings):
            self.fields["anyway"].help_text = warnings[0].text
            self.fields["anyway"].error_messages["required"] = warnings[0].text
        else:
            del self.fields["anyway"]

    def clean_same(self) -> list[tuple[int, int]]:
        pairs = (value.split("-") for value in self.cleaned_data["same"])
        return [(int(key), int(person)) for key, person in pairs]


def _who(name: str, one: Alike) -> str:
    words = {"name": name, "other": one.person.full_name, "number": one.case and one.case.number}
    if one.case:
        return gettext("%(name)s ist %(other)s (Fall %(number)s)") % words
    return gettext("%(name)s ist %(other)s") % words
