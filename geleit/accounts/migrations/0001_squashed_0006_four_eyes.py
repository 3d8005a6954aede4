# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 at once; older installations took the single steps."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_temporary_password"),
        ("accounts", "0003_factor_secret"),
        ("accounts", "0004_data_protection"),
        ("accounts", "0005_access_codes"),
        ("accounts", "0006_four_eyes"),
    ]

    initial = True

    dependencies = [
        ("organisations", "0001_squashed_0003_land"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="E-Mail")),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktiv")),
                (
                    "must_change_password",
                    models.BooleanField(
                        default=False,
                        help_text="somebody else knows it: nothing else opens until it is changed",
                    ),
                ),
                (
                    "session_epoch",
                    models.PositiveIntegerField(
                        default=0, help_text="raised by one, it ends every session of this person"
                    ),
                ),
            ],
            options={
                "verbose_name": "Nutzer/in",
                "verbose_name_plural": "Nutzer/innen",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="FactorSecret",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", geleit.core.fields.EncryptedTextField(verbose_name="Geheimnis")),
            ],
            options={
                "verbose_name": "Geheimnis eines zweiten Faktors",
                "verbose_name_plural": "Geheimnisse der zweiten Faktoren",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("carrier_lead", "Leitung beim Träger"),
                            ("social_worker", "Sozialarbeit"),
                            ("town", "Stadt"),
                            ("county", "Flüchtlingssozialarbeit des Landkreises"),
                            ("volunteer_coordinator", "Ehrenamtskoordination"),
                            ("volunteer", "Ehrenamt"),
                            ("administrator", "Systemverwaltung"),
                            ("data_protection", "Datenschutz"),
                        ],
                        max_length=30,
                        verbose_name="Rolle",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="ab")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Zugehörigkeit",
                "verbose_name_plural": "Zugehörigkeiten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="membership_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("user", "organisation", "role", "starts_on"), name="membership_once"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AccessCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="hashed like a password", max_length=128, verbose_name="Code"
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="ausgegeben am")),
                ("ends_at", models.DateTimeField(verbose_name="gilt bis")),
                ("used_at", models.DateTimeField(null=True, verbose_name="benutzt am")),
                (
                    "issued_by",
                    models.ForeignKey(
                        help_text="nobody: a command",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Zugangscode",
                "verbose_name_plural": "Zugangscodes",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("issued_at"))),
                        name="access_code_has_a_span",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FactorRemoval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="erbeten am")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="entschieden am")),
                ("is_granted", models.BooleanField(default=False, verbose_name="entfernt")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factor_removals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Bitte um Entfernen des zweiten Faktors",
                "verbose_name_plural": "Bitten um Entfernen des zweiten Faktors",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)),
                        fields=("user",),
                        name="one_open_factor_removal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("is_granted", False)
                            ),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="factor_removal_is_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                models.Q(("decided_by", models.F("user")), _negated=True),
                            ),
                            ("decided_by", None),
                            _connector="OR",
                        ),
                        name="factor_removal_needs_a_second_person",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AccessQuestion",
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
                        choices=[("role", "Rolle"), ("code", "Zugangscode")],
                        max_length=4,
                        verbose_name="Was",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("carrier_lead", "Leitung beim Träger"),
                            ("social_worker", "Sozialarbeit"),
                            ("town", "Stadt"),
                            ("county", "Flüchtlingssozialarbeit des Landkreises"),
                            ("volunteer_coordinator", "Ehrenamtskoordination"),
                            ("volunteer", "Ehrenamt"),
                            ("administrator", "Systemverwaltung"),
                            ("data_protection", "Datenschutz"),
                        ],
                        max_length=30,
                        verbose_name="Rolle",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="ab")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                ("asked_at", models.DateTimeField(verbose_name="erbeten am")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="entschieden am")),
                ("is_granted", models.BooleanField(default=False, verbose_name="bestätigt")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_questions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Zugangsfrage",
                "verbose_name_plural": "Zugangsfragen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None), ("kind", "role")),
                        fields=("user", "organisation", "role"),
                        name="one_open_question_for_a_role",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None), ("kind", "code")),
                        fields=("user",),
                        name="one_open_question_for_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ends_on", None),
                                ("kind", "code"),
                                ("organisation", None),
                                ("role", ""),
                                ("starts_on", None),
                            ),
                            models.Q(
                                ("kind", "role"),
                                ("organisation__isnull", False),
                                ("starts_on__isnull", False),
                                models.Q(("role", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="access_question_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("is_granted", False)
                            ),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="access_question_is_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                models.Q(("decided_by", models.F("user")), _negated=True),
                            ),
                            ("decided_by", None),
                            _connector="OR",
                        ),
                        name="access_question_needs_a_second_person",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
