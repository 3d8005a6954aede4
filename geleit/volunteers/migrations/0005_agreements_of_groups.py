# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coordinators keep the agreements under which their group already has tasks."""

from django.db import migrations


def name_agreements(apps, schema_editor):
    Assignment = apps.get_model("volunteers", "Assignment")
    Covered = apps.get_model("agreements", "CoveredAgreement")
    Membership = apps.get_model("accounts", "Membership")
    tasks = Assignment._base_manager.values_list("group", "agreement").distinct()
    for group, agreement in tasks.order_by("group", "agreement"):
        for one in Membership.objects.filter(organisation=group, role="volunteer_coordinator"):
            Covered.objects.get_or_create(membership=one, agreement_id=agreement)


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0004_seal"),
        ("agreements", "0002_covered_agreements"),
    ]
    operations = [migrations.RunPython(name_agreements, migrations.RunPython.noop)]
