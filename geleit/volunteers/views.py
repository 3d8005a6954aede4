# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this room: the coordinator's list and card, the volunteer's own cards."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from geleit.accounts.permissions import Permission, requires
from geleit.core.problems import Refused
from geleit.kern.keyset import page_of
from geleit.volunteers import actions
from geleit.volunteers.cards import own_cards
from geleit.volunteers.enums import State
from geleit.volunteers.forms import FinishForm, GiveForm, NewTaskForm, TaskForm
from geleit.volunteers.models import Assignment
from geleit.volunteers.queries import agreements_to_choose, by_day, groups_of, volunteers_of


def _task(request: HttpRequest, task_id: int) -> Assignment:
    """Return a task of a group that this person coordinates, or answer 404."""
    seen = Assignment.objects.visible_to(request.user).of_group(request.user)
    return get_object_or_404(seen.select_related("group", "volunteer"), pk=task_id)


@requires(Permission.COORDINATE_VOLUNTEERS)
def assignments(request: HttpRequest) -> HttpResponse:
    """List the group's tasks by day; the finished ones from the latest on."""
    wanted = request.GET.get("stand", State.OPEN)
    state = State(wanted) if wanted in State.values else State.OPEN
    seen = Assignment.objects.visible_to(request.user).of_group(request.user)
    tasks = {State.OPEN: seen.untaken(), State.TAKEN: seen.taken(), State.DONE: seen.done()}[state]
    order = "-place" if state == State.DONE else "place"
    page = page_of(request, by_day(tasks).select_related("volunteer"), key=order)
    context = {"page": page, "state": state, "states": State, "today": localdate()}
    return render(request, "volunteers/assignments.html", context)


@requires(Permission.COORDINATE_VOLUNTEERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = NewTaskForm(
        request.POST if request.method == "POST" else None,
        groups=groups_of(request.user),
        agreements=agreements_to_choose(request.user),
    )
    page = {"form": form, "has_agreement": form.has_agreement}
    if form.is_valid():
        task = actions.create_assignment(by=request.user, **form.cleaned_data)
        messages.success(request, _("Der Einsatz steht in der Liste. Wer übernimmt ihn?"))
        return redirect("volunteers:assignment", task.pk)
    return render(request, "volunteers/new.html", page, status=422 if form.errors else 200)


@requires(Permission.COORDINATE_VOLUNTEERS)
@require_http_methods(["GET", "POST"])
def assignment(request: HttpRequest, task_id: int) -> HttpResponse:
    """Show one card and mend what it says."""
    task = _task(request, task_id)
    initial = {name: getattr(task, name) for name in actions.WORDS}
    form = TaskForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.change_assignment(task, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Die Karte ist geändert."))
            return redirect("volunteers:assignment", task.pk)
    return _card(request, task, form=form)


def _card(request: HttpRequest, task: Assignment, **forms: Any) -> HttpResponse:
    """Show the card with its three forms; the one that was sent brings its errors along."""
    today = localdate()
    initial = {name: getattr(task, name) for name in actions.WORDS}
    context: dict[str, Any] = {
        "task": task,
        "today": today,
        "form": TaskForm(initial=initial),
        "give_form": _give_form(task),
        "finish_form": FinishForm(task=task),
        "errors": next((form for form in forms.values() if form.errors), None),
    }
    context |= forms
    return render(
        request, "volunteers/assignment.html", context, status=422 if context["errors"] else 200
    )


def _give_form(task: Assignment, data: Any = None) -> GiveForm:
    volunteers = volunteers_of(task.group_id, agreement=task.agreement_id, on=localdate())
    return GiveForm(data, volunteers=volunteers, initial={"volunteer": task.volunteer_id})


@requires(Permission.COORDINATE_VOLUNTEERS)
@require_POST
def give(request: HttpRequest, task_id: int) -> HttpResponse:
    task = _task(request, task_id)
    form = _give_form(task, request.POST)
    if form.is_valid():
        volunteer = form.cleaned_data["volunteer"]
        try:
            actions.give(task, to=volunteer, by=request.user, on=localdate())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            words = _("%(name)s hat die Karte jetzt auf der eigenen Startseite.")
            messages.success(request, words % {"name": volunteer.name})
            return redirect("volunteers:assignment", task.pk)
    return _card(request, task, give_form=form)


@requires(Permission.COORDINATE_VOLUNTEERS)
@require_POST
def take_back(request: HttpRequest, task_id: int) -> HttpResponse:
    task = _task(request, task_id)
    try:
        actions.take_back(task, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Der Einsatz ist wieder frei."))
    return redirect("volunteers:assignment", task.pk)


@requires(Permission.COORDINATE_VOLUNTEERS)
@require_POST
def finish(request: HttpRequest, task_id: int) -> HttpResponse:
    task = _task(request, task_id)
    form = FinishForm(request.POST, task=task)
    if form.is_valid():
        try:
            actions.finish(task, by=request.user, on=localdate(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Als erledigt eingetragen."))
            return redirect("volunteers:assignment", task.pk)
    return _card(request, task, finish_form=form)


@requires(Permission.DO_TASKS)
def own(request: HttpRequest) -> HttpResponse:
    """Show one's own task cards; the home page shows the same."""
    return _own_cards(request)


def _own_cards(request: HttpRequest, **sent: Any) -> HttpResponse:
    context = {"cards": own_cards(request.user, **sent), "today": localdate()}
    context["errors"] = sent.get("sent")
    return render(request, "volunteers/own.html", context, status=422 if sent else 200)


@requires(Permission.DO_TASKS)
@require_POST
def finish_own(request: HttpRequest, task_id: int) -> HttpResponse:
    seen = Assignment.objects.visible_to(request.user).filter(volunteer=request.user.pk)
    task = get_object_or_404(seen, pk=task_id)
    form = FinishForm(request.POST, task=task)
    if form.is_valid():
        try:
            actions.finish(task, by=request.user, on=localdate(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Danke! Der Einsatz ist als erledigt eingetragen."))
            return redirect("desk:home")
    return _own_cards(request, sent=form, task_id=task.pk)
