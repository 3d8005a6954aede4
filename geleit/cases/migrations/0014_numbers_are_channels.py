# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telephone and e-mail of a person stand among her contact channels only; the two columns go."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_more_spellings"),
        ("persons", "0003_numbers_become_channels"),
    ]
    operations = [
        migrations.RemoveField("person", "phone"),
        migrations.RemoveField("person", "email"),
    ]
