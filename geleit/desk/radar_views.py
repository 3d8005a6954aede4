# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The radar: what is due, of oneself, a colleague, the team or an agreement."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from geleit.accounts.permissions import (
    Permission,
    UserRequest,
    organisations_where,
    requires,
)
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case, CaseQuerySet
from geleit.cases.team import team_of
from geleit.deadlines.models import Deadline
from geleit.desk.radar import KINDS, radar

ALL = "alle"


def seen_by(user: Any) -> CaseQuerySet:
    """Return whose duties this person reads; the emergency door opens a case, not what is due in it."""
    cases: CaseQuerySet = Case.objects.visible_to(user)
    return cases.accepted().beyond_door(user)  # of a case that waits only the checklist is read


class RadarFilter(forms.Form):
    """What the radar is narrowed to; a value that makes no sense narrows nothing."""

    wer = forms.ChoiceField(label=gettext_lazy("Wessen Fälle"), required=False)
    vereinbarung = forms.ChoiceField(label=gettext_lazy("Vereinbarung"), required=False)
    art = forms.ChoiceField(
        label=gettext_lazy("Was"),
        choices=[("", gettext_lazy("alles")), *[(kind.name, kind.words) for kind in KINDS]],
        required=False,
    )

    def __init__(self, *args: Any, user: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.on = user, on
        carriers = organisations_where(user, Permission.ACCEPT_CASES)
        self.sees_more = bool(carriers)  # than what is theirs
        people: list[tuple[str, str]] = [("", _("meine")), (ALL, _("alle, die ich sehe"))]
        if carriers:
            team = team_of(carriers, on=on).exclude(pk=user.pk)
            people += [(str(pk), name) for pk, name in team.values_list("pk", "name")]
        agreements = CooperationAgreement.objects.filter(carrier__in=carriers).order_by("title")
        rows = [("", _("alle")), *agreements.values_list("key", "title")]
        self.fields["wer"].choices = people  # type: ignore[attr-defined]
        self.fields["vereinbarung"].choices = rows  # type: ignore[attr-defined]
        if len(rows) < 3:
            del self.fields["vereinbarung"]

    def found(self) -> CaseQuerySet:
        self.is_valid()
        said = self.cleaned_data
        cases = seen_by(self.user)
        who = said.get("wer", "")
        if not who:
            held = cases.held_by(self.user, on=self.on)
            cases = cases.filter(Q(pk__in=held.values("pk")) | self.entrusted_to(self.user.pk))
        elif who != ALL:
            cases = cases.filter(Q(holder=who) | self.entrusted_to(int(who)))
        if said.get("vereinbarung"):
            cases = cases.filter(agreement__key=said["vereinbarung"])
        return cases

    def entrusted_to(self, user_id: int) -> Q:
        """Return that somebody looks after an open deadline of a case that another one holds."""
        rows = Deadline.objects.visible_to(self.user).open().filter(owner=user_id)
        return Q(pk__in=rows.order_by().values("case"))

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}


@requires(Permission.READ_CASES)
@require_GET
def everything_due(request: UserRequest) -> HttpResponse:
    today = localdate()
    form = RadarFilter(request.GET, user=request.user, on=today)
    cases = form.found()
    seen = seen_by(request.user) if form.sees_more else None
    page = radar(
        cases, on=today, filters=form.chosen(), after=request.GET.get("nach", ""), among=seen
    )
    without = {"wer": ALL}
    context = {"form": form, "radar": page, "without": without, "today": today}
    context |= {"back_name": "faellig", "back_value": request.GET.urlencode()}
    return render(request, "desk/radar.html", context)
