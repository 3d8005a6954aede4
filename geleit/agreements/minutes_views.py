# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of a meeting: minutes, decisions, tasks, and that both sides agree."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import meeting_actions as actions
from geleit.agreements.meeting_forms import (
    DecisionForm,
    MinutesForm,
    SeenForm,
    TaskForm,
)
from geleit.agreements.meeting_views import act_on_meeting, own_meeting
from geleit.kern.acts import ConsentForm, posted


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def write(request: UserRequest, key: str, number: int) -> HttpResponse:
    found = own_meeting(request, key, number)
    initial = {"minutes": found.minutes, "seen": found.changes}
    form = MinutesForm(posted(request), initial=initial)
    words = {"title": _("Niederschrift schreiben"), "submit": _("Speichern")}
    done = _("Die Niederschrift ist gespeichert. Beide Seiten lesen sie jetzt.")
    return act_on_meeting(request, found, form, actions.write_minutes, done, **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def decide(request: UserRequest, key: str, number: int) -> HttpResponse:
    found = own_meeting(request, key, number)
    words = {"title": _("Beschluss festhalten"), "submit": _("Festhalten")}
    done = _("Der Beschluss steht in der Niederschrift.")
    form = DecisionForm(posted(request))
    return act_on_meeting(request, found, form, actions.decide, done, **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def drop_decision(request: UserRequest, key: str, number: int, item_id: int) -> HttpResponse:
    found = own_meeting(request, key, number)
    decision = get_object_or_404(found.decisions, pk=item_id)
    words = {"title": _("Beschluss streichen"), "about": decision.text, "submit": _("Streichen")}
    done, form = _("Der Beschluss ist gestrichen."), ConsentForm(posted(request))
    return act_on_meeting(request, found, form, actions.drop_decision, done, row=decision, **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def give_task(request: UserRequest, key: str, number: int) -> HttpResponse:
    found = own_meeting(request, key, number)
    form = TaskForm(posted(request), agreement=found.agreement)
    words = {"title": _("Aufgabe festhalten"), "submit": _("Festhalten")}
    done = _("Die Aufgabe ist festgehalten. Bis sie erledigt ist, kommt sie jedes Mal wieder.")
    return act_on_meeting(request, found, form, actions.give_task, done, **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def agree(request: UserRequest, key: str, number: int) -> HttpResponse:
    found = own_meeting(request, key, number)
    form = SeenForm(posted(request), initial={"seen": found.changes})
    words = {
        "title": _("Der Niederschrift zustimmen"),
        "explanation": _(
            "Mit der Zustimmung beider Seiten ist die Niederschrift beschlossen und bleibt, wie "
            "sie ist. Dann lesen sie auch der Landkreis und die Fachkräfte."
        ),
        "submit": _("Zustimmen"),
    }
    action = partial(actions.agree, on=localdate())
    return act_on_meeting(
        request, found, form, action, _("Ihre Zustimmung ist festgehalten."), **words
    )
