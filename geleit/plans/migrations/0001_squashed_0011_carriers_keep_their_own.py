# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 and their first rows at once; older installations took the single steps."""

from importlib import import_module

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields

template = import_module("geleit.plans.migrations.0003_first_template")
scale = import_module("geleit.plans.migrations.0008_first_scale")
suggestions = import_module("geleit.plans.migrations.0010_first_suggestions")


class Migration(migrations.Migration):
    replaces = [
        ("plans", "0001_initial"),
        ("plans", "0002_remove_softly"),
        ("plans", "0003_first_template"),
        ("plans", "0004_open_steps_by_day"),
        ("plans", "0005_columns_for_seals"),
        ("plans", "0006_seal"),
        ("plans", "0007_assessments"),
        ("plans", "0008_first_scale"),
        ("plans", "0009_versions_and_suggestions"),
        ("plans", "0010_first_suggestions"),
        ("plans", "0011_carriers_keep_their_own"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("cases", "0001_squashed_0013_more_spellings"),
        ("documents", "0001_initial"),
        ("organisations", "0001_squashed_0003_land"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="Vorlage")),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="gilt bis")),
                (
                    "review_months",
                    models.PositiveSmallIntegerField(verbose_name="Überprüfung alle … Monate"),
                ),
                ("source", models.TextField(verbose_name="Quelle")),
                ("is_verified", models.BooleanField(default=False, verbose_name="geprüft")),
                (
                    "action_fields",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Leer heißt: alle.",
                        verbose_name="Handlungsfelder",
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="Träger",
                    ),
                ),
            ],
            options={
                "verbose_name": "Planvorlage",
                "verbose_name_plural": "Planvorlagen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="template_ends_after_it_begins",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="IndependenceScale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="Skala")),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="gilt bis")),
                ("source", models.TextField(verbose_name="Quelle")),
                ("is_verified", models.BooleanField(default=False, verbose_name="geprüft")),
            ],
            options={
                "verbose_name": "Skala der Selbstständigkeit",
                "verbose_name_plural": "Skalen der Selbstständigkeit",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="scale_ends_after_it_begins",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PlanSuggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                (
                    "kind",
                    models.CharField(
                        choices=[("goal", "Ziel"), ("step", "Schritt")],
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="Text")),
                (
                    "measure",
                    models.CharField(blank=True, max_length=300, verbose_name="Woran man es merkt"),
                ),
                (
                    "bearer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1_person", "die Person selbst"),
                            ("2_near", "Familie oder Ehrenamt"),
                            ("3_carrier", "Träger"),
                            ("4_mainstream", "Regeldienst"),
                            ("5_authority", "Behörde"),
                        ],
                        max_length=20,
                        verbose_name="Wer macht es",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="gilt bis")),
                ("source", models.CharField(max_length=200, verbose_name="Quelle")),
                (
                    "carrier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="Träger",
                    ),
                ),
                (
                    "not_for",
                    models.JSONField(blank=True, default=list, verbose_name="nicht angeboten bei"),
                ),
            ],
            options={
                "verbose_name": "Vorschlag",
                "verbose_name_plural": "Vorschläge",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="suggestion_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bearer", ""), ("kind", "goal")),
                            models.Q(
                                ("kind", "step"),
                                ("measure", ""),
                                models.Q(("bearer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="suggestion_of_a_step_names_its_bearer",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="IntegrationPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begun_on", models.DateField(verbose_name="begonnen am")),
                (
                    "agreed_on",
                    models.DateField(blank=True, null=True, verbose_name="vereinbart am"),
                ),
                ("review_on", models.DateField(verbose_name="nächste Überprüfung")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan",
                        to="cases.case",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.plantemplate",
                    ),
                ),
            ],
            options={
                "verbose_name": "Integrationsplan",
                "verbose_name_plural": "Integrationspläne",
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
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "view",
                    models.CharField(
                        choices=[("person", "Sicht der Person"), ("adviser", "Sicht der Beratung")],
                        max_length=10,
                        verbose_name="Sicht",
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("1_start", "Beginn"),
                            ("2_review", "Überprüfung"),
                            ("3_end", "Abschluss"),
                        ],
                        max_length=10,
                        verbose_name="Anlass",
                    ),
                ),
                ("assessed_on", models.DateField(verbose_name="eingeschätzt am")),
                (
                    "note",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=500, verbose_name="Bemerkung"
                    ),
                ),
                (
                    "removed_on",
                    models.DateField(blank=True, null=True, verbose_name="zurückgenommen am"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="cases.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="cases.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="von",
                    ),
                ),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.independencescale",
                    ),
                ),
            ],
            options={
                "verbose_name": "Einschätzung",
                "verbose_name_plural": "Einschätzungen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [models.Index(fields=["assessed_on"], name="assessment_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_on", None)),
                        fields=("case", "person", "view", "assessed_on"),
                        name="assessment_once_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("occasion", "1_start"), ("removed_on", None)),
                        fields=("case", "person", "view"),
                        name="assessment_starts_once",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ScaleLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "ganz auf andere angewiesen"),
                            (2, "mit viel Hilfe"),
                            (3, "mit etwas Hilfe"),
                            (4, "meist allein"),
                            (5, "allein und sicher"),
                        ],
                        verbose_name="Stufe",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="Beschreibung")),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="levels",
                        to="plans.independencescale",
                    ),
                ),
            ],
            options={
                "verbose_name": "Stufe einer Skala",
                "verbose_name_plural": "Stufen einer Skala",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scale", "action_field", "level"), name="scale_level_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 5))), name="scale_has_five_levels"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                (
                    "text",
                    geleit.core.fields.EncryptedTextField(max_length=300, verbose_name="Ziel"),
                ),
                (
                    "measure",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=300, verbose_name="Woran man es merkt"
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                ("reached_on", models.DateField(blank=True, null=True, verbose_name="erreicht am")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="plans.integrationplan",
                    ),
                ),
                ("removed_on", models.DateField(blank=True, null=True, verbose_name="entfernt am")),
            ],
            options={
                "verbose_name": "Ziel",
                "verbose_name_plural": "Ziele",
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
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "ganz auf andere angewiesen"),
                            (2, "mit viel Hilfe"),
                            (3, "mit etwas Hilfe"),
                            (4, "meist allein"),
                            (5, "allein und sicher"),
                        ],
                        verbose_name="Stufe",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="plans.assessment",
                    ),
                ),
            ],
            options={
                "verbose_name": "Stufe in einem Handlungsfeld",
                "verbose_name_plural": "Stufen in Handlungsfeldern",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "action_field"), name="rating_once_in_a_field"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 5))), name="rating_on_the_scale"
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Fassung")),
                ("agreed_on", models.DateField(verbose_name="vereinbart am")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("spoken", "besprochen, ohne Unterschrift"),
                            ("screen", "hier auf dem Bildschirm unterschrieben"),
                            ("typed", "Name eingetippt statt unterschrieben"),
                            ("paper", "auf Papier unterschrieben"),
                        ],
                        max_length=10,
                        verbose_name="wie",
                    ),
                ),
                ("content", geleit.core.fields.EncryptedJSONField(verbose_name="Inhalt")),
                (
                    "signature",
                    geleit.core.fields.EncryptedJSONField(
                        blank=True, null=True, verbose_name="Unterschrift"
                    ),
                ),
                (
                    "signer",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=120, verbose_name="Name"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="festgehalten"),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                        verbose_name="unterschriebenes Blatt",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="plans.integrationplan",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="von",
                    ),
                ),
            ],
            options={
                "verbose_name": "Fassung eines Plans",
                "verbose_name_plural": "Fassungen von Plänen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="plan_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", "screen"), ("signature__isnull", False)),
                            models.Q(
                                models.Q(("how", "screen"), _negated=True), ("signature", None)
                            ),
                            _connector="OR",
                        ),
                        name="plan_version_screen_means_signature",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", "typed"), _negated=True),
                            models.Q(("signer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_version_typed_means_name",
                    ),
                ],
                "indexes": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    geleit.core.fields.EncryptedTextField(max_length=300, verbose_name="Schritt"),
                ),
                (
                    "bearer",
                    models.CharField(
                        choices=[
                            ("1_person", "die Person selbst"),
                            ("2_near", "Familie oder Ehrenamt"),
                            ("3_carrier", "Träger"),
                            ("4_mainstream", "Regeldienst"),
                            ("5_authority", "Behörde"),
                        ],
                        max_length=20,
                        verbose_name="Wer macht es",
                    ),
                ),
                (
                    "bearer_name",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=120, verbose_name="Name oder Stelle"
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="erledigt am")),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="plans.goal",
                    ),
                ),
                ("removed_on", models.DateField(blank=True, null=True, verbose_name="entfernt am")),
                ("help_wanted", models.BooleanField(default=False, verbose_name="Hilfe gewünscht")),
            ],
            options={
                "verbose_name": "Schritt",
                "verbose_name_plural": "Schritte",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on", None), ("removed_on", None)),
                        fields=["due_on", "goal"],
                        name="step_open_by_day",
                    )
                ],
                "constraints": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunPython(template.add_template, migrations.RunPython.noop),
        migrations.RunPython(scale.add_scale, migrations.RunPython.noop),
        migrations.RunPython(suggestions.add_suggestions, migrations.RunPython.noop),
    ]
