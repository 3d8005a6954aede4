# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 and their first rows at once; older installations took the single steps."""

from importlib import import_module

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields

bases = import_module("geleit.packages.migrations.0002_bases")


class Migration(migrations.Migration):
    replaces = [
        ("packages", "0001_packages"),
        ("packages", "0002_bases"),
        ("packages", "0003_accepted_handovers"),
        ("packages", "0004_inquiries"),
        ("packages", "0005_accepted_together"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("agreements", "0001_squashed_0029_where_the_price_is_agreed"),
        ("cases", "0001_squashed_0013_more_spellings"),
        ("organisations", "0001_squashed_0003_land"),
    ]

    operations = [
        migrations.CreateModel(
            name="SeenPackage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("package_id", models.UUIDField(editable=False, unique=True)),
            ],
            options={
                "verbose_name": "geöffnete Paketnummer",
                "verbose_name_plural": "geöffnete Paketnummern",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="HandoverBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("county_to_carrier", "Landkreis an Träger"),
                            ("carrier_to_county", "Träger an Landkreis oder Stadt"),
                            ("carrier_to_carrier", "Träger an anderen Träger"),
                        ],
                        max_length=20,
                        verbose_name="Richtung",
                    ),
                ),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("household", "Haushalt und Personen"),
                            ("contact", "Erreichbarkeit"),
                            ("language", "Sprache und Dolmetschen"),
                            ("status", "Aufenthalt und Ablauf"),
                            ("benefits", "Leistungsträger"),
                            ("address", "Wohnung"),
                            ("school", "Kita, Schule, Kurse"),
                            ("work", "Ausbildung und Arbeit"),
                            ("deadlines", "Laufende Anträge und Fristen"),
                            ("contacts", "Ansprechpersonen bei Diensten"),
                            ("volunteers", "Familie und Ehrenamt, die helfen"),
                            ("consents", "Einwilligungen"),
                            ("plan", "Letzter Plan"),
                            ("health", "Gesundheit und Schutzbedarf"),
                            ("notes", "Freie Bemerkungen"),
                        ],
                        max_length=12,
                        verbose_name="Punkt",
                    ),
                ),
                (
                    "data_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contact", "Name und Erreichbarkeit"),
                            ("household", "Angaben zum Haushalt und Wohnen"),
                            ("status", "Aufenthalt und Leistungen"),
                            ("work", "Sprache, Schule, Arbeit"),
                            ("plan", "Ziele und Schritte des Plans"),
                            ("health", "Gesundheit und andere besonders geschützte Angaben"),
                        ],
                        help_text="empty: a task of the authority, no consent needed",
                        max_length=12,
                        verbose_name="Einwilligung in",
                    ),
                ),
                (
                    "speaks_from_age",
                    models.PositiveSmallIntegerField(
                        default=18,
                        help_text="younger members of the household follow those of this age",
                        verbose_name="erklärt selbst ab Jahren",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="Rechtsgrundlage")),
                ("source", models.TextField(verbose_name="Quelle")),
                (
                    "is_verified",
                    models.BooleanField(default=False, verbose_name="am Gesetz geprüft"),
                ),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
            ],
            options={
                "verbose_name": "Grundlage der Übergabe",
                "verbose_name_plural": "Grundlagen der Übergabe",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("direction", "item", "valid_from"), name="basis_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="basis_has_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item__in", ["health", "notes"]), _negated=True),
                            models.Q(("data_kind", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="basis_of_health_is_consent",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fingerprint",
                    models.CharField(max_length=40, unique=True, verbose_name="Fingerabdruck"),
                ),
                ("sign_key", models.CharField(editable=False, max_length=44)),
                ("seal_key", models.CharField(editable=False, max_length=44)),
                ("added_at", models.DateTimeField(verbose_name="eingetragen")),
                ("added_by", models.CharField(max_length=120, verbose_name="eingetragen von")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="entfernt")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Gegenstelle",
                "verbose_name_plural": "Gegenstellen",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="AcceptedHandover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("handed_over_on", models.DateField(verbose_name="übergeben am")),
                (
                    "items",
                    models.JSONField(default=dict, help_text="item: state", verbose_name="Punkte"),
                ),
                (
                    "open_items",
                    models.JSONField(default=list, help_text="items", verbose_name="offene Punkte"),
                ),
                (
                    "settle_by",
                    models.DateField(blank=True, null=True, verbose_name="zu klären bis"),
                ),
                ("accepted_at", models.DateTimeField(verbose_name="angenommen")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accepted_handovers",
                        to="cases.case",
                    ),
                ),
                (
                    "holder",
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
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "together",
                    models.UUIDField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        help_text="the same for cases that were accepted in one step",
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name": "angenommene Übergabe",
                "verbose_name_plural": "angenommene Übergaben",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("open_items", []), ("settle_by__isnull", False), _connector="OR"
                        ),
                        name="open_points_have_a_day",
                    )
                ],
                "indexes": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "waits_since",
                    models.DateTimeField(
                        blank=True,
                        help_text="empty: all is answered",
                        null=True,
                        verbose_name="wartet auf Antwort seit",
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
                    "case",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inquiry",
                        to="cases.case",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Rückfragen zu einer Übergabe",
                "verbose_name_plural": "Rückfragen zu Übergaben",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [
                    models.Index(
                        condition=models.Q(("waits_since__isnull", False)),
                        fields=["sender", "waits_since"],
                        name="inquiry_waits",
                    )
                ],
                "constraints": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="SentPackage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("package_id", models.UUIDField(editable=False, unique=True)),
                (
                    "items",
                    models.JSONField(default=dict, help_text="item: state", verbose_name="Punkte"),
                ),
                ("made_at", models.DateTimeField(verbose_name="gepackt")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sent_packages",
                        to="cases.case",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="packages.partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "ausgegebenes Übergabepaket",
                "verbose_name_plural": "ausgegebene Übergabepakete",
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
            name="ReceivedPackage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content",
                    geleit.core.fields.EncryptedJSONField(
                        default=dict, help_text="docs/schemas: handover-1.schema.json"
                    ),
                ),
                ("persons_count", models.PositiveSmallIntegerField(verbose_name="Personen")),
                ("opened_at", models.DateTimeField(verbose_name="geöffnet")),
                ("opened_by", models.CharField(max_length=120, verbose_name="geöffnet von")),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="abgelehnt"),
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
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="received_package",
                        to="cases.case",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="packages.partner",
                    ),
                ),
                (
                    "number",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="packages.seenpackage",
                    ),
                ),
            ],
            options={
                "verbose_name": "geöffnetes Übergabepaket",
                "verbose_name_plural": "geöffnete Übergabepakete",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [
                    models.Index(
                        fields=["agreement", "accepted_at", "id"], name="package_by_agreement"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), ("declined_at", None), _connector="OR"
                        ),
                        name="package_accepted_or_declined",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("accepted_by", None)),
                            models.Q(
                                ("accepted_at__isnull", False), ("accepted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="package_accepted_means_by",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="InquiryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_answer",
                    models.BooleanField(help_text="else a question", verbose_name="Antwort"),
                ),
                (
                    "text",
                    geleit.core.fields.EncryptedTextField(max_length=1000, verbose_name="Wortlaut"),
                ),
                ("at", models.DateTimeField(verbose_name="geschrieben")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="packages.inquiry",
                    ),
                ),
            ],
            options={
                "verbose_name": "Eintrag in Rückfragen",
                "verbose_name_plural": "Einträge in Rückfragen",
                "ordering": ("at", "pk"),
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunPython(bases.add_bases, bases.remove_bases),
    ]
