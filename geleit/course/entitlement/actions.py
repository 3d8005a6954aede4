# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writer of rules about whom a mandate is for."""

from datetime import date

from django.db import transaction

from geleit.accounts.models import User
from geleit.agreements.models import Mandate
from geleit.audit.models import record
from geleit.course.entitlement.models import EntitlementRule


@transaction.atomic
def set_rule(
    mandate: Mandate,
    *,
    statuses: list[str],
    stages: list[str],
    valid_from: date,
    source: str,
    by: User,
) -> EntitlementRule:
    """Say from a day on whom the mandate is for; earlier rules stay."""
    Mandate.objects.select_for_update().get(pk=mandate.pk)
    rule, _made = EntitlementRule.objects.update_or_create(
        mandate=mandate,
        valid_from=valid_from,
        defaults={"statuses": statuses, "stages": stages, "source": source},
    )
    record(by, "entitlement-rule-set", rule, mandate=mandate.pk)
    return rule
