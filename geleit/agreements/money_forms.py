# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about money. Forms read; actions write."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import PriceModelKind
from geleit.kern.fields import NumberField
from geleit.kern.renderer import DayInput

LONGEST_LIST = 2000  # letters; the pattern of a line takes the square of them
INSTALMENT = re.compile(r"(\d{1,2})\.(\d{1,2})\.?\s+(\d+(?:,\d+)?)\s*%?")
PARTNER = re.compile(r"(\S.*?)\s+(\d+(?:,\d+)?)\s*%?")


def euro(label: Any, *, required: bool = False, digits: int = 11, **given: Any) -> NumberField:
    least = given.pop("min_value", 0)
    return NumberField(
        label=label, required=required, min_value=least, max_digits=digits, decimal_places=2,
        **given,
    )  # fmt: skip


def per_cent(label: Any, *, required: bool = False, **given: Any) -> NumberField:
    return NumberField(
        label=label, required=required, min_value=0, max_value=100, max_digits=5,
        decimal_places=2, **given,
    )  # fmt: skip


class TermsForm(forms.Form):
    from_year = forms.IntegerField(label=_("Ab Jahr"), min_value=2000, max_value=2100)
    kind = forms.ChoiceField(label=_("Preismodell"), choices=PriceModelKind.choices)
    source = forms.CharField(
        label=_("Wo es vereinbart ist"),
        required=False,
        max_length=200,
        help_text=_("Zum Beispiel: § 6 der Vereinbarung, oder Anlage 2. Die Seite nennt es."),
    )
    yearly = euro(_("Jahressumme in Euro"), help_text=_("Bei fester Jahressumme."))
    percent = per_cent(
        _("Prozent"), help_text=_("Verwaltungspauschale auf Personalkosten, oder der Anteil.")
    )
    cost_cap = euro(_("Obergrenze der Personalkosten im Jahr"))
    overhead_cap = euro(_("Obergrenze der Verwaltungskosten im Jahr"))
    pays_material = forms.BooleanField(label=_("Sachkosten werden bezahlt"), required=False)
    of_deficit = forms.BooleanField(
        label=_("Der Anteil bezieht sich auf den Fehlbetrag"), required=False
    )
    posts = euro(_("Vollzeitstellen"), digits=5, help_text=_("Bei Zuwendung je Vollzeitstelle."))
    grant = euro(_("Zuwendung je Vollzeitstelle im Jahr"))
    top_up_limit = euro(_("Aufstockung je Vollzeitstelle, höchstens"))
    material_lump_sum = euro(_("Sachkostenpauschale je Vollzeitstelle"))
    instalments = forms.CharField(
        label=_("Abschläge"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Je Zeile Tag und Prozent, zum Beispiel: 15.02. 25"),
    )
    overrun = forms.CharField(
        label=_("Wer eine Überschreitung trägt"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Je Zeile Name und Prozent, zum Beispiel: Stadt 60. Leer: der Träger."),
    )

    def clean_top_up_limit(self) -> Decimal:
        return self.cleaned_data["top_up_limit"] or Decimal(0)

    def clean_material_lump_sum(self) -> Decimal:
        return self.cleaned_data["material_lump_sum"] or Decimal(0)

    def clean_instalments(self) -> list[list[Any]]:
        lines = self._lines("instalments", INSTALMENT)
        days = [(int(month), int(day)) for day, month, _percent in lines]
        rows = [[*day, line[-1]] for day, line in zip(days, lines, strict=True)]
        if any(not 1 <= month <= 12 or not 1 <= day <= 28 for month, day in days):
            raise forms.ValidationError(_("Bitte Tage vom 1. bis zum 28. eines Monats nennen."))
        return rows

    def clean_overrun(self) -> list[list[Any]]:
        rows = [list(found) for found in self._lines("overrun", PARTNER)]
        if len({name for name, _percent in rows}) != len(rows):
            raise forms.ValidationError(_("Bitte jeden Namen nur einmal nennen."))
        return rows

    def _lines(self, name: str, pattern: re.Pattern[str]) -> list[tuple[str, ...]]:
        rows = []
        for line in self.cleaned_data[name].splitlines():
            found = pattern.fullmatch(line.strip())
            if line.strip() and not found:
                raise forms.ValidationError(_("Diese Zeile ist nicht lesbar: %s") % line.strip())
            if found:
                *parts, share = found.groups()
                rows.append((*parts, share.replace(",", ".")))
        return rows


class AdjustmentForm(forms.Form):
    from_day = forms.DateField(label=_("Ab"), widget=DayInput)
    percent = per_cent(_("Prozent"), required=True, initial=0)
    amount = euro(_("dazu in Euro"), required=True, initial=0)
    reason = forms.CharField(
        label=_("Grund"), max_length=200, help_text=_("Zum Beispiel: Tarifabschluss 2021.")
    )


class CostForm(forms.Form):
    year = forms.IntegerField(label=_("Jahr"), min_value=2000, max_value=2100)
    month = forms.IntegerField(label=_("Monat"), min_value=1, max_value=12)
    personnel = euro(
        _("Personalkosten"),
        required=True,
        help_text=_("Summe aller Stellen mit Arbeitgeberanteil; keine einzelnen Gehälter."),
    )
    material = euro(_("Sachkosten"), required=True, initial=0)
    own_income = euro(_("Eigene Einnahmen"), required=True, initial=0)


class PaymentForm(forms.Form):
    """A payment, with the count of payments that the form was made from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    year = forms.IntegerField(label=_("Für das Jahr"), min_value=2000, max_value=2100)
    paid_on = forms.DateField(label=_("Gezahlt am"), widget=DayInput)
    amount = euro(
        _("Betrag in Euro"),
        required=True,
        min_value=None,
        help_text=_("Eine Rückzahlung mit Minus davor."),
    )


class RiseForm(forms.Form):
    """What if: a plan for the months to come and a rise of the pay scale."""

    year = forms.IntegerField(label=_("Jahr"), min_value=2000, max_value=2100)
    planned = euro(
        _("Personalkosten je künftigem Monat"), help_text=_("Leer: Durchschnitt der gebuchten.")
    )
    rise = per_cent(_("Tariferhöhung in Prozent"))
    from_month = forms.IntegerField(label=_("ab Monat"), min_value=1, max_value=12, required=False)


class RatioForm(forms.Form):
    from_day = forms.DateField(label=_("Ab"), widget=DayInput)
    persons = forms.IntegerField(
        label=_("Personen je Vollzeitstelle"),
        min_value=1,
        max_value=1000,
        help_text=_("So, wie vereinbart oder gefördert, zum Beispiel 80, 100 oder 110."),
    )
    source = forms.CharField(
        label=_("Grundlage"),
        max_length=200,
        help_text=_("Zum Beispiel: Vereinbarung, Ziffer 3, oder die Förderrichtlinie."),
    )
