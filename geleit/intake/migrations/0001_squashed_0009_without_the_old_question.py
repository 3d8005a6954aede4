# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 and their first rows at once; older installations took the single steps."""

from importlib import import_module

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields

meeting = import_module("geleit.intake.migrations.0006_rule_of_the_first_meeting")


class Migration(migrations.Migration):
    replaces = [
        ("intake", "0001_initial"),
        ("intake", "0002_columns_for_seals"),
        ("intake", "0003_seal"),
        ("intake", "0004_work_in_the_background"),
        ("intake", "0005_arrivals"),
        ("intake", "0006_rule_of_the_first_meeting"),
        ("intake", "0007_inquiry_of_an_arrival"),
        ("intake", "0008_questions_into_inquiries"),
        ("intake", "0009_without_the_old_question"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("agreements", "0001_squashed_0029_where_the_price_is_agreed"),
        ("cases", "0001_squashed_0013_more_spellings"),
        ("housing", "0001_initial"),
        ("organisations", "0001_squashed_0003_land"),
        ("packages", "0001_squashed_0005_accepted_together"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="Datei")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("content", geleit.core.fields.EncryptedBinaryField(blank=True)),
                (
                    "choices",
                    models.JSONField(
                        blank=True, default=dict, help_text="column index: field, by hand"
                    ),
                ),
                (
                    "handed_in_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="eingereicht"),
                ),
                (
                    "taken_over_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="übernommen"),
                ),
                (
                    "persons_new",
                    models.PositiveIntegerField(default=0, verbose_name="neue Personen"),
                ),
                (
                    "persons_changed",
                    models.PositiveIntegerField(default=0, verbose_name="geänderte Personen"),
                ),
                (
                    "persons_unchanged",
                    models.PositiveIntegerField(default=0, verbose_name="unveränderte Personen"),
                ),
                ("households", models.PositiveIntegerField(default=0, verbose_name="Haushalte")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "handed_in_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="Absender",
                    ),
                ),
                ("begun_at", models.DateTimeField(blank=True, null=True, verbose_name="begonnen")),
                (
                    "cut_off_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="unterbrochen"),
                ),
                (
                    "decisions",
                    geleit.core.fields.EncryptedJSONField(
                        default=dict, help_text="row: column: take, keep or ask"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(default=0, verbose_name="Prozent")),
                (
                    "pulse_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="zuletzt gerechnet"),
                ),
                (
                    "reading",
                    geleit.core.fields.EncryptedJSONField(
                        default=dict, help_text="what a long list says as a whole"
                    ),
                ),
                (
                    "runner",
                    models.CharField(blank=True, help_text="machine:process", max_length=80),
                ),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "wartet auf Durchsicht"),
                            ("read", "wird gelesen"),
                            ("take", "wird übernommen"),
                        ],
                        max_length=10,
                        verbose_name="Schritt",
                    ),
                ),
                (
                    "taken_over_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "trouble",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, help_text="why a long list could not be read"
                    ),
                ),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="zurückgenommen"),
                ),
            ],
            options={
                "verbose_name": "eingereichte Liste",
                "verbose_name_plural": "eingereichte Listen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_over_at", None), ("content", b""), _connector="OR"
                        ),
                        name="batch_content_goes_when_taken_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_at", None), ("taken_over_at__isnull", False), _connector="OR"
                        ),
                        name="batch_undone_means_taken_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken_over_at", None), ("step", ""), _connector="OR"),
                        name="batch_taken_over_rests",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ColumnMemory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="in folded form", max_length=200, verbose_name="Überschrift"
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=40, verbose_name="gelesen als")),
                ("chosen_at", models.DateTimeField(auto_now=True, verbose_name="gewählt")),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "gemerkte Spalte",
                "verbose_name_plural": "gemerkte Spalten",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("carrier", "sender", "title"), name="column_remembered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstMeetingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "working_days",
                    models.PositiveSmallIntegerField(verbose_name="Arbeitstage nach der Ankunft"),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="gilt ab")),
                ("source", models.TextField(verbose_name="Quelle")),
            ],
            options={
                "verbose_name": "Regel für das Erstgespräch",
                "verbose_name_plural": "Regeln für das Erstgespräch",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("arrives_on", models.DateField(verbose_name="Ankunft")),
                ("household_name", models.CharField(max_length=120, verbose_name="Haushalt")),
                (
                    "persons",
                    geleit.core.fields.EncryptedJSONField(
                        default=list, help_text="what the county knows of each person"
                    ),
                ),
                ("persons_count", models.PositiveSmallIntegerField(verbose_name="Personen")),
                ("language", models.CharField(blank=True, max_length=12, verbose_name="Sprache")),
                (
                    "housing",
                    models.CharField(blank=True, max_length=160, verbose_name="Unterkunft"),
                ),
                (
                    "note",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=1000, verbose_name="Hinweis"
                    ),
                ),
                (
                    "announced_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="angekündigt"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="zurückgezogen"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="angenommen"),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "accommodation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.accommodation",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "announced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="arrival",
                        to="cases.case",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "inquiry",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="arrival",
                        to="packages.inquiry",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zuteilung",
                "verbose_name_plural": "Zuteilungen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [
                    models.Index(
                        fields=["agreement", "accepted_at", "arrives_on"], name="arrival_by_day"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("persons_count__gte", 1)), name="arrival_of_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), ("withdrawn_at", None), _connector="OR"
                        ),
                        name="arrival_accepted_or_withdrawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("accepted_by", None)),
                            models.Q(
                                ("accepted_at__isnull", False), ("accepted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="arrival_accepted_means_by",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ImportedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="Zeile")),
                ("key", models.CharField(db_index=True, max_length=400)),
                ("loose_key", models.CharField(db_index=True, max_length=400)),
                ("values", geleit.core.fields.EncryptedJSONField(default=dict)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="intake.importbatch",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.person",
                    ),
                ),
                (
                    "done",
                    geleit.core.fields.EncryptedJSONField(
                        default=dict, help_text="what taking over did to a known person"
                    ),
                ),
                ("household_key", models.CharField(blank=True, max_length=200)),
                (
                    "is_new",
                    models.BooleanField(default=False, help_text="the person came with this list"),
                ),
            ],
            options={
                "verbose_name": "Zeile einer Liste",
                "verbose_name_plural": "Zeilen einer Liste",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "number"), name="row_once_in_a_batch")
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="PreviewPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_to_look_at",
                    models.BooleanField(help_text="pages of the rows that somebody should see"),
                ),
                ("number", models.PositiveIntegerField(verbose_name="Seite")),
                ("rows", geleit.core.fields.EncryptedJSONField(default=list)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="intake.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "Seite einer Vorschau",
                "verbose_name_plural": "Seiten einer Vorschau",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "is_to_look_at", "number"), name="preview_page_once"
                    )
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunPython(meeting.add_rule, meeting.remove_rule),
    ]
