# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2

import geleit.core.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_later_names'),
    ]

    operations = [
        migrations.AlterField(
            model_name='person',
            name='remark',
            field=geleit.core.fields.EncryptedTextField(blank=True, verbose_name='Bemerkung aus der Liste'),
        ),
        migrations.AlterField(
            model_name='unreadvalue',
            name='message',
            field=geleit.core.fields.EncryptedTextField(verbose_name='Hinweis'),
        ),
        migrations.AlterField(
            model_name='unreadvalue',
            name='value',
            field=geleit.core.fields.EncryptedTextField(verbose_name='Wert'),
        ),
    ]
