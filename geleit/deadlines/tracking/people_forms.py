# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can be named for a deadline: asked in the same words, with the same choice, in every form."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.cases.models import Case
from geleit.cases.team import who_opens

CLOSED = {
    "invalid_choice": _("Diese Person kann den Fall nicht öffnen. Bitte jemand anderen wählen.")
}
NOBODY = {"owner": _("wer für den Fall zuständig ist"), "deputy": _("noch niemand")}


def owner_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Wer kümmert sich?"), required=False, error_messages=CLOSED)


def deputy_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Wer vertritt?"),
        required=False,
        error_messages=CLOSED,
    )


def offer_people(form: forms.Form, case: Case, *, on: date) -> dict[str, User]:
    """Offer in `owner` and `deputy` those who can open the case; return them by their key."""
    people = {str(user.pk): user for user in who_opens(case, on=on)}
    colleagues: list[tuple[str, Any]] = [(key, user.name) for key, user in people.items()]
    for name, words in NOBODY.items():
        form.fields[name].choices = [("", words), *colleagues]  # type: ignore[attr-defined]
    return people
