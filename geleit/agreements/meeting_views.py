# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The meetings of the two sides: plan, agenda, minutes, decisions, tasks, agree, print."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements import agenda, mail_actions
from geleit.agreements import meeting_actions as actions
from geleit.agreements.enums import AgendaKind, AgreementMailKind
from geleit.agreements.mailing import round_of
from geleit.agreements.meeting_forms import (
    MeetingForm,
)
from geleit.agreements.meeting_queries import ticks_for
from geleit.agreements.models import (
    AgendaItem,
    CooperationAgreement,
    CooperationMeeting,
    MeetingTask,
)
from geleit.agreements.version_actions import side_of
from geleit.agreements.version_views import agreement_of, negotiated
from geleit.core.lookups import read_key
from geleit.core.problems import Refused
from geleit.kern.acts import ConsentForm, Opens, act, posted
from geleit.kern.keyset import page_of

MEETING_FIELDS = ("kind", "held_on", "starts_at", "ends_at", "place")


@requires(Permission.READ_AGREEMENT)
@require_safe
def meetings(request: UserRequest, key: str) -> HttpResponse:
    """The meetings, the newest first, and for both sides what is still to be done."""
    agreement = agreement_of(request, key)
    side = side_of(request.user, agreement)
    rows = CooperationMeeting.objects.visible_to(request.user).filter(agreement=agreement)
    tasks = MeetingTask.objects.filter(meeting__in=rows, done_on=None)
    context = {
        "agreement": agreement,
        "side": side,
        "page": page_of(request, rows, key="-number"),
        "tasks": tasks.select_related("organisation", "meeting").order_by("due_on", "pk"),
        "today": localdate(),
        "ticks_for": ticks_for(request.user, agreement),
    }
    return render(request, "agreements/meetings.html", context)


@requires(Permission.READ_AGREEMENT)
@require_safe
def meeting(request: UserRequest, key: str, number: int) -> HttpResponse:
    """One meeting: the agenda of both sides, the minutes, what was decided, who does what."""
    found = shown_meeting(request, key, number)
    side, today = side_of(request.user, found.agreement), localdate()
    own = found.agreed_by_town if _is_town(found, side) else found.agreed_by_carrier
    context = content_of(found) | {
        "side": side,
        "may_change": side is not None and found.decided_on is None,
        "may_agree": side is not None and found.decided_on is None and not own and found.minutes,
        "may_invite": side is not None and found.decided_on is None and found.held_on >= today,
        "was_invited": found.mails.filter(kind=AgreementMailKind.INVITATION, about=round_of(found)),
        "today": today,
        "ticks_for": ticks_for(request.user, found.agreement),
    }
    return render(request, "agreements/meeting.html", context)


def content_of(found: CooperationMeeting) -> dict[str, Any]:
    """Return what stands in a meeting; open tasks of earlier ones come along by themselves.

    Once the minutes are decided they show what was open on the day of the meeting.
    """
    former = CooperationMeeting.objects.filter(
        Q(held_on__lt=found.held_on) | Q(held_on=found.held_on, number__lt=found.number),
        agreement=found.agreement_id,
    )
    still_open = Q(done_on=None) | Q(done_on__gte=found.held_on)
    earlier = MeetingTask.objects.filter(still_open, meeting__in=former)
    with_body = ("organisation", "meeting")
    complaints = AgendaItem.objects.filter(meeting__in=former, kind=AgendaKind.COMPLAINT).filter(
        Q(outcome="") | Q(answered_on__gte=found.held_on)
    )
    return {
        "meeting": found,
        "agreement": found.agreement,
        "invited": found.invited.order_by("name"),
        "items": found.items.select_related("brought_by").order_by("pk"),
        "brought": [] if found.decided_on else agenda.lines(found, on=localdate()),
        "complaints": complaints.select_related("brought_by", "meeting").order_by("pk"),
        "carried": earlier.select_related(*with_body).order_by("due_on", "pk"),
        "decisions": found.decisions.order_by("pk"),
        "tasks": found.tasks.select_related(*with_body).order_by("due_on", "pk"),
    }


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def plan(request: UserRequest, key: str) -> HttpResponse:
    agreement = negotiated(request, key)
    return act(
        request,
        MeetingForm(posted(request), agreement=agreement),
        partial(actions.plan_meeting, agreement, by=request.user),
        back=(reverse("agreements:meetings", args=[key]), _("Gespräche")),
        title=_("Gespräch planen"),
        about=agreement.title,
        explanation=_(
            "Beide Seiten bringen vorher Punkte ein. Offene Aufgaben aus früheren Gesprächen "
            "stehen von selbst auf der Tagesordnung."
        ),
        submit=_("Gespräch planen"),
        done=Opens(
            _("Das Gespräch steht im Plan. Jetzt können beide Seiten Punkte einbringen."),
            lambda made: reverse("agreements:meeting", args=[key, made.number]),
        ),
    )


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def move(request: UserRequest, key: str, number: int) -> HttpResponse:
    found = own_meeting(request, key, number)
    initial = {name: getattr(found, name) for name in MEETING_FIELDS}
    initial["invited"] = list(found.invited.values_list("pk", flat=True))
    form = MeetingForm(posted(request), agreement=found.agreement, initial=initial)
    words = {"title": _("Zeit, Ort und Eingeladene"), "submit": _("Speichern")}
    return act_on_meeting(request, found, form, actions.move_meeting, _("Gespeichert."), **words)


