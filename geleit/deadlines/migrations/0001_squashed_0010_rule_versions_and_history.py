# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 and their first rows at once; older installations took the single steps."""

from importlib import import_module

import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields

expiry = import_module("geleit.deadlines.migrations.0003_first_expiry_rules")


class Migration(migrations.Migration):
    replaces = [
        ("deadlines", "0001_initial"),
        ("deadlines", "0002_expiry_rules"),
        ("deadlines", "0003_first_expiry_rules"),
        ("deadlines", "0004_columns_for_seals"),
        ("deadlines", "0005_seal"),
        ("deadlines", "0006_deadlines"),
        ("deadlines", "0007_one_open_deadline_a_case"),
        ("deadlines", "0008_mails_and_calendars"),
        ("deadlines", "0009_counted_day_envelope_and_facts"),
        ("deadlines", "0010_rule_versions_and_history"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("agreements", "0001_squashed_0029_where_the_price_is_agreed"),
        ("cases", "0001_squashed_0013_more_spellings"),
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUpReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    geleit.core.fields.EncryptedTextField(max_length=300, verbose_name="Woran"),
                ),
                ("due_on", models.DateField(verbose_name="am")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="erledigt am")),
                (
                    "done_by",
                    models.CharField(blank=True, max_length=120, verbose_name="erledigt von"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "Wiedervorlage",
                "verbose_name_plural": "Wiedervorlagen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [
                    models.Index(fields=["case", "done_on", "due_on"], name="reminder_by_case"),
                    models.Index(
                        condition=models.Q(("done_on", None)),
                        fields=["due_on"],
                        name="reminder_open_by_day",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_by", ""), ("done_on", None)),
                            models.Q(
                                ("done_on__isnull", False), models.Q(("done_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="reminder_done_means_by",
                    )
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ExpiryRule",
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
                        blank=True,
                        choices=[
                            ("permit_25_1", "Aufenthaltserlaubnis § 25 Abs. 1 AufenthG"),
                            (
                                "permit_25_2_refugee",
                                "Aufenthaltserlaubnis § 25 Abs. 2 AufenthG, 1. Alternative",
                            ),
                            (
                                "permit_25_2_subsidiary",
                                "Aufenthaltserlaubnis § 25 Abs. 2 AufenthG, subsidiär",
                            ),
                            ("permit_25_3", "Aufenthaltserlaubnis § 25 Abs. 3 AufenthG"),
                            ("permit_24", "Aufenthaltserlaubnis § 24 AufenthG"),
                            ("application", "Aufenthaltsgestattung"),
                            ("toleration", "Duldung"),
                            ("fictional", "Fiktionsbescheinigung"),
                            ("settlement", "Niederlassungserlaubnis"),
                            ("other", "anderer Status"),
                        ],
                        help_text="Leer gilt für jeden Status ohne eigene Regel.",
                        max_length=30,
                        verbose_name="Status",
                    ),
                ),
                ("lead_days", models.PositiveSmallIntegerField(verbose_name="Vorlauf in Tagen")),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("source", models.TextField(verbose_name="Quelle")),
            ],
            options={
                "verbose_name": "Regel für den Ablauf",
                "verbose_name_plural": "Regeln für den Ablauf",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "valid_from"), name="expiry_rule_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="expiry_rule_has_a_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomingLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sender",
                    geleit.core.fields.EncryptedTextField(max_length=160, verbose_name="Absender"),
                ),
                (
                    "about",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=300, verbose_name="Worum es geht"
                    ),
                ),
                ("answers", geleit.core.fields.EncryptedJSONField(verbose_name="Angaben")),
                ("derivation", geleit.core.fields.EncryptedJSONField(verbose_name="Herleitung")),
                ("recorded_on", models.DateField(verbose_name="eingetragen am")),
                ("recorded_by", models.CharField(max_length=120, verbose_name="eingetragen von")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="cases.case",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrected_by",
                        to="deadlines.incomingletter",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cases.person",
                        verbose_name="An wen",
                    ),
                ),
                (
                    "envelope",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                        verbose_name="Foto des Umschlags",
                    ),
                ),
            ],
            options={
                "verbose_name": "Brief",
                "verbose_name_plural": "Briefe",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [models.Index(fields=["case", "-recorded_on"], name="letter_by_case")],
                "constraints": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="RuleSetting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=60, verbose_name="Regel")),
                ("is_on", models.BooleanField(default=True, verbose_name="an")),
                ("warn_days", models.JSONField(default=list, verbose_name="erinnern, Tage vorher")),
                ("changed_on", models.DateField(verbose_name="geändert am")),
                ("changed_by", models.CharField(max_length=120, verbose_name="geändert von")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="agreements.cooperationagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Einstellung einer Fristenregel",
                "verbose_name_plural": "Einstellungen der Fristenregeln",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "rule"), name="rule_setting_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseFact",
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
                            ("passport", "Pass oder Reiseausweis gültig bis"),
                            ("grant_sgb2", "Bewilligung Jobcenter (SGB II) endet"),
                            ("grant_sgb12", "Bewilligung Grundsicherung (SGB XII) endet"),
                            ("grant_housing", "Bewilligung Wohngeld endet"),
                            ("grant_child", "Bewilligung Kinderzuschlag endet"),
                            ("arrival", "Einreise nach Deutschland am"),
                            ("recognition", "Anerkennung unanfechtbar seit"),
                            ("first_permit", "erste Aufenthaltserlaubnis erteilt am"),
                            (
                                "course_right",
                                "Anspruch auf Integrationskurs seit (Titel erteilt am)",
                            ),
                            ("course_admitted", "Zulassung zum Integrationskurs vom"),
                            ("job_end", "Arbeitsverhältnis endet am"),
                            ("abroad", "Ausreise für längere Zeit am"),
                            ("leave_by", "Ausreisefrist bis"),
                            ("disability_card", "Schwerbehindertenausweis gültig bis"),
                            ("insurance_notice", "Hinweis der Krankenkasse erhalten am"),
                            ("refusal_final", "Ablehnung einer Leistung unanfechtbar seit"),
                            (
                                "papers_complete",
                                "Unterlagen der Berufsanerkennung vollständig seit",
                            ),
                            ("eviction_suit", "Räumungsklage zugestellt am"),
                            ("rent_raised", "Mieterhöhung erhalten am"),
                            ("utility_bill", "Betriebskostenabrechnung erhalten am"),
                            ("daycare_start", "Beginn in Kita oder Schule am"),
                            ("chance_permit", "Chancen-Aufenthaltserlaubnis (§ 104c) gültig bis"),
                            ("course_obliged", "Verpflichtung zum Integrationskurs vom"),
                            (
                                "medical_certificate",
                                "ärztliche Bescheinigung für die Ausländerbehörde erhalten am",
                            ),
                            ("support_missing", "Unterhalt für ein Kind bleibt aus seit"),
                            ("change", "Arbeit, Einkommen oder Haushalt geändert am"),
                            ("job_notice", "vom Ende der Arbeit erfahren am"),
                            ("insurance_end", "Krankenversicherung endete am"),
                            ("moved_out", "Auszug ohne neue Wohnung in Deutschland am"),
                            ("lease_end", "Wohnung selbst kündigen zum"),
                            ("room_end", "möbliertes Zimmer selbst kündigen zum"),
                            ("landlord_notice", "Vermieter kündigt zum"),
                            ("rent", "Miete selbst überweisen ab"),
                            ("appointment", "Termin bei einer Behörde am"),
                            ("set_period", "von einer Behörde gesetzte Frist bis"),
                        ],
                        max_length=30,
                        verbose_name="Was",
                    ),
                ),
                ("day", models.DateField(verbose_name="Tag")),
                (
                    "note",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=300, verbose_name="Bemerkung"
                    ),
                ),
                (
                    "removed_on",
                    models.DateField(blank=True, null=True, verbose_name="gestrichen am"),
                ),
                (
                    "removed_by",
                    models.CharField(blank=True, max_length=120, verbose_name="gestrichen von"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="cases.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="cases.person",
                        verbose_name="für",
                    ),
                ),
            ],
            options={
                "verbose_name": "Datum mit Ablauf",
                "verbose_name_plural": "Daten mit Ablauf",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_by", ""), ("removed_on", None)),
                            models.Q(
                                ("removed_on__isnull", False),
                                models.Q(("removed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="fact_removed_means_by",
                    )
                ],
                "indexes": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ReminderWish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "by_mail",
                    models.BooleanField(default=True, verbose_name="Erinnerungen per E-Mail"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Wunsch zu Erinnerungen",
                "verbose_name_plural": "Wünsche zu Erinnerungen",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="Prüfsumme"),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="angelegt"
                    ),
                ),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="widerrufen")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Kalenderadresse",
                "verbose_name_plural": "Kalenderadressen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("user",),
                        name="calendar_feed_one_at_a_time",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=60, verbose_name="Regel")),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                (
                    "period",
                    models.CharField(help_text="14D, 3M, -2M", max_length=12, verbose_name="Länge"),
                ),
                ("source", models.CharField(max_length=300, verbose_name="Quelle")),
                ("checked_on", models.DateField(verbose_name="geprüft am")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("V", "Gesetz selbst gelesen"),
                            ("J", "Entscheidung selbst gelesen"),
                            ("S", "aus anderer Quelle, Gesetz nicht gelesen"),
                            ("M", "Allgemeinwissen, nicht geprüft"),
                        ],
                        max_length=2,
                        verbose_name="Stand der Prüfung",
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="eingetragen"
                    ),
                ),
                ("entered_by", models.CharField(max_length=120, verbose_name="eingetragen von")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="zurückgenommen")),
                (
                    "withdrawn_by",
                    models.CharField(blank=True, max_length=120, verbose_name="zurückgenommen von"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="agreements.cooperationagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Fassung einer Fristenregel",
                "verbose_name_plural": "Fassungen der Fristenregeln",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("agreement", "rule", "valid_from"),
                        name="rule_version_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("period", ""), _negated=True),
                        ),
                        name="rule_version_has_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                models.Q(("withdrawn_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rule_version_withdrawn_means_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
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
                        help_text="ae-verlaengerung, brief-klage", max_length=60, verbose_name="Art"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Frist")),
                (
                    "source",
                    models.CharField(
                        help_text="status:17, fact:3, person:4, letter:5",
                        max_length=60,
                        verbose_name="Woher",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="letzter Tag")),
                ("work_by", models.DateField(verbose_name="erledigen bis")),
                ("appears_on", models.DateField(verbose_name="zeigen ab")),
                ("warn_days", models.JSONField(default=list, verbose_name="erinnern, Tage vorher")),
                ("next_warning_on", models.DateField(null=True, verbose_name="nächste Erinnerung")),
                (
                    "is_fatal",
                    models.BooleanField(default=False, verbose_name="nicht wiederherzustellen"),
                ),
                (
                    "note",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=500, verbose_name="Bemerkung"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("done", "erledigt"),
                            ("withdrawn", "zurückgenommen"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="Stand",
                    ),
                ),
                (
                    "closed_on",
                    models.DateField(null=True, verbose_name="erledigt oder zurückgenommen am"),
                ),
                ("closed_by", models.CharField(blank=True, max_length=120, verbose_name="von")),
                (
                    "done_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "mit der Post"),
                            ("registered", "Einschreiben"),
                            ("fax", "Fax"),
                            ("online", "elektronisch"),
                            ("counter", "persönlich abgegeben"),
                            ("counsel", "durch Anwältin oder Anwalt"),
                            ("nothing", "nichts zu versenden"),
                        ],
                        max_length=12,
                        verbose_name="auf welchem Weg",
                    ),
                ),
                (
                    "evidence",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=500, verbose_name="Nachweis oder Grund"
                    ),
                ),
                ("checked_on", models.DateField(null=True, verbose_name="nachgerechnet am")),
                ("escalated_on", models.DateField(null=True, verbose_name="gemeldet am")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to="cases.case",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to="cases.person",
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deadlines",
                        to="cases.residencestatus",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to="deadlines.incomingletter",
                    ),
                ),
                (
                    "counts_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(letter__isnull=False, then=models.F("work_by")),
                            default=models.F("due_on"),
                        ),
                        help_text="by letter the cautious day: without instruction the law leaves a year",
                        output_field=models.DateField(),
                        verbose_name="gereiht nach",
                    ),
                ),
            ],
            options={
                "verbose_name": "Frist",
                "verbose_name_plural": "Fristen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [
                    models.Index(fields=["case", "state", "due_on"], name="deadline_by_case"),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["owner", "due_on"],
                        name="deadline_by_owner",
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["next_warning_on"],
                        name="deadline_to_warn",
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["counts_on", "id"],
                        name="deadline_open_by_day",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by", ""), ("closed_on", None), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("closed_on__isnull", False),
                                models.Q(("closed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_closed_means_by_and_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("done_how", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="deadline_done_means_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_by", None), ("checked_on", None)),
                            models.Q(("checked_by__isnull", False), ("checked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="deadline_checked_means_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("work_by__lte", models.F("due_on"))),
                        name="deadline_work_before_due",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("case", "kind", "source"),
                        name="deadline_open_once_a_case",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="RuleDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=60, verbose_name="Regel")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="Zeitpunkt"
                    ),
                ),
                ("by", models.CharField(max_length=120, verbose_name="wer")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("off", "ausgeschaltet"),
                            ("on", "eingeschaltet"),
                            ("warn", "Erinnerungen geändert"),
                            ("version", "andere Länge eingetragen"),
                            ("version_withdrawn", "Fassung zurückgenommen"),
                        ],
                        max_length=20,
                        verbose_name="was",
                    ),
                ),
                ("warn_days", models.JSONField(default=list, verbose_name="erinnern, Tage vorher")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="warum")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="deadlines.ruleversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "Entscheidung zu einer Fristenregel",
                "verbose_name_plural": "Entscheidungen zu Fristenregeln",
                "indexes": [models.Index(fields=["agreement", "rule", "at"], name="rule_history")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("act", "warn"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="rule_decision_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineChange",
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
                        default=django.utils.timezone.now, verbose_name="Zeitpunkt"
                    ),
                ),
                ("by", models.CharField(max_length=120, verbose_name="wer")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("made", "eingetragen"),
                            ("moved", "verschoben, weil sich das Datum in der Akte geändert hat"),
                            ("corrected", "neu berechnet"),
                            ("checked", "Berechnung bestätigt"),
                            ("assigned", "Zuständigkeit geändert"),
                            ("escalated", "an Vertretung und Leitung gemeldet"),
                            ("done", "erledigt"),
                            ("withdrawn", "zurückgenommen"),
                            ("resumed", "wieder geöffnet"),
                        ],
                        max_length=12,
                        verbose_name="was",
                    ),
                ),
                ("former_due_on", models.DateField(null=True, verbose_name="vorher")),
                ("due_on", models.DateField(null=True, verbose_name="nachher")),
                (
                    "reason",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=500, verbose_name="warum"
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="deadlines.deadline",
                    ),
                ),
            ],
            options={
                "verbose_name": "Änderung einer Frist",
                "verbose_name_plural": "Änderungen von Fristen",
                "indexes": [models.Index(fields=["deadline", "at"], name="deadline_history")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ReminderMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="für den Tag")),
                (
                    "is_escalation",
                    models.BooleanField(
                        default=False, verbose_name="Meldung an Vertretung und Leitung"
                    ),
                ),
                (
                    "message_id",
                    models.CharField(max_length=120, unique=True, verbose_name="Message-ID"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wartet"),
                            ("sending", "wird gesendet"),
                            ("sent", "gesendet"),
                            ("failed", "nicht gesendet"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="Versuche")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="zuletzt"),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="deadlines.deadline",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Erinnerung per E-Mail",
                "verbose_name_plural": "Erinnerungen per E-Mail",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "sending"])),
                        fields=["changed_at"],
                        name="reminder_mail_to_send",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("deadline", "user", "day", "is_escalation"),
                        name="reminder_mail_once",
                    )
                ],
            },
        ),
        migrations.RunPython(expiry.add, expiry.remove),
    ]
