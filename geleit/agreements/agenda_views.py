# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the sides bring to a meeting, and how the other answers a complaint."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import meeting_actions as actions
from geleit.agreements.enums import AgendaKind
from geleit.agreements.meeting_forms import (
    AgendaForm,
    AnswerComplaintForm,
)
from geleit.agreements.meeting_views import act_on_meeting, own_meeting
from geleit.kern.acts import ConsentForm, posted


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def add_item(request: UserRequest, key: str, number: int) -> HttpResponse:
    found = own_meeting(request, key, number)
    form = AgendaForm(posted(request), initial={"kind": AgendaKind.TOPIC})
    words = {"title": _("Punkt einbringen"), "submit": _("Einbringen")}
    done = _("Der Punkt steht auf der Tagesordnung.")
    return act_on_meeting(request, found, form, actions.put_on_agenda, done, **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def drop_item(request: UserRequest, key: str, number: int, item_id: int) -> HttpResponse:
    found = own_meeting(request, key, number)
    item = get_object_or_404(found.items, pk=item_id)
    words = {"title": _("Punkt zurücknehmen"), "about": item.text, "submit": _("Zurücknehmen")}
    done = _("Der Punkt ist von der Tagesordnung genommen.")
    form = ConsentForm(posted(request))
    return act_on_meeting(request, found, form, actions.take_off_agenda, done, row=item, **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def answer(request: UserRequest, key: str, number: int, item_id: int) -> HttpResponse:
    """Answer a complaint that the other side brought."""
    found = own_meeting(request, key, number)
    item = get_object_or_404(found.items.filter(kind=AgendaKind.COMPLAINT), pk=item_id)
    initial = {"answer": item.answer, "outcome": item.outcome}
    form = AnswerComplaintForm(posted(request), initial=initial)
    words = {"title": _("Beschwerde beantworten"), "about": item.text, "submit": _("Festhalten")}
    action = partial(actions.answer_complaint, on=localdate())
    done = _("Antwort und Ergebnis stehen bei der Beschwerde.")
    return act_on_meeting(request, found, form, action, done, row=item, **words)
