# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which deputyships a lead gives, reads and ends: as far as her own agreements go."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from geleit.accounts.permissions import ROLES, Permission
from geleit.agreements.coverage import covered_by, named_for
from geleit.agreements.models import CooperationAgreement
from geleit.staffing.models import Absence, Deputy, DeputyReach, PositionFilling

LEAD = Permission.ACCEPT_CASES

Place = tuple[int, int | None]  # organisation, and its one agreement; None: all of them


def places_led_by(user: Any) -> list[Place]:
    """Return how far this person can let somebody stand in for a colleague."""
    led = [one for one in user.active_memberships if LEAD in ROLES[one.role]]
    whole = {one.organisation_id for one in led if not one.agreement_ids}
    named = {
        (one.organisation_id, agreement)
        for one in led
        if one.organisation_id not in whole
        for agreement in one.agreement_ids
    }
    return [*((one, None) for one in sorted(whole)), *sorted(named)]


def reaches_all(places: set[Place], wanted: list[Place]) -> bool:
    """Return whether a deputyship that stands reaches all that is wanted; no places: everything."""
    return not places or all(
        (organisation, None) in places or (organisation, agreement) in places
        for organisation, agreement in wanted
    )


def known_to(user: Any, team: QuerySet[Any]) -> Any:
    """Return the deputyships for her team that open cases which this lead answers for.

    Each says by `may_end` whether it reaches no further than she leads.
    """
    rows = DeputyReach.objects.filter(deputyship=OuterRef("pk"))
    led = covered_by(user, LEAD, organisation="organisation", agreement="agreement")
    whole = [organisation for organisation, agreement in places_led_by(user) if agreement is None]
    named = CooperationAgreement.objects.filter(pk__in=named_for(user, LEAD))
    here = led | Q(agreement=None, organisation__in=named.values("carrier"))
    of_her_own = Q(holder__memberships__organisation__in=whole)
    known = Deputy.objects.filter(Q(reaches=None) | Exists(rows.filter(here)), holder__in=team)
    ends = known.filter(~Exists(rows.exclude(led))).filter(~Q(reaches=None) | of_her_own)
    return known.annotate(may_end=Exists(ends.filter(pk=OuterRef("pk")))).distinct()


def start_of(user: Any, *, absence: int | None, team: QuerySet[Any]) -> dict[str, Any]:
    """Return with what the form of a deputy begins for an absence that this lead recorded."""
    fillings = PositionFilling.objects.led_by(user).filter(holder__in=team)
    rows = Absence.objects.filter(filling__in=fillings).select_related("filling")
    row = rows.filter(pk=absence).first() if absence else None
    if row is None:
        return {}
    others = team.exclude(pk=row.filling.holder_id)
    named = others.filter(name=row.covered_by).first() if row.covered_by else None
    return {
        "holder": row.filling.holder_id,
        "deputy": named and named.pk,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }
