# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How somebody says yes to a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.documents.models import Document
from geleit.kern.fields import needed_at_times
from geleit.kern.renderer import DayInput
from geleit.plans.agreeing import rules
from geleit.plans.enums import AgreedHow


class AgreeForm(forms.Form):
    agreed_on = forms.DateField(label=_("Mit der Person besprochen am"), widget=DayInput)
    how = forms.ChoiceField(
        label=_("Wie hat die Person zugestimmt?"),
        choices=AgreedHow.choices,
        initial=AgreedHow.SPOKEN,
        required=False,
        widget=forms.RadioSelect,
    )
    signature = forms.CharField(required=False, max_length=100_000, widget=forms.HiddenInput)
    signer = forms.CharField(
        label=_("Name der Person, die zustimmt"), max_length=120, required=False
    )
    paper = forms.ModelChoiceField(
        label=_("Das unterschriebene Blatt"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("liegt in der Papierakte"),
        help_text=_("Ein Scan oder Foto laden Sie vorher im Fall unter Dateien hoch."),
    )

    def __init__(self, *args: Any, papers: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        needed_at_times(self.fields["how"])
        self.fields["paper"].queryset = papers  # type: ignore[attr-defined]
        self.fields["paper"].label_from_instance = lambda row: row.title  # type: ignore[attr-defined]

    def clean_how(self) -> str:
        return self.cleaned_data["how"] or AgreedHow.SPOKEN

    def clean_signature(self) -> rules.Strokes | None:
        try:
            return rules.strokes_of(self.cleaned_data["signature"])
        except rules.NoSignature:  # said where people can go, which is not this hidden field
            self.add_error(
                "how", gettext("Die Unterschrift ließ sich nicht lesen. Bitte noch einmal.")
            )
            return None

    @property
    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return said | {"strokes": said.pop("signature")}
