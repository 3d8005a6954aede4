# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 and their first rows at once; older installations took the single steps."""

from importlib import import_module

import django.utils.timezone
from django.db import migrations, models

append_only = import_module("geleit.audit.migrations.0002_append_only")
chain = import_module("geleit.audit.migrations.0004_chain")
checkpoints = import_module("geleit.audit.migrations.0006_checkpoints")


class Migration(migrations.Migration):
    replaces = [
        ("audit", "0001_initial"),
        ("audit", "0002_append_only"),
        ("audit", "0003_index_by_actor"),
        ("audit", "0004_chain"),
        ("audit", "0005_places"),
        ("audit", "0006_checkpoints"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="Zeitpunkt"
                    ),
                ),
                (
                    "actor",
                    models.CharField(
                        help_text="user:7, command:import", max_length=60, verbose_name="Wer"
                    ),
                ),
                ("verb", models.CharField(max_length=60, verbose_name="Was")),
                ("kind", models.CharField(blank=True, max_length=60, verbose_name="Art")),
                ("key", models.CharField(blank=True, max_length=60, verbose_name="Kennung")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="Angaben")),
                (
                    "sequence",
                    models.PositiveBigIntegerField(
                        editable=False, unique=True, verbose_name="Nummer"
                    ),
                ),
                (
                    "signed_with",
                    models.CharField(
                        editable=False, max_length=16, verbose_name="Name des Schlüssels"
                    ),
                ),
                (
                    "previous_hash",
                    models.CharField(editable=False, max_length=64, verbose_name="Prüfsumme davor"),
                ),
                ("hash", models.CharField(editable=False, max_length=64, verbose_name="Prüfsumme")),
                (
                    "case_key",
                    models.PositiveBigIntegerField(editable=False, null=True, verbose_name="Fall"),
                ),
                (
                    "agreement_key",
                    models.PositiveBigIntegerField(
                        editable=False, null=True, verbose_name="Vereinbarung"
                    ),
                ),
                (
                    "organisation_key",
                    models.PositiveBigIntegerField(
                        editable=False, null=True, verbose_name="Organisation"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        editable=False, max_length=30, null=True, verbose_name="in der Rolle"
                    ),
                ),
            ],
            options={
                "verbose_name": "Protokolleintrag",
                "verbose_name_plural": "Protokoll",
                "indexes": [
                    models.Index(fields=["kind", "key", "at"], name="event_by_object"),
                    models.Index(fields=["actor", "at"], name="event_by_actor"),
                    models.Index(fields=["case_key", "sequence"], name="event_by_case"),
                    models.Index(fields=["agreement_key", "sequence"], name="event_by_agreement"),
                    models.Index(
                        fields=["organisation_key", "sequence"], name="event_by_organisation"
                    ),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sequence", models.PositiveBigIntegerField(default=0, verbose_name="Nummer")),
                ("hash", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                ("seal", models.CharField(max_length=64, verbose_name="Siegel")),
            ],
            options={
                "verbose_name": "Stand des Protokolls",
                "verbose_name_plural": "Stand des Protokolls",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="audit_has_one_head")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="LogCheckpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sequence",
                    models.PositiveBigIntegerField(unique=True, verbose_name="bis Nummer"),
                ),
                ("hash", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                ("seal", models.CharField(max_length=64, verbose_name="Siegel")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="Zeitpunkt"
                    ),
                ),
            ],
            options={
                "verbose_name": "Löschmarke des Protokolls",
                "verbose_name_plural": "Löschmarken des Protokolls",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="LogRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "full_years",
                    models.PositiveSmallIntegerField(
                        verbose_name="volle Kalenderjahre nach dem Jahr des Eintrags"
                    ),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="gilt ab")),
                ("source", models.TextField(verbose_name="Quelle")),
                (
                    "is_verified",
                    models.BooleanField(default=False, verbose_name="am Gesetz geprüft"),
                ),
            ],
            options={
                "verbose_name": "Löschregel des Protokolls",
                "verbose_name_plural": "Löschregeln des Protokolls",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.RunPython(append_only._run(append_only.DO), append_only._run(append_only.UNDO)),
        migrations.RunPython(chain.chain_what_is_there, migrations.RunPython.noop),
        migrations.RunPython(chain._run(chain.DO), chain._run(chain.UNDO)),
        migrations.RunPython(checkpoints._add_rule, migrations.RunPython.noop),
        migrations.RunPython(checkpoints._run(checkpoints.DO), checkpoints._run(checkpoints.UNDO)),
    ]
