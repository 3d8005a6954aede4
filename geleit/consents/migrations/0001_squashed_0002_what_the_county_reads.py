# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 at once; older installations took the single steps."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields


class Migration(migrations.Migration):
    replaces = [("consents", "0001_initial"), ("consents", "0002_what_the_county_reads")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("cases", "0001_squashed_0013_more_spellings"),
        ("organisations", "0001_squashed_0003_land"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recipient",
                    geleit.core.fields.EncryptedTextField(max_length=160, verbose_name="Empfänger"),
                ),
                (
                    "purpose",
                    geleit.core.fields.EncryptedTextField(max_length=300, verbose_name="Zweck"),
                ),
                ("kinds", models.JSONField(default=list, verbose_name="Art der Angaben")),
                ("is_written", models.BooleanField(default=False, verbose_name="schriftlich")),
                ("given_on", models.DateField(verbose_name="erteilt am")),
                ("until", models.DateField(blank=True, null=True, verbose_name="gilt bis")),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, null=True, verbose_name="widerrufen am"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="cases.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="cases.person",
                        verbose_name="Wer",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shown_to",
                    models.ForeignKey(
                        blank=True,
                        help_text="the county that handed the case over: reads these kinds while this holds",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="liest hier mit",
                    ),
                ),
            ],
            options={
                "verbose_name": "Einwilligung",
                "verbose_name_plural": "Einwilligungen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("given_on")), _connector="OR"
                        ),
                        name="consent_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on", None),
                            ("withdrawn_on__gte", models.F("given_on")),
                            _connector="OR",
                        ),
                        name="consent_withdrawn_after_given",
                    ),
                ],
                "indexes": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
    ]
