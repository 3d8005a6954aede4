# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long the emergency door stays open to begin with: our own measure, no law."""

from datetime import date

from django.db import migrations

SOURCE = (
    "Eigene Festlegung, keine gesetzliche Vorgabe (Maßstab: Art. 32 DSGVO, § 27 DSG-EKD: "
    "Zugriff nur, soweit erforderlich)."
)


def add_rule(apps, schema_editor):
    DoorRule = apps.get_model("cases", "DoorRule")
    DoorRule.objects.create(hours=24, tries_an_hour=10, valid_from=date(2019, 1, 1), source=SOURCE)


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_emergency_door")]
    operations = [migrations.RunPython(add_rule, migrations.RunPython.noop)]
