# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Under which service, on which day and how long: chosen once, then one tap for each advice."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import Unit
from geleit.agreements.models import ServiceItem
from geleit.counselling import queries
from geleit.counselling.models import own_items
from geleit.kern.renderer import DayInput

MINUTES = (5, 10, 15, 20, 30)
USUAL = 10


class TallyForm(forms.Form):
    """The names stand in the address, so that a reload and a bookmark show the same tally."""

    leistung = forms.ModelChoiceField(ServiceItem.objects.none(), label=_("Leistung"))
    am = forms.DateField(label=_("Am"), widget=DayInput)
    minuten = forms.TypedChoiceField(
        label=_("Minuten je Beratung"),
        help_text=_("Zählt nur bei Leistungen, die in Stunden vereinbart sind."),
        choices=[(str(number), str(number)) for number in MINUTES],
        coerce=int,
        initial=str(USUAL),
        required=False,
        empty_value=None,
    )

    def __init__(self, data: Any, *, user: Any, on: date) -> None:
        items = list(queries.in_order(own_items(user)))
        usual = {"leistung": queries.last_brief_item(user, items, on=on), "am": on.isoformat()}
        given = {**usual, **{name: value for name, value in data.items() if value}}
        super().__init__(given)
        self.fields["leistung"].queryset = own_items(user).select_related("mandate__agreement")  # type: ignore[attr-defined]
        self.fields["leistung"].choices = queries.grouped(items, on=self.day(on))  # type: ignore[attr-defined]

    def day(self, otherwise: date) -> date:
        try:
            return date.fromisoformat(self.data["am"])
        except ValueError:
            return otherwise

    def said(self) -> dict[str, Any]:
        """Return what was chosen, in the words of the action."""
        item = self.cleaned_data["leistung"]
        minutes = (self.cleaned_data["minuten"] or USUAL) if item.unit == Unit.HOURS else 0
        return {"service_item": item, "given_on": self.cleaned_data["am"], "minutes": minutes}


class TopicForm(forms.Form):
    """Which button was pressed; whether it is a topic of that day is asked by the action."""

    thema = forms.CharField(max_length=20)
