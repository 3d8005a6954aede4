# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a membership reaches: the only writer."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import Membership, User
from geleit.accounts.second_person import READS_PERSONS
from geleit.agreements.models import CooperationAgreement, CoveredAgreement
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused


@transaction.atomic
def limit_role(
    membership: Membership, *, agreements: Iterable[CooperationAgreement], by: Any
) -> None:
    """Let a membership reach these agreements alone; none named: all of its organisation.

    Raises Refused for an agreement to which the organisation is no party, for one's own role, and
    where a role that reads cases would reach further than a lead has confirmed.
    """
    row = Membership.objects.select_for_update(of=["self"]).select_related("organisation")
    membership = row.get(pk=membership.pk)
    wanted = {agreement.pk for agreement in agreements}
    possible = CooperationAgreement.objects.to_limit(membership)
    if wanted - set(possible.values_list("pk", flat=True)):
        text = _("Diese Vereinbarung gehört nicht zur Organisation dieser Rolle.")
        raise Refused([Problem("agreement-elsewhere", text)])
    if membership.user == by:
        text = _("Wie weit die eigene Rolle reicht, legt eine zweite Person fest.")
        raise Refused([Problem("own-role", text)])
    before = set(membership.covered.values_list("agreement", flat=True))
    is_wider = bool(before) and (not wanted or bool(wanted - before))
    if is_wider and membership.role in READS_PERSONS and isinstance(by, User):
        text = _(
            "Weiter reicht die Rolle erst, wenn eine Leitung zustimmt. Bitte beim Konto eine neue "
            "Rolle vorschlagen; enger machen können Sie diese hier."
        )
        raise Refused([Problem("role-wider", text)])
    if wanted != before:
        new = sorted(wanted - before)
        CoveredAgreement.objects.bulk_create(
            CoveredAgreement(membership=membership, agreement_id=pk) for pk in new
        )
        membership.covered.exclude(agreement__in=wanted).delete()
        record(
            by, "role-limited", membership.user,
            role=membership.role, agreements=sorted(wanted), before=sorted(before),
        )  # fmt: skip
