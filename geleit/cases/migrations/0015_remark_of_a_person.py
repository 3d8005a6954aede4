# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The remark about a person need not come from a list."""

from django.db import migrations

from geleit.core.fields import EncryptedTextField


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_numbers_are_channels")]
    operations = [
        migrations.AlterField(
            "person", "remark", EncryptedTextField(blank=True, verbose_name="Bemerkung")
        ),
    ]
