# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead times to begin with: practice, not law."""

from datetime import date

from django.db import migrations

SOURCE = (
    "Praxis, keine Rechtsregel: zwei Wochen reichen für eine Aufgabe zwischen zwei Häusern, drei Tage "
    "für einen Termin, der im Kalender steht. Nicht geprüft."
)


def fill(apps, schema_editor):
    apps.get_model("agreements", "LeadTimes").objects.create(
        valid_from=date(2017, 1, 1), meeting_days=3, task_mail_days=7, task_days=14,
        source=SOURCE,
    )  # fmt: skip


def empty(apps, schema_editor):
    apps.get_model("agreements", "LeadTimes").objects.filter(source=SOURCE).delete()


class Migration(migrations.Migration):
    dependencies = [("agreements", "0023_lead_times")]
    operations = [migrations.RunPython(fill, empty)]
