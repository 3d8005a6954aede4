# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 at once; older installations took the single steps."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("organisations", "0001_initial"),
        ("organisations", "0002_former_details"),
        ("organisations", "0003_land"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("carrier", "Freier Träger"),
                            ("municipality", "Stadt oder Gemeinde"),
                            ("county", "Landkreis"),
                            ("volunteer_group", "Freundeskreis oder Arbeitskreis"),
                            ("operator", "Betrieb der Software"),
                        ],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="Name")),
                ("short_name", models.CharField(max_length=60, verbose_name="Kurzname")),
                ("street", models.CharField(blank=True, max_length=120, verbose_name="Straße")),
                (
                    "postcode",
                    models.CharField(blank=True, max_length=10, verbose_name="Postleitzahl"),
                ),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="Ort")),
                (
                    "land",
                    models.CharField(
                        blank=True,
                        help_text="Nach seinen Feiertagen rechnen Fristen.",
                        max_length=2,
                        verbose_name="Land",
                    ),
                ),
            ],
            options={
                "verbose_name": "Organisation",
                "verbose_name_plural": "Organisationen",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="FormerDetails",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("short_name", models.CharField(max_length=60, verbose_name="Kurzname")),
                ("street", models.CharField(blank=True, max_length=120, verbose_name="Straße")),
                (
                    "postcode",
                    models.CharField(blank=True, max_length=10, verbose_name="Postleitzahl"),
                ),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="Ort")),
                ("until", models.DateField(verbose_name="bis")),
                ("changed_by", models.CharField(max_length=120, verbose_name="geändert von")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former",
                        to="organisations.organisation",
                    ),
                ),
                ("land", models.CharField(blank=True, max_length=2, verbose_name="Land")),
            ],
            options={
                "verbose_name": "frühere Angaben einer Organisation",
                "verbose_name_plural": "frühere Angaben der Organisationen",
                "indexes": [],
                "constraints": [],
            },
        ),
    ]
