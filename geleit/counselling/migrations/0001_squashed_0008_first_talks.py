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
        ("counselling", "0001_initial"),
        ("counselling", "0002_withdraw_contacts_and_offers"),
        ("counselling", "0003_index_by_author"),
        ("counselling", "0004_columns_for_seals"),
        ("counselling", "0005_seal"),
        ("counselling", "0006_how_people_spoke"),
        ("counselling", "0007_groups_and_brief_advice"),
        ("counselling", "0008_first_talks"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("agreements", "0001_squashed_0029_where_the_price_is_agreed"),
        ("cases", "0001_squashed_0013_more_spellings"),
        ("plans", "0001_squashed_0011_carriers_keep_their_own"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
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
                            ("talk", "Gespräch"),
                            ("phone", "Telefonat"),
                            ("video", "Videogespräch"),
                            ("message", "Nachricht"),
                            ("mail", "E-Mail oder Brief"),
                            ("visit", "Hausbesuch"),
                            ("accompaniment", "Begleitung zu einer Stelle"),
                        ],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="am")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="Minuten")),
                (
                    "no_goal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("intake", "noch kein Plan: Erstgespräch oder Einschätzung"),
                            ("crisis", "kein Ziel: Krise"),
                            ("brief", "kein Ziel: kurze Auskunft"),
                        ],
                        max_length=10,
                        verbose_name="kein Ziel",
                    ),
                ),
                ("text", geleit.core.fields.EncryptedTextField(blank=True, verbose_name="Notiz")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "client_key",
                    models.UUIDField(
                        editable=False,
                        help_text="one form, one contact: double clicks",
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="cases.case",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.goal",
                        verbose_name="Ziel",
                    ),
                ),
                (
                    "persons",
                    models.ManyToManyField(related_name="+", to="cases.person", verbose_name="mit"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.serviceitem",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="zurückgenommen"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="geändert"),
                ),
                ("changes", models.PositiveIntegerField(default=0)),
                (
                    "interpreter",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=120, verbose_name="wer übersetzt hat"
                    ),
                ),
                (
                    "interpreting",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("professional", "Dolmetscher/in vor Ort"),
                            ("remote", "Dolmetschen am Telefon oder per Video"),
                            ("volunteer", "ehrenamtliche Sprachmittlung"),
                            ("colleague", "Kollege oder Kollegin"),
                            ("relative", "Angehörige oder Bekannte"),
                            ("child", "ein Kind (bitte vermeiden)"),
                            ("machine", "Übersetzungsprogramm"),
                        ],
                        max_length=20,
                        verbose_name="Sprachmittlung",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="BCP 47", max_length=12, verbose_name="Sprache"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("office", "im Büro"),
                            ("home", "bei der Person zu Hause"),
                            ("accommodation", "in der Unterkunft"),
                            ("agency", "bei einer Behörde oder Stelle"),
                            ("elsewhere", "an einem anderen Ort"),
                        ],
                        max_length=20,
                        verbose_name="Ort",
                    ),
                ),
            ],
            options={
                "verbose_name": "Kontakt",
                "verbose_name_plural": "Kontakte",
                "base_manager_name": "with_withdrawn",
                "default_manager_name": "unguarded",
                "indexes": [
                    models.Index(fields=["case", "-happened_on", "-id"], name="contact_timeline"),
                    models.Index(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=["service_item", "happened_on", "case", "minutes"],
                        name="contact_delivered",
                    ),
                    models.Index(fields=["recorded_by", "-id"], name="contact_by_author"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0), ("minutes__lte", 1440)),
                        name="contact_fits_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("goal", None), models.Q(("no_goal", ""), _negated=True)),
                            models.Q(("goal__isnull", False), ("no_goal", "")),
                            _connector="OR",
                        ),
                        name="contact_goal_or_why_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interpreter", ""),
                            models.Q(("interpreting", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contact_interpreter_has_a_kind",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
                ("with_withdrawn", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="am")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="Minuten")),
                (
                    "participants",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Teilnehmende"),
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
                    "service_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="agreements.serviceitem",
                    ),
                ),
                (
                    "client_key",
                    models.UUIDField(
                        editable=False,
                        help_text="one form, one offer: double clicks",
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="zurückgenommen"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="geändert"),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changes", models.PositiveIntegerField(default=0)),
                (
                    "interpreters",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Sprachmittelnde"),
                ),
                ("topic", models.CharField(blank=True, max_length=160, verbose_name="Thema")),
                (
                    "volunteers",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Ehrenamtliche"),
                ),
            ],
            options={
                "verbose_name": "Angebot",
                "verbose_name_plural": "Angebote",
                "indexes": [
                    models.Index(fields=["service_item", "held_on"], name="offer_delivered")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0), ("minutes__lte", 1440)),
                        name="offer_fits_a_day",
                    )
                ],
                "base_manager_name": "with_withdrawn",
                "default_manager_name": "objects",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("with_withdrawn", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="BriefAdvice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
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
                        verbose_name="Thema",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="am")),
                (
                    "minutes_each",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Minuten je Beratung"),
                ),
                ("number", models.PositiveSmallIntegerField(default=0, verbose_name="Anzahl")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.serviceitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "Kurzberatung",
                "verbose_name_plural": "Kurzberatungen",
                "indexes": [
                    models.Index(fields=["service_item", "given_on"], name="brief_delivered")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recorded_by", "given_on", "service_item", "topic", "minutes_each"),
                        name="one_tally_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    geleit.core.fields.EncryptedTextField(blank=True, verbose_name="nur für mich"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="counselling.contact",
                    ),
                ),
            ],
            options={
                "verbose_name": "Arbeitsnotiz",
                "verbose_name_plural": "Arbeitsnotizen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="FormerTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("topic", geleit.core.fields.EncryptedTextField(blank=True, verbose_name="Thema")),
                ("replaced_at", models.DateTimeField(auto_now_add=True, verbose_name="geändert")),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_topics",
                        to="counselling.offer",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "früheres Thema",
                "verbose_name_plural": "frühere Themen",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="cases.case",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="counselling.offer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.person",
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
            ],
            options={
                "verbose_name": "Teilnahme",
                "verbose_name_plural": "Teilnahmen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "constraints": [
                    models.UniqueConstraint(fields=("offer", "person"), name="attended_once")
                ],
                "indexes": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
    ]
