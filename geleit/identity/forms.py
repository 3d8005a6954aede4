# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said before one place learns of another: that the person agrees, and yes or no."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.identity.models import Answer
from geleit.kern.fields import needed_at_times


class AskForm(forms.Form):
    agreed = forms.BooleanField(
        label=_("Die Person weiß davon und ist einverstanden."),
        error_messages={
            "required": _(
                "Ohne das Einverständnis der Person geht keine Bitte hinaus. Gefragt ist noch nicht."
            )
        },
    )


class AnswerForm(forms.Form):
    """Yes or no; where no was said before, yes alone."""

    answer = forms.ChoiceField(
        label=_("Ihre Antwort"),
        choices=[
            (Answer.YES.value, _("Ja, wir sind ansprechbar")),
            (Answer.NO.value, _("Nein, keine Auskunft")),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"),
            _("Bitte wählen Sie Ja oder Nein. Geantwortet ist noch nichts."),
        ),
    )
    agreed = forms.BooleanField(
        label=_("Für ein Ja: Die Person weiß davon und ist einverstanden."), required=False
    )

    def __init__(self, *args: Any, was_no: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        needed_at_times(self.fields["agreed"])
        if was_no:
            del self.fields["answer"]
            self.fields["agreed"].label = _("Die Person weiß davon und ist jetzt einverstanden.")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "answer" not in self.fields:
            said["answer"] = Answer.YES.value
        if said.get("answer") == Answer.YES and not said.get("agreed"):
            self.add_error(
                "agreed",
                gettext(
                    "Ein Ja braucht das Einverständnis der Person. Geantwortet ist noch nichts; "
                    "Sie können auch später antworten."
                )
                if "answer" in self.fields
                else gettext("Ein Ja braucht das Einverständnis der Person. Es bleibt beim Nein."),
            )
        return said
