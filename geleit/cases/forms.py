# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about households, persons and cases. Forms read; actions write."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.accounts.permissions import Permission, organisations_where
from geleit.agreements.models import CooperationAgreement
from geleit.cases.enums import (
    BenefitAgency,
    BirthPrecision,
    HousingStage,
    HousingType,
    Sex,
    StatusKind,
)
from geleit.cases.models import Case, HousingStay, Person, ResidenceStatus, UnreadValue
from geleit.cases.names import country_field, language_field
from geleit.cases.partial_days import PartialDay, PartialDayField, partial_text
from geleit.cases.queries import running_for
from geleit.cases.team import team_led_by, team_of
from geleit.housing.models import Accommodation
from geleit.kern.renderer import DayInput

INTERPRETER = [("", _("nicht bekannt")), ("yes", _("ja")), ("no", _("nein"))]
LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"]
GERMAN = [("", _("nicht bekannt")), ("none", _("keine Kenntnisse")), ("alpha", _("Alphakurs"))]


def german_levels(present: str) -> list[tuple[str, Any]]:
    """Return the levels to choose from, with the present one where a list gave a range."""
    levels = [*GERMAN, *((level, level) for level in LEVELS)]
    known = {value for value, _label in levels}
    return levels if present in known else [*levels, (present, present)]


