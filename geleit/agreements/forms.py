# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads what was typed; saves nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Membership
from geleit.agreements.models import CooperationAgreement
from geleit.organisations.models import OrganisationKind

ALL, SOME = "all", "some"


class CoverageForm(forms.Form):
    """All agreements of the organisation, or some. A group has none but those that are named."""

    reach = forms.ChoiceField(
        label=_("Wie weit reicht die Rolle?"),
        choices=[
            (ALL, _("alle Vereinbarungen der Organisation, auch künftige")),
            (SOME, _("nur die angekreuzten")),
        ],
        widget=forms.RadioSelect,
    )
    agreements = forms.ModelMultipleChoiceField(
        CooperationAgreement.objects.none(),
        label=_("Vereinbarungen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, membership: Membership) -> None:
        named = list(membership.covered.values_list("agreement", flat=True))
        initial = {"reach": SOME if named else ALL, "agreements": named}
        super().__init__(data, initial=initial)
        self.is_group = membership.organisation.kind == OrganisationKind.VOLUNTEER_GROUP
        if self.is_group:
            del self.fields["reach"]
        choices = CooperationAgreement.objects.to_limit(membership).order_by("title", "pk")
        self.fields["agreements"].queryset = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        chosen = said.get("agreements") or []
        reach = said.pop("reach", SOME if self.is_group else "")
        if reach == SOME and not chosen and not self.is_group and "agreements" in said:
            self.add_error("agreements", _("Bitte mindestens eine Vereinbarung ankreuzen."))
        return {"agreements": list(chosen) if reach == SOME else []}
