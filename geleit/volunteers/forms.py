# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads what was typed; saves nothing."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.kern.renderer import DayInput
from geleit.volunteers.rules import LONGEST_MINUTES


class TaskForm(forms.Form):
    """What a task card says. No surname, no address of a person, no story."""

    title = forms.CharField(label=_("Was ist zu tun?"), max_length=160)
    wanted_on = forms.DateField(label=_("Wann?"), widget=DayInput)
    meeting_point = forms.CharField(
        label=_("Wo?"), max_length=160, required=False, help_text=_("Treffpunkt, auch mit Uhrzeit")
    )
    contact_name = forms.CharField(
        label=_("Vorname"), max_length=60, required=False, help_text=_("nur der Vorname")
    )
    contact_phone = forms.CharField(
        label=_("Telefon"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    details = forms.CharField(
        label=_("Was zu wissen ist"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nur, was für diese Aufgabe nötig ist."),
    )


class NewTaskForm(TaskForm):
    """The same, and for which group and agreement it is where there is more than one."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, groups: Any, agreements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_key"].initial = uuid4
        self._only = {}
        self._has: dict[str, bool] = {}
        for name, label, rows in [
            ("group", _("Gruppe"), groups),
            ("agreement", _("Vereinbarung"), agreements),
        ]:
            first = list(rows[:2])
            self._has[name] = bool(first)
            if len(first) == 1:
                self._only[name] = first[0]
            else:
                self.fields[name] = forms.ModelChoiceField(
                    rows, label=label, empty_label=_("Bitte wählen")
                )

    @property
    def has_agreement(self) -> bool:
        """Return whether there is any agreement for which a task can be written."""
        return self._has["agreement"]

    def clean(self) -> dict[str, Any]:
        return (super().clean() or {}) | self._only


class GiveForm(forms.Form):
    """Who takes the task."""

    volunteer = forms.ModelChoiceField(
        User.objects.none(), label=_("Wer übernimmt?"), empty_label=_("Bitte wählen")
    )

    def __init__(self, *args: Any, volunteers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["volunteer"].queryset = volunteers  # type: ignore[attr-defined]


class FinishForm(forms.Form):
    """How long it took."""

    minutes = forms.IntegerField(
        label=_("Wie viele Minuten hat es gedauert?"),
        min_value=1,
        max_value=LONGEST_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, data: Any = None, *, task: Any) -> None:
        super().__init__(data, auto_id=f"id_{task.pk}_%s")
