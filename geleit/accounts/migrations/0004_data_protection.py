# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The role of the data protection officer."""

from django.db import migrations, models

ROLES = [
    ("carrier_lead", "Leitung beim Träger"),
    ("social_worker", "Sozialarbeit"),
    ("town", "Stadt"),
    ("county", "Flüchtlingssozialarbeit des Landkreises"),
    ("volunteer_coordinator", "Ehrenamtskoordination"),
    ("volunteer", "Ehrenamt"),
    ("administrator", "Systemverwaltung"),
    ("data_protection", "Datenschutz"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_factor_secret")]
    operations = [
        migrations.AlterField(
            "membership",
            "role",
            models.CharField(choices=ROLES, max_length=30, verbose_name="Rolle"),
        )
    ]
