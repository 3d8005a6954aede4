# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A contact channel says whether a list or a package brought it."""

from django.db import migrations, models

SOURCES = [("list", "aus einer Liste"), ("package", "aus einer Übergabe")]


class Migration(migrations.Migration):
    dependencies = [("persons", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="contactchannel",
            name="source",
            field=models.CharField(
                blank=True, choices=SOURCES, default="", max_length=8, verbose_name="Herkunft"
            ),
            preserve_default=False,
        )
    ]
