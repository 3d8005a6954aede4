# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other cases of a household whose case is specially protected are so as well, for the same people.

Former ones at the same carrier stayed open: they show the same persons and where they live now.
Who holds one that runs stays named for it.
"""

from collections import defaultdict

from django.db import migrations


def protect_along(apps, _editor):
    cases = apps.get_model("cases", "Case")._base_manager
    readers = apps.get_model("cases", "ProtectedReader")
    own = "pk", "household", "agreement__carrier"
    protected = cases.filter(is_protected=True, handed_back_on=None)
    named = defaultdict(set)  # by household and carrier
    for pk, home, carrier in protected.values_list(*own):
        named[home, carrier] |= set(
            readers._base_manager.filter(case=pk).values_list("user", flat=True)
        )
    for (home, carrier), people in sorted(named.items()):
        others = cases.filter(
            household=home, agreement__carrier=carrier, is_protected=False, handed_back_on=None
        )
        for pk, holder, closed_on in list(others.values_list("pk", "holder", "closed_on")):
            reading = people | ({holder} if holder and not closed_on else set())
            present = set(readers._base_manager.filter(case=pk).values_list("user", flat=True))
            readers._base_manager.bulk_create(
                [readers(case_id=pk, user_id=user) for user in sorted(reading - present)]
            )
            cases.filter(pk=pk).update(is_protected=True)


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0001_squashed_0029_where_the_price_is_agreed"),
        ("cases", "0015_remark_of_a_person"),
    ]
    operations = [migrations.RunPython(protect_along, migrations.RunPython.noop)]
