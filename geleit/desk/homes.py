# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page of each role: what needs doing today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from geleit.accounts.models import Role
from geleit.accounts.permissions import Permission, requires
from geleit.accounts.second_person import access_for
from geleit.accounts.system import accounts_to_look_at, system_state
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.agreements.reminders import open_tasks, reminders
from geleit.agreements.waiting_queries import waiting_for as waiting_talks
from geleit.audit.models import LogRule, record
from geleit.cases.models import Case
from geleit.core.dates import Quarter
from geleit.desk.home_incoming import incoming
from geleit.desk.home_team import team_of_lead
from geleit.desk.home_watch import NAMED, approvals, by_lead, open_drafts
from geleit.desk.home_work import due_today, home_cases, standing_in
from geleit.desk.shortlist import Shortlist, shortlist
from geleit.documents.queries import state_of_files
from geleit.handover.queries import accepted_batches, handed_over_by, waiting_for
from geleit.handover.transfers.queries import unconfirmed
from geleit.identity.queries import for_first_page
from geleit.packages.inquiry.queries import unanswered
from geleit.staffing import rules as staffing
from geleit.staffing.enums import Staffed
from geleit.staffing.queries import answers_from, facts_of
from geleit.statistics.queries import agreements_for, has_quarter
from geleit.volunteers.cards import own_cards
from geleit.volunteers.models import Assignment
from geleit.walls.log.queries import to_look_at
from geleit.walls.queries import unseen_doors

SHOWN = 8  # rows of a short list; below it stands the way to all of them
AGREEMENTS_SHOWN = 5


