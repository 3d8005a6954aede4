# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about versions. Forms read; actions write."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.agreements.models import AgreementVersion
from geleit.agreements.terms import Term, has_computed_end
from geleit.agreements.version_actions import ClauseText
from geleit.kern.renderer import DayInput

SPARE_CLAUSES = 2  # empty ones below the last, so that nothing but the page is needed to add one


class DraftForm(forms.Form):
    in_force_on = forms.DateField(label=_("In Kraft ab"), widget=DayInput)
    reason = forms.CharField(
        label=_("Anlass"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zum Beispiel: Ergebnis des Kooperationsgesprächs vom 14. Oktober 2021."),
    )


class TermForm(forms.Form):
    """When a version begins and how long it runs, with the count of savings it was made from."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    in_force_on = forms.DateField(label=_("In Kraft ab"), widget=DayInput)
    reason = forms.CharField(
        label=_("Anlass"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    first_end = forms.DateField(
        label=_("Läuft zunächst bis"),
        required=False,
        widget=DayInput,
        help_text=_("Leer heißt: bis jemand kündigt."),
    )
    renews_by_months = forms.IntegerField(
        label=_("Verlängert sich um (Monate)"),
        min_value=0,
        max_value=120,
        help_text=_("0 heißt: endet von selbst."),
    )
    notice_months = forms.IntegerField(
        label=_("Kündigungsfrist (Monate)"), min_value=0, max_value=36
    )

    TERMS = ("in_force_on", "reason", "first_end", "renews_by_months", "notice_months")

    def __init__(self, data: Any = None, *, version: AgreementVersion) -> None:
        initial = {name: getattr(version, name) for name in self.TERMS}
        super().__init__(data, initial=initial | {"seen": version.changes})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        begins, ends = said.get("in_force_on"), said.get("first_end")
        if begins and ends and ends < begins:
            self.add_error("first_end", _("Das Ende liegt vor dem Beginn."))
        if said.get("renews_by_months") and not ends and "first_end" not in self.errors:
            self.add_error("first_end", _("Was sich verlängert, braucht ein erstes Ende."))
        return said


class ClauseForm(forms.Form):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    position = forms.IntegerField(label=_("Nr."), min_value=1, max_value=999, required=False)
    heading = forms.CharField(label=_("Überschrift"), max_length=160, required=False)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_annex = forms.BooleanField(
        label=_("ist eine Anlage"), required=False, help_text=_("Anlagen stehen hinter dem Text.")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("text") and not said.get("heading"):
            self.add_error("heading", _("Bitte eine Überschrift nennen."))
        if said.get("heading") and not said.get("text"):
            self.add_error("text", _("Bitte den Text nennen, oder auch die Überschrift leeren."))
        return said


class BaseClauses(forms.BaseFormSet):  # type: ignore[type-arg]
    """All clauses on one page. One that is emptied is left out; numbers give the order."""

    def texts(self) -> list[ClauseText]:
        """Return the clauses that have words, in the order of their numbers."""
        said = [form.cleaned_data for form in self.forms if form.cleaned_data.get("heading")]
        last = len(said) + 1000
        said.sort(key=lambda one: (one["is_annex"], one.get("position") or last))
        return [
            ClauseText(one["heading"], one["text"], one.get("key"), one["is_annex"]) for one in said
        ]

    def clean(self) -> None:
        keys = [form.cleaned_data.get("key") for form in self.forms if form.is_valid()]
        known = [key for key in keys if key]
        if len(known) != len(set(known)):
            raise forms.ValidationError(_("Dieselbe Klausel kommt zweimal vor."))


ClauseSet = forms.formset_factory(
    ClauseForm, formset=BaseClauses, extra=SPARE_CLAUSES, max_num=200, absolute_max=250
)


def clause_set(version: AgreementVersion, data: Any = None) -> Any:
    """Return the form of all clauses of a draft: a BaseClauses."""
    names = ("key", "position", "heading", "text", "is_annex")
    return ClauseSet(data, prefix="clauses", initial=list(version.clauses.values(*names)))


class SignForm(forms.Form):
    """One's office, as it stands under the agreement, and the wording that one has read."""

    office = forms.CharField(
        label=_("Ihr Amt"),
        max_length=120,
        help_text=_("So, wie es unter der Vereinbarung stehen soll, zum Beispiel: Bürgermeister."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class NoticeForm(forms.Form):
    """When notice came; where no period of it is agreed, also with which day all ends.

    `seen_end` is the end that was read before the button was pressed.
    """

    given_on = forms.DateField(
        label=_("Der anderen Seite zugegangen am"),
        widget=DayInput,
        help_text=_("Die Kündigung selbst wird schriftlich erklärt; hier wird sie eingetragen."),
    )
    ends_on = forms.DateField(
        label=_("Die Vereinbarung endet mit dem"),
        widget=DayInput,
        help_text=_("Der Tag, der sich aus dem Wortlaut oder aus dem Gesetz ergibt."),
    )
    seen_end = forms.DateField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, initial: Any = None, terms: Sequence[Term]) -> None:
        super().__init__(data, initial=initial)
        self.terms = terms
        computed = [has_computed_end(term) for term in terms]
        self.fields["ends_on"].required = not any(computed)  # else the rule says when it is needed
        if all(computed):
            del self.fields["ends_on"]

    def asking(self, end: date) -> "NoticeForm":
        """Return the same form with hidden fields, to be sent once the end was read."""
        form = NoticeForm(terms=self.terms)
        for name in form.fields:
            day = end if name == "seen_end" else self.cleaned_data[name]
            form.fields[name].widget = forms.HiddenInput()
            form.initial[name] = day.isoformat() if day else ""
        return form


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Wie kam es zu dem Eintrag?"),
        max_length=300,
        help_text=_("Zum Beispiel: bei der falschen Vereinbarung eingetragen. Beide Seiten lesen "
                    "das."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Was soll anders werden?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ReplyForm(forms.Form):
    """What is said to the remark with which a version came back."""

    reply = forms.CharField(
        label=_("Antwort auf die Anmerkung"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nötig ist sie nur, wenn der Entwurf so bleibt, wie er war."),
    )
