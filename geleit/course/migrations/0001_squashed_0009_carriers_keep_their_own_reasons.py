# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 and their first rows at once; older installations took the single steps."""

from importlib import import_module

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields

reasons = import_module("geleit.course.migrations.0002_closing_reasons")
period = import_module("geleit.course.migrations.0004_period_rule")
needs = import_module("geleit.course.migrations.0008_first_phase_needs")


class Migration(migrations.Migration):
    replaces = [
        ("course", "0001_initial"),
        ("course", "0002_closing_reasons"),
        ("course", "0003_counselling_period"),
        ("course", "0004_period_rule"),
        ("course", "0005_kept_cases"),
        ("course", "0006_entitlement_rule"),
        ("course", "0007_phase_needs"),
        ("course", "0008_first_phase_needs"),
        ("course", "0009_carriers_keep_their_own_reasons"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("agreements", "0001_squashed_0029_where_the_price_is_agreed"),
        ("cases", "0001_squashed_0013_more_spellings"),
        ("organisations", "0001_squashed_0003_land"),
        ("plans", "0001_squashed_0011_carriers_keep_their_own"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosingReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="Grund")),
                ("position", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="gilt bis")),
                ("source", models.TextField(verbose_name="Quelle")),
                ("is_verified", models.BooleanField(default=False, verbose_name="geprüft")),
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
                "verbose_name": "Grund für den Abschluss",
                "verbose_name_plural": "Gründe für den Abschluss",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="closing_reason_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="closing_reason_has_a_source",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("carrier", None)),
                        fields=("name", "valid_from"),
                        name="closing_reason_once_a_day",
                    ),
                    models.UniqueConstraint(
                        fields=("carrier", "name", "valid_from"),
                        name="closing_reason_once_at_a_carrier",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ClosingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "needs_approval",
                    models.BooleanField(verbose_name="Die Leitung gibt den Abschluss frei"),
                ),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("source", models.CharField(max_length=300, verbose_name="Grundlage")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closing_rules",
                        to="agreements.cooperationagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Regel für den Abschluss",
                "verbose_name_plural": "Regeln für den Abschluss",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "valid_from"), name="closing_rule_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="closing_rule_has_a_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhaseStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("intake", "Aufnahme"),
                            ("assessment", "Bedarfserhebung"),
                            ("planning", "Planung"),
                            ("linking", "Vermittlung"),
                            ("monitoring", "Begleitung"),
                            ("evaluation", "Auswertung"),
                            ("closed", "abgeschlossen"),
                        ],
                        max_length=20,
                        verbose_name="Phase",
                    ),
                ),
                ("begun_on", models.DateField(verbose_name="seit")),
                ("by", models.CharField(max_length=120, verbose_name="eingetragen von")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phase_steps",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "Schritt in eine Phase",
                "verbose_name_plural": "Schritte durch die Phasen",
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
            name="PeriodRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regular_months", models.PositiveSmallIntegerField(verbose_name="Monate")),
                (
                    "extended_months",
                    models.PositiveSmallIntegerField(verbose_name="Monate mit Begründung"),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="gilt ab")),
                ("source", models.TextField(verbose_name="Quelle")),
                ("is_verified", models.BooleanField(default=False, verbose_name="geprüft")),
            ],
            options={
                "verbose_name": "Regel für den Beratungszeitraum",
                "verbose_name_plural": "Regeln für den Beratungszeitraum",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("extended_months__gte", models.F("regular_months")),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="period_rule_extends_and_has_a_source",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="CounsellingPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="beginnt am")),
                ("ends_on", models.DateField(db_index=True, verbose_name="letzter Tag")),
                (
                    "extended_on",
                    models.DateField(blank=True, null=True, verbose_name="verlängert am"),
                ),
                (
                    "extension_reason",
                    geleit.core.fields.EncryptedTextField(blank=True, verbose_name="Begründung"),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="period",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "Beratungszeitraum",
                "verbose_name_plural": "Beratungszeiträume",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extended_on", None), ("extension_reason", "")),
                            models.Q(
                                ("extended_on__isnull", False),
                                models.Q(("extension_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="period_extension_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                        name="period_ends_after_it_begins",
                    ),
                ],
                "indexes": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="KeptCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    geleit.core.fields.EncryptedTextField(
                        max_length=500, verbose_name="Warum bleibt der Fall?"
                    ),
                ),
                ("kept_on", models.DateField(verbose_name="am")),
                ("kept_by", models.CharField(max_length=120, verbose_name="von")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "Ausnahme von der Rückgabe",
                "verbose_name_plural": "Ausnahmen von der Rückgabe",
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
            name="EntitlementRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "statuses",
                    models.JSONField(blank=True, default=list, verbose_name="Aufenthaltsstatus"),
                ),
                (
                    "stages",
                    models.JSONField(blank=True, default=list, verbose_name="Unterbringung"),
                ),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("source", models.CharField(max_length=300, verbose_name="Quelle")),
                ("is_verified", models.BooleanField(default=False, verbose_name="geprüft")),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entitlement_rules",
                        to="agreements.mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "Regel, für wen ein Auftrag ist",
                "verbose_name_plural": "Regeln, für wen ein Auftrag ist",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mandate", "valid_from"), name="entitlement_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="entitlement_has_a_source",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PhaseNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("intake", "Aufnahme"),
                            ("assessment", "Bedarfserhebung"),
                            ("planning", "Planung"),
                            ("linking", "Vermittlung"),
                            ("monitoring", "Begleitung"),
                            ("evaluation", "Auswertung"),
                            ("closed", "abgeschlossen"),
                        ],
                        max_length=20,
                        verbose_name="Phase",
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
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="gilt bis")),
                ("source", models.TextField(verbose_name="Quelle")),
                ("is_verified", models.BooleanField(default=False, verbose_name="geprüft")),
            ],
            options={
                "verbose_name": "Einschätzung, die eine Phase braucht",
                "verbose_name_plural": "Einschätzungen, die eine Phase braucht",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("phase", "occasion", "valid_from"), name="phase_need_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="phase_need_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="phase_need_has_a_source",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="CaseClosing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "evaluation",
                    geleit.core.fields.EncryptedTextField(blank=True, verbose_name="Auswertung"),
                ),
                (
                    "housing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("municipal", "städtische Unterkunft"),
                            ("container", "Container der Anschlussunterbringung"),
                            ("shared", "Gemeinschaftsunterkunft"),
                            ("private", "private Wohnung"),
                            ("other", "andere Wohnform"),
                        ],
                        max_length=20,
                        verbose_name="Wohnen am Ende",
                    ),
                ),
                (
                    "income",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("work", "eigene Arbeit, ohne Leistungen"),
                            ("work_and_benefits", "Arbeit und ergänzende Leistungen"),
                            ("training", "Ausbildung oder Studium mit Förderung"),
                            ("jobcenter", "Leistungen des Jobcenters"),
                            ("asylblg", "Leistungen nach AsylbLG"),
                            ("pension", "Rente oder Grundsicherung im Alter"),
                            ("other", "anderes, zum Beispiel Familie"),
                            ("unknown", "nicht bekannt"),
                        ],
                        max_length=20,
                        verbose_name="Einkommen am Ende",
                    ),
                ),
                (
                    "handed_to",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, verbose_name="Wohin die Person sich jetzt wendet"
                    ),
                ),
                ("later_on", models.DateField(blank=True, null=True, verbose_name="Nachfrage am")),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="vorgelegt am")),
                (
                    "answer",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, verbose_name="Anmerkung der Leitung"
                    ),
                ),
                (
                    "approved_by",
                    models.CharField(blank=True, max_length=120, verbose_name="freigegeben von"),
                ),
                (
                    "closed_on",
                    models.DateField(blank=True, null=True, verbose_name="abgeschlossen am"),
                ),
                (
                    "later_asked_on",
                    models.DateField(blank=True, null=True, verbose_name="nachgefragt am"),
                ),
                (
                    "later_result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stable", "kommt zurecht"),
                            ("advice", "kurzer Rat hat gereicht"),
                            ("needs_help", "braucht wieder Begleitung"),
                            ("not_reached", "nicht erreicht"),
                        ],
                        max_length=20,
                        verbose_name="Ergebnis der Nachfrage",
                    ),
                ),
                (
                    "later_note",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, verbose_name="Notiz zur Nachfrage"
                    ),
                ),
                (
                    "reopened_on",
                    models.DateField(blank=True, null=True, verbose_name="wieder geöffnet am"),
                ),
                (
                    "reopen_reason",
                    geleit.core.fields.EncryptedTextField(blank=True, verbose_name="Anlass"),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closings",
                        to="cases.case",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="course.closingreason",
                        verbose_name="Grund",
                    ),
                ),
            ],
            options={
                "verbose_name": "Fallabschluss",
                "verbose_name_plural": "Fallabschlüsse",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("closed_on__isnull", False),
                            ("later_asked_on", None),
                            ("reopened_on", None),
                        ),
                        fields=["later_on"],
                        name="closing_to_ask_again",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on", None)),
                        fields=("case",),
                        name="one_closing_is_prepared",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on__isnull", False), ("reopened_on", None)),
                        fields=("case",),
                        name="one_closing_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None),
                            models.Q(
                                ("reason__isnull", False),
                                models.Q(("income", ""), _negated=True),
                                models.Q(("evaluation", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="closing_says_why_and_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_by", None), ("asked_on", None)),
                            models.Q(("asked_by__isnull", False), ("asked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="closing_asked_means_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("later_asked_on", None), ("later_result", "")),
                            models.Q(
                                ("later_asked_on__isnull", False),
                                models.Q(("later_result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="closing_asked_again_means_a_result",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reopened_on", None), ("closed_on__isnull", False), _connector="OR"
                        ),
                        name="closing_reopened_was_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("later_on", None),
                            ("closed_on", None),
                            ("later_on__gt", models.F("closed_on")),
                            _connector="OR",
                        ),
                        name="closing_asks_again_afterwards",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="GoalOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("reached", "erreicht"),
                            ("partly", "zum Teil erreicht"),
                            ("goes_on", "geht ohne uns weiter"),
                            ("not_reached", "nicht erreicht"),
                            ("dropped", "nicht mehr gewünscht"),
                        ],
                        max_length=20,
                        verbose_name="Was daraus wurde",
                    ),
                ),
                (
                    "closing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="course.caseclosing",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="plans.goal",
                    ),
                ),
            ],
            options={
                "verbose_name": "Ausgang eines Ziels",
                "verbose_name_plural": "Ausgang der Ziele",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("closing", "goal"), name="goal_ends_once_in_a_closing"
                    )
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunPython(reasons.add_reasons, migrations.RunPython.noop),
        migrations.RunPython(period.add_rule, migrations.RunPython.noop),
        migrations.RunPython(needs.add_needs, migrations.RunPython.noop),
    ]
