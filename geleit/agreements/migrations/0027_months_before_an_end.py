# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When people are told of a day for notice or of an end becomes data: practice, not law."""

from django.db import migrations, models

MONTHS = [6, 3, 1]
SOURCE = (
    " Kündigung und Ende, Praxis, keine Rechtsregel: sechs Monate vorher für Haushalt und Gremium, "
    "drei für das Gespräch beider Seiten, einer als letzte Erinnerung. Nicht geprüft."
)


def fill(apps, schema_editor):
    for row in apps.get_model("agreements", "LeadTimes").objects.all():
        row.term_months, row.source = MONTHS, row.source + SOURCE
        row.save(update_fields=["term_months", "source"])


def empty(apps, schema_editor):
    for row in apps.get_model("agreements", "LeadTimes").objects.all():
        row.source = row.source.replace(SOURCE, "")
        row.save(update_fields=["source"])


class Migration(migrations.Migration):
    dependencies = [("agreements", "0026_replies_to_remarks")]

    operations = [
        migrations.AddField(
            model_name="leadtimes",
            name="term_months",
            field=models.JSONField(
                blank=True,
                default=list,
                verbose_name="Monate vor dem Tag für die Kündigung oder dem Ende",
            ),
        ),
        migrations.RunPython(fill, empty),
    ]
