# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a whole file went over stands on the receipt of its acceptance, too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('packages', '0001_squashed_0005_accepted_together'),
    ]

    operations = [
        migrations.AddField(
            model_name='acceptedhandover',
            name='ground',
            field=models.CharField(blank=True, choices=[('consent', 'Einwilligung: jede erwachsene Person hat schriftlich zugestimmt'), ('principal', 'Auftrag: wer verantwortlich ist, lässt die Akten weitergeben'), ('list', 'keine Akte: die Liste der Fallnummern, an den Landkreis auch Freigegebenes')], help_text='why the whole file went; empty: it did not, or that was not kept then', max_length=12, verbose_name='Grundlage'),
        ),
    ]
