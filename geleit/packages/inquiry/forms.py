# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked or answered. Saves nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

HEALTH = _("Bitte nichts zur Gesundheit; dafür gibt es Einwilligung und Übergabe-Paket.")


class EntryForm(forms.Form):
    """One text; its label says to whom."""

    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, help_text=HEALTH
    )

    def __init__(self, data: Any = None, *, is_answer: bool) -> None:
        super().__init__(data)
        label = _("Antwort oder Berichtigung") if is_answer else _("Rückfrage")
        self.fields["text"].label = label
