# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads which cases are accepted and who holds them; saves nothing."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.cases.models import Case
from geleit.cases.team import team_of
from geleit.kern.renderer import DayInput
from geleit.packages.checklist import Point
from geleit.packages.enums import ItemState

FOR_OPEN_POINTS = timedelta(weeks=2)  # what the forms propose; whoever accepts decides


class AcceptanceForm(forms.Form):
    """One or several waiting cases, one holder."""

    cases: Any = forms.ModelMultipleChoiceField(
        None,
        label=_("Fälle"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Bitte mindestens einen Fall ankreuzen."),
            "invalid_choice": _("Ein Fall wartet hier nicht mehr. Bitte die Seite neu laden."),
        },
    )
    holder = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Wer ist zuständig?"),
        empty_label=_("Bitte wählen"),
        error_messages={"required": _("Bitte wählen, wer zuständig ist.")},
    )
    settle_by = forms.DateField(
        label=_("Offene Punkte klären bis"),
        required=False,
        widget=DayInput,
        help_text=_(
            "Was in einem Fall fehlt, steht danach als Wiedervorlage in ihm. Leer: keine anlegen."
        ),
    )

    def __init__(
        self, data: Any = None, *, cases: QuerySet[Case], holders: QuerySet[User], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["cases"].queryset = cases  # type: ignore[attr-defined]
        self.fields["holder"].queryset = holders  # type: ignore[attr-defined]


class OneAcceptanceForm(forms.Form):
    """Who holds the case, what stays open, and until when it is to be settled."""

    holder = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Wer ist zuständig?"),
        empty_label=_("Bitte wählen"),
        error_messages={"required": _("Bitte wählen, wer zuständig ist.")},
    )
    open_points = forms.MultipleChoiceField(
        label=_("Was bleibt offen?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Was Sie ankreuzen, steht danach als Wiedervorlage im Fall."),
        error_messages={
            "invalid_choice": _(
                "Ein gewählter Punkt liegt inzwischen bei. Bitte die Liste neu ansehen."
            )
        },
    )
    settle_by = forms.DateField(
        label=_("Offene Punkte klären bis"), required=False, widget=DayInput
    )

    def __init__(
        self, data: Any = None, *, case: Case, points: Iterable[Point], on: date, **kwargs: Any
    ) -> None:
        lacking = [point for point in points if point.state != ItemState.FILLED]
        missing = [str(point.item) for point in lacking if point.state == ItemState.MISSING]
        initial = {"open_points": missing, **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)
        holders = team_of([case.agreement.carrier_id], on=on, agreement=case.agreement_id)
        self.fields["holder"].queryset = holders  # type: ignore[attr-defined]
        choices = [(str(p.item), f"{p.item.label} ({p.state.label})") for p in lacking]
        self.fields["open_points"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["open_points"], self.fields["settle_by"]

    @property
    def said(self) -> dict[str, Any]:
        """Return what was typed, also where nothing can stay open."""
        return {"open_points": [], "settle_by": None} | self.cleaned_data
