# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 at once; older installations took the single steps."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields


class Migration(migrations.Migration):
    replaces = [
        ("volunteers", "0001_initial"),
        ("volunteers", "0002_minutes_and_form_key"),
        ("volunteers", "0003_columns_for_seals"),
        ("volunteers", "0004_seal"),
        ("volunteers", "0005_agreements_of_groups"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("agreements", "0001_squashed_0029_where_the_price_is_agreed"),
        ("organisations", "0001_squashed_0003_land"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Aufgabe")),
                (
                    "details",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, verbose_name="Was zu wissen ist"
                    ),
                ),
                (
                    "meeting_point",
                    models.CharField(blank=True, max_length=160, verbose_name="Treffpunkt"),
                ),
                ("wanted_on", models.DateField(verbose_name="am")),
                (
                    "contact_name",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=60, verbose_name="Vorname"
                    ),
                ),
                (
                    "contact_phone",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=60, verbose_name="Telefon"
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="erledigt am")),
                (
                    "minutes",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="Minuten"),
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
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client_key",
                    models.UUIDField(
                        editable=False,
                        help_text="one form, one task: double clicks",
                        null=True,
                        unique=True,
                    ),
                ),
            ],
            options={
                "verbose_name": "Einsatz",
                "verbose_name_plural": "Einsätze",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on", None), ("volunteer__isnull", False), _connector="OR"
                        ),
                        name="assignment_done_means_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on", None), ("minutes", None)),
                            models.Q(
                                ("done_on__isnull", False),
                                ("minutes__gte", 1),
                                ("minutes__isnull", False),
                                ("minutes__lte", 1440),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_done_means_minutes",
                    ),
                ],
                "indexes": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
    ]
