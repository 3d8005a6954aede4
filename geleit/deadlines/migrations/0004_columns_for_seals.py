# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2

import geleit.core.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('deadlines', '0003_first_expiry_rules'),
    ]

    operations = [
        migrations.AlterField(
            model_name='followupreminder',
            name='text',
            field=geleit.core.fields.EncryptedTextField(max_length=300, verbose_name='Woran'),
        ),
    ]
