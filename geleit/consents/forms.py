# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a consent. Forms read; actions write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.cases.models import Case, Person
from geleit.consents.enums import DataKind
from geleit.kern.renderer import DayInput
from geleit.organisations.models import Organisation


class AskedForm(forms.Form):
    """For which hand-over a consent is lacking, from the address; it fills the form and no more."""

    an = forms.ModelChoiceField(Organisation.objects.all())
    angaben = forms.MultipleChoiceField(choices=DataKind)
    paket = forms.IntegerField(min_value=1, required=False)

    @property
    def initial_of_consent(self) -> dict[str, Any]:
        """Return recipient, purpose and kinds; empty where nothing was asked."""
        if not self.is_valid():
            return {}
        return {
            "recipient": self.cleaned_data["an"].name,
            "purpose": _("Übergabe an die Stelle, die weiter begleitet"),
            "kinds": self.cleaned_data["angaben"],
        }


class ConsentForm(forms.Form):
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Wer"), empty_label=_("bitte wählen")
    )
    show_to_county = forms.BooleanField(required=False)
    recipient = forms.CharField(label=_("Wer die Angaben bekommt"), max_length=160, required=False)
    purpose = forms.CharField(label=_("Wofür"), max_length=300)
    kinds = forms.MultipleChoiceField(
        label=_("Welche Angaben"), choices=DataKind, widget=forms.CheckboxSelectMultiple
    )
    is_written = forms.BooleanField(label=_("schriftlich erteilt"), required=False)
    given_on = forms.DateField(label=_("erteilt am"), widget=DayInput)
    until = forms.DateField(label=_("gilt bis"), required=False, widget=DayInput)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.county = case.handed_over_by if case.accepted_on else None
        if self.county:
            label = _("%(county)s darf diese Angaben hier mitlesen")
            self.fields["show_to_county"].label = label % {"county": self.county.short_name}
            self.fields["show_to_county"].help_text = _(
                "Die Flüchtlingssozialarbeit sieht dann genau diese Angaben, bis die Einwilligung "
                "endet oder widerrufen wird. Jedes Lesen wird protokolliert."
            )
        else:
            del self.fields["show_to_county"]
            self.fields["recipient"].required = True
        self.fields["person"].queryset = case.household.persons.order_by("pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Name the county as the recipient where it is to read here."""
        said: dict[str, Any] = super().clean() or {}
        said["shown_to"] = self.county if said.pop("show_to_county", False) else None
        if said["shown_to"]:
            said["recipient"] = said["shown_to"].name[:160]
        elif not said.get("recipient") and "recipient" not in self.errors:
            self.add_error("recipient", _("Bitte eintragen, wer die Angaben bekommt."))
        return said
