# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked before a list is read, and before it is taken over."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.core.lookups import read_key
from geleit.intake.decisions import Decision
from geleit.intake.queries import workers_of
from geleit.intake.returning.enums import Again
from geleit.kern.fields import needed_at_times
from geleit.organisations.models import Organisation
from geleit.spreadsheets.column_names import OURS, Field
from geleit.spreadsheets.columns import field_label

NAME_PARTS = (Field.FAMILY_NAME, Field.GIVEN_NAMES)
ACCEPTED = ".xlsx,.xls,.ods,.csv,.tsv,.txt"


class HandInForm(forms.Form):
    """Which file, for which agreement, from whom."""

    agreement = forms.ModelChoiceField(
        label=_("Vereinbarung"), queryset=CooperationAgreement.objects.none()
    )
    sender = forms.ModelChoiceField(
        label=_("Absender"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("Wer die Personen übergibt, meist der Landkreis."),
    )
    file = forms.FileField(
        label=_("Datei"),
        help_text=_("Excel, LibreOffice oder CSV. Kopfzeilen und Summen dürfen bleiben."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreements = CooperationAgreement.objects.led_by(user).order_by("title")
        self.fields["agreement"].queryset = agreements  # type: ignore[attr-defined]
        counties = agreements.exclude(county=None).values("county")
        senders = Organisation.objects.filter(pk__in=counties).order_by("name")
        self.fields["sender"].queryset = senders  # type: ignore[attr-defined]
        only = list(agreements[:2])
        if len(only) == 1:
            self.fields["agreement"].initial = only[0]
            self.fields["sender"].initial = only[0].county_id


class TakeOverForm(forms.Form):
    """Who will be responsible for the new cases."""

    holder = forms.ModelChoiceField(
        label=_("Zuständig für die neuen Fälle"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("noch niemand – später zuteilen"),
    )

    def __init__(self, *args: Any, agreement: CooperationAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = workers_of(agreement, on=localdate())
        self.fields["holder"].queryset = people  # type: ignore[attr-defined]


class ColumnsForm(forms.Form):
    """How each column is read."""

    def __init__(self, *args: Any, columns: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options: list[tuple[str, Any]] = [("", _("aufheben, wie es da steht"))]
        first = Field.LEFT_OUT  # beside the other way to give a column no meaning
        fields = [first, *(field for field in Field if field not in {*OURS, first})]
        options += [(field.value, field_label(field)) for field in fields]
        self.words = dict(options)
        for column in columns:
            if column["field"] in OURS:
                continue
            field = self.fields[f"column-{column['index']}"] = forms.ChoiceField(
                label=f"{column['letter']} {column['title']}",
                choices=options,
                required=False,
                initial=column["field"],
                help_text=column["why"],
            )
            needed_at_times(field)

    def clean(self) -> dict[str, Any]:
        """Refuse one piece of data in two columns: one of them would be lost without a word."""
        given = super().clean() or {}
        first: dict[str, str] = {}
        for name, value in list(given.items()):
            if value in first and {name, first[value]} & set(self.changed_data):
                text = gettext("„%(field)s“ ist schon für die Spalte %(column)s gewählt.")
                column = self.fields[first[value]].label
                self.add_error(name, text % {"field": self.words[value], "column": column})
            elif value and value != Field.LEFT_OUT:
                first.setdefault(value, name)
        self._refuse_two_names(first)
        return given

    def _refuse_two_names(self, columns: dict[str, str]) -> None:
        """Refuse a name as a whole beside its parts: they would be lost without a word."""
        whole = columns.get(Field.FULL_NAME)
        parts = [columns[part] for part in NAME_PARTS if part in columns]
        if whole and parts and {whole, *parts} & set(self.changed_data):
            text = gettext(
                "Der Name steht schon in: %(columns)s. Er würde durch diese Spalte ersetzt. Bitte "
                "entweder den ganzen Namen wählen oder seine Teile."
            )
            labels = ", ".join(f"„{self.fields[name].label}“" for name in parts)
            self.add_error(whole, text % {"columns": labels})

    def choices(self) -> dict[str, str]:
        """Return column index → field for the columns that were changed by hand."""
        return {
            name.removeprefix("column-"): self.cleaned_data[name]
            for name in self.changed_data
            if name in self.cleaned_data
        }


def decisions_in(
    posted: QueryDict,
) -> tuple[Decision | None, list[tuple[int, str, Decision]]]:
    """Return what was decided on all changes at once, or on single ones; nonsense is left out.

    A single one is called decision-ROW-COLUMN.
    """
    everything = posted.get("all", "")
    if everything in Decision.values and everything != Decision.REMOVE:  # never all at once
        return Decision(everything), []
    single = []
    for name, value in posted.items():
        kind, _dash, place = name.partition("-")
        text, dash, column = place.partition("-")
        number = read_key(text)
        if kind == "decision" and dash and number is not None and value in Decision.values:
            single.append((number, column, Decision(value)))
    return None, single


def omissions_in(posted: QueryDict) -> list[tuple[int, str, bool]]:
    """Return which cells are left out or no longer; one is called omit-ROW-COLUMN."""
    found = []
    for name, value in posted.items():
        kind, _dash, place = name.partition("-")
        text, dash, column = place.partition("-")
        number = read_key(text)
        if kind == "omit" and dash and number is not None and value in ("", "yes"):
            found.append((number, column, value == "yes"))
    return found


FOR_ALL = ("home-all", "likely-all", "persons-all")  # by how many numbers follow that of the row


def homes_in(posted: QueryDict) -> dict[str, str]:
    """Return what was decided on households that were here already, by row; nonsense is left out.

    One is called home-ROW, what holds for those left empty home-all. "" is undecided: it takes an
    earlier decision back. One that was only likely here is called home-ROW-HOUSEHOLD, and all of
    these likely-all; of one person of a household it is home-ROW-HOUSEHOLD-PERSON and persons-all.
    With was- before it, it is what the page showed: what nobody changed there is left out, so that an
    old page in another tab takes nothing back.
    """
    found = {}
    for name, given in posted.items():
        key = _home_key(name.removeprefix("home-")) if name.startswith("home-") else ""
        value = given or posted.get(FOR_ALL[key.count("-")], "")
        if key and value in ("", *Again.values) and value != posted.get(f"was-{key}"):
            found[key] = value
    return found


def _home_key(text: str) -> str:
    """Return ROW, -HOUSEHOLD, -PERSON in our own writing, or nothing where it is none of these."""
    numbers = [read_key(part) for part in text.split("-")]
    return "-".join(map(str, numbers)) if None not in numbers and len(numbers) < 4 else ""
