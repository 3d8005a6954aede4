# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead says whom a mandate is for."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import Mandate
from geleit.cases.enums import HousingStage, StatusKind
from geleit.course.entitlement import actions
from geleit.kern.acts import act, posted
from geleit.kern.renderer import DayInput


class RuleForm(forms.Form):
    statuses = forms.MultipleChoiceField(
        label=gettext_lazy("Aufenthaltsstatus"),
        choices=StatusKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nichts angekreuzt: Der Status spielt keine Rolle."),
    )
    stages = forms.MultipleChoiceField(
        label=gettext_lazy("Unterbringung"),
        choices=HousingStage,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nichts angekreuzt: Die Unterbringung spielt keine Rolle."),
    )
    valid_from = forms.DateField(label=gettext_lazy("gilt ab"), widget=DayInput)
    source = forms.CharField(
        label=gettext_lazy("Grundlage"),
        max_length=300,
        help_text=gettext_lazy("Zum Beispiel der Paragraf der Vereinbarung."),
    )


@requires(Permission.ACCEPT_CASES)
@require_http_methods(["GET", "POST"])
def rule(request: UserRequest, key: str, mandate_id: int) -> HttpResponse:
    led = covered_by(
        request.user,
        Permission.ACCEPT_CASES,
        organisation="agreement__carrier",
        agreement="agreement",
    )
    mandate = get_object_or_404(Mandate.objects.filter(led), pk=mandate_id, agreement__key=key)
    last = mandate.entitlement_rules.order_by("-valid_from").first()
    start: dict[str, Any] = {"valid_from": localdate()}
    if last:
        start |= {"statuses": last.statuses, "stages": last.stages, "source": last.source}
    return act(
        request,
        RuleForm(posted(request), initial=start),
        lambda **said: actions.set_rule(mandate, by=request.user, **said),
        back=(reverse("agreements:agreement", args=[key]), _("Zur Vereinbarung")),
        done=_("Die Regel ist eingetragen."),
        title=_("Für wen der Auftrag ist"),
        about=mandate.name,
        explanation=_("Die Akte zeigt danach, wer dazugehört. Frühere Regeln bleiben."),
        submit=_("Regel eintragen"),
    )
