# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 and their first rows at once; older installations took the single steps."""

from importlib import import_module

from django.db import migrations, models

practice = import_module("geleit.statistics.migrations.0002_rules_of_practice")


class Migration(migrations.Migration):
    replaces = [("statistics", "0001_disclosure_rule"), ("statistics", "0002_rules_of_practice")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DisclosureRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("steering", "Steuerung zwischen Stadt und Träger"),
                            ("publication", "Veröffentlichung"),
                        ],
                        max_length=20,
                        verbose_name="Zweck",
                    ),
                ),
                (
                    "minimum_households",
                    models.PositiveSmallIntegerField(verbose_name="Haushalte mindestens"),
                ),
                (
                    "rounding_base",
                    models.PositiveSmallIntegerField(verbose_name="gerundet auf Vielfache von"),
                ),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="gilt bis")),
                ("source", models.TextField(verbose_name="Quelle")),
            ],
            options={
                "verbose_name": "Schutzregel",
                "verbose_name_plural": "Schutzregeln",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "valid_from"), name="disclosure_rule_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="disclosure_rule_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum_households__gte", 1), ("rounding_base__gte", 1)
                        ),
                        name="disclosure_rule_thresholds_are_positive",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.RunPython(practice.add_rules, migrations.RunPython.noop),
    ]
