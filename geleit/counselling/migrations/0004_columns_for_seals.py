# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2

import geleit.core.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('counselling', '0003_index_by_author'),
    ]

    operations = [
        migrations.AlterField(
            model_name='contact',
            name='text',
            field=geleit.core.fields.EncryptedTextField(blank=True, verbose_name='Notiz'),
        ),
    ]
