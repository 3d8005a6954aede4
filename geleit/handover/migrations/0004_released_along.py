# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the county reads of a case that comes back, kept sealed beside the receipt."""

from django.db import migrations, models

import geleit.core.fields


class Migration(migrations.Migration):
    dependencies = [("handover", "0003_files_left_behind")]

    operations = [
        migrations.AddField(
            model_name="transferredcase",
            name="released",
            field=geleit.core.fields.EncryptedJSONField(
                default=dict, help_text="what the county reads of it: as in a package, and until when"
            ),
        ),
        migrations.AlterField(
            model_name="transfer",
            name="basis",
            field=models.CharField(
                choices=[
                    ("consent", "Einwilligung: jede erwachsene Person hat schriftlich zugestimmt"),
                    ("principal", "Auftrag: wer verantwortlich ist, lässt die Akten weitergeben"),
                    (
                        "list",
                        "keine Akte: die Liste der Fallnummern, an den Landkreis auch Freigegebenes",
                    ),
                ],
                max_length=12,
                verbose_name="Grundlage",
            ),
        ),
    ]
