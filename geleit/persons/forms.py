# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a person's life. Forms read; actions write."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from geleit.cases.enums import Audience, NameKind, Sex
from geleit.cases.models import Case, Person
from geleit.cases.names import CodeField
from geleit.cases.partial_days import PartialDay, PartialDayField
from geleit.core import countries, languages
from geleit.kern.renderer import DayInput
from geleit.persons.enums import (
    DETAILS,
    NEEDS_DETAIL,
    ChannelKind,
    HistoryKind,
    HouseholdRole,
    JoinedHow,
    LeftHow,
    VulnerabilityKind,
)
from geleit.persons.models import HistoryEntry, Vulnerability

TITLES = {
    HistoryKind.SCHOOL: _("Klasse"),
    HistoryKind.COURSE: _("Kurs"),
    HistoryKind.TRAINING: _("Beruf oder Fach"),
    HistoryKind.WORK: _("Tätigkeit"),
    HistoryKind.QUALIFICATION: _("Abschluss oder Beruf"),
}
PLACES = {
    HistoryKind.DAYCARE: _("Kita"),
    HistoryKind.SCHOOL: _("Schule"),
    HistoryKind.COURSE: _("Kursträger"),
    HistoryKind.LEVEL: _("Prüfung oder Zeugnis"),
    HistoryKind.TRAINING: _("Betrieb oder Schule"),
    HistoryKind.WORK: _("Arbeitgeber und Ort"),
    HistoryKind.QUALIFICATION: _("Land und anerkennende Stelle"),
    HistoryKind.BENEFIT: _("Stelle und Aktenzeichen"),
}


class EntryForm(forms.Form):
    """One entry of a history; its kind decides what is asked and how it is called."""

    detail = forms.ChoiceField(label=_("Genauer"), required=False)
    title = forms.CharField(max_length=160, required=False)
    place = forms.CharField(max_length=160, required=False)
    begins = PartialDayField(label=_("von"), required=False)
    ends = PartialDayField(label=_("bis"), required=False, help_text=_("Leer, solange es dauert."))
    remark = forms.CharField(label=_("Bemerkung"), max_length=500, required=False)

    def __init__(
        self, *args: Any, kind: str, entry: HistoryEntry | None = None, **kwargs: Any
    ) -> None:
        if entry:
            kwargs["initial"] = self.initial_of(entry)
        super().__init__(*args, **kwargs)
        self.kind = HistoryKind(kind)
        choices = [(detail.value, detail.label) for detail in DETAILS[self.kind]]
        if self.kind not in NEEDS_DETAIL:
            choices.insert(0, ("", _("keine Angabe")))
        self.fields["detail"].choices = choices  # type: ignore[attr-defined]
        self.fields["place"].label = PLACES[self.kind]
        if self.kind in TITLES:
            self.fields["title"].label = TITLES[self.kind]
        else:
            del self.fields["title"]
        if self.kind == HistoryKind.LEVEL:
            self.fields["begins"].label = _("am")
            del self.fields["ends"]

    def as_shown(self) -> dict[str, Any]:
        """Return what was sent as the fields would show it."""
        return self.cleaned_data | {name: self.data.get(name, "") for name in ("begins", "ends")}

    @classmethod
    def initial_of(cls, entry: HistoryEntry) -> dict[str, Any]:
        values = {name: getattr(entry, name) for name in ("detail", "title", "place", "remark")}
        for name in ("begins", "ends"):
            day = getattr(entry, f"{name}_on")
            precision = getattr(entry, f"{name}_precision")
            values[name] = PartialDay(day, day, precision) if day else ""
        return values

    def clean(self) -> dict[str, Any]:
        """Give days and precisions as the table has them: the first day of a begin, the last of an end."""
        said: dict[str, Any] = super().clean() or {}
        begins: PartialDay | None = said.pop("begins", None)
        ends: PartialDay | None = said.pop("ends", None)
        said["begins_on"], said["begins_precision"] = (
            (begins.first, begins.precision) if begins else (None, "")
        )
        if "ends" in self.fields:
            said["ends_on"], said["ends_precision"] = (
                (ends.last, ends.precision) if ends else (None, "")
            )
        return said


class CodesField(forms.CharField):
    """Several countries or languages with commas between: 'Irak, Iran'."""

    def __init__(self, one: CodeField, **kwargs: Any) -> None:
        super().__init__(max_length=200, required=False, **kwargs)
        self.one = one

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return ", ".join(str(self.one.prepare_value(code)) for code in value)
        return value

    def clean(self, value: Any) -> Any:
        words = [word.strip() for word in super().clean(value).split(",")]
        return list(dict.fromkeys(self.one.clean(word) for word in words if word))


