# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The start readiness of an agreement, and what the carrier's lead records for it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from geleit.accounts.permissions import Permission, requires
from geleit.agreements.coverage import covers
from geleit.agreements.models import CooperationAgreement, ReadinessCondition
from geleit.kern.acts import ConsentForm, act, posted
from geleit.staffing import actions, queries, rules
from geleit.staffing.forms import ConfirmForm, HireForm, LeaveForm
from geleit.staffing.models import Position, PositionFilling
from geleit.staffing.timeline import timeline


@requires(Permission.READ_AGREEMENT)
@require_safe
def readiness(request: HttpRequest, key: str) -> HttpResponse:
    """When the service can begin, what is missing, and how long nobody was responsible."""
    rows = CooperationAgreement.objects.visible_to(request.user).with_parties()
    agreement, today = get_object_or_404(rows, key=key), localdate()
    facts = queries.readiness_facts(agreement, reader=request.user)
    answers = queries.answers_from(facts, on=today)
    context = {
        "agreement": agreement,
        "answers": answers,
        "today": today,
        "needed": rules.checklist(facts, needed_to_start=True, on=today),
        "additional": rules.checklist(facts, needed_to_start=False, on=today),
        "posts": [(post, rules.post_state(post, on=today)) for post in facts.posts],
        "timeline": timeline(facts, answers.start.begins_on, on=today),
        "may_record": covers(
            request.user,
            Permission.RECORD_HIRE,
            organisation=agreement.carrier_id,
            agreement=agreement.pk,
        ),
    }
    return render(request, "staffing/readiness.html", context)


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def hire(request: HttpRequest, key: str, position_id: int) -> HttpResponse:
    posts = Position.objects.led_by(request.user).select_related("agreement")
    position = get_object_or_404(posts, agreement__key=key, pk=position_id)
    form = HireForm(posted(request), initial={"qualification": position.qualification})
    return act(
        request,
        form,
        partial(actions.record_hire, position, by=request.user, on=localdate()),
        back=back_to(key),
        title=_("Besetzung eintragen"),
        about=position.title,
        submit=_("Besetzung eintragen"),
        done=_("Die Besetzung ist eingetragen. Der mögliche Beginn ist neu berechnet."),
    )


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, key: str, filling_id: int) -> HttpResponse:
    filling = led_filling(request, key, filling_id)
    initial = {
        "holder_name": filling.holder_name,
        "hired_from": filling.hired_from,
        "qualification": filling.qualification,
        "proved_on": filling.qualification_proved_on,
    }
    return act(
        request,
        HireForm(posted(request), initial=initial),
        partial(actions.correct_hire, filling, by=request.user, on=localdate()),
        back=back_to(key),
        title=_("Besetzung berichtigen"),
        about=filling.position.title,
        submit=_("Änderung speichern"),
        done=_("Die Besetzung ist berichtigt."),
    )


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, key: str, filling_id: int) -> HttpResponse:
    filling = led_filling(request, key, filling_id)
    return act(
        request,
        ConsentForm(posted(request)),
        partial(actions.withdraw_hire, filling, by=request.user),
        back=back_to(key),
        title=_("Besetzung zurückziehen"),
        about=filling.position.title,
        explanation=_(
            "Die Stelle gilt dann wieder als unbesetzt. Das ist für Einträge gedacht, die nicht "
            "stimmen. Wer die Stelle verlässt, bekommt einen letzten Tag."
        ),
        submit=_("Besetzung zurückziehen"),
        done=_("Die Besetzung ist zurückgezogen."),
    )


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, key: str, filling_id: int) -> HttpResponse:
    filling = led_filling(request, key, filling_id)
    return act(
        request,
        LeaveForm(posted(request), initial={"leaves_on": filling.leaves_on}),
        partial(actions.record_leave, filling, by=request.user, on=localdate()),
        back=back_to(key),
        title=_("Letzten Tag eintragen"),
        about=filling.position.title,
        submit=_("Letzten Tag eintragen"),
        done=_("Der letzte Tag ist eingetragen. Danach gilt die Stelle als unbesetzt."),
    )


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def stay(request: HttpRequest, key: str, filling_id: int) -> HttpResponse:
    """Take back a last day."""
    filling = led_filling(request, key, filling_id)
    return act(
        request,
        ConsentForm(posted(request)),
        partial(actions.withdraw_leave, filling, by=request.user),
        back=back_to(key),
        title=_("Letzten Tag zurücknehmen"),
        about=filling.position.title,
        explanation=_("Die Stelle gilt dann wieder als auf Dauer besetzt."),
        submit=_("Letzten Tag zurücknehmen"),
        done=_("Der letzte Tag ist zurückgenommen."),
    )


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, key: str, condition_id: int) -> HttpResponse:
    condition = led_condition(request, key, condition_id)
    return act(
        request,
        ConfirmForm(posted(request), initial={"met_on": localdate()}),
        partial(actions.confirm_condition, condition, by=request.user, on=localdate()),
        back=back_to(key),
        title=_("Bedingung bestätigen"),
        about=condition.label,
        explanation=_("Als bestätigende Person wird Ihr Name festgehalten."),
        submit=_("Bestätigen"),
        done=_("Die Bedingung ist bestätigt. Der mögliche Beginn ist neu berechnet."),
    )


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, key: str, condition_id: int) -> HttpResponse:
    """Take back a confirmation."""
    condition = led_condition(request, key, condition_id)
    return act(
        request,
        ConsentForm(posted(request)),
        partial(actions.withdraw_confirmation, condition, by=request.user),
        back=back_to(key),
        title=_("Bestätigung zurücknehmen"),
        about=condition.label,
        explanation=_("Die Bedingung ist dann wieder offen und kann neu bestätigt werden."),
        submit=_("Bestätigung zurücknehmen"),
        done=_("Die Bestätigung ist zurückgenommen."),
    )


def led_filling(request: HttpRequest, key: str, filling_id: int) -> PositionFilling:
    rows = PositionFilling.objects.led_by(request.user).select_related("position")
    return get_object_or_404(rows, position__agreement__key=key, pk=filling_id)


def led_condition(request: HttpRequest, key: str, condition_id: int) -> ReadinessCondition:
    agreements = CooperationAgreement.objects.led_by(request.user)
    rows = ReadinessCondition.objects.filter(agreement__in=agreements)
    return get_object_or_404(rows, agreement__key=key, pk=condition_id)


def back_to(key: str) -> tuple[str, str]:
    """Return the way back from an act."""
    return reverse("staffing:readiness", args=[key]), _("Startbereitschaft")
