# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2

import geleit.core.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='importbatch',
            name='content',
            field=geleit.core.fields.EncryptedBinaryField(blank=True),
        ),
        migrations.AlterField(
            model_name='importedrow',
            name='values',
            field=geleit.core.fields.EncryptedJSONField(default=dict),
        ),
    ]
