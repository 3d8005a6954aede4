# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came back with a remark is answered. Both columns may be empty: a column that may not would
make the table anew on SQLite, and its triggers (0004) would be lost."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0025_settled_instalments")]

    operations = [
        migrations.AddField(
            model_name="agreementversion",
            name="reply",
            field=models.TextField(blank=True, null=True, verbose_name="Antwort auf die Anmerkung"),
        ),
        migrations.AddField(
            model_name="agreementversion",
            name="returned_print",
            field=models.CharField(blank=True, editable=False, max_length=64, null=True),
        ),
    ]
