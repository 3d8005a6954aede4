# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about meetings. Forms read; actions write."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import AgendaKind, ComplaintOutcome, MeetingKind
from geleit.agreements.models import CooperationAgreement
from geleit.kern.renderer import DayInput, TimeInput
from geleit.organisations.models import Organisation

NO_NAMES = _(
    "Beide Seiten lesen das. Bitte keine Namen von Geflüchteten und nichts, woran man eine Person "
    "oder Familie erkennt."
)


def parties_of(agreement: CooperationAgreement) -> Any:
    """Return the bodies of an agreement, for choices."""
    keys = (agreement.municipality_id, agreement.carrier_id, agreement.county_id)
    return Organisation.objects.filter(Q(pk__in=[key for key in keys if key])).order_by("name")


class MeetingForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Was ist es?"), choices=MeetingKind.choices, widget=forms.RadioSelect
    )
    held_on = forms.DateField(label=_("Tag"), widget=DayInput)
    starts_at = forms.TimeField(
        label=_("Beginn"), widget=TimeInput, required=False, help_text=_("Zum Beispiel 14:00.")
    )
    ends_at = forms.TimeField(
        label=_("Ende"), widget=TimeInput, required=False, help_text=_("Kann leer bleiben.")
    )
    place = forms.CharField(
        label=_("Ort"), max_length=200, help_text=_("Raum, Adresse oder „Videogespräch“.")
    )
    invited = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Eingeladen"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any = None, *, agreement: CooperationAgreement, initial: Any = None
    ) -> None:
        both = {"invited": [agreement.municipality_id, agreement.carrier_id]}
        super().__init__(data, initial=both | {"kind": MeetingKind.COOPERATION} | (initial or {}))
        self.fields["invited"].queryset = parties_of(agreement)  # type: ignore[attr-defined]


class AgendaForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Art"),
        choices=[(kind.value, kind.label) for kind in (AgendaKind.TOPIC, AgendaKind.COMPLAINT)],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Worüber soll gesprochen werden?"), max_length=300, help_text=NO_NAMES
    )


class MinutesForm(forms.Form):
    minutes = forms.CharField(
        label=_("Niederschrift"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=NO_NAMES,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    text = forms.CharField(
        label=_("Beschluss"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )


class TaskForm(forms.Form):
    text = forms.CharField(label=_("Aufgabe"), max_length=300, help_text=NO_NAMES)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Wer sorgt dafür?"), empty_label=_("Bitte wählen")
    )
    person_name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Wer aus Verwaltung oder Team sich kümmert; kann leer bleiben."),
    )
    due_on = forms.DateField(label=_("Bis"), widget=DayInput)

    def __init__(self, data: Any = None, *, agreement: CooperationAgreement) -> None:
        super().__init__(data)
        self.fields["organisation"].queryset = parties_of(agreement)  # type: ignore[attr-defined]


class AnswerComplaintForm(forms.Form):
    answer = forms.CharField(
        label=_("Antwort"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=NO_NAMES,
    )
    outcome = forms.ChoiceField(
        label=_("Ergebnis"), choices=ComplaintOutcome.choices, widget=forms.RadioSelect
    )


class SeenForm(forms.Form):
    """The wording that one has read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
