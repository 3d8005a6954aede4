# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first template. Its form was never published, so it says of itself that nobody checked it."""

from datetime import date

from django.db import migrations

NAME = "Integrationsplan (VwV Integrationsmanagement)"
FIELDS = [
    "language", "school", "training", "work", "housing", "health", "family", "status", "money",
    "participation", "everyday",
]  # fmt: skip


def add_template(apps, schema_editor):
    apps.get_model("plans", "PlanTemplate").objects.get_or_create(
        name=NAME,
        valid_from=date(2017, 7, 24),  # first applications for Integrationsmanagement
        defaults={
            "review_months": 6,
            "action_fields": FIELDS,
            "source": "VwV Integrationsmanagement Baden-Württemberg; die vorgeschriebene Form ist nicht veröffentlicht",
            "is_verified": False,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_remove_softly")]
    operations = [migrations.RunPython(add_template, migrations.RunPython.noop)]
