# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each body sits in a Land. Those that are there already were all counted in Baden-Württemberg."""

from django.db import migrations, models

SO_FAR = "BW"


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_former_details'),
    ]

    operations = [
        migrations.AddField(
            model_name='formerdetails',
            name='land',
            field=models.CharField(blank=True, default=SO_FAR, max_length=2, verbose_name='Land'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='organisation',
            name='land',
            field=models.CharField(blank=True, default=SO_FAR, help_text='Nach seinen Feiertagen rechnen Fristen.', max_length=2, verbose_name='Land'),
            preserve_default=False,
        ),
    ]
