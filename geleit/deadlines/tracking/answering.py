# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who looks after a deadline today: the one named for it, else who holds the case, else the lead.

Whoever was named and can no longer open the case looks after nothing, and is not said to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from geleit.accounts.models import Membership, Role, User
from geleit.cases.models import Case
from geleit.cases.team import who_opens
from geleit.deadlines.models import Deadline
from geleit.deadlines.tracking import rules
from geleit.staffing.models import Deputy


@dataclass(frozen=True)
class Answering:
    """Who looks after one deadline today, and in words why somebody who was named does not."""

    owner: User | None
    is_named: bool  # for this deadline; else it is who holds the case
    leads: list[User]  # where there is neither
    deputy: User | None
    gone: list[str]


def openers_of(case: Case, *, on: date) -> dict[int, User]:
    return {user.pk: user for user in who_opens(case, on=on)}


def owner_of(row: Deadline, openers: Mapping[int, User]) -> User | None:
    """Return who looks after it among those who can open the case, or nobody."""
    named = (row.owner_id, row.case.holder_id)
    return next((openers[key] for key in named if key and key in openers), None)


def leads_of(case: Case, *, on: date) -> list[User]:
    """Return the leads who can open the case."""
    leads = Membership.objects.active(on=on).filter(
        organisation=case.agreement.carrier_id, role=Role.CARRIER_LEAD
    )
    return list(who_opens(case, on=on).filter(pk__in=leads.values("user")))


def answering(row: Deadline, *, on: date) -> Answering:
    openers = openers_of(row.case, on=on)
    owner = owner_of(row, openers)
    blind = [user for user in (row.owner, row.deputy) if user and user.pk not in openers]
    return Answering(
        owner=owner,
        is_named=owner is not None and owner.pk == row.owner_id,
        leads=[] if owner else leads_of(row.case, on=on),
        deputy=openers.get(row.deputy_id or 0),
        gone=[_why_gone(user, row.case, on=on) for user in dict.fromkeys(blind)],
    )


def note_who_answers(rows: Iterable[Deadline], case: Case, *, on: date) -> None:
    """Set `looks_after` and `is_orphaned` on each of the deadlines of a case; one query."""
    openers = openers_of(case, on=on)
    for row in rows:
        row.looks_after = openers.get(row.owner_id or 0)
        row.is_orphaned = row.is_open and row.owner_id is not None and not row.looks_after


def _why_gone(user: User, case: Case, *, on: date) -> str:
    """Say on which day somebody's time ended, as far as that is why the case is closed to them."""
    times = Deputy.objects.filter(holder=case.holder_id, deputy=user, ends_on__lt=on)
    if ended := times.order_by("-ends_on").values_list("ends_on", flat=True).first():
        return rules.deputy_over(user.name, ended)
    at_work = Membership.objects.filter(user=user, organisation=case.agreement.carrier_id)
    if not at_work.filter(Q(ends_on=None) | Q(ends_on__gte=on)).exists() and (
        ended := at_work.order_by("-ends_on").values_list("ends_on", flat=True).first()
    ):
        return rules.work_over(user.name, ended)
    return rules.opens_no_more(user.name)
