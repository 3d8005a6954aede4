# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entries say where they belong. Columns that may be empty: no table is built anew, no seal breaks."""

from django.db import migrations, models


def number(name):
    return models.PositiveBigIntegerField(editable=False, null=True, verbose_name=name)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_chain")]
    operations = [
        migrations.AddField("event", "case_key", number("Fall")),
        migrations.AddField("event", "agreement_key", number("Vereinbarung")),
        migrations.AddField("event", "organisation_key", number("Organisation")),
        migrations.AddField(
            "event",
            "role",
            models.CharField(
                editable=False, max_length=30, null=True, verbose_name="in der Rolle"
            ),
        ),
        migrations.AddIndex(
            "event", models.Index(fields=["case_key", "sequence"], name="event_by_case")
        ),
        migrations.AddIndex(
            "event", models.Index(fields=["agreement_key", "sequence"], name="event_by_agreement")
        ),
        migrations.AddIndex(
            "event",
            models.Index(fields=["organisation_key", "sequence"], name="event_by_organisation"),
        ),
    ]
