# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules with which the product starts; offices add later ones with their own source."""

from datetime import date

from django.db import migrations

AUFENTHG_IN_FORCE = date(2005, 1, 1)
BEFORE_EXPIRY = "§ 81 Abs. 4 AufenthG: Antrag vor Ablauf, sonst keine Fiktionswirkung; Vorlauf 90 Tage nach Praxis"
RULES = [
    ("", 90, BEFORE_EXPIRY),
    ("permit_25_1", 90, BEFORE_EXPIRY),
    ("permit_25_2_refugee", 90, BEFORE_EXPIRY),
    ("permit_25_2_subsidiary", 90, BEFORE_EXPIRY),
    ("permit_25_3", 90, BEFORE_EXPIRY),
    ("permit_24", 180, "§ 24, § 81 Abs. 4 AufenthG; Vorlauf 180 Tage nach Praxis"),
    ("toleration", 42, "§ 60a Abs. 4 und 5 AufenthG; Vorlauf 42 Tage nach Praxis"),
    ("fictional", 28, "§ 81 Abs. 5 AufenthG; Vorlauf 28 Tage nach Praxis"),
    ("application", 28, "§ 63 Abs. 2 AsylG; Vorlauf 28 Tage nach Praxis"),
]


def add(apps, schema_editor):
    rules = apps.get_model("deadlines", "ExpiryRule")
    for kind, lead_days, source in RULES:
        rules.objects.create(
            kind=kind, lead_days=lead_days, valid_from=AUFENTHG_IN_FORCE, source=source
        )


def remove(apps, schema_editor):
    apps.get_model("deadlines", "ExpiryRule").objects.filter(valid_from=AUFENTHG_IN_FORCE).delete()


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_expiry_rules")]
    operations = [migrations.RunPython(add, remove)]
