# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is there on a day, what nobody covers, and what the lead records about it."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.coverage import covers
from geleit.agreements.models import CooperationAgreement
from geleit.kern.acts import ConsentForm, Opens, act, posted
from geleit.staffing import presence_actions as actions
from geleit.staffing import presence_queries as queries
from geleit.staffing.forms import AbsenceForm, DayForm, TrainingForm
from geleit.staffing.models import Absence, Training
from geleit.staffing.presence_rules import shares
from geleit.staffing.queries import readiness_facts
from geleit.staffing.views import led_filling


@requires(Permission.READ_AGREEMENT)
@require_safe
def presence(request: UserRequest, key: str) -> HttpResponse:
    """The posts on a day: there, deputised, away, vacant; and the year around it as a picture."""
    rows = CooperationAgreement.objects.visible_to(request.user).with_parties()
    agreement = get_object_or_404(rows, key=key)
    form = DayForm(request.GET or None)
    day = (form.cleaned_data["on"] if form.is_valid() else None) or localdate()
    facts = readiness_facts(agreement, reader=request.user)
    absences = queries.absences_of(agreement)
    days = queries.days_of(facts, absences, on=day)
    covered, agreed = shares(days)
    context = {
        "agreement": agreement,
        "form": form if form.is_bound else DayForm(initial={"on": day}),
        "day": day,
        "days": days,
        "covered": covered,
        "agreed": agreed,
        "uncovered": queries.uncovered_duties(agreement, days, on=day),
        "year": queries.year_lines(facts, absences, year=day.year),
        "months": [(f"{100 * (month - 1) / 12:.2f}", month) for month in range(1, 13, 3)],
        **_of_the_lead(request, agreement),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "staffing/presence.html", context, status=status)


def _of_the_lead(request: UserRequest, agreement: CooperationAgreement) -> dict[str, Any]:
    """Return what only the lead of the carrier reads: absences and trainings by name."""
    offices = (Permission.RECORD_HIRE,)
    if not covers(
        request.user, *offices, organisation=agreement.carrier_id, agreement=agreement.pk
    ):
        return {"may_record": False}
    absences = Absence.objects.filter(filling__position__agreement=agreement)
    trainings = Training.objects.filter(filling__position__agreement=agreement)
    absences = absences.select_related("filling__position").order_by("-starts_on", "-pk")
    today = localdate()
    return {
        "may_record": True,
        "absences": [
            (one, one.filling.holder_id and (not one.ends_on or one.ends_on >= today))
            for one in absences[:50]
        ],
        "trainings": trainings.select_related("filling").order_by("-held_on", "-pk")[:50],
    }


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def absent(request: UserRequest, key: str, filling_id: int) -> HttpResponse:
    filling = led_filling(request, key, filling_id)
    words = {"title": _("Abwesenheit eintragen"), "about": filling.holder_name}
    form = AbsenceForm(posted(request), has_account=filling.holder_id is not None)
    presence = reverse("staffing:presence", args=[key])
    deputies = reverse("desk:team")
    goes_on = form.is_valid() and form.cleaned_data.pop("goes_on", False)
    done = Opens(
        _("Die Abwesenheit ist eingetragen."),
        lambda made: f"{deputies}?abwesenheit={made.pk}#vertretung" if goes_on else presence,
    )
    return _act_on(request, key, form, partial(actions.record_absence, filling), done, **words)


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def back_again(request: UserRequest, key: str, absence_id: int) -> HttpResponse:
    """Take back an absence."""
    agreement = _led(request, key)
    rows = Absence.objects.filter(filling__position__agreement=agreement).select_related("filling")
    absence = get_object_or_404(rows, pk=absence_id)
    words = {"title": _("Abwesenheit streichen"), "about": absence.filling.holder_name}
    form, action = ConsentForm(posted(request)), partial(actions.withdraw_absence, absence)
    return _act_on(request, key, form, action, _("Die Abwesenheit ist gestrichen."), **words)


@requires(Permission.RECORD_HIRE)
@require_http_methods(["GET", "POST"])
def train(request: UserRequest, key: str, filling_id: int) -> HttpResponse:
    filling = led_filling(request, key, filling_id)
    words = {"title": _("Fortbildung eintragen"), "about": filling.holder_name}
    form, action = TrainingForm(posted(request)), partial(actions.record_training, filling)
    return _act_on(request, key, form, action, _("Die Fortbildung ist eingetragen."), **words)


def _act_on(
    request: UserRequest, key: str, form: Any, action: Any, done: str | Opens, **words: str
) -> HttpResponse:
    back = (reverse("staffing:presence", args=[key]), _("Besetzung"))
    words.setdefault("submit", words["title"])
    return act(request, form, partial(action, by=request.user), back=back, done=done, **words)


def _led(request: UserRequest, key: str) -> CooperationAgreement:
    rows = CooperationAgreement.objects.led_by(request.user).with_parties()
    return get_object_or_404(rows, key=key)
