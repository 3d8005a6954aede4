# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 and their first rows at once; older installations took the single steps."""

import uuid
from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields

signed = import_module("geleit.agreements.migrations.0004_signed_versions_stay")
hand_back = import_module("geleit.agreements.migrations.0015_usual_steps_of_a_hand_back")
conditions = import_module("geleit.agreements.migrations.0018_usual_start_conditions")
annexes = import_module("geleit.agreements.migrations.0021_signed_annexes_stay")
lead_times = import_module("geleit.agreements.migrations.0024_usual_lead_times")
months = import_module("geleit.agreements.migrations.0027_months_before_an_end")
consents = import_module("geleit.agreements.migrations.0028_days_before_a_consent_ends")


class Migration(migrations.Migration):
    replaces = [
        ("agreements", "0001_initial"),
        ("agreements", "0002_covered_agreements"),
        ("agreements", "0003_versions"),
        ("agreements", "0004_signed_versions_stay"),
        ("agreements", "0005_days_of_an_agreement"),
        ("agreements", "0006_state_follows_from_days"),
        ("agreements", "0007_meetings"),
        ("agreements", "0008_money"),
        ("agreements", "0009_caseload_ratio"),
        ("agreements", "0010_outside_scope"),
        ("agreements", "0011_items_outside_the_scope"),
        ("agreements", "0012_set_up_in_the_browser"),
        ("agreements", "0013_watch_clauses_again"),
        ("agreements", "0014_hand_back"),
        ("agreements", "0015_usual_steps_of_a_hand_back"),
        ("agreements", "0016_answers_and_mails"),
        ("agreements", "0017_usual_conditions"),
        ("agreements", "0018_usual_start_conditions"),
        ("agreements", "0019_further_mandates"),
        ("agreements", "0020_annexes"),
        ("agreements", "0021_signed_annexes_stay"),
        ("agreements", "0022_hours_of_meetings_and_returned_versions"),
        ("agreements", "0023_lead_times"),
        ("agreements", "0024_usual_lead_times"),
        ("agreements", "0025_settled_instalments"),
        ("agreements", "0026_replies_to_remarks"),
        ("agreements", "0027_months_before_an_end"),
        ("agreements", "0028_days_before_a_consent_ends"),
        ("agreements", "0029_where_the_price_is_agreed"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("organisations", "0001_squashed_0003_land"),
    ]

    operations = [
        migrations.CreateModel(
            name="CooperationAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(unique=True, verbose_name="Kennung")),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="unterzeichnet am"),
                ),
                (
                    "signed_at",
                    models.CharField(blank=True, max_length=120, verbose_name="unterzeichnet in"),
                ),
                ("in_force_on", models.DateField(verbose_name="in Kraft ab")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="endet am")),
                (
                    "principle",
                    models.CharField(blank=True, max_length=120, verbose_name="Grundsatz"),
                ),
                ("mandate_text", models.TextField(verbose_name="Was übertragen wird")),
                ("cooperation_text", models.TextField(blank=True, verbose_name="Zusammenarbeit")),
                ("background_text", models.TextField(blank=True, verbose_name="Vorgeschichte")),
                ("start_text", models.TextField(blank=True, verbose_name="Beginn")),
                ("source", models.TextField(blank=True, verbose_name="Quelle")),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="Träger",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="Landkreis",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="Stadt oder Gemeinde",
                    ),
                ),
                (
                    "notice_given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="gekündigt von",
                    ),
                ),
                (
                    "notice_given_on",
                    models.DateField(blank=True, null=True, verbose_name="gekündigt am"),
                ),
                (
                    "started_on",
                    models.DateField(blank=True, null=True, verbose_name="Begleitung begonnen am"),
                ),
                ("circle_text", models.TextField(blank=True, verbose_name="Personenkreis")),
                (
                    "handed_back_on",
                    models.DateField(blank=True, null=True, verbose_name="zurückgegeben am"),
                ),
            ],
            options={
                "verbose_name": "Kooperationsvereinbarung",
                "verbose_name_plural": "Kooperationsvereinbarungen",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("in_force_on")),
                            _connector="OR",
                        ),
                        name="agreement_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("notice_given_by", None), ("notice_given_on", None)),
                            models.Q(
                                ("notice_given_by__isnull", False),
                                ("notice_given_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="notice_comes_from_a_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on", None), ("signed_on__isnull", False), _connector="OR"
                        ),
                        name="only_what_is_signed_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handed_back_on", None), ("ends_on__isnull", False), _connector="OR"
                        ),
                        name="only_what_ends_is_handed_back",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandBackTemplate",
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
                            ("cases", "laufende Fälle"),
                            ("statement", "letzter Nachweis"),
                            ("deletion", "Löschen und Zugänge"),
                            ("other", "sonst"),
                        ],
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                ("label", models.CharField(max_length=200, verbose_name="Schritt")),
                (
                    "side",
                    models.CharField(
                        choices=[("town", "Stadt oder Gemeinde"), ("carrier", "Träger")],
                        max_length=10,
                        verbose_name="wer",
                    ),
                ),
                ("days_after_end", models.SmallIntegerField(verbose_name="Tage nach dem Ende")),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="gilt bis")),
                ("source", models.TextField(verbose_name="Quelle")),
            ],
            options={
                "verbose_name": "Vorlage für eine Rückgabe",
                "verbose_name_plural": "Vorlagen für Rückgaben",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="hand_back_template_ends_after_it_begins",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ConditionTemplate",
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
                            ("post", "Stelle besetzt"),
                            ("qualification", "Qualifikation nachgewiesen"),
                            ("room", "Raum vorhanden"),
                            ("accounts", "Zugänge eingerichtet"),
                            ("partners", "Partner informiert"),
                        ],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                ("label", models.CharField(max_length=200, verbose_name="Bedingung")),
                (
                    "side",
                    models.CharField(
                        choices=[("town", "Stadt oder Gemeinde"), ("carrier", "Träger")],
                        max_length=10,
                        verbose_name="wer",
                    ),
                ),
                (
                    "days_before_start",
                    models.PositiveSmallIntegerField(verbose_name="Tage vor dem Beginn"),
                ),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="gilt bis")),
                ("source", models.TextField(verbose_name="Quelle")),
            ],
            options={
                "verbose_name": "übliche Startbedingung",
                "verbose_name_plural": "übliche Startbedingungen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="condition_template_ends_after_it_begins",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="LeadTimes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="gilt ab")),
                (
                    "meeting_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="E-Mail vor einem Gespräch"
                    ),
                ),
                (
                    "task_mail_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="E-Mail vor einer Aufgabe"
                    ),
                ),
                (
                    "task_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="Hinweis vor einer Aufgabe"
                    ),
                ),
                ("source", models.TextField(verbose_name="Quelle")),
                (
                    "term_months",
                    models.JSONField(
                        blank=True,
                        default=list,
                        verbose_name="Monate vor dem Tag für die Kündigung oder dem Ende",
                    ),
                ),
                (
                    "consent_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="Hinweis vor dem Ende einer Einwilligung"
                    ),
                ),
            ],
            options={
                "verbose_name": "Vorlauf der Erinnerungen",
                "verbose_name_plural": "Vorläufe der Erinnerungen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="lead_times_have_a_source",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Auftrag")),
                ("funding_source", models.CharField(max_length=200, verbose_name="Finanzierung")),
                ("begins_on", models.DateField(verbose_name="ab")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                (
                    "is_own",
                    models.BooleanField(
                        default=True,
                        help_text="Nein heißt: läuft daneben und zählt nicht in deren Nachweis.",
                        verbose_name="Auftrag dieser Vereinbarung",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="agreements.cooperationagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Auftrag",
                "verbose_name_plural": "Aufträge",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="mandate_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadinessCondition",
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
                            ("post", "Stelle besetzt"),
                            ("qualification", "Qualifikation nachgewiesen"),
                            ("room", "Raum vorhanden"),
                            ("accounts", "Zugänge eingerichtet"),
                            ("partners", "Partner informiert"),
                        ],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                ("label", models.CharField(max_length=200, verbose_name="Bedingung")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="erfüllt ab")),
                (
                    "confirmed_by",
                    models.CharField(blank=True, max_length=120, verbose_name="bestätigt von"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Startbedingung",
                "verbose_name_plural": "Startbedingungen",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_by", ""), ("met_on", None)),
                            models.Q(
                                ("met_on__isnull", False),
                                models.Q(("confirmed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="condition_met_means_confirmed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("office", models.CharField(max_length=120, verbose_name="Amt")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatories",
                        to="agreements.cooperationagreement",
                    ),
                ),
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
                "verbose_name": "Unterzeichner/in",
                "verbose_name_plural": "Unterzeichner/innen",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="CoveredAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="covered",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "Vereinbarung einer Zugehörigkeit",
                "verbose_name_plural": "Vereinbarungen der Zugehörigkeiten",
                "constraints": [
                    models.UniqueConstraint(fields=("membership", "agreement"), name="covered_once")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AgreementVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Fassung")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("proposed", "zur Zeichnung vorgelegt"),
                            ("signed", "von beiden Seiten gezeichnet"),
                            ("withdrawn", "zurückgezogen"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="Anlass")),
                ("in_force_on", models.DateField(verbose_name="in Kraft ab")),
                (
                    "first_end",
                    models.DateField(blank=True, null=True, verbose_name="läuft zunächst bis"),
                ),
                (
                    "renews_by_months",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="verlängert sich um Monate"
                    ),
                ),
                (
                    "notice_months",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="Kündigungsfrist in Monaten"
                    ),
                ),
                (
                    "answer",
                    models.TextField(blank=True, verbose_name="Anmerkung der anderen Seite"),
                ),
                ("changes", models.PositiveIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "proposed_on",
                    models.DateField(blank=True, null=True, verbose_name="vorgelegt am"),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="zurückgegeben von",
                    ),
                ),
                (
                    "returned_on",
                    models.DateField(blank=True, null=True, verbose_name="zurückgegeben am"),
                ),
                (
                    "reply",
                    models.TextField(
                        blank=True, null=True, verbose_name="Antwort auf die Anmerkung"
                    ),
                ),
                (
                    "returned_print",
                    models.CharField(blank=True, editable=False, max_length=64, null=True),
                ),
            ],
            options={
                "verbose_name": "Fassung der Vereinbarung",
                "verbose_name_plural": "Fassungen der Vereinbarung",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "number"), name="version_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "proposed"])),
                        fields=("agreement",),
                        name="one_version_is_worked_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_end", None),
                            ("first_end__gte", models.F("in_force_on")),
                            _connector="OR",
                        ),
                        name="version_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("renews_by_months", 0), ("first_end__isnull", False), _connector="OR"
                        ),
                        name="only_what_ends_renews_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CooperationMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Nr.")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("negotiation", "Gesprächsrunde"),
                            ("cooperation", "Kooperationsgespräch"),
                        ],
                        max_length=12,
                        verbose_name="Art",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="Tag")),
                ("place", models.CharField(max_length=200, verbose_name="Ort")),
                ("minutes", models.TextField(blank=True, verbose_name="Niederschrift")),
                ("changes", models.PositiveIntegerField(default=0)),
                (
                    "agreed_by_town",
                    models.CharField(blank=True, max_length=120, verbose_name="für die Stadt"),
                ),
                (
                    "agreed_by_carrier",
                    models.CharField(blank=True, max_length=120, verbose_name="für den Träger"),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="beschlossen am"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "invited",
                    models.ManyToManyField(
                        related_name="+", to="organisations.organisation", verbose_name="eingeladen"
                    ),
                ),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="Ende")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="Beginn")),
            ],
            options={
                "verbose_name": "Gespräch der beiden Seiten",
                "verbose_name_plural": "Gespräche der beiden Seiten",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "number"), name="meeting_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on", None),
                            models.Q(
                                models.Q(("agreed_by_town", ""), _negated=True),
                                models.Q(("agreed_by_carrier", ""), _negated=True),
                                models.Q(("minutes", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="minutes_are_decided_by_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None),
                            models.Q(
                                ("ends_at__gt", models.F("starts_at")), ("starts_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="meeting_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="für das Jahr")),
                ("paid_on", models.DateField(verbose_name="gezahlt am")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=11, verbose_name="Betrag"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="agreements.cooperationagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zahlung",
                "verbose_name_plural": "Zahlungen",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="CostMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                ("month", models.PositiveSmallIntegerField(verbose_name="Monat")),
                (
                    "personnel",
                    models.DecimalField(
                        decimal_places=2, max_digits=11, verbose_name="Personalkosten"
                    ),
                ),
                (
                    "material",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=11, verbose_name="Sachkosten"
                    ),
                ),
                (
                    "own_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=11, verbose_name="eigene Einnahmen"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="agreements.cooperationagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Kosten eines Monats",
                "verbose_name_plural": "Kosten der Monate",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "year", "month"), name="cost_month_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("month__gte", 1),
                            ("month__lte", 12),
                            ("material__gte", 0),
                            ("own_income__gte", 0),
                            ("personnel__gte", 0),
                        ),
                        name="cost_month_is_a_month",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PriceAdjustment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_day", models.DateField(verbose_name="ab")),
                (
                    "percent",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=5, verbose_name="Prozent"
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=11, verbose_name="Betrag"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="Grund")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="agreements.cooperationagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Anpassung der Vergütung",
                "verbose_name_plural": "Anpassungen der Vergütung",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "from_day"), name="one_adjustment_a_day"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PriceTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_year", models.PositiveSmallIntegerField(verbose_name="ab Jahr")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fixed", "feste Jahressumme"),
                            ("actual", "Personalkosten und Verwaltungspauschale"),
                            ("grant", "Zuwendung je Vollzeitstelle mit Aufstockung"),
                            ("share", "Anteil an den Kosten"),
                        ],
                        max_length=10,
                        verbose_name="Preismodell",
                    ),
                ),
                (
                    "yearly",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=11,
                        null=True,
                        verbose_name="Jahressumme",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Prozent",
                    ),
                ),
                (
                    "cost_cap",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=11,
                        null=True,
                        verbose_name="Obergrenze Personalkosten",
                    ),
                ),
                (
                    "overhead_cap",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=11,
                        null=True,
                        verbose_name="Obergrenze Verwaltungskosten",
                    ),
                ),
                (
                    "pays_material",
                    models.BooleanField(default=True, verbose_name="Sachkosten werden bezahlt"),
                ),
                (
                    "of_deficit",
                    models.BooleanField(default=False, verbose_name="Anteil am Fehlbetrag"),
                ),
                (
                    "posts",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Vollzeitstellen",
                    ),
                ),
                (
                    "grant",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=11,
                        null=True,
                        verbose_name="Zuwendung je Vollzeitstelle",
                    ),
                ),
                (
                    "top_up_limit",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=11,
                        verbose_name="Aufstockung je Vollzeitstelle",
                    ),
                ),
                (
                    "material_lump_sum",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=11,
                        verbose_name="Sachkostenpauschale je Vollzeitstelle",
                    ),
                ),
                (
                    "instalments",
                    models.JSONField(blank=True, default=list, verbose_name="Abschläge"),
                ),
                (
                    "overrun",
                    models.JSONField(
                        blank=True, default=list, verbose_name="Wer eine Überschreitung trägt"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="price_terms",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="Wo es vereinbart ist"
                    ),
                ),
            ],
            options={
                "verbose_name": "Vergütung",
                "verbose_name_plural": "Vergütung",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "from_year"), name="price_terms_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "fixed"), ("yearly__gt", 0)),
                            models.Q(("kind__in", ["actual", "share"]), ("percent__gte", 0)),
                            models.Q(("grant__gte", 0), ("kind", "grant"), ("posts__gt", 0)),
                            _connector="OR",
                        ),
                        name="price_terms_are_complete",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="CaseloadRatio",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_day", models.DateField(verbose_name="ab")),
                (
                    "persons",
                    models.PositiveSmallIntegerField(verbose_name="Personen je Vollzeitstelle"),
                ),
                ("source", models.CharField(max_length=200, verbose_name="Grundlage")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratios",
                        to="agreements.cooperationagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Betreuungsschlüssel",
                "verbose_name_plural": "Betreuungsschlüssel",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "from_day"), name="one_ratio_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("persons__gt", 0)), name="ratio_has_persons"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="HandBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="Anlass")),
                ("planned_on", models.DateField(verbose_name="geplant am")),
                ("planned_by", models.CharField(max_length=120, verbose_name="geplant von")),
                (
                    "agreement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_back",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="geht an",
                    ),
                ),
            ],
            options={
                "verbose_name": "Rückgabe",
                "verbose_name_plural": "Rückgaben",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="NoticeTakenBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_on", models.DateField(verbose_name="eingetragen für den")),
                ("would_end_on", models.DateField(verbose_name="hätte geendet am")),
                ("reason", models.CharField(max_length=300, verbose_name="Grund")),
                ("taken_back_on", models.DateField(verbose_name="zurückgenommen am")),
                (
                    "taken_back_by",
                    models.CharField(max_length=120, verbose_name="zurückgenommen von"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices_taken_back",
                        to="agreements.cooperationagreement",
                    ),
                ),
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
                "verbose_name": "zurückgenommene Kündigung",
                "verbose_name_plural": "zurückgenommene Kündigungen",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="AnnexFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        help_text="of the opened content", max_length=64, verbose_name="Prüfsumme"
                    ),
                ),
                ("media_type", models.CharField(max_length=100, verbose_name="Dateityp")),
                ("size_bytes", models.PositiveBigIntegerField(verbose_name="Größe in Bytes")),
                (
                    "digest",
                    models.CharField(
                        help_text="HMAC-SHA256 under a subkey of file_key", max_length=64
                    ),
                ),
                ("file_key", geleit.core.fields.EncryptedBinaryField()),
                ("storage_name", models.CharField(blank=True, editable=False, max_length=32)),
                ("state", models.CharField(max_length=10, verbose_name="Stand")),
                ("scanned_at", models.DateTimeField(blank=True, null=True, verbose_name="geprüft")),
                (
                    "scanner",
                    models.CharField(blank=True, max_length=120, verbose_name="Virenscanner"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="hochgeladen")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annex_files",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="von",
                    ),
                ),
            ],
            options={
                "verbose_name": "Datei einer Anlage",
                "verbose_name_plural": "Dateien von Anlagen",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "sha256"), name="annex_content_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("storage_name", ""), _negated=True),
                        fields=("storage_name",),
                        name="annex_own_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), ("storage_name", "")),
                            models.Q(
                                ("state__in", ["clean", "held_back"]),
                                models.Q(("storage_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="annex_refused_means_no_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettledInstalment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="für das Jahr")),
                ("due_on", models.DateField(verbose_name="fällig am")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=11, verbose_name="Betrag"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled",
                        to="agreements.cooperationagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "feststehender Abschlag",
                "verbose_name_plural": "feststehende Abschläge",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "year", "due_on"), name="instalment_settled_once"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ServiceItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="Nr.")),
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
                ("name", models.CharField(max_length=160, verbose_name="Leistung")),
                ("description", models.TextField(blank=True, verbose_name="Beschreibung")),
                ("not_included", models.TextField(blank=True, verbose_name="Nicht enthalten")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("hours", "Stunden"),
                            ("contacts", "Kontakte"),
                            ("offers", "Angebote"),
                            ("office_hours", "Sprechstunden"),
                        ],
                        max_length=20,
                        verbose_name="Einheit",
                    ),
                ),
                (
                    "agreed_quantity",
                    models.DecimalField(
                        decimal_places=2, max_digits=9, verbose_name="vereinbarte Menge"
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("month", "im Monat"),
                            ("quarter", "im Quartal"),
                            ("year", "im Jahr"),
                        ],
                        max_length=10,
                        verbose_name="Zeitraum",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="gilt bis")),
                (
                    "is_example",
                    models.BooleanField(
                        default=False,
                        help_text="Nicht aus der Vereinbarung, nur zur Anschauung.",
                        verbose_name="Beispiel",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="agreements.mandate",
                    ),
                ),
                (
                    "is_outside_scope",
                    models.BooleanField(
                        default=False,
                        help_text="Was getan wurde, ohne vereinbart zu sein; die beiden Seiten sprechen darüber.",
                        verbose_name="außerhalb des Leistungsumfangs",
                    ),
                ),
                ("evidence", models.TextField(blank=True, verbose_name="Nachweis")),
            ],
            options={
                "verbose_name": "Leistungsposten",
                "verbose_name_plural": "Leistungsumfang",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="item_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_quantity__gt", 0), ("is_outside_scope", False)),
                            models.Q(("agreed_quantity", 0), ("is_outside_scope", True)),
                            _connector="OR",
                        ),
                        name="item_quantity_is_positive",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_outside_scope", True)),
                        fields=("mandate",),
                        name="one_item_outside_the_scope",
                    ),
                    models.UniqueConstraint(
                        fields=("mandate", "number", "valid_from"), name="item_number_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4)),
                ("position", models.PositiveSmallIntegerField(verbose_name="Nr.")),
                ("heading", models.CharField(max_length=160, verbose_name="Überschrift")),
                ("text", models.TextField(verbose_name="Text")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clauses",
                        to="agreements.agreementversion",
                    ),
                ),
                ("is_annex", models.BooleanField(default=False, verbose_name="Anlage")),
            ],
            options={
                "verbose_name": "Klausel",
                "verbose_name_plural": "Klauseln",
                "ordering": ["position", "pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "key"), name="clause_once_in_a_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("office", models.CharField(max_length=120, verbose_name="Amt")),
                ("signed_at", models.DateTimeField(verbose_name="gezeichnet am")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="agreements.agreementversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zeichnung",
                "verbose_name_plural": "Zeichnungen",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "organisation"), name="a_side_signs_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                            ("topic", "Thema"),
                            ("complaint", "Beschwerde"),
                            ("scope", "außerhalb des Leistungsumfangs"),
                        ],
                        default="topic",
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="Punkt")),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="agreements.cooperationmeeting",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="Antwort")),
                (
                    "answered_by",
                    models.CharField(blank=True, max_length=120, verbose_name="beantwortet von"),
                ),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="beantwortet am"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("remedied", "abgeholfen"),
                            ("agreed", "Abhilfe vereinbart"),
                            ("explained", "erklärt, nichts zu ändern"),
                            ("disputed", "keine Einigung"),
                        ],
                        max_length=10,
                        verbose_name="Ergebnis",
                    ),
                ),
            ],
            options={
                "verbose_name": "Tagesordnungspunkt",
                "verbose_name_plural": "Tagesordnung",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_by", ""),
                                ("answered_on", None),
                                ("outcome", ""),
                            ),
                            models.Q(
                                ("answered_on__isnull", False),
                                ("kind", "complaint"),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("answered_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_complaint_is_answered_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="Beschluss")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="agreements.cooperationmeeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "Beschluss",
                "verbose_name_plural": "Beschlüsse",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="MeetingTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="Aufgabe")),
                ("person_name", models.CharField(blank=True, max_length=120, verbose_name="Wer")),
                ("due_on", models.DateField(verbose_name="bis")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="erledigt am")),
                (
                    "done_by",
                    models.CharField(blank=True, max_length=120, verbose_name="abgehakt von"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="agreements.cooperationmeeting",
                    ),
                ),
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
                "verbose_name": "Aufgabe aus einem Gespräch",
                "verbose_name_plural": "Aufgaben aus Gesprächen",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_by", ""), ("done_on", None)),
                            models.Q(
                                ("done_on__isnull", False), models.Q(("done_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="meeting_task_done_means_by",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandBackStep",
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
                            ("cases", "laufende Fälle"),
                            ("statement", "letzter Nachweis"),
                            ("deletion", "Löschen und Zugänge"),
                            ("other", "sonst"),
                        ],
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                ("label", models.CharField(max_length=200, verbose_name="Schritt")),
                ("due_on", models.DateField(verbose_name="bis")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="erledigt am")),
                (
                    "done_by",
                    models.CharField(blank=True, max_length=120, verbose_name="abgehakt von"),
                ),
                (
                    "hand_back",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="agreements.handback",
                    ),
                ),
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
                "verbose_name": "Schritt einer Rückgabe",
                "verbose_name_plural": "Schritte einer Rückgabe",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_by", ""), ("done_on", None)),
                            models.Q(
                                ("done_on__isnull", False), models.Q(("done_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="hand_back_step_done_means_by",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AgreementMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("invitation", "Einladung"),
                            ("meeting", "Erinnerung an ein Gespräch"),
                            ("task", "Aufgabe aus einem Gespräch bald fällig"),
                            ("overdue", "Aufgabe aus einem Gespräch überfällig"),
                            ("notice", "Kündigungstag"),
                            ("end", "Ende der Vereinbarung"),
                        ],
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                ("about", models.CharField(max_length=60, verbose_name="worum es geht")),
                ("day", models.DateField(verbose_name="Tag, um den es geht")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="agreements.cooperationmeeting",
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
                "verbose_name": "E-Mail zur Vereinbarung",
                "verbose_name_plural": "E-Mails zur Vereinbarung",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "sending"])),
                        fields=["changed_at"],
                        name="agreement_mail_to_send",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "about", "user"), name="agreement_mail_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MandateDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Auftrag")),
                ("funding_source", models.CharField(max_length=200, verbose_name="Finanzierung")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mandate_drafts",
                        to="agreements.agreementversion",
                        verbose_name="Fassung",
                    ),
                ),
            ],
            options={
                "verbose_name": "neuer Auftrag eines Nachtrags",
                "verbose_name_plural": "neue Aufträge eines Nachtrags",
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Annex",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="Bezeichnung")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="annexes",
                        to="agreements.agreementversion",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annexes",
                        to="agreements.annexfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "Anlage",
                "verbose_name_plural": "Anlagen",
                "ordering": ["pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "title"), name="annex_title_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemDraft",
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
                        blank=True,
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
                ("name", models.CharField(blank=True, max_length=160, verbose_name="Leistung")),
                ("description", models.TextField(blank=True, verbose_name="Beschreibung")),
                ("not_included", models.TextField(blank=True, verbose_name="Nicht enthalten")),
                ("evidence", models.TextField(blank=True, verbose_name="Nachweis")),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hours", "Stunden"),
                            ("contacts", "Kontakte"),
                            ("offers", "Angebote"),
                            ("office_hours", "Sprechstunden"),
                        ],
                        max_length=20,
                        verbose_name="Einheit",
                    ),
                ),
                (
                    "agreed_quantity",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="vereinbarte Menge",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("month", "im Monat"),
                            ("quarter", "im Quartal"),
                            ("year", "im Jahr"),
                        ],
                        max_length=10,
                        verbose_name="Zeitraum",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.mandate",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.serviceitem",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="item_drafts",
                        to="agreements.agreementversion",
                        verbose_name="Fassung",
                    ),
                ),
                (
                    "mandate_draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="agreements.mandatedraft",
                    ),
                ),
            ],
            options={
                "verbose_name": "Änderung am Leistungsumfang",
                "verbose_name_plural": "Änderungen am Leistungsumfang",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), ("replaces__isnull", False)),
                            models.Q(
                                models.Q(("name", ""), _negated=True), ("agreed_quantity__gt", 0)
                            ),
                            _connector="OR",
                        ),
                        name="item_draft_names_or_ends_an_item",
                    ),
                    models.UniqueConstraint(
                        fields=("version", "replaces"), name="an_item_is_changed_once_in_a_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mandate__isnull", False), ("mandate_draft", None)),
                            models.Q(
                                ("mandate", None),
                                ("mandate_draft__isnull", False),
                                ("replaces", None),
                            ),
                            _connector="OR",
                        ),
                        name="item_draft_has_one_mandate",
                    ),
                ],
            },
        ),
        migrations.RunPython(signed._run(signed.DO), signed._run(signed.UNDO)),
        migrations.RunPython(hand_back.fill, hand_back.empty),
        migrations.RunPython(conditions.fill, conditions.empty),
        migrations.RunPython(signed._run(annexes.DO), signed._run(annexes.UNDO)),
        migrations.RunPython(lead_times.fill, lead_times.empty),
        migrations.RunPython(months.fill, months.empty),
        migrations.RunPython(consents.fill, consents.empty),
    ]
