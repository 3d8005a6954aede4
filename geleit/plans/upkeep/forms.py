# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about templates and suggestions. Forms read; actions write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import ActionField
from geleit.kern.renderer import DayInput
from geleit.organisations.models import Organisation
from geleit.plans.assessment.models import IndependenceScale
from geleit.plans.enums import Bearer, Level, SuggestionKind


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


class ScaleForm(KeptForm):
    """Five sentences for each action field; a field without any is not on the scale."""

    name = forms.CharField(label=_("Name der Skala"), max_length=160)
    valid_from = forms.DateField(
        label=_("gilt ab"), widget=DayInput,
        help_text=_("Einschätzungen, die es schon gibt, behalten ihre Worte."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Quelle"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Woher die Worte kommen, zum Beispiel ein Beschluss des Teams mit Tag."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, _label in ActionField.choices:
            for level, words in Level.choices:
                self.fields[f"{name}_{level}"] = forms.CharField(
                    label=f"{level} – {words}", max_length=200, required=False
                )

    @property
    def head(self) -> list[Any]:
        return [self[name] for name in ("carrier", "name", "valid_from", "source")
                if name in self.fields]  # fmt: skip

    @property
    def groups(self) -> list[tuple[str, list[Any], bool]]:
        """Return the words by action field, and whether something is amiss there."""
        found = []
        for name, label in ActionField.choices:
            own = [self[f"{name}_{level}"] for level in Level.values]
            found.append((str(label), own, any(field.errors for field in own)))
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        levels: dict[str, list[str]] = {}
        for name in ActionField.values:
            texts = [said.pop(f"{name}_{level}", "") for level in Level.values]
            if any(texts):
                levels[name] = texts
            for level, text in zip(Level.values, texts, strict=True):
                if any(texts) and not text and f"{name}_{level}" not in self.errors:
                    self.add_error(f"{name}_{level}", _("Bitte alle fünf Stufen beschreiben."))
        if not levels:
            self.add_error(None, _("Bitte mindestens ein Handlungsfeld beschreiben."))
        return said | {"levels": levels}

    @staticmethod
    def said_by(scale: IndependenceScale | None) -> dict[str, Any]:
        """Return what the form begins with: the words that hold."""
        if scale is None:
            return {}
        rows = {f"{row.action_field}_{row.level}": row.text for row in scale.levels.all()}
        return {"name": scale.name} | rows


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
