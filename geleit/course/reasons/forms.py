# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a reason for which cases end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.plans.upkeep.forms import KeptForm


class ReasonForm(KeptForm):
    name = forms.CharField(label=_("Grund"), max_length=160)
    source = forms.CharField(
        label=_("Quelle"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Woher der Grund kommt, zum Beispiel ein Beschluss des Teams mit Tag."),
    )  # fmt: skip