class CodesForm(forms.Form):
    nationalities = CodesField(
        CodeField(
            code_of=countries.country_code,
            name_of=countries.country_name,
            required=False,
            error_messages={
                "unknown": _("Ein Land davon kennen wir nicht. Bitte anders schreiben.")
            },
        ),
        label=_("Weitere Staatsangehörigkeiten"),
        help_text=_("Mehrere mit Komma trennen."),
    )
    languages = CodesField(
        CodeField(
            code_of=languages.language_code,
            name_of=languages.language_name,
            required=False,
            error_messages={
                "unknown": _("Eine Sprache davon kennen wir nicht. Bitte anders schreiben.")
            },
        ),
        label=_("Weitere Sprachen"),
        help_text=_("Worin die Person sich sonst noch verständigt. Mehrere mit Komma trennen."),
    )


class NameForm(forms.Form):
    kind = forms.ChoiceField(label=_("Art"), choices=NameKind)
    family_name = forms.CharField(
        label=_("Familienname"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    given_names = forms.CharField(
        label=_("Vornamen"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not said.get("family_name") and not said.get("given_names"):
            raise forms.ValidationError(_("Bitte den Namen eintragen."))
        return said


class ChannelForm(forms.Form):
    kind = forms.ChoiceField(label=_("Weg"), choices=ChannelKind)
    value = forms.CharField(label=_("Nummer oder Adresse"), max_length=254)
    remark = forms.CharField(
        label=_("Bemerkung"),
        max_length=160,
        required=False,
        help_text=_("Zum Beispiel: Nummer der Schwester; nur abends."),
    )
    consent_on = forms.DateField(
        label=_("Die Person will hier angeschrieben werden, gesagt am"),
        required=False,
        widget=DayInput,
        help_text=_("Leer, solange sie nicht eingewilligt hat."),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Rolle im Haushalt"),
        choices=[("", _("keine Angabe")), *HouseholdRole.choices],
        required=False,
    )
    joined_on = forms.DateField(label=_("gehört dazu seit"), required=False, widget=DayInput)
    joined_how = forms.ChoiceField(
        label=_("wodurch"), choices=[("", _("keine Angabe")), *JoinedHow.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("joined_how") and not said.get("joined_on"):
            self.add_error("joined_on", _("Bitte den Tag eintragen."))
        return said


class BirthForm(forms.Form):
    given_names = forms.CharField(label=_("Vornamen"), max_length=120, required=False)
    family_name = forms.CharField(label=_("Familienname"), max_length=120)
    born_on = forms.DateField(label=_("geboren am"), widget=DayInput)
    sex = forms.ChoiceField(
        label=_("Geschlecht"), choices=[("", Sex.UNKNOWN.label), *Sex.choices[:3]], required=False
    )
    role = forms.ChoiceField(
        label=_("Rolle im Haushalt"), choices=[(HouseholdRole.CHILD, HouseholdRole.CHILD.label),
                                               (HouseholdRole.GRANDCHILD, HouseholdRole.GRANDCHILD.label)]
    )  # fmt: skip


class PersonsField(forms.ModelMultipleChoiceField):
    """Some persons of a household, told apart where they share a name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Person.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs)
        self.labels: dict[int, str] = {}

    def label_from_instance(self, person: Any) -> str:
        return self.labels.get(person.pk, person.full_name)


def ask_persons(form: forms.Form, case: Case, labels: dict[int, str]) -> None:
    field: Any = form.fields["persons"]
    field.queryset = case.household.persons.filter(pk__in=labels).order_by("pk")
    field.labels = labels


class LeaveForm(forms.Form):
    person = forms.TypedChoiceField(label=_("Wer"), coerce=int)
    left_how = forms.ChoiceField(
        label=_("Was ist geschehen"),
        choices=[choice for choice in LeftHow.choices if choice[0] != LeftHow.SPLIT],
    )
    left_on = forms.DateField(label=_("am"), widget=DayInput)

    def __init__(self, *args: Any, labels: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(pk), name) for pk, name in labels.items()]  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    persons = PersonsField(label=_("Wer bildet einen eigenen Haushalt"))
    name = forms.CharField(label=_("Name des neuen Haushalts"), max_length=120)
    split_on = forms.DateField(label=_("seit"), widget=DayInput, initial=localdate)

    def __init__(self, *args: Any, case: Case, labels: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_persons(self, case, labels)


class JoinForm(forms.Form):
    persons = PersonsField(label=_("Wer kommt dazu"))
    joined_on = forms.DateField(label=_("seit"), widget=DayInput, initial=localdate)

    def __init__(self, *args: Any, case: Case, labels: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_persons(self, case, labels)


class VulnerabilityForm(forms.Form):
    kind = forms.ChoiceField(label=_("Schutzbedarf"), choices=VulnerabilityKind)
    remark = forms.CharField(
        label=_("Was zu beachten ist"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    audience = forms.ChoiceField(
        label=_("Wer darf das lesen?"),
        choices=Audience,
        widget=forms.RadioSelect,
        initial=Audience.ACTING,
    )
    ended_on = forms.DateField(label=_("besteht nicht mehr seit"), required=False, widget=DayInput)

    def __init__(self, *args: Any, note: Vulnerability | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if note:
            self.initial = {name: getattr(note, name) for name in self.fields}
        else:
            del self.fields["ended_on"]
