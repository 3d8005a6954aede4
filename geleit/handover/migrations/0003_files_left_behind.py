# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closed files of households that went to another carrier open for nobody at the former one.

They showed the household as the other carrier writes it. Taking the transfer back opens them.
"""

from django.db import migrations
from django.db.models import F
from django.utils.timezone import localdate


def shut(apps, _editor):
    rows = apps.get_model("handover", "TransferredCase")._base_manager.select_related(
        "transfer__agreement", "case"
    )
    went = rows.filter(
        transfer__done_at__isnull=False, transfer__undone_at=None, transfer__target__isnull=False
    ).exclude(case__agreement__carrier=F("transfer__agreement__carrier"))
    cases = apps.get_model("cases", "Case")._base_manager
    for row in went.order_by("transfer__done_at", "pk"):
        here = cases.filter(
            household=row.case.household_id,
            agreement__carrier=row.transfer.agreement.carrier_id,
            handed_back_on=None,
        )
        found = list(here.values_list("pk", "holder", "closed_on"))
        if not found or any(closed_on is None for _pk, _holder, closed_on in found):
            continue
        day = localdate(row.transfer.done_at)
        for pk, _holder, closed_on in found:
            cases.filter(pk=pk).update(handed_back_on=max(day, closed_on), holder=None)
        row.before = row.before | {"former": {str(pk): holder for pk, holder, _day in found}}
        row.save(update_fields=["before"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_former_cases_protected_along"),
        ("handover", "0001_squashed_0002_list_alone"),
    ]
    operations = [migrations.RunPython(shut, migrations.RunPython.noop)]
