# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a new agreement and its scope. Forms read; actions write."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.enums import ActionField, Period, Unit
from geleit.agreements.meeting_forms import NO_NAMES
from geleit.agreements.models import Mandate
from geleit.core.states import state_choices
from geleit.kern.fields import NumberField
from geleit.kern.renderer import DayInput
from geleit.organisations.models import Organisation, OrganisationKind


def words(label: Any, *, rows: int = 4, required: bool = False, **given: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=8000, widget=area, **given)


class AboutForm(forms.Form):
    """What the talks are about: it becomes the first draft, whose wording then counts."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    in_force_on = forms.DateField(label=_("Soll in Kraft treten am"), widget=DayInput)
    county = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Landkreis"),
        required=False,
        empty_label=_("keiner"),
        help_text=_("Er liest die Vereinbarung, sobald sie gezeichnet ist."),
    )
    mandate_text = words(_("Was übertragen wird"), required=True)
    circle_text = words(
        _("Personenkreis"),
        rows=3,
        help_text=_("Wer begleitet wird, zum Beispiel: alle in den Unterkünften der Anlage 1."),
    )
    principle = forms.CharField(
        label=_("Grundsatz"), max_length=120, required=False,
        help_text=_("Zum Beispiel: Subsidiaritätsprinzip."),
    )  # fmt: skip
    cooperation_text = words(_("Zusammenarbeit"), rows=3)
    start_text = words(_("Beginn"), rows=2)
    background_text = words(_("Vorgeschichte"), rows=3, help_text=NO_NAMES)
    signed_at = forms.CharField(label=_("Ort der Unterzeichnung"), max_length=120, required=False)

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        counties = Organisation.objects.filter(kind=OrganisationKind.COUNTY).order_by("name")
        self.fields["county"].queryset = counties  # type: ignore[attr-defined]


class TalksForm(AboutForm):
    """The same for a new agreement, with both sides."""

    municipality = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Stadt oder Gemeinde"), empty_label=_("Bitte wählen")
    )
    carrier = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Träger"), empty_label=_("Bitte wählen")
    )
    field_order = ("title", "municipality", "carrier", "county", "in_force_on")

    def __init__(self, data: Any = None, *, user: Any) -> None:
        super().__init__(data)
        own = {
            Role.TOWN: user.organisation_ids(Role.TOWN),
            Role.CARRIER_LEAD: user.organisation_ids(Role.CARRIER_LEAD),
        }
        for name, kind, role in (
            ("municipality", OrganisationKind.MUNICIPALITY, Role.TOWN),
            ("carrier", OrganisationKind.CARRIER, Role.CARRIER_LEAD),
        ):
            rows = Organisation.objects.filter(kind=kind).order_by("name")
            if own[role] and not own[Role.CARRIER_LEAD if role == Role.TOWN else Role.TOWN]:
                rows = rows.filter(pk__in=own[role])
                self.initial[name] = next(iter(own[role]))
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class MandateForm(forms.Form):
    name = forms.CharField(label=_("Auftrag"), max_length=200)
    funding_source = forms.CharField(label=_("Wer bezahlt ihn?"), max_length=200)
    begins_on = forms.DateField(label=_("Ab"), widget=DayInput)
    ends_on = forms.DateField(label=_("Bis"), widget=DayInput, required=False)
    is_own = forms.TypedChoiceField(
        label=_("Wie gehört er dazu?"),
        choices=[
            ("ja", _("Er ist der Auftrag dieser Vereinbarung.")),
            ("nein", _("Er läuft daneben, mit eigenem Geld, und zählt nicht in deren Nachweis.")),
        ],
        coerce=lambda said: said == "ja",
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, mandate: Mandate | None = None, **given: Any) -> None:
        if mandate:
            names = ("name", "funding_source", "begins_on", "ends_on")
            given["initial"] = {name: getattr(mandate, name) for name in names}
            given["initial"]["is_own"] = "ja" if mandate.is_own else "nein"
        super().__init__(data, **given)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        begins, ends = said.get("begins_on"), said.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("Das Ende liegt vor dem Beginn."))
        return said


class ItemForm(forms.Form):
    action_field = forms.ChoiceField(label=_("Handlungsfeld"), choices=ActionField.choices)
    name = forms.CharField(label=_("Leistung"), max_length=160)
    description = words(_("Was dazu gehört"), rows=3)
    not_included = words(
        _("Was nicht dazu gehört"), rows=2,
        help_text=_("Ohne „keine“ davor, zum Beispiel: Rechtsberatung."),
    )  # fmt: skip
    evidence = words(
        _("Womit sie nachgewiesen wird"), rows=2,
        help_text=_("Zum Beispiel: Zahl der Kontakte im Quartalsnachweis."),
    )  # fmt: skip
    agreed_quantity = NumberField(
        label=_("Vereinbarte Menge"), max_digits=9, decimal_places=2, min_value=0
    )
    unit = forms.ChoiceField(label=_("Einheit"), choices=Unit.choices)
    period = forms.ChoiceField(label=_("Zeitraum"), choices=Period.choices, initial=Period.QUARTER)

    FIELDS = (
        "action_field", "name", "description", "not_included", "evidence", "agreed_quantity",
        "unit", "period",
    )  # fmt: skip

    def clean_agreed_quantity(self) -> Any:
        quantity = self.cleaned_data["agreed_quantity"]
        if quantity == 0:
            raise forms.ValidationError(_("Bitte eine Menge größer als null eintragen."))
        return quantity


class OrganisationForm(forms.Form):
    kind = forms.ChoiceField(label=_("Art"), choices=OrganisationKind.choices)
    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(
        label=_("Kurzname"), max_length=60, help_text=_("Wie man sie nennt, zum Beispiel: KDV.")
    )
    street = forms.CharField(label=_("Straße"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postleitzahl"), max_length=10, required=False)
    city = forms.CharField(label=_("Ort"), max_length=80, required=False)
    land = forms.ChoiceField(
        label=_("Bundesland"),
        help_text=_("Nach seinen Feiertagen und seinem Recht rechnen Fristen und Termine."),
    )

    def __init__(self, data: Any = None, *, body: Organisation | None = None) -> None:
        initial = {name: getattr(body, name) for name in self.base_fields} if body else {}
        super().__init__(data, initial=initial)
        self.body = body
        choices = [("", _("Bitte wählen")), *state_choices(on=localdate())]
        self.fields["land"].choices = choices  # type: ignore[attr-defined]
        if body:
            del self.fields["kind"]  # a town does not become a carrier

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.body is None and Organisation.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Diese Organisation ist schon eingetragen."))
        return name
