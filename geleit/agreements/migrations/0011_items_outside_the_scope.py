# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Give every own mandate that is there already its item for what was done outside the scope."""

from django.db import migrations

WORDS = {
    "number": 999,
    "action_field": "everyday",
    "name": "Außerhalb des Leistungsumfangs",
    "unit": "hours",
    "agreed_quantity": 0,
    "period": "year",
    "is_outside_scope": True,
}


def add(apps, schema_editor):
    items = apps.get_model("agreements", "ServiceItem")
    mandates = apps.get_model("agreements", "Mandate").objects.filter(is_own=True)
    there = items.objects.filter(is_outside_scope=True).values("mandate")
    items.objects.bulk_create(
        items(mandate=mandate, valid_from=mandate.begins_on, **WORDS)
        for mandate in mandates.exclude(pk__in=there)
    )


class Migration(migrations.Migration):
    dependencies = [("agreements", "0010_outside_scope")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
