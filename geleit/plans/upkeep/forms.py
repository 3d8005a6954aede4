# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about templates and suggestions. Forms read; actions write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import ActionField
from geleit.kern.renderer import DayInput
from geleit.organisations.models import Organisation
from geleit.plans.enums import Bearer, SuggestionKind


class KeptForm(forms.Form):
    """Something that holds at one carrier; asked for whom only where somebody keeps several."""

    carrier = forms.TypedChoiceField(label=_("gilt bei"), coerce=int, empty_value=None)

    def __init__(self, *args: Any, kept: list[int | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        names = (
            dict(
                Organisation.objects.filter(pk__in=[one for one in kept if one]).values_list(
                    "pk", "name"
                )
            )
            if len(kept) > 1
            else {}
        )
        choices = (
            [(one or "", names[one] if one else _("allen Trägern")) for one in kept]
            if names
            else []
        )
        self.fields["carrier"].choices = choices  # type: ignore[attr-defined]
        self.fields["carrier"].required = None not in kept
        if not choices:
            del self.fields["carrier"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        return {"carrier": self.kept[0]} | said


class TemplateForm(KeptForm):
    name = forms.CharField(label=_("Name der Vorlage"), max_length=160)
    valid_from = forms.DateField(
        label=_("gilt ab"), widget=DayInput,
        help_text=_("Pläne, die schon begonnen sind, behalten ihre Vorlage."),
    )  # fmt: skip
    review_months = forms.IntegerField(
        label=_("Überprüfung alle … Monate"), min_value=1, max_value=36
    )
    action_fields = forms.MultipleChoiceField(
        label=_("Handlungsfelder"), choices=ActionField, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Nichts angekreuzt heißt: alle."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Quelle"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Woher die Vorgabe kommt, zum Beispiel die Verwaltungsvorschrift mit Tag."),
    )  # fmt: skip


class SuggestionForm(KeptForm):
    kind = forms.ChoiceField(label=_("Art"), choices=SuggestionKind, widget=forms.RadioSelect)
    action_field = forms.ChoiceField(label=_("Handlungsfeld"), choices=ActionField)
    text = forms.CharField(label=_("Text"), max_length=300)
    measure = forms.CharField(
        label=_("Woran man es merkt"), max_length=300, required=False,
        help_text=_("Nur bei einem Ziel."),
    )  # fmt: skip
    bearer = forms.ChoiceField(
        label=_("Wer macht es"), choices=[("", _("bitte wählen")), *Bearer.choices],
        required=False, help_text=_("Nur bei einem Schritt."),
    )  # fmt: skip
    source = forms.CharField(label=_("Quelle"), max_length=200)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind") == SuggestionKind.STEP:
            said["measure"] = ""
            if not said.get("bearer"):
                self.add_error("bearer", _("Bitte wählen, wer den Schritt macht."))
        elif said.get("kind") == SuggestionKind.GOAL:
            said["bearer"] = ""
        return said
