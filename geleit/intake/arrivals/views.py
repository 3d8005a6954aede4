# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Announced arrivals: the county's side and the carrier's side."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.models import Role
from geleit.accounts.permissions import Permission, UserRequest, permissions_of, requires
from geleit.agreements.coverage import covers
from geleit.audit.models import record
from geleit.cases.models import Case
from geleit.cases.names import language_names
from geleit.core.problems import Refused
from geleit.intake.arrivals import actions
from geleit.intake.arrivals.forms import AcceptingForm, AnnouncingForm, CorrectingForm
from geleit.intake.arrivals.models import Arrival, ArrivalQuerySet
from geleit.intake.arrivals.queries import (
    first_days_there,
    former_cases,
    off_day,
    proposed_meeting,
    waiting,
)
from geleit.kern.acts import ConsentForm, act, posted
from geleit.kern.keyset import page_of
from geleit.packages.inquiry.forms import EntryForm
from geleit.packages.inquiry.queries import entries_of
from geleit.packages.queries import Twins, possibly_here


@requires(Permission.ACCEPT_CASES, Permission.HAND_OVER)
def arrivals(request: UserRequest) -> HttpResponse:
    page = page_of(request, waiting(request.user), key="pk")
    can_announce = Permission.HAND_OVER in permissions_of(request.user)
    context = {"page": page, "can_announce": can_announce, "today": localdate()}
    return render(request, "arrivals/arrivals.html", context)


@requires(Permission.HAND_OVER)
@require_http_methods(["GET", "POST"])
def announce(request: UserRequest) -> HttpResponse:
    form = AnnouncingForm(posted(request), user=request.user, on=localdate())
    if form.is_valid():
        try:
            actions.announce(by=request.user, on=localdate(), **form.said())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Angekündigt. Der Träger sieht die Zuteilung jetzt."))
            return redirect("arrivals:arrivals")
    context = {"form": form, "arrival": None, "language_names": _languages()}
    return render(request, "arrivals/announce.html", context, status=422 if form.errors else 200)


