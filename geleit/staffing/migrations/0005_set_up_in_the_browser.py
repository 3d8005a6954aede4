# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A post says out of which mandate it is paid."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0012_set_up_in_the_browser'),
        ('staffing', '0004_duties'),
    ]

    operations = [
        migrations.AddField(
            model_name='position',
            name='mandate',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='agreements.mandate', verbose_name='bezahlt aus'),
        ),
    ]
