# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 at once; older installations took the single steps."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields


class Migration(migrations.Migration):
    replaces = [("referrals", "0001_initial"), ("referrals", "0002_grounds_of_what_was_passed_on")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("cases", "0001_squashed_0013_more_spellings"),
        ("consents", "0001_squashed_0002_what_the_county_reads"),
        ("organisations", "0001_squashed_0003_land"),
    ]

    operations = [
        migrations.CreateModel(
            name="MainstreamService",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="Name")),
                (
                    "action_field",
                    models.CharField(
                        choices=[
                            ("language", "Sprache"),
                            ("school", "Schule, Kita, Kinder"),
                            ("training", "Ausbildung und Studium"),
                            ("work", "Arbeit und Anerkennung"),
                            ("housing", "Wohnen"),
                            ("health", "Gesundheit"),
                            ("family", "Familie"),
                            ("status", "Aufenthalt und Status"),
                            ("money", "Finanzen und Leistungen"),
                            ("participation", "Teilhabe und Ehrenamt"),
                            ("everyday", "Alltag und Behörden"),
                        ],
                        max_length=20,
                        verbose_name="Handlungsfeld",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=240, verbose_name="Adresse")),
                (
                    "opening_hours",
                    models.CharField(blank=True, max_length=240, verbose_name="Öffnungszeiten"),
                ),
                (
                    "languages",
                    models.CharField(blank=True, max_length=240, verbose_name="Sprachen"),
                ),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="Telefon")),
                ("checked_on", models.DateField(verbose_name="zuletzt geprüft am")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="gibt es bis")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Regeldienst",
                "verbose_name_plural": "Regeldienste",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "name"), name="service_named_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "concern",
                    geleit.core.fields.EncryptedTextField(max_length=300, verbose_name="Anliegen"),
                ),
                (
                    "kinds",
                    models.JSONField(
                        blank=True, default=list, verbose_name="weitergegebene Angaben"
                    ),
                ),
                ("referred_on", models.DateField(verbose_name="verwiesen am")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "noch nicht nachgefragt"),
                            ("waiting", "steht auf der Warteliste"),
                            ("arrived", "angekommen"),
                            ("refused", "abgelehnt"),
                            ("not_gone", "nicht hingegangen"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="Ergebnis",
                    ),
                ),
                (
                    "outcome_on",
                    models.DateField(blank=True, null=True, verbose_name="Ergebnis vom"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="cases.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="referrals",
                        to="cases.person",
                        verbose_name="Wer",
                    ),
                ),
                (
                    "referred_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.mainstreamservice",
                        verbose_name="Regeldienst",
                    ),
                ),
                (
                    "consents",
                    models.ManyToManyField(
                        blank=True,
                        help_text="on which the data of `kinds` were passed on that day",
                        related_name="+",
                        to="consents.consent",
                        verbose_name="Grundlage",
                    ),
                ),
            ],
            options={
                "verbose_name": "Verweis",
                "verbose_name_plural": "Verweise",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "open"), ("outcome_on", None)),
                            models.Q(
                                models.Q(("outcome", "open"), _negated=True),
                                ("outcome_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="referral_outcome_means_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome_on", None),
                            ("outcome_on__gte", models.F("referred_on")),
                            _connector="OR",
                        ),
                        name="referral_ends_after_it_begins",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
    ]
