# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What texts about a person said before they were changed, and how one counts again."""

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from geleit.accounts.permissions import Permission, UserRequest, requires
from geleit.audit.models import record
from geleit.cases.models import Case, Person
from geleit.persons import queries
from geleit.persons.enums import HistoryKind
from geleit.persons.forms import PLACES, TITLES
from geleit.persons.models import Vulnerability
from geleit.together.wordings import History, history_page


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_person(request: UserRequest, case_id: int, person_id: int) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    labels = {"birth_doubt": _("Zweifel am Datum"), "remark": _("Bemerkung")}
    place = reverse("persons:person", args=[case.pk, person.pk])
    return _page(request, case, person, labels, (place, _("Zu den Angaben")))


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_stay(request: UserRequest, case_id: int, stay_id: int) -> HttpResponse:
    case = _case(request, case_id)
    stay = get_object_or_404(case.household.housing_stays, pk=stay_id)
    place = reverse("persons:stay", args=[case.pk, stay.pk])
    return _page(request, case, stay, {"remark": _("Bemerkung")}, (place, _("Zur Wohnung")))


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_status(request: UserRequest, case_id: int, person_id: int, status_id: int) -> HttpResponse:
    """Of a former title, too: it stands on the sheet as before."""
    case, person = _place(request, case_id, person_id)
    status = get_object_or_404(person.statuses, pk=status_id)
    place = reverse("persons:sheet", args=[case.pk, person.pk])
    return _page(request, case, status, {"wording": _("Wortlaut")}, (place, person.full_name))


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_entry(request: UserRequest, case_id: int, person_id: int, entry_id: int) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    entry = get_object_or_404(queries.entries_of(case, person), pk=entry_id)
    kind = HistoryKind(entry.kind)
    labels = {"title": str(TITLES[kind])} if kind in TITLES else {}
    labels |= {"place": str(PLACES[kind]), "remark": _("Bemerkung")}
    if entry.removed_on:
        back = (reverse("persons:sheet", args=[case.pk, person.pk]), person.full_name)
        return _page(request, case, entry, labels, back, is_struck=True)
    place = reverse("persons:entry", args=[case.pk, person.pk, entry.pk])
    return _page(request, case, entry, labels, (place, _("Zur Station")))


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_channel(request: UserRequest, case_id: int, person_id: int, channel_id: int) -> HttpResponse:
    case, person = _place(request, case_id, person_id)
    channel = get_object_or_404(queries.channels_of(person), pk=channel_id)
    place = reverse("persons:sheet", args=[case.pk, person.pk])
    back, is_struck = (place, person.full_name), channel.removed_on is not None
    return _page(request, case, channel, {"remark": _("Bemerkung")}, back, is_struck=is_struck)


@requires(Permission.EDIT_CASES)
@require_http_methods(["GET", "POST"])
def of_note(request: UserRequest, case_id: int, person_id: int, note_id: int) -> HttpResponse:
    """Whoever may not read the note finds no history of it either."""
    case, person = _place(request, case_id, person_id)
    notes = Vulnerability.objects.visible_to(request.user).filter(person=person)
    note = get_object_or_404(notes, pk=note_id)
    record(request.user, "vulnerability-read", note)
    place = reverse("persons:note", args=[case.pk, person.pk, note.pk])
    labels = {"remark": _("Was zu beachten ist")}
    return _page(request, case, note, labels, (place, _("Zum Schutzbedarf")))


def _case(request: UserRequest, case_id: int) -> Case:
    cases = Case.objects.visible_to(request.user).beyond_door(request.user)
    return get_object_or_404(cases.select_related("household"), pk=case_id)


def _place(request: UserRequest, case_id: int, person_id: int) -> tuple[Case, Person]:
    case = _case(request, case_id)
    return case, get_object_or_404(case.household.persons, pk=person_id)


def _page(
    request: UserRequest,
    case: Case,
    row: Model,
    labels: dict[str, str],
    back: tuple[str, str],
    *,
    is_struck: bool = False,
) -> HttpResponse:
    history = History(row, labels, back, part="wordings", is_struck=is_struck)
    return history_page(request, case, history)
