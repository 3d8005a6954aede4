# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 and their first rows at once; older installations took the single steps."""

from importlib import import_module

from django.db import migrations, models

phrases = import_module("geleit.letters.migrations.0002_first_phrases")
review = import_module("geleit.letters.migrations.0003_when_the_plan_is_looked_at_again")


class Migration(migrations.Migration):
    replaces = [
        ("letters", "0001_phrase_blocks"),
        ("letters", "0002_first_phrases"),
        ("letters", "0003_when_the_plan_is_looked_at_again"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PhraseBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, verbose_name="Baustein")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("ar", "Arabisch"),
                            ("prs", "Dari"),
                            ("en", "Englisch"),
                            ("fr", "Französisch"),
                            ("kmr", "Kurdisch (Kurmancî)"),
                            ("ckb", "Kurdisch (Sorani)"),
                            ("ps", "Paschtu"),
                            ("ru", "Russisch"),
                            ("so", "Somali"),
                            ("ti", "Tigrinisch"),
                            ("tr", "Türkisch"),
                            ("uk", "Ukrainisch"),
                            ("de", "nur einfaches Deutsch"),
                        ],
                        max_length=12,
                        verbose_name="Sprache",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="Fassung")),
                ("text", models.CharField(max_length=400, verbose_name="Text")),
                ("source", models.CharField(max_length=200, verbose_name="Quelle")),
                ("added_on", models.DateField(verbose_name="eingetragen am")),
                (
                    "checked_by",
                    models.CharField(blank=True, max_length=120, verbose_name="geprüft von"),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="geprüft am")),
            ],
            options={
                "verbose_name": "Satzbaustein",
                "verbose_name_plural": "Satzbausteine",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language", "key", "version"), name="phrase_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="phrase_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", ""), ("checked_on", None)),
                            models.Q(
                                ("checked_on__isnull", False),
                                models.Q(("checked_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="phrase_checked_means_by",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.RunPython(phrases.add_phrases, migrations.RunPython.noop),
        migrations.RunPython(review.mend, review.take_back),
    ]