@requires(Permission.HAND_OVER)
@require_http_methods(["GET", "POST"])
def correct(request: UserRequest, arrival_id: int) -> HttpResponse:
    """Put right what was announced, as long as it waits."""
    found = _sent(request, arrival_id)
    form = CorrectingForm(posted(request), arrival=found, user=request.user, on=localdate())
    if form.is_valid():
        try:
            is_new = actions.correct(
                found, by=request.user, at=now(), on=localdate(), **form.said()
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if is_new:
                messages.success(request, _("Berichtigt. Der Träger sieht, was sich änderte."))
            return redirect("arrivals:arrival", found.pk)
    record(request.user, "arrival-read", found)
    context = {"form": form, "arrival": found, "language_names": _languages()}
    return render(request, "arrivals/announce.html", context, status=422 if form.errors else 200)


@requires(Permission.ACCEPT_CASES, Permission.HAND_OVER)
def arrival(request: UserRequest, arrival_id: int) -> HttpResponse:
    return _page(request, _found(request, arrival_id))


def _found(request: UserRequest, arrival_id: int) -> Arrival:
    return _one_of(Arrival.objects.visible_to(request.user), request, arrival_id)


def _led(request: UserRequest, arrival_id: int) -> Arrival:
    """Find it as the carrier's lead; one may be the county's side of another arrival."""
    return _one_of(
        Arrival.objects.visible_to(request.user).led_by(request.user), request, arrival_id
    )


def _sent(request: UserRequest, arrival_id: int) -> Arrival:
    """Find it as the county that announced it."""
    return _one_of(
        Arrival.objects.visible_to(request.user).sent_by(request.user), request, arrival_id
    )


def _one_of(rows: ArrivalQuerySet, request: UserRequest, arrival_id: int) -> Arrival:
    """Return the announcement; once it is accepted, only to who sees the case."""
    related = rows.select_related("agreement__municipality", "county", "accommodation", "case")
    found: Arrival = get_object_or_404(related, pk=arrival_id)
    if found.case_id:
        get_object_or_404(Case.objects.visible_to(request.user), pk=found.case_id)
    return found


def _twins(request: UserRequest, found: Arrival) -> list[Twins]:
    """Return who may be here already; what was accepted or withdrawn names nobody."""
    return possibly_here(found.persons, request.user)


def _page(
    request: UserRequest,
    found: Arrival,
    *,
    form: AcceptingForm | None = None,
    entry: EntryForm | None = None,
) -> HttpResponse:
    is_open = not (found.accepted_at or found.withdrawn_at)
    side = {"agreement": found.agreement_id}
    is_lead = covers(
        request.user, Role.CARRIER_LEAD, organisation=found.agreement.carrier_id, **side
    )
    is_county = covers(request.user, Role.COUNTY, organisation=found.county_id, **side)
    context: dict[str, Any] = {"arrival": found, "is_answer": not is_lead}
    context["entries"] = entries_of(found.inquiry_id, request.user)
    if is_open and is_lead:
        day = proposed_meeting(found, on=localdate())
        context["away"] = first_days_there(found, day, on=localdate())
        proposed = {"meeting_on": day}
        context["twins"] = twins = _twins(request, found)
        former = former_cases(twins, found.agreement_id)
        context["form"] = form or AcceptingForm(
            arrival=found, former=former, on=localdate(), initial=proposed
        )
    if is_open:
        way = "arrivals:ask" if is_lead else "arrivals:answer"
        context["entry_form"] = entry or EntryForm(is_answer=not is_lead)
        context["entry_address"] = reverse(way, args=[found.pk])
    context["can_withdraw"] = is_open and is_county
    if refused := None if is_open else form or entry:  # no form is shown any more
        for text in refused.non_field_errors():
            messages.warning(request, str(text))
    record(request.user, "arrival-read", found)
    failed = any(one and one.errors for one in (form, entry))
    return render(request, "arrivals/arrival.html", context, status=422 if failed else 200)


@requires(Permission.ACCEPT_CASES)
@require_POST
def accept(request: UserRequest, arrival_id: int) -> HttpResponse:
    found = _led(request, arrival_id)
    former = former_cases(_twins(request, found), found.agreement_id)
    form = AcceptingForm(request.POST, arrival=found, former=former, on=localdate())
    if form.is_valid():
        said = form.cleaned_data
        chosen = said.get("former")
        said["former"] = next((one for one in former if str(one.pk) == chosen), None)
        try:
            case = actions.accept(found, by=request.user, at=now(), on=localdate(), **said)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done = _("Angenommen. Der Fall ist eröffnet.")
            again = _("Angenommen. Der frühere Fall ist wieder offen.")
            found.refresh_from_db(fields=["accepted_at"])
            went_on = found.accepted_at and case.opened_on < localdate(found.accepted_at)
            messages.success(request, again if went_on else done)
            if why := off_day(found, said["meeting_on"]):
                messages.warning(request, why)
            return redirect("desk:case", case.pk)
    return _page(request, found, form=form)


@requires(Permission.ACCEPT_CASES)
@require_POST
def ask(request: UserRequest, arrival_id: int) -> HttpResponse:
    done = _("Gefragt. Der Landkreis sieht die Rückfrage.")
    return _say(request, _led(request, arrival_id), actions.ask, done, is_answer=False)


@requires(Permission.HAND_OVER)
@require_POST
def answer(request: UserRequest, arrival_id: int) -> HttpResponse:
    done = _("Gesendet. Der Träger sieht die Antwort.")
    return _say(request, _sent(request, arrival_id), actions.answer, done, is_answer=True)


def _say(
    request: UserRequest, found: Arrival, action: Any, done: str, *, is_answer: bool
) -> HttpResponse:
    form = EntryForm(request.POST, is_answer=is_answer)
    if form.is_valid():
        try:
            action(found, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return redirect("arrivals:arrival", found.pk)
    return _page(request, found, entry=form)


@requires(Permission.HAND_OVER)
@require_http_methods(["GET", "POST"])
def withdraw(request: UserRequest, arrival_id: int) -> HttpResponse:
    """Ask once more: names, hint and questions are deleted for good."""
    found = _sent(request, arrival_id)
    return act(
        request,
        ConsentForm(posted(request)),
        partial(actions.withdraw, found, by=request.user, at=now()),
        back=(reverse("arrivals:arrivals"), _("Alle Zuteilungen")),
        title=_("Ankündigung zurückziehen"),
        about=found.household_name,
        explanation=_(
            "Der Träger sieht die Zuteilung dann nicht mehr. Namen, Unterkunft, Hinweis und Rückfragen "
            "werden gelöscht; das lässt sich nicht rückgängig machen."
        ),
        submit=_("Zurückziehen"),
        done=_("Zurückgezogen. Der Träger sieht die Zuteilung nicht mehr."),
    )


def _languages() -> list[str]:
    return language_names(get_language() or "de")
