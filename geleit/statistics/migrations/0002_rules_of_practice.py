# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The thresholds to begin with: good practice of German statistics, not law for a carrier."""

from datetime import date

from django.db import migrations

PRACTICE = (
    "Gute Praxis, keine gesetzliche Vorgabe für freie Träger (Maßstab: § 16 BStatG, "
    "§ 4 DSG-EKD, Erwägungsgrund 26 DSGVO). "
)
RULES = [
    (
        "steering",
        3,
        5,
        PRACTICE + "Mindestzahl 3 wie Statistik der Bundesagentur für Arbeit; Rundung auf "
        "Vielfache von 5 wie Personalstatistik der Statistischen Ämter seit 2014.",
    ),
    (
        "publication",
        5,
        5,
        PRACTICE + "Mindestzahl 5 wie bei Landesämtern für sensible Merkmale; Rundung auf "
        "Vielfache von 5 wie Personalstatistik der Statistischen Ämter seit 2014.",
    ),
]


def add_rules(apps, schema_editor):
    DisclosureRule = apps.get_model("statistics", "DisclosureRule")
    for name, minimum, base, source in RULES:
        DisclosureRule.objects.create(
            name=name,
            minimum_households=minimum,
            rounding_base=base,
            valid_from=date(2014, 1, 1),
            source=source,
        )


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_disclosure_rule")]
    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop)]