@requires(Permission.NEGOTIATE)
@require_http_methods(["GET", "POST"])
def invite(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Send the invitation to all who speak for the invited bodies."""
    found = own_meeting(request, key, number)
    words = {
        "title": _("Einladung verschicken"),
        "explanation": _(
            "Alle, die für die Eingeladenen sprechen, bekommen eine E-Mail mit Zeit und Ort. Was "
            "auf der Tagesordnung steht, lesen sie in Geleit. Wer die Einladung schon hat, "
            "bekommt keine zweite; drei Tage vorher kommt eine Erinnerung."
        ),
        "submit": _("Verschicken"),
    }
    action, form = partial(mail_actions.invite, on=localdate()), ConsentForm(posted(request))
    return act_on_meeting(
        request,
        found,
        form,
        action,
        _("Die Einladung ist unterwegs. Wer sie schon hat, bekommt keine zweite."),
        **words,
    )


@requires(Permission.READ_AGREEMENT)
@require_POST
def tick(request: UserRequest, key: str, item_id: int) -> HttpResponse:
    """Tick a task of a meeting as done, or open it again; who has it does so."""
    agreement = agreement_of(request, key)
    shown = CooperationMeeting.objects.visible_to(request.user).filter(agreement=agreement)
    rows = MeetingTask.objects.filter(meeting__in=shown)
    task = get_object_or_404(rows.select_related("meeting"), pk=item_id)
    is_done = request.POST.get("done") == "1"
    try:
        actions.tick_task(task, is_done=is_done, by=request.user, on=localdate())
    except Refused as refused:
        messages.error(request, str(refused))
    back = read_key(request.POST.get("back", ""))
    if back is not None and shown.filter(number=back).exists():
        return redirect("agreements:meeting", key, back)
    return redirect("agreements:meetings", key)


def act_on_meeting(
    request: UserRequest,
    found: CooperationMeeting,
    form: Any,
    action: Any,
    done: str,
    *,
    row: Any = None,
    **words: str,
) -> HttpResponse:
    key = found.agreement.key
    back = (reverse("agreements:meeting", args=[key, found.number]), str(found))
    run = partial(action, row or found, by=request.user)
    words.setdefault("about", str(found))
    return act(request, form, run, back=back, done=done, **words)


def _is_town(found: CooperationMeeting, side: Any) -> bool:
    return side is not None and side.pk == found.agreement.municipality_id


def shown_meeting(request: UserRequest, key: str, number: int) -> CooperationMeeting:
    rows = CooperationMeeting.objects.visible_to(request.user)
    rows = rows.select_related("agreement__municipality", "agreement__carrier")
    agreements = CooperationAgreement.objects.visible_to(request.user)
    return get_object_or_404(rows, agreement__in=agreements, agreement__key=key, number=number)


def own_meeting(request: UserRequest, key: str, number: int) -> CooperationMeeting:
    """Return a meeting of an agreement for which this person speaks."""
    agreement = negotiated(request, key)
    rows = CooperationMeeting.objects.visible_to(request.user)
    rows = rows.select_related("agreement__municipality", "agreement__carrier")
    return get_object_or_404(rows, agreement=agreement, number=number)
