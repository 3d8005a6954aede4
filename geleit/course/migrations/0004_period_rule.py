# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long may be advised, to begin with: three years, four with a reason; not verified."""

from datetime import date

from django.db import migrations

SOURCE = (
    "VwV Integrationsmanagement vom 6. Juni 2023, nach der Darstellung eines Landkreises; der "
    "Wortlaut lag nicht vor, ungeprüft."
)


def add_rule(apps, schema_editor):
    apps.get_model("course", "PeriodRule").objects.create(
        regular_months=36, extended_months=48, valid_from=date(2017, 1, 1), source=SOURCE
    )


class Migration(migrations.Migration):
    dependencies = [("course", "0003_counselling_period")]
    operations = [migrations.RunPython(add_rule, migrations.RunPython.noop)]
