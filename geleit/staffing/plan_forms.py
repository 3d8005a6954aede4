# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about posts and conditions. Forms read; actions write."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import ConditionKind
from geleit.agreements.meeting_forms import parties_of
from geleit.agreements.models import ConditionTemplate, CooperationAgreement, Mandate
from geleit.kern.fields import NumberField
from geleit.kern.renderer import DayInput
from geleit.organisations.models import Organisation
from geleit.staffing.enums import Qualification
from geleit.staffing.models import Position

# Filled posts and their proof follow from staffing; they are no conditions of their own.
KINDS = [
    (kind.value, kind.label)
    for kind in ConditionKind
    if kind not in (ConditionKind.POST, ConditionKind.QUALIFICATION)
]


class PostForm(forms.Form):
    title = forms.CharField(label=_("Stelle"), max_length=160)
    full_time_share = NumberField(
        label=_("Stellenanteil"), max_digits=3, decimal_places=2,
        help_text=_("1 ist eine volle Stelle, 0,25 eine Viertelstelle."),
    )  # fmt: skip
    qualification = forms.ChoiceField(
        label=_("Verlangte Qualifikation"), choices=Qualification.choices
    )
    mandate = forms.ModelChoiceField(
        Mandate.objects.none(), label=_("Bezahlt aus"), required=False, empty_label=_("noch offen")
    )
    is_needed_to_start = forms.BooleanField(
        label=_("ohne sie beginnt die Begleitung nicht"), required=False
    )
    is_predecessor = forms.BooleanField(
        label=_("ist die bisherige Stelle der Stadt"),
        required=False,
        help_text=_("Ihre Aufgabe wird übertragen; sie wird hier nicht mehr besetzt."),
    )
    vacant_since = forms.DateField(label=_("Unbesetzt seit"), widget=DayInput, required=False)

    def __init__(
        self, data: Any = None, *, agreement: CooperationAgreement, post: Position | None = None
    ) -> None:
        names = [name for name in self.base_fields if name != "mandate"]
        initial = {name: getattr(post, name) for name in names} if post else {}
        initial["mandate"] = post.mandate_id if post else None
        if post is None:
            initial["is_needed_to_start"] = agreement.signed_on is None
        super().__init__(data, initial=initial)
        self.fields["mandate"].queryset = agreement.mandates.order_by("pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("is_predecessor"):
            if not said.get("vacant_since"):
                self.add_error("vacant_since", _("Bitte den Tag nennen, seit dem sie leer steht."))
            said["is_needed_to_start"] = False
        return said


class UsualConditionsForm(forms.Form):
    """Which of the usual conditions count here; all are ticked to begin with."""

    templates = forms.ModelMultipleChoiceField(
        ConditionTemplate.objects.none(),
        label=_("Übliche Bedingungen"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, on: date) -> None:
        rows = ConditionTemplate.objects.filter(
            Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on
        ).order_by("-days_before_start", "pk")
        super().__init__(data, initial={"templates": rows})
        field: Any = self.fields["templates"]
        field.queryset = rows
        field.label_from_instance = _with_side


def _with_side(one: ConditionTemplate) -> str:
    return gettext("%(label)s (%(side)s)") % {"label": one.label, "side": one.get_side_display()}


class ConditionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Art"), choices=KINDS, widget=forms.RadioSelect)
    label = forms.CharField(label=_("Was muss da sein?"), max_length=200)
    responsible = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Wer sorgt dafür und bestätigt es?"),
        empty_label=_("Bitte wählen"),
    )
    due_on = forms.DateField(label=_("Bis"), widget=DayInput, required=False)

    def __init__(self, data: Any = None, *, agreement: CooperationAgreement) -> None:
        super().__init__(data)
        self.fields["responsible"].queryset = parties_of(agreement)  # type: ignore[attr-defined]
