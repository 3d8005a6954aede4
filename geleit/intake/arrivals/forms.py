# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the county says of an arrival, and with what the carrier accepts it. Saves nothing."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role, User
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.cases.enums import BirthPrecision
from geleit.cases.models import Case
from geleit.cases.names import language_field
from geleit.cases.team import team_of
from geleit.core.dates import day_text
from geleit.housing.models import Accommodation
from geleit.intake import drafts
from geleit.intake.arrivals.models import Arrival
from geleit.kern.renderer import DayInput
from geleit.spreadsheets.dates import read_birth
from geleit.spreadsheets.readings import is_unknown
from geleit.spreadsheets.tables import make_cell
from geleit.spreadsheets.values import HEALTH_DOUBT, is_about_health

MOST_PERSONS = 30
NEW = "neu"  # beside the numbers of former cases
APART = re.compile(r"\s*[\t;,]\s*")
BIRTHS = {BirthPrecision.YEAR: "%Y", BirthPrecision.MONTH: "%m.%Y"}  # else the whole day


class AnnouncingForm(forms.ModelForm):  # type: ignore[type-arg]
    """A household before it arrives; one person to a line, as pasted from a list."""

    people = forms.CharField(
        label=_("Personen"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Je Person eine Zeile: Familienname, Vorname, Geburtsdatum. Auch aus Excel kopiert; "
            "das Geburtsdatum darf fehlen oder nur das Jahr sein."
        ),
    )
    arrives_on = forms.DateField(label=_("Ankunft"), widget=DayInput)
    language = language_field(
        required=False, widget=forms.TextInput(attrs={"list": "language-names"})
    )

    class Meta:
        model = Arrival
        fields = (
            "agreement",
            "arrives_on",
            "people",
            "language",
            "accommodation",
            "housing",
            "note",
        )

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.asks_health = False
        self.fields["agreement"].label = _("Vereinbarung")
        self.fields["accommodation"].label = _("Unterkunft der Stadt")
        self.fields["housing"].label = _("Andere Unterkunft oder Anschrift")
        agreements = CooperationAgreement.objects.filter(
            covered_by(user, Role.COUNTY, organisation="county", agreement="pk")
        )
        self.fields["agreement"].queryset = agreements.order_by("title")  # type: ignore[attr-defined]
        houses = Accommodation.objects.filter(agreement__in=agreements).order_by("name")
        self.fields["accommodation"].queryset = houses  # type: ignore[attr-defined]
        self.fields["accommodation"].empty_label = _("keine davon")  # type: ignore[attr-defined]
        if len(only := list(agreements[:2])) == 1:
            self.initial["agreement"] = only[0].pk

    def clean(self) -> dict[str, Any]:
        """Ask once more before words about health go to the carrier, as lists do."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        house, agreement = said.get("accommodation"), said.get("agreement")
        if house and agreement and house.agreement_id != agreement.pk:
            text = gettext("Diese Unterkunft gehört zu einer anderen Vereinbarung.")
            self.add_error("accommodation", text)
        self.asks_health = is_about_health(said.get("note") or "")
        if self.asks_health and "dennoch" not in self.data:
            self.add_error("note", HEALTH_DOUBT)
        return said

    def clean_people(self) -> list[dict[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines() if line.strip()]
        if len(lines) > MOST_PERSONS:
            text = gettext("Höchstens %(n)s Personen; mehr bitte als Liste einlesen.")
            raise forms.ValidationError(text % {"n": MOST_PERSONS})
        return [self._person(number, line) for number, line in enumerate(lines, 1)]

    def _person(self, number: int, line: str) -> dict[str, str]:
        family, given, birth = [*APART.split(line), "", "", ""][:3]
        family, given = (
            "" if is_unknown(name) else name for name in (family, given)
        )  # such as "???"
        is_one_piece = not APART.search(line) and len(line.split()) > 1
        if not family or is_one_piece or any(sign.isdigit() for sign in family + given):
            text = gettext(
                "Zeile %(n)s: Bitte Familienname, Vorname und Geburtsdatum mit Komma trennen, zum "
                "Beispiel „Haile, Selam, 04.05.1990“."
            )
            raise forms.ValidationError(text % {"n": number})
        reading = read_birth(make_cell(birth), as_of=self.on)
        if reading.problem:
            text = gettext("Zeile %(n)s, Geburtsdatum „%(said)s“: %(why)s")
            words = {"n": number, "said": birth, "why": reading.problem}
            raise forms.ValidationError(text % words)
        born_on, precision = drafts.birth(reading.value)
        return {
            "family_name": family[:120],
            "given_names": given[:120],
            "born_on": born_on.isoformat() if born_on else "",
            "birth_precision": str(precision),
        }

    def said(self) -> dict[str, Any]:
        """Return what is handed to the action."""
        given = dict(self.cleaned_data)
        persons = given.pop("people")
        given["note"], given["housing"] = given["note"] or "", given["housing"] or ""
        return given | {"persons": persons, "household_name": persons[0]["family_name"]}


class CorrectingForm(AnnouncingForm):
    """The same, filled with what was announced; the agreement stays."""

    def __init__(self, data: Any = None, *, arrival: Arrival, user: User, on: date) -> None:
        said = forms.model_to_dict(arrival, fields=self._meta.fields)
        said["people"] = "\n".join(_line(person) for person in arrival.persons)
        super().__init__(data, initial=said, user=user, on=on)
        del self.fields["agreement"]
        houses = Accommodation.objects.filter(agreement=arrival.agreement_id).order_by("name")
        self.fields["accommodation"].queryset = houses  # type: ignore[attr-defined]


def _line(person: dict[str, str]) -> str:
    """Return a person as she is typed."""
    born = date.fromisoformat(person["born_on"]) if person.get("born_on") else None
    how = BIRTHS.get(person.get("birth_precision", ""), "%d.%m.%Y")  # type: ignore[call-overload]
    parts = [person["family_name"], person.get("given_names", ""), f"{born:{how}}" if born else ""]
    return ", ".join(parts).rstrip(", ") + ("," if not any(parts[1:]) else "")


class AcceptingForm(forms.Form):
    """Who becomes responsible, and when the first appointment is."""

    holder = forms.ModelChoiceField(
        User.objects.none(), label=_("Wer ist zuständig?"), empty_label=_("Bitte wählen")
    )
    meeting_on = forms.DateField(
        label=_("Erstgespräch"),
        widget=DayInput,
        help_text=_("Vorschlag; steht danach als Wiedervorlage im Fall."),
    )

    former = forms.ChoiceField(
        label=_("Wieder öffnen oder neu?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Bitte wählen: den früheren Fall wieder öffnen oder einen neuen Fall."),
            "invalid_choice": _("Diesen Fall können Sie nicht wieder öffnen. Bitte neu ansehen."),
        },
    )

    def __init__(
        self, *args: Any, arrival: Arrival, former: Iterable[Case], on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        agreement = arrival.agreement
        people = team_of([agreement.carrier_id], on=on, agreement=agreement.pk)
        self.fields["holder"].queryset = people  # type: ignore[attr-defined]
        again = gettext("Fall %(number)s, abgeschlossen am %(day)s, wieder öffnen")
        choices = [
            (case.pk, again % {"number": case.number, "day": day_text(case.closed_on)})
            for case in former
            if case.closed_on
        ]
        is_said = arrival.persons and self.data.get("former")  # then say that it opens no more
        if not choices and not is_said:
            del self.fields["former"]
            return
        new = (NEW, gettext("Neuer Fall"))
        self.fields["former"].choices = [*choices, new]  # type: ignore[attr-defined]
