# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The start readiness of an agreement, and what the carrier's lead records for it."""

from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.coverage import covers
from geleit.agreements.models import CooperationAgreement, ReadinessCondition
from geleit.agreements.version_actions import side_of
from geleit.kern.acts import ConsentForm, act, posted
from geleit.staffing import actions, check_rules, queries, rules
from geleit.staffing.forms import ConfirmForm, HireForm, LeaveForm, StartForm, WaiverForm
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
        "needed": check_rules.checklist(facts, needed_to_start=True, on=today),
        "additional": check_rules.checklist(facts, needed_to_start=False, on=today),
        "posts": [(post, rules.post_state(post, on=today)) for post in facts.posts],
        "predecessors": facts.predecessors,
        "timeline": timeline(facts, answers.start.begins_on, on=today),
        "waivers": agreement.waivers.select_related(
            "organisation", "position", "condition"
        ).order_by("pk"),
        **begun(agreement, facts, on=today),
        **may(request, agreement),
    }
    return render(request, "staffing/readiness.html", context)


def begun(agreement: CooperationAgreement, facts: rules.Facts, *, on: date) -> dict[str, Any]:
    """Return the stretches without anybody since the begin, where it has begun."""
    if agreement.started_on is None:
        return {"gaps": [], "gap_days": 0}
    gaps = rules.uncovered(facts, since=agreement.started_on, on=on)
    return {"gaps": gaps, "gap_days": rules.share_of_gaps(gaps)}


def may(request: HttpRequest, agreement: CooperationAgreement) -> dict[str, Any]:
    """Return what this person may record: the carrier's lead posts, both sides a waiver."""
    led = covers(
        request.user,
        Permission.RECORD_HIRE,
        organisation=agreement.carrier_id,
        agreement=agreement.pk,
    )
    side = side_of(request.user, agreement)
    speaks = side is not None
    return {
        "side": side,
        "may_plan": speaks and agreement.started_on is None,
        "may_enter": speaks and agreement.signed_on is None,
        "may_record": led,
        "may_start": led and agreement.signed_on is not None and agreement.started_on is None,
        "may_waive": speaks and agreement.started_on is None,
    }


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def start(request: UserRequest, key: str) -> HttpResponse:
    """Record with which day the service begins."""
    agreement = get_object_or_404(CooperationAgreement.objects.led_by(request.user), key=key)
    return act(
        request,
        StartForm(posted(request), initial={"starts_on": localdate()}),
        partial(actions.start_service, agreement, by=request.user, on=localdate()),
        back=back_to(key),
        title=_("Beginn festhalten"),
        about=agreement.title,
        explanation=_(
            "Von diesem Tag an läuft die Vereinbarung. Das geht, wenn alle Bedingungen erfüllt "
            "sind oder beide Seiten auf die fehlenden verzichten."
        ),
        submit=_("Beginn festhalten"),
        done=_("Der Beginn ist festgehalten. Von diesem Tag an läuft die Vereinbarung."),
    )


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def waive_post(request: UserRequest, key: str, position_id: int) -> HttpResponse:
    agreement = negotiated(request, key)
    posts = agreement.positions.filter(is_predecessor=False, is_needed_to_start=True)
    return waive(request, agreement, get_object_or_404(posts, pk=position_id))


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def waive_condition(request: UserRequest, key: str, condition_id: int) -> HttpResponse:
    agreement = negotiated(request, key)
    return waive(request, agreement, get_object_or_404(agreement.conditions, pk=condition_id))


def waive(
    request: UserRequest, agreement: CooperationAgreement, thing: Position | ReadinessCondition
) -> HttpResponse:
    return act(
        request,
        WaiverForm(posted(request)),
        partial(actions.waive, agreement, thing, by=request.user, on=localdate()),
        back=back_to(agreement.key),
        title=_("Auf eine Bedingung verzichten"),
        about=str(thing),
        explanation=_(
            "Der Verzicht gilt, wenn beide Seiten ihn erklärt haben, jede mit eigener Anmeldung. "
            "Ihr Name und die Begründung stehen dann bei der Bedingung."
        ),
        submit=_("Verzichten"),
        done=_("Ihr Verzicht ist festgehalten."),
    )


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
        "exception_reason": filling.exception_reason,
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


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def confirm(request: UserRequest, key: str, condition_id: int) -> HttpResponse:
    condition = own_condition(request, key, condition_id)
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


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def reopen(request: UserRequest, key: str, condition_id: int) -> HttpResponse:
    """Take back a confirmation."""
    condition = own_condition(request, key, condition_id)
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


def negotiated(request: UserRequest, key: str) -> CooperationAgreement:
    """Return an agreement for which this person speaks; any other is not there."""
    rows = CooperationAgreement.objects.visible_to(request.user).with_parties()
    agreement = get_object_or_404(rows, key=key)
    if side_of(request.user, agreement) is None:
        raise Http404
    return agreement


def led_filling(request: HttpRequest, key: str, filling_id: int) -> PositionFilling:
    rows = PositionFilling.objects.led_by(request.user).select_related("position")
    return get_object_or_404(rows, position__agreement__key=key, pk=filling_id)


def own_condition(request: UserRequest, key: str, condition_id: int) -> ReadinessCondition:
    """Return a condition that this side sees to; a third body's the carrier's lead looks after."""
    agreement = negotiated(request, key)
    rows = agreement.conditions.select_related("agreement")
    side = side_of(request.user, agreement)
    if side is not None and side.pk == agreement.carrier_id:
        rows = rows.exclude(responsible=agreement.municipality_id)
    else:
        rows = rows.filter(responsible=side)
    return get_object_or_404(rows, pk=condition_id)


def back_to(key: str) -> tuple[str, str]:
    """Return the way back from an act."""
    return reverse("staffing:readiness", args=[key]), _("Startbereitschaft")
