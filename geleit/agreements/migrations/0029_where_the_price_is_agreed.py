# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the remuneration is agreed is written down with it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0028_days_before_a_consent_ends")]

    operations = [
        migrations.AlterModelOptions(
            name="settledinstalment",
            options={
                "verbose_name": "feststehender Abschlag",
                "verbose_name_plural": "feststehende Abschläge",
            },
        ),
        migrations.AddField(
            model_name="priceterms",
            name="source",
            field=models.CharField(
                blank=True, default="", max_length=200, verbose_name="Wo es vereinbart ist"
            ),
        ),
    ]
