# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One case between county and carrier: who finds it, and its points."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from geleit.cases.models import Case
from geleit.handover.queries import handed_over_by, handed_over_to
from geleit.handover.transfers.models import Transfer
from geleit.organisations.models import OrganisationKind
from geleit.packages.checklist import Point, checklist
from geleit.packages.enums import Item
from geleit.packages.queries import Twins, possibly_here

RELATED = ("household", "agreement__carrier", "agreement__municipality", "handed_over_by")


def between(user: Any) -> QuerySet[Case]:
    """Return what this person finds as sender, until it is accepted, or as the receiving lead."""
    sent, received = handed_over_by(user), handed_over_to(user)
    found = Case.objects.visible_to(user).filter(
        Q(pk__in=sent.values("pk")) | Q(pk__in=received.values("pk"))
    )
    return found.select_related(*RELATED)


def transfer_of(case: Case, user: Any) -> Transfer | None:
    """Return with which bulk hand-over another carrier passed the case on; it reads it no more."""
    giver = case.handed_over_by
    if giver is None or giver.kind != OrganisationKind.CARRIER:
        return None
    seen = Transfer.objects.visible_to(user).arrived().filter(target=case.agreement_id)
    rows = seen.filter(cases__case=case.pk).select_related("agreement__carrier", "ordered_by")
    return rows.order_by("-done_at").first()


def received_by(user: Any) -> QuerySet[Case]:
    """Return what this lead may accept; what was accepted already is told by the action."""
    received: QuerySet[Case] = handed_over_to(user).select_related(*RELATED)
    return received


def sent_by(user: Any) -> QuerySet[Case]:
    """Return what this person's county handed over and may still answer for."""
    sent: QuerySet[Case] = Case.objects.visible_to(user).filter(
        pk__in=handed_over_by(user).values("pk")
    )
    return sent.select_related(*RELATED)


def points_of(case: Case, *, reader: Any, on: date) -> list[Point]:
    """Return the checklist of a case that was handed over, from its sender to its carrier."""
    sender = case.handed_over_by
    if sender is None:
        raise ValueError("Nobody handed this case over.")
    return checklist(case, sender=sender, receiver=case.agreement.carrier, reader=reader, on=on)


def twins_of(case: Case, points: list[Point], user: Any) -> list[Twins]:
    """Return who of a waiting case this lead may have in another one already.

    Compared is what the checklist shows: where the household is shut, nothing is said.
    """
    household = next((one.content for one in points if one.item == Item.HOUSEHOLD), None)
    persons = household["persons"] if household else []
    return possibly_here(persons, user, besides=case.household_id)