class PersonForm(forms.Form):
    family_name = forms.CharField(label=_("Familienname"), max_length=120)
    given_names = forms.CharField(label=_("Vornamen"), max_length=120, required=False)
    born_on = PartialDayField(label=_("geboren am"), required=False)
    birth_precision = forms.ChoiceField(label=_("wie genau bekannt"), choices=BirthPrecision)
    birth_doubt = forms.CharField(
        label=_("Zweifel am Datum"),
        max_length=200,
        required=False,
        help_text=_("Zum Beispiel: im Pass 1.1.1985, nach eigener Angabe Sommer 1986."),
    )
    sex = forms.ChoiceField(
        label=_("Geschlecht"), choices=[c for c in Sex.choices if c[0]], required=False
    )
    nationality = country_field(required=False)
    language = language_field(required=False)
    needs_interpreter = forms.TypedChoiceField(
        label=_("braucht Dolmetscher/in"),
        choices=INTERPRETER,
        required=False,
        coerce=lambda answer: {"yes": True, "no": False}.get(answer),
        empty_value=None,
    )
    german_level = forms.ChoiceField(label=_("Deutsch"), required=False)
    benefit_agency = forms.ChoiceField(
        label=_("Leistungsträger"), choices=BenefitAgency, required=False
    )
    remark = forms.CharField(
        label=_("Bemerkung"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Was hier nicht stehen darf, zum Beispiel zur Gesundheit, bitte löschen, danach auch unter "
            "„Frühere Fassungen“."
        ),
    )

    not_compared = ("settled",)
    MASTER_DATA = (
        "family_name", "given_names", "born_on", "birth_precision", "birth_doubt", "sex", "nationality",
        "language", "german_level", "benefit_agency", "remark",
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        if person:
            kwargs["initial"] = self.initial_of(person)
        super().__init__(*args, **kwargs)
        self.fields["sex"].choices = [("", Sex.UNKNOWN.label), *self.fields["sex"].choices]  # type: ignore[attr-defined]
        self.fields["german_level"].choices = german_levels(  # type: ignore[attr-defined]
            person.german_level if person else ""
        )
        for name in ("nationality", "language"):
            self.fields[name].widget.attrs |= {"list": f"{name}-names", "autocomplete": "off"}
        open_values = person.unread_values.filter(settled_on=None).order_by("pk") if person else ()
        if open_values:
            self.fields["settled"] = SettledField(open_values)

    @classmethod
    def initial_of(cls, person: Person) -> dict[str, Any]:
        values = {name: getattr(person, name) for name in cls.MASTER_DATA}
        return values | cls._shown(values | {"needs_interpreter": person.needs_interpreter})

    @staticmethod
    def _shown(values: dict[str, Any]) -> dict[str, Any]:
        answer = {True: "yes", False: "no", None: ""}[values["needs_interpreter"]]
        born = partial_text(values["born_on"], values["birth_precision"])
        return {"needs_interpreter": answer, "born_on": born}

    def as_shown(self) -> dict[str, Any]:
        """Return what was sent as the fields would show it."""
        return self.cleaned_data | self._shown(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Take the day apart: what was typed says itself how much of it is known."""
        said: dict[str, Any] = super().clean() or {}
        born: PartialDay | None = said.get("born_on")
        if born is not None:
            said["born_on"] = born.first
            if born.precision != "day" and said.get("birth_precision") != BirthPrecision.ASSUMED:
                said["birth_precision"] = born.precision
        return said


class NewPersonForm(PersonForm):
    """Somebody who joins the household; `after` is who was the last one when the form was shown."""

    after = forms.IntegerField(required=False, widget=forms.HiddenInput)


class OpeningForm(PersonForm):
    """The first person of a household that walks in; the lead says who is responsible."""

    agreement = forms.ModelChoiceField(
        CooperationAgreement.objects.none(), label=_("Vereinbarung"), empty_label=None
    )
    holder = forms.ModelChoiceField(
        User.objects.none(), label=_("Zuständig"), empty_label=_("noch niemand"), required=False
    )
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, on: date, **kwargs: Any) -> None:
        seen = Case.objects.visible_to(user).order_by("-pk").values_list("pk", flat=True)
        kwargs["initial"] = {"after": seen.first() or 0, "holder": user.pk}
        super().__init__(*args, **kwargs)
        self.user = user
        agreements = self.fields["agreement"]
        agreements.queryset = running_for(user, on=on)  # type: ignore[attr-defined]
        places = list(agreements.queryset.values_list("pk", flat=True))  # type: ignore[attr-defined]
        self.is_possible = bool(places)
        if len(places) == 1:
            agreements.initial, agreements.widget = places[0], forms.HiddenInput()
        if organisations_where(user, Permission.ACCEPT_CASES):
            self.fields["holder"].queryset = team_led_by(user, on=on)  # type: ignore[attr-defined]
        else:
            del self.fields["holder"]

    def clean(self) -> dict[str, Any]:
        return {"holder": self.user, **super().clean()}


class SettledField(forms.ModelMultipleChoiceField):
    """Which values of the list are cleared up by this correction."""

    def __init__(self, values: Any) -> None:
        super().__init__(
            values, label=_("Damit geklärt"), required=False, widget=forms.CheckboxSelectMultiple
        )

    def label_from_instance(self, value: Any) -> str:
        read: UnreadValue = value
        return _("%(column)s: „%(value)s“") % {"column": read.column, "value": read.value}


class HouseholdForm(forms.Form):
    name = forms.CharField(label=_("Name des Haushalts"), max_length=120)


class StayForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Wohnform"),
        choices=[("", _("nicht bekannt")), *HousingType.choices],
        required=False,
    )
    accommodation = forms.ModelChoiceField(
        Accommodation.objects.none(),
        label=_("Unterkunft der Stadt"),
        required=False,
        empty_label=_("keine"),
    )
    stage = forms.ChoiceField(
        label=_("Stufe"), choices=[("", _("nicht bekannt")), *HousingStage.choices], required=False
    )
    street = forms.CharField(label=_("Straße und Hausnummer"), max_length=160, required=False)
    unit = forms.CharField(label=_("Wohneinheit oder Zimmer"), max_length=40, required=False)
    postcode = forms.CharField(label=_("Postleitzahl"), max_length=10, required=False)
    city = forms.CharField(label=_("Ort"), max_length=80, required=False)
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Nur für eine Person"),
        required=False,
        empty_label=_("der ganze Haushalt"),
    )
    remark = forms.CharField(label=_("Bemerkung"), max_length=300, required=False)
    moved_in_on = forms.DateField(label=_("eingezogen am"), required=False, widget=DayInput)
    moved_out_on = forms.DateField(label=_("ausgezogen am"), required=False, widget=DayInput)

    def __init__(
        self, *args: Any, case: Case, stay: HousingStay | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        houses = Accommodation.objects.filter(agreement=case.agreement_id).order_by("name")
        self.fields["accommodation"].queryset = houses  # type: ignore[attr-defined]
        people = case.household.persons.order_by("pk")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        if stay:
            self.initial = {name: getattr(stay, name) for name in self.fields}
        else:  # a move: the day on which the former home ends
            self.fields["moved_in_on"].required = True
            del self.fields["moved_out_on"]


class StatusForm(forms.Form):
    not_compared = ("is_correction",)
    kind = forms.ChoiceField(label=_("Status"), choices=StatusKind)
    wording = forms.CharField(
        label=_("Wortlaut"),
        max_length=160,
        required=False,
        help_text=_("So, wie es auf dem Dokument steht."),
    )
    valid_from = forms.DateField(label=_("gültig ab"), required=False, widget=DayInput)
    valid_until = forms.DateField(label=_("gültig bis"), required=False, widget=DayInput)
    is_correction = forms.BooleanField(
        label=_("Nur berichtigen: Es ist kein neues Dokument"), required=False
    )

    def __init__(self, *args: Any, status: ResidenceStatus | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if status is None:
            self.fields["is_correction"].widget = forms.HiddenInput()
        else:
            names = ("kind", "wording", "valid_from", "valid_until")
            self.initial = {name: getattr(status, name) for name in names}


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.none(), label=_("Zuständig"), empty_label=None)

    def __init__(self, *args: Any, case: Case, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = team_of([case.agreement.carrier_id], on=on, agreement=case.agreement_id)
        self.fields["to"].queryset = team  # type: ignore[attr-defined]
        self.initial = {"to": case.holder_id}


class ProtectionForm(forms.Form):
    is_protected = forms.TypedChoiceField(
        label=_("Wer sieht den Fall?"),
        choices=[
            ("no", _("wie üblich: Zuständige, Vertretung und Leitung")),
            ("yes", _("besonders geschützt: nur benannte Personen")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda answer: answer == "yes",
    )
    named = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Außer Ihnen und der zuständigen Person"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, case: Case, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = team_of([case.agreement.carrier_id], on=on, agreement=case.agreement_id)
        others = team.exclude(pk__in=[user.pk, case.holder_id or user.pk])
        self.fields["named"].queryset = others  # type: ignore[attr-defined]
        self.initial = {
            "is_protected": "yes" if case.is_protected else "no",
            "named": list(case.protected_readers.values_list("user", flat=True)),
        }
