# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads which cases are accepted and who holds them; saves nothing."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.cases.models import Case


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

    def __init__(self, data: Any = None, *, cases: QuerySet[Case], holders: QuerySet[User]) -> None:
        super().__init__(data)
        self.fields["cases"].queryset = cases  # type: ignore[attr-defined]
        self.fields["holder"].queryset = holders  # type: ignore[attr-defined]
