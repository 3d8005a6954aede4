# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 at once; older installations took the single steps."""

import uuid

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields


class Migration(migrations.Migration):
    replaces = [("handover", "0001_transfers"), ("handover", "0002_list_alone")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("agreements", "0001_squashed_0029_where_the_price_is_agreed"),
        ("cases", "0001_squashed_0013_more_spellings"),
        ("organisations", "0001_squashed_0003_land"),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="Kennung"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            (
                                "consent",
                                "Einwilligung: jede erwachsene Person hat schriftlich zugestimmt",
                            ),
                            (
                                "principal",
                                "Auftrag: wer verantwortlich ist, lässt die Akten weitergeben",
                            ),
                            ("list", "keine Akte: es geht nur die Liste der Fallnummern"),
                        ],
                        max_length=12,
                        verbose_name="Grundlage",
                    ),
                ),
                (
                    "prepared_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="vorbereitet"),
                ),
                (
                    "ordered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="bestellt"),
                ),
                (
                    "runner",
                    models.CharField(blank=True, help_text="machine:process", max_length=80),
                ),
                (
                    "cut_off_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="unterbrochen"),
                ),
                (
                    "trouble",
                    models.TextField(
                        blank=True, help_text="case numbers and reasons", verbose_name="Warum nicht"
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="übergeben")),
                ("moved", models.PositiveIntegerField(default=0, verbose_name="Fälle")),
                (
                    "received_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Eingang bestätigt"),
                ),
                (
                    "received_by",
                    models.CharField(blank=True, max_length=120, verbose_name="bestätigt von"),
                ),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="zurückgenommen"),
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
                    "ordered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="An wen?",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.cooperationagreement",
                        verbose_name="Vereinbarung dort",
                    ),
                ),
            ],
            options={
                "verbose_name": "Sammelübergabe",
                "verbose_name_plural": "Sammelübergaben",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done_at", None), ("runner", ""), _connector="OR"),
                        name="transfer_done_rests",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_at", None), ("done_at__isnull", False), _connector="OR"
                        ),
                        name="transfer_undone_means_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_at", None), ("received_by", "")),
                            models.Q(
                                ("done_at__isnull", False),
                                ("received_at__isnull", False),
                                models.Q(("received_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_received_means_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target", None),
                            models.Q(("target", models.F("agreement")), _negated=True),
                            _connector="OR",
                        ),
                        name="transfer_goes_elsewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "list"), _negated=True),
                            ("target", None),
                            _connector="OR",
                        ),
                        name="transfer_of_files_has_a_basis",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="TransferredCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=12, verbose_name="Fall")),
                ("persons", models.PositiveSmallIntegerField(default=0, verbose_name="Personen")),
                (
                    "deadlines",
                    models.PositiveSmallIntegerField(default=0, verbose_name="offene Fristen"),
                ),
                (
                    "next_due_on",
                    models.DateField(blank=True, null=True, verbose_name="nächste Frist"),
                ),
                (
                    "before",
                    geleit.core.fields.EncryptedJSONField(
                        default=dict, help_text="how the case stood; for taking back"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="handover.transfer",
                    ),
                ),
            ],
            options={
                "verbose_name": "Fall einer Sammelübergabe",
                "verbose_name_plural": "Fälle einer Sammelübergabe",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("transfer", "case"), name="case_once_in_a_transfer"
                    ),
                    models.UniqueConstraint(
                        fields=("transfer", "number"), name="number_once_in_a_transfer"
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
    ]
