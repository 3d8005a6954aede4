# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked when one works with lists. Forms read; actions write."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.cases.models import Case
from geleit.core.lookups import read_keys
from geleit.desk.balance import Proposal
from geleit.desk.case_rows import COLUMNS
from geleit.kern.renderer import DayInput


class FilterForm(forms.Form):
    name = forms.CharField(label=_("Name des Filters"), max_length=80)
    is_shared = forms.BooleanField(label=_("für das ganze Team"), required=False)
    query = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput)


class ColumnsForm(forms.Form):
    names = forms.MultipleChoiceField(
        label=_("Spalten"), choices=list(COLUMNS.items()), widget=forms.CheckboxSelectMultiple
    )


class GiveForm(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.none(), label=_("Zuständig"), empty_label=_("bitte wählen")
    )

    def __init__(self, *args: Any, team: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = team  # type: ignore[attr-defined]


class RemindForm(forms.Form):
    text = forms.CharField(label=_("Woran"), max_length=300)
    due_on = forms.DateField(label=_("am"), widget=DayInput)


class DeputyForm(forms.Form):
    holder = forms.ModelChoiceField(
        User.objects.none(), label=_("Wer fehlt"), empty_label=_("bitte wählen")
    )
    deputy = forms.ModelChoiceField(
        User.objects.none(), label=_("Wer vertritt"), empty_label=_("bitte wählen")
    )
    starts_on = forms.DateField(label=_("ab"), widget=DayInput)
    ends_on = forms.DateField(label=_("bis"), widget=DayInput, required=False)

    def __init__(self, data: Any, *, holders: Any, team: Any, start: dict[str, Any]) -> None:
        super().__init__(data, initial=start)
        self.fields["holder"].queryset = holders  # type: ignore[attr-defined]
        self.fields["deputy"].queryset = team  # type: ignore[attr-defined]


class CaseloadForm(forms.Form):
    """One question for each case: who takes it. Begins with the proposals."""

    def __init__(
        self,
        *args: Any,
        cases: list[Case],
        team: list[User],
        proposals: Mapping[int, Proposal],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cases, self.proposals = cases, proposals
        self.people = {str(one.pk): one for one in team}
        choices = [("", _("bitte wählen")), *((key, one.name) for key, one in self.people.items())]
        for case in cases:
            found = proposals.get(case.pk)
            self.fields[f"fall-{case.pk}"] = forms.ChoiceField(
                label=f"{case.number} {case.household.name}",
                choices=choices,
                initial=str(found.to) if found else "",
                help_text=self.reasons(found) if found else "",
            )
        keys = ",".join(str(case.pk) for case in cases)
        self.fields["faelle"] = forms.CharField(initial=keys, widget=forms.HiddenInput)

    def reasons(self, found: Proposal) -> str:
        """Say who is proposed and why; it stays true when somebody else is chosen."""
        said = {"name": self.people[str(found.to)].name, "reasons": "; ".join(found.reasons)}
        return _("Vorschlag %(name)s: %(reasons)s") % said

    def pairs(self) -> list[tuple[Case, User]]:
        said = self.cleaned_data
        return [(case, self.people[said[f"fall-{case.pk}"]]) for case in self.cases]

    def expected(self) -> set[int]:
        """Return the cases of the preview from which somebody decided."""
        return set(read_keys(self.cleaned_data["faelle"].split(",")))
