# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long before its end people are told of a consent becomes data: practice, not law."""

from django.db import migrations, models

DAYS = 28
SOURCE = (
    " Einwilligung, Praxis, keine Rechtsregel: vier Wochen vorher, denn eine neue verlangt ein "
    "Gespräch und das Gespräch einen Termin. Nicht geprüft."
)


def fill(apps, schema_editor):
    for row in apps.get_model("agreements", "LeadTimes").objects.all():
        row.consent_days, row.source = DAYS, row.source + SOURCE
        row.save(update_fields=["consent_days", "source"])


def empty(apps, schema_editor):
    for row in apps.get_model("agreements", "LeadTimes").objects.all():
        row.source = row.source.replace(SOURCE, "")
        row.save(update_fields=["source"])


class Migration(migrations.Migration):
    dependencies = [("agreements", "0027_months_before_an_end")]

    operations = [
        migrations.AddField(
            model_name="leadtimes",
            name="consent_days",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="Hinweis vor dem Ende einer Einwilligung"
            ),
        ),
        migrations.RunPython(fill, empty),
    ]
