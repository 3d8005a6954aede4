# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Posts and conditions of an agreement, as both sides enter them in their talks."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.models import ReadinessCondition
from geleit.kern.acts import ConsentForm, act, posted
from geleit.staffing import plan_actions as actions
from geleit.staffing.models import Position
from geleit.staffing.plan_forms import ConditionForm, PostForm, UsualConditionsForm
from geleit.staffing.views import back_to, negotiated


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def add_post(request: UserRequest, key: str) -> HttpResponse:
    agreement = negotiated(request, key)
    form = PostForm(posted(request), agreement=agreement)
    words = {"title": _("Stelle aufnehmen"), "about": agreement.title, "submit": _("Aufnehmen")}
    action = partial(actions.put_post, agreement)
    return _act_on(request, key, form, action, _("Die Stelle ist aufgenommen."), **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def change_post(request: UserRequest, key: str, position_id: int) -> HttpResponse:
    post = _post(request, key, position_id)
    form = PostForm(posted(request), agreement=post.agreement, post=post)
    words = {"title": _("Stelle ändern"), "about": post.title, "submit": _("Speichern")}
    action = partial(actions.put_post, post.agreement, post)
    return _act_on(request, key, form, action, _("Die Stelle ist geändert."), **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def strike_post(request: UserRequest, key: str, position_id: int) -> HttpResponse:
    post = _post(request, key, position_id)
    words = {"title": _("Stelle streichen"), "about": post.title, "submit": _("Streichen")}
    form, action = ConsentForm(posted(request)), partial(actions.strike_post, post)
    return _act_on(request, key, form, action, _("Die Stelle ist gestrichen."), **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def add_condition(request: UserRequest, key: str) -> HttpResponse:
    agreement = negotiated(request, key)
    words = {
        "title": _("Startbedingung aufnehmen"),
        "about": agreement.title,
        "explanation": _(
            "Was außer den Stellen da sein muss, bevor die Begleitung beginnt: ein Raum, Zugänge, "
            "informierte Partner. Besetzte Stellen und ihr Nachweis zählen von selbst."
        ),
        "submit": _("Aufnehmen"),
    }
    form = ConditionForm(posted(request), agreement=agreement)
    action = partial(actions.put_condition, agreement)
    return _act_on(request, key, form, action, _("Die Bedingung ist aufgenommen."), **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def usual_conditions(request: UserRequest, key: str) -> HttpResponse:
    """Begin with what a start usually needs."""
    agreement = negotiated(request, key)
    form = UsualConditionsForm(posted(request), on=localdate())
    source = form.fields["templates"].queryset.values_list("source", flat=True).first()  # type: ignore[attr-defined]
    words = {
        "title": _("Übliche Bedingungen übernehmen"),
        "about": agreement.title,
        "explanation": _(
            "Sie kommen mit einer Frist vor dem vereinbarten Beginn auf die Liste; ändern lässt "
            "sich dort alles. Quelle: %(source)s"
        )
        % {"source": source or "–"},
        "submit": _("Übernehmen"),
    }
    action = partial(actions.put_usual_conditions, agreement)
    done = _("Die Bedingungen stehen auf der Liste.")
    return _act_on(request, key, form, action, done, **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def strike_condition(request: UserRequest, key: str, condition_id: int) -> HttpResponse:
    agreement = negotiated(request, key)
    rows = ReadinessCondition.objects.filter(agreement=agreement).select_related("agreement")
    condition = get_object_or_404(rows, pk=condition_id)
    words = {"title": _("Bedingung streichen"), "about": condition.label, "submit": _("Streichen")}
    form, action = ConsentForm(posted(request)), partial(actions.strike_condition, condition)
    return _act_on(request, key, form, action, _("Die Bedingung ist gestrichen."), **words)


def _act_on(
    request: UserRequest, key: str, form: Any, action: Any, done: str, **words: str
) -> HttpResponse:
    run = partial(action, by=request.user)
    return act(request, form, run, back=back_to(key), done=done, **words)


def _post(request: UserRequest, key: str, position_id: int) -> Position:
    agreement = negotiated(request, key)
    rows = Position.objects.filter(agreement=agreement).select_related("agreement")
    return get_object_or_404(rows, pk=position_id)
