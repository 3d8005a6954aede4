# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2

import geleit.core.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0004_open_steps_by_day'),
    ]

    operations = [
        migrations.AlterField(
            model_name='goal',
            name='measure',
            field=geleit.core.fields.EncryptedTextField(blank=True, max_length=300, verbose_name='Woran man es merkt'),
        ),
        migrations.AlterField(
            model_name='goal',
            name='text',
            field=geleit.core.fields.EncryptedTextField(max_length=300, verbose_name='Ziel'),
        ),
        migrations.AlterField(
            model_name='planstep',
            name='bearer_name',
            field=geleit.core.fields.EncryptedTextField(blank=True, max_length=120, verbose_name='Name oder Stelle'),
        ),
        migrations.AlterField(
            model_name='planstep',
            name='text',
            field=geleit.core.fields.EncryptedTextField(max_length=300, verbose_name='Schritt'),
        ),
    ]
