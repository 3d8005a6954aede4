# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: the whole role matrix on one page.

`@requires(Permission.X)` answers "may this role?". Which rows exist for a person is answered by
`visible_to(user)` on the tables; whether an act is possible now, by the rules of its room.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from geleit.accounts.models import Role, User


class Permission(StrEnum):
    """What a role can be allowed to do. The text is for auditors."""

    USE_DESK = "use_desk"  # have a home page
    READ_AGREEMENT = "read_agreement"  # the agreement, its scope, readiness and staffing state
    NEGOTIATE = "negotiate"  # word, propose and sign a version of the agreement for one's side
    RECORD_HIRE = "record_hire"  # fill a post, confirm a condition of the start
    READ_STAFF_NAMES = "read_staff_names"  # who holds a post; others read only that it is filled
    READ_CASES = "read_cases"  # own, deputised or led cases: visible_to() decides
    EDIT_CASES = "edit_cases"  # notes, plans, reminders in a case that one sees
    CHECK_WORDING = "check_wording"  # note that a native speaker checked a phrase, or put it right
    OPEN_DOOR = "open_door"  # one case of the carrier in an emergency, for hours, with a reason
    HAND_OVER = "hand_over"  # see what one's county handed over until it is accepted
    READ_RELEASED = "read_released"  # of accepted cases what persons released to one's county
    ACCEPT_CASES = "accept_cases"  # accept handed-over cases and say who holds them
    IMPORT_LISTS = "import_lists"  # take over a list of persons
    READ_STATEMENT = "read_statement"  # agreed / delivered, protected against disclosure
    READ_OCCUPANCY = "read_occupancy"  # places taken in the town's houses, counted, without names
    KEEP_ACCOMMODATION = "keep_accommodation"  # which houses the town has, and how many places
    COORDINATE_VOLUNTEERS = "coordinate_volunteers"  # requests of one's own group
    DO_TASKS = "do_tasks"  # one's own task cards
    READ_LOG = "read_log"  # the log of one's organisation, no case content
    READ_CASE_LOG = "read_case_log"  # who looked into one case, and the answer to its household
    CONFIRM_ACCESS = "confirm_access"  # a role, a code, a lost second factor for one's team
    ADMINISTER = "administer"  # accounts and the state of the system, no case content


ROLES: dict[str, frozenset[Permission]] = {
    Role.CARRIER_LEAD: frozenset(
        {
            Permission.USE_DESK,
            Permission.READ_AGREEMENT,
            Permission.NEGOTIATE,
            Permission.RECORD_HIRE,
            Permission.READ_STAFF_NAMES,
            Permission.READ_CASES,
            Permission.EDIT_CASES,
            Permission.ACCEPT_CASES,
            Permission.IMPORT_LISTS,
            Permission.CHECK_WORDING,
            Permission.READ_STATEMENT,
            Permission.READ_OCCUPANCY,
            Permission.CONFIRM_ACCESS,
            Permission.READ_CASE_LOG,
        }
    ),
    Role.SOCIAL_WORKER: frozenset(
        {
            Permission.USE_DESK,
            Permission.READ_AGREEMENT,
            Permission.READ_STAFF_NAMES,
            Permission.READ_CASES,
            Permission.EDIT_CASES,
            Permission.OPEN_DOOR,
        }
    ),
    Role.TOWN: frozenset(
        {
            Permission.USE_DESK,
            Permission.READ_AGREEMENT,
            Permission.NEGOTIATE,
            Permission.READ_STATEMENT,
            Permission.READ_OCCUPANCY,
            Permission.KEEP_ACCOMMODATION,
        }
    ),
    Role.COUNTY: frozenset(
        {
            Permission.USE_DESK,
            Permission.READ_AGREEMENT,
            Permission.HAND_OVER,
            Permission.READ_RELEASED,
        }
    ),
    Role.VOLUNTEER_COORDINATOR: frozenset({Permission.USE_DESK, Permission.COORDINATE_VOLUNTEERS}),
    Role.VOLUNTEER: frozenset({Permission.USE_DESK, Permission.DO_TASKS}),
    Role.ADMINISTRATOR: frozenset({Permission.USE_DESK, Permission.ADMINISTER}),
    Role.DATA_PROTECTION: frozenset(
        {Permission.USE_DESK, Permission.READ_LOG, Permission.READ_CASE_LOG}
    ),
}


def permissions_of(user: Any) -> frozenset[Permission]:
    """Return what this person may do today, from all memberships together."""
    roles = [ROLES[membership.role] for membership in getattr(user, "active_memberships", [])]
    return frozenset().union(*roles)


def organisations_where(user: Any, permission: Permission) -> frozenset[int]:
    """Return the organisations in whose name this person holds the permission today."""
    memberships = getattr(user, "active_memberships", [])
    return frozenset(m.organisation_id for m in memberships if permission in ROLES[m.role])


View = Callable[..., HttpResponseBase]


class UserRequest(HttpRequest):
    """A request behind `@requires`: somebody of ours is signed in. For annotations of views."""

    user: User  # type: ignore[assignment]


def requires(permission: Permission, *or_one_of: Permission) -> Callable[[View], View]:
    """Open a view to the roles that hold the permission; others get 403 with a sentence.

    `or_one_of` names further permissions of which one is enough: the two sides of one page.
    """
    enough = {permission, *or_one_of}

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if enough & permissions_of(request.user):
                return view(request, *args, **kwargs)
            return refuse(request)

        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.permissions = enough  # type: ignore[attr-defined]
        return guarded

    return decorate


def refuse(request: HttpRequest) -> HttpResponse:
    """Answer 403 in words; the mark lets the log note it (geleit.walls.middleware)."""
    response = render(request, "403.html", status=403)
    response.is_refusal = True  # type: ignore[attr-defined]
    return response
