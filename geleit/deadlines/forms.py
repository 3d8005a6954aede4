# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a reminder."""

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.kern.renderer import DayInput


class ReminderForm(forms.Form):
    text = forms.CharField(label=_("Woran denken?"), max_length=300)
    due_on = forms.DateField(label=_("Wann?"), widget=DayInput)
