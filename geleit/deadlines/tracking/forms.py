# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about deadlines and about the days from which they follow."""

from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.cases.models import Case, Person
from geleit.deadlines.enums import DoneHow, FactKind
from geleit.deadlines.models import Deadline
from geleit.deadlines.tracking.people_forms import deputy_field, offer_people, owner_field
from geleit.kern.fields import needed_at_times
from geleit.kern.renderer import DayInput

K = FactKind
GROUPS = {  # the list of days is long: under headings, as one looks for them
    _("Aufenthalt"): (K.PASSPORT, K.ARRIVAL, K.RECOGNITION, K.FIRST_PERMIT, K.CHANCE_PERMIT,
                      K.LEAVE_BY, K.ABROAD, K.MEDICAL_CERTIFICATE),
    _("Kurs und Arbeit"): (K.COURSE_RIGHT, K.COURSE_ADMITTED, K.COURSE_OBLIGED, K.JOB_NOTICE,
                           K.JOB_END, K.PAPERS_COMPLETE),
    _("Leistungen"): (K.GRANT_SGB2, K.GRANT_SGB12, K.GRANT_HOUSING, K.GRANT_CHILD, K.CHANGE,
                      K.REFUSAL_FINAL, K.SUPPORT_MISSING),
    _("Gesundheit und Kinder"): (K.INSURANCE_NOTICE, K.INSURANCE_END, K.DISABILITY_CARD,
                                 K.DAYCARE_START),
    _("Wohnen"): (K.RENT, K.LEASE_END, K.ROOM_END, K.LANDLORD_NOTICE, K.EVICTION_SUIT,
                  K.RENT_RAISED, K.UTILITY_BILL, K.MOVED_OUT),
    _("Termine"): (K.APPOINTMENT, K.SET_PERIOD),
}  # fmt: skip


HAPPENED = {  # of what is over there is no day to come
    K.ARRIVAL, K.RECOGNITION, K.FIRST_PERMIT, K.MEDICAL_CERTIFICATE, K.COURSE_RIGHT,
    K.COURSE_ADMITTED, K.COURSE_OBLIGED, K.JOB_NOTICE, K.PAPERS_COMPLETE, K.CHANGE,
    K.REFUSAL_FINAL, K.SUPPORT_MISSING, K.INSURANCE_NOTICE, K.EVICTION_SUIT, K.RENT_RAISED,
    K.UTILITY_BILL,
}  # fmt: skip
YEARS_AHEAD, YEARS_BACK = 20, 120
NO_KIND = ""


def day_problem(kind: str, day: date, *, on: date) -> str:
    """Return why this can not be the day, or nothing. A wrong year would silence the reminder."""
    if kind in HAPPENED and day > on:
        return gettext("Das ist schon geschehen, der Tag liegt aber in der Zukunft. Bitte prüfen.")
    if not on.year - YEARS_BACK <= day.year <= on.year + YEARS_AHEAD:
        return gettext("So weit weg liegt dieser Tag kaum. Bitte die Jahreszahl prüfen.")
    return ""


def facts_to_choose() -> list[tuple[Any, Any]]:
    days = [(name, [(kind.value, kind.label) for kind in kinds]) for name, kinds in GROUPS.items()]
    return [("", _("bitte wählen")), *days]


class FactForm(forms.Form):
    kind = forms.ChoiceField(label=_("Was"), choices=facts_to_choose)
    day = forms.DateField(label=_("Tag"), widget=DayInput)
    person = forms.ChoiceField(label=_("Für wen"), required=False)
    note = forms.CharField(label=_("Bemerkung"), max_length=300, required=False)

    def __init__(self, *args: Any, case: Case, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = on
        self.persons = {str(p.pk): p for p in case.household.persons.order_by("pk")}
        names = [(key, person.full_name) for key, person in self.persons.items()]
        self.fields["person"].choices = [*names, ("", _("den ganzen Haushalt"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and (text := day_problem(said["kind"], said["day"], on=self.today)):
            self.add_error("day", text)
        return said

    def fields_for_action(self) -> dict[str, Any]:
        person: Person | None = self.persons.get(self.cleaned_data["person"])
        return self.cleaned_data | {"person": person}


class FactDayForm(forms.Form):
    day = forms.DateField(label=_("Tag"), widget=DayInput)
    note = forms.CharField(label=_("Bemerkung"), max_length=300, required=False)

    def __init__(self, *args: Any, kind: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, on

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if text := day_problem(self.kind, day, on=self.today):
            raise forms.ValidationError(text)
        return day


class DoneForm(forms.Form):
    how = forms.ChoiceField(label=_("Auf welchem Weg?"), choices=DoneHow)
    sent_on = forms.DateField(label=_("Wann?"), widget=DayInput)
    evidence = forms.CharField(
        label=_("Was ging hinaus, und womit lässt es sich belegen?"),
        max_length=500,
        required=False,
        help_text=_("Sendebericht, Einlieferungsbeleg, Eingangsstempel, Vorgangsnummer"),
    )
    new_day = forms.DateField(
        label=_("Gilt jetzt bis"),
        required=False,
        widget=DayInput,
        help_text=_("Wenn schon verlängert ist: dann folgt die nächste Frist daraus."),
    )

    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not deadline.source.startswith(("fact:", "status:")):
            del self.fields["new_day"]
        if deadline.is_fatal:
            needed_at_times(self.fields["evidence"])
            self.fields["evidence"].help_text = _(
                "Nötig, außer wenn nichts zu versenden war: Sendebericht, Einlieferungsbeleg, "
                "Eingangsstempel, Vorgangsnummer"
            )

    def clean_new_day(self) -> date | None:
        day: date | None = self.cleaned_data["new_day"]
        if day and (text := day_problem(NO_KIND, day, on=localdate())):
            raise forms.ValidationError(text)
        return day


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Warum entfällt die Frist?"), max_length=500)


class EntrustForm(forms.Form):
    owner, deputy = owner_field(), deputy_field()

    def __init__(self, *args: Any, case: Case, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = offer_people(self, case, on=on)

    def people(self) -> dict[str, User | None]:
        return {name: self.team.get(self.cleaned_data[name]) for name in ("owner", "deputy")}
