# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked before a sheet is made, and how phrase blocks are corrected and checked."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.cases.models import Person
from geleit.core.languages import language_name
from geleit.kern.renderer import DayInput, TimeInput
from geleit.letters.enums import SheetLanguage
from geleit.plans.printing.sheets import Appointment


class SheetForm(forms.Form):
    """For whom, in which language, and what; the appointment is printed and kept nowhere."""

    person = forms.ChoiceField(label=_("Für wen"), required=False)
    language = forms.ChoiceField(label=_("Sprache neben Deutsch"), choices=SheetLanguage.choices)
    with_steps = forms.BooleanField(label=_("offene Schritte"), required=False, initial=True)
    with_plan = forms.BooleanField(label=_("der Plan mit allen Zielen"), required=False)
    day = forms.DateField(label=_("Tag"), widget=DayInput, required=False)
    at = forms.TimeField(label=_("Uhrzeit"), widget=TimeInput, required=False)
    place = forms.CharField(label=_("Ort"), max_length=120, required=False)
    with_whom = forms.CharField(label=_("Mit wem"), max_length=120, required=False)
    bring = forms.CharField(label=_("Bitte mitbringen"), max_length=200, required=False)

    def __init__(self, *args: Any, household: str, persons: Iterable[Person], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.names = {"": household} | {str(one.pk): one.full_name for one in persons}
        spoken = {str(one.pk): one.language for one in persons if one.language}
        choices = [
            (pk, f"{name} ({language_name(spoken[pk], 'de')})" if pk in spoken else name)
            for pk, name in self.names.items()
        ]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]
        known = [code for code in spoken.values() if code in SheetLanguage.values]
        self.fields["language"].initial = known[0] if known else SheetLanguage.DE

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        details = ("at", "place", "bring")
        if not said.get("day") and "day" not in self.errors:
            if any(said.get(name) for name in details):
                self.add_error("day", gettext("Bitte den Tag des Termins eintragen."))
            elif not said.get("with_steps") and not said.get("with_plan"):
                text = gettext("Bitte auswählen, was auf das Blatt soll.")
                self.add_error(None, text)
        return said

    @property
    def name(self) -> str:
        return self.names[self.cleaned_data["person"]]

    @property
    def person_key(self) -> int | None:
        return int(self.cleaned_data["person"]) if self.cleaned_data["person"] else None

    @property
    def appointment(self) -> Appointment | None:
        said = self.cleaned_data
        if not said["day"]:
            return None
        return Appointment(*(said[n] for n in ("day", "at", "place", "with_whom", "bring")))


class CheckForm(forms.Form):
    """Who checked, and when."""

    checked_by = forms.CharField(label=_("Geprüft von"), max_length=120)
    checked_on = forms.DateField(label=_("Geprüft am"), widget=DayInput)


class PhraseForm(forms.Form):
    """A corrected text, a check, or both."""

    text = forms.CharField(
        label=_("Text"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    checked_by = forms.CharField(
        label=_("Geprüft von"),
        max_length=120,
        required=False,
        help_text=_("Name der Person, die diese Sprache als Muttersprache spricht."),
    )
    checked_on = forms.DateField(label=_("Geprüft am"), widget=DayInput, required=False)

    def __init__(self, *args: Any, language: str, direction: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["text"].widget.attrs |= {"lang": language, "dir": direction}
