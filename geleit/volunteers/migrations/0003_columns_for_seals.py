# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2

import geleit.core.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('volunteers', '0002_minutes_and_form_key'),
    ]

    operations = [
        migrations.AlterField(
            model_name='assignment',
            name='contact_name',
            field=geleit.core.fields.EncryptedTextField(blank=True, max_length=60, verbose_name='Vorname'),
        ),
        migrations.AlterField(
            model_name='assignment',
            name='contact_phone',
            field=geleit.core.fields.EncryptedTextField(blank=True, max_length=60, verbose_name='Telefon'),
        ),
        migrations.AlterField(
            model_name='assignment',
            name='details',
            field=geleit.core.fields.EncryptedTextField(blank=True, verbose_name='Was zu wissen ist'),
        ),
    ]