@requires(Permission.USE_DESK)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Put together one part for each role that this person has today."""
    today = localdate()
    parts = [
        {"template": part.template, **part.read(request, today)}
        for role, part in PARTS.items()
        if request.user.has_role(role)  # type: ignore[union-attr]
    ]
    return render(request, "desk/home.html", {"parts": parts, "today": today})


def social_worker(request: HttpRequest, on: date) -> dict[str, Any]:
    user = request.user
    seen = Case.objects.visible_to(user)  # found out once
    standing = standing_in(user, on=on)
    mine = seen.open().accepted().filter(holder__in=[user.pk, *standing])
    return {
        "due": due_today(mine, standing, on=on, show_all="alles" in request.GET),
        "standing": list(standing.values()),
        "cases": home_cases(seen, user, standing, on=on),
        "drafts": open_drafts(seen.open(), user),
        "approvals": approvals(seen.filter(NAMED), user),
    }


def carrier_lead(request: HttpRequest, on: date) -> dict[str, Any]:
    user = request.user
    carriers = user.organisation_ids(Role.CARRIER_LEAD)  # type: ignore[union-attr]
    waiting = waiting_for(user)
    agreements = agreements_for(user).filter(
        covered_by(user, Role.CARRIER_LEAD, organisation="carrier", agreement="pk")
    )
    return {
        "approvals": approvals(Case.objects.visible_to(user).filter(by_lead(user)), user),
        "agreements": _cards(agreements, user, on=on),
        "tasks": _tasks(user, carriers, on=on),
        "talks": waiting_talks(user, sides=carriers, on=on),
        "team": team_of_lead(user, carriers, on=on),
        "doors": unseen_doors(user)[:SHOWN],
        "waiting": waiting.order_by("handed_over_on", "number")[:SHOWN],
        "waiting_count": waiting.count(),
        "access": access_for(user, on=on, at=now()),  # type: ignore[arg-type]
        **for_first_page(user, at=now()),
        **incoming(user, limit=SHOWN),
    }


def town(request: HttpRequest, on: date) -> dict[str, Any]:
    towns = covered_by(request.user, Role.TOWN, organisation="municipality", agreement="pk")
    agreements = agreements_for(request.user).filter(towns)
    sides = request.user.organisation_ids(Role.TOWN)  # type: ignore[union-attr]
    return {
        "agreements": _cards(agreements, request.user, on=on),
        "to_confirm": unconfirmed(request.user)[: SHOWN + 1],
        "tasks": _tasks(request.user, sides, on=on),
        "talks": waiting_talks(request.user, sides=sides, on=on),
    }


def county(request: HttpRequest, on: date) -> dict[str, Any]:
    sent = handed_over_by(request.user)
    sides = request.user.organisation_ids(Role.COUNTY)  # type: ignore[union-attr]
    return {
        "tasks": _tasks(request.user, sides, on=on),
        "sent": sent.order_by("handed_over_on", "number")[:SHOWN],
        "asked": unanswered(request.user)[: SHOWN + 1],
        "to_confirm": unconfirmed(request.user)[: SHOWN + 1],
        "sent_count": sent.count(),
        "batches": accepted_batches(request.user)[:SHOWN],
    }


def volunteer_coordinator(request: HttpRequest, on: date) -> dict[str, Any]:
    seen = Assignment.objects.visible_to(request.user).of_group(request.user)
    seen = seen.select_related("volunteer").order_by("wanted_on", "pk")
    short = partial(shortlist, day="wanted_on", on=on, size=SHOWN)
    return {
        "open": short(seen.untaken()),
        "taken": short(seen.taken()),
        "done": seen.done().order_by("-done_on", "-pk")[:3],
    }


def volunteer(request: HttpRequest, on: date) -> dict[str, Any]:
    return {"cards": own_cards(request.user)}


def administrator(request: HttpRequest, on: date) -> dict[str, Any]:
    return {
        "files": state_of_files(),
        "system": system_state(),
        "accounts": accounts_to_look_at(on=on),
        "access": access_for(request.user, on=on, at=now()),  # type: ignore[arg-type]
    }


def data_protection(request: HttpRequest, on: date) -> dict[str, Any]:
    rule = LogRule.objects.in_force(on=on)
    record(request.user, "log-read", part="home")
    return {"lines": to_look_at(request.user, limit=SHOWN), "rule": rule}


@dataclass(frozen=True)
class Part:
    """What the home page shows for one role: a template and the function that reads for it."""

    template: str
    read: Callable[[HttpRequest, date], dict[str, Any]]


# Who has two roles sees both parts, in this order.
PARTS = {
    Role.SOCIAL_WORKER: Part("desk/_home_work.html", social_worker),
    Role.CARRIER_LEAD: Part("desk/_home_lead.html", carrier_lead),
    Role.TOWN: Part("desk/_home_town.html", town),
    Role.COUNTY: Part("desk/_home_county.html", county),
    Role.VOLUNTEER_COORDINATOR: Part("desk/_home_coordinator.html", volunteer_coordinator),
    Role.VOLUNTEER: Part("desk/_home_volunteer.html", volunteer),
    Role.ADMINISTRATOR: Part("desk/_home_administrator.html", administrator),
    Role.DATA_PROTECTION: Part("desk/_home_data_protection.html", data_protection),
}


def _tasks(user: Any, sides: Any, *, on: date) -> Shortlist:
    """Return the tasks after talks of one's own side; what is due is never cut."""
    return shortlist(open_tasks(user, sides=sides), day="due_on", on=on, size=SHOWN)


def _cards(agreements: Any, user: Any, *, on: date) -> list[dict[str, Any]]:
    """Return a card for each agreement: readiness, open posts, the last finished quarter."""
    rows: list[CooperationAgreement] = list(agreements.order_by("title", "pk")[:AGREEMENTS_SHOWN])
    last = Quarter.of(on).previous()
    sides = user.organisation_ids(Role.TOWN, Role.CARRIER_LEAD)
    thought_of = reminders(rows, sides=sides, on=on, in_full=False)
    return [
        {
            "agreement": row,
            "reminders": thought_of[row.pk],
            "answers": answers_from(facts, on=on),
            "open_posts": [post for post in facts.posts if _is_open(post, on=on)],
            "quarter": last if has_quarter(row, last, on=on) else None,
        }
        for row, facts in zip(rows, facts_of(rows, reader=user), strict=True)
    ]


def _is_open(post: staffing.Post, *, on: date) -> bool:
    return staffing.post_state(post, on=on).state != Staffed.FILLED
