# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A meeting to print and for one's own calendar: minutes, invitation, appointment."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.agreements.meeting_calendar import calendar_of
from geleit.agreements.meeting_views import content_of, own_meeting, shown_meeting
from geleit.agreements.models import (
    CooperationMeeting,
)
from geleit.agreements.paper import printed


@requires(Permission.READ_AGREEMENT)
@require_safe
def minutes_pdf(request: UserRequest, key: str, number: int) -> HttpResponse:
    """The minutes as a document that everybody can open and read aloud."""
    found = shown_meeting(request, key, number)
    title = _("Niederschrift: %(meeting)s") % {"meeting": found}
    return _printed(found, "agreements/minutes_pdf.html", title, f"niederschrift-{number}.pdf")


@requires(Permission.NEGOTIATE)
@require_safe
def invitation_pdf(request: UserRequest, key: str, number: int) -> HttpResponse:
    """The invitation with the agenda, to be posted or handed on."""
    found = own_meeting(request, key, number)
    title = _("Einladung: %(meeting)s") % {"meeting": found}
    return _printed(found, "agreements/invitation_pdf.html", title, f"einladung-{number}.pdf")


@requires(Permission.READ_AGREEMENT)
@require_safe
def appointment(request: UserRequest, key: str, number: int) -> HttpResponse:
    """The day, the hours and the place for one's own calendar; nothing of what is spoken about."""
    found = shown_meeting(request, key, number)
    answer = HttpResponse(calendar_of(found), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="gespraech-{number}.ics"'
    return answer


def _printed(found: CooperationMeeting, template: str, title: str, name: str) -> HttpResponse:
    return printed(template, content_of(found), title=title, name=name)
