# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 at once; older installations took the single steps."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import geleit.core.fields


class Migration(migrations.Migration):
    replaces = [
        ("persons", "0001_initial"),
        ("persons", "0002_where_a_channel_came_from"),
        ("persons", "0003_numbers_become_channels"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0013_more_spellings"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactChannel",
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
                            ("phone", "Telefon"),
                            ("messenger", "Messenger"),
                            ("email", "E-Mail"),
                            ("post", "Post an eine andere Adresse"),
                            ("other", "anderer Weg"),
                        ],
                        max_length=12,
                        verbose_name="Weg",
                    ),
                ),
                ("value", models.CharField(max_length=254, verbose_name="Nummer oder Adresse")),
                (
                    "remark",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=160, verbose_name="Bemerkung"
                    ),
                ),
                (
                    "consent_on",
                    models.DateField(blank=True, null=True, verbose_name="eingewilligt am"),
                ),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, null=True, verbose_name="widerrufen am"),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to="cases.person",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[("list", "aus einer Liste"), ("package", "aus einer Übergabe")],
                        max_length=8,
                        verbose_name="Herkunft",
                    ),
                ),
            ],
            options={
                "verbose_name": "Kontaktweg",
                "verbose_name_plural": "Kontaktwege",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_on", None)),
                        fields=("person", "kind", "value"),
                        name="channel_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on", None),
                            models.Q(
                                ("consent_on__isnull", False),
                                ("withdrawn_on__gte", models.F("consent_on")),
                            ),
                            _connector="OR",
                        ),
                        name="channel_withdrawn_after_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_by", ""), ("removed_on", None)),
                            models.Q(
                                ("removed_on__isnull", False),
                                models.Q(("removed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="channel_removed_means_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True),
                        name="channel_leads_somewhere",
                    ),
                ],
                "indexes": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="HistoryEntry",
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
                            ("daycare", "Kita"),
                            ("school", "Schule"),
                            ("course", "Sprachkurs"),
                            ("level", "Deutsch nachgewiesen"),
                            ("training", "Ausbildung oder Studium"),
                            ("work", "Arbeit"),
                            ("qualification", "Abschluss und Anerkennung"),
                            ("benefit", "Leistungsträger"),
                        ],
                        max_length=20,
                        verbose_name="Was",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=20, verbose_name="Genauer")),
                ("begins_on", models.DateField(blank=True, null=True, verbose_name="von")),
                (
                    "begins_precision",
                    models.CharField(
                        blank=True,
                        choices=[("day", "Tag"), ("month", "Monat"), ("year", "Jahr")],
                        max_length=5,
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                (
                    "ends_precision",
                    models.CharField(
                        blank=True,
                        choices=[("day", "Tag"), ("month", "Monat"), ("year", "Jahr")],
                        max_length=5,
                    ),
                ),
                (
                    "title",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=160, verbose_name="Bezeichnung"
                    ),
                ),
                (
                    "place",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=160, verbose_name="Wo"
                    ),
                ),
                (
                    "remark",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=500, verbose_name="Bemerkung"
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="history",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "Station",
                "verbose_name_plural": "Stationen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [
                    models.Index(fields=["person", "kind", "-begins_on"], name="history_by_kind")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begins_on", None),
                            ("ends_on", None),
                            ("ends_on__gte", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="history_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("begins_on__isnull", False),
                                ("begins_precision__in", ["day", "month", "year"]),
                            ),
                            models.Q(("begins_on", None), ("begins_precision", "")),
                            _connector="OR",
                        ),
                        name="history_begin_and_precision_agree",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ends_on__isnull", False),
                                ("ends_precision__in", ["day", "month", "year"]),
                            ),
                            models.Q(("ends_on", None), ("ends_precision", "")),
                            _connector="OR",
                        ),
                        name="history_end_and_precision_agree",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("detail__in", ["kindergarten", "childminder", ""]),
                                ("kind", "daycare"),
                            ),
                            models.Q(
                                (
                                    "detail__in",
                                    [
                                        "preparatory",
                                        "primary",
                                        "secondary",
                                        "vocational_school",
                                        "special_needs",
                                        "school_abroad",
                                        "",
                                    ],
                                ),
                                ("kind", "school"),
                            ),
                            models.Q(
                                (
                                    "detail__in",
                                    [
                                        "integration_course",
                                        "literacy_course",
                                        "job_course",
                                        "volunteer_course",
                                        "other_course",
                                        "",
                                    ],
                                ),
                                ("kind", "course"),
                            ),
                            models.Q(
                                (
                                    "detail__in",
                                    ["none", "alpha", "A1", "A2", "B1", "B2", "C1", "C2"],
                                ),
                                ("kind", "level"),
                            ),
                            models.Q(
                                (
                                    "detail__in",
                                    [
                                        "apprenticeship",
                                        "entry",
                                        "studies",
                                        "retraining",
                                        "training_abroad",
                                        "",
                                    ],
                                ),
                                ("kind", "training"),
                            ),
                            models.Q(
                                (
                                    "detail__in",
                                    [
                                        "full_time",
                                        "part_time",
                                        "mini_job",
                                        "internship",
                                        "job_scheme",
                                        "self_employed",
                                        "work_abroad",
                                        "",
                                    ],
                                ),
                                ("kind", "work"),
                            ),
                            models.Q(
                                (
                                    "detail__in",
                                    [
                                        "not_applied",
                                        "applied",
                                        "recognised",
                                        "partly",
                                        "not_recognised",
                                        "",
                                    ],
                                ),
                                ("kind", "qualification"),
                            ),
                            models.Q(
                                ("detail__in", ["jobcenter", "asylblg", "social_office", "self"]),
                                ("kind", "benefit"),
                            ),
                            _connector="OR",
                        ),
                        name="history_detail_fits_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "level"), _negated=True),
                            ("ends_on", None),
                            _connector="OR",
                        ),
                        name="history_level_is_of_one_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_by", ""), ("removed_on", None)),
                            models.Q(
                                ("removed_on__isnull", False),
                                models.Q(("removed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="history_removed_means_by",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="HouseholdMembership",
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
                        blank=True,
                        choices=[
                            ("head", "Bezugsperson"),
                            ("partner", "Partner/in"),
                            ("child", "Kind"),
                            ("parent", "Elternteil"),
                            ("sibling", "Geschwister"),
                            ("grandchild", "Enkelkind"),
                            ("relative", "andere/r Verwandte/r"),
                            ("other", "nicht verwandt"),
                        ],
                        max_length=12,
                        verbose_name="Rolle",
                    ),
                ),
                (
                    "joined_on",
                    models.DateField(blank=True, null=True, verbose_name="dazugekommen am"),
                ),
                (
                    "joined_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("birth", "geboren"),
                            ("reunion", "Familiennachzug"),
                            ("moved_in", "zugezogen"),
                            ("from_household", "aus einem anderen Haushalt"),
                            ("returned", "zurückgekommen"),
                        ],
                        max_length=16,
                        verbose_name="wodurch",
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="gegangen am")),
                (
                    "left_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("split", "eigener Haushalt"),
                            ("moved_away", "weggezogen"),
                            ("left_country", "ausgereist"),
                            ("death", "verstorben"),
                            ("unknown", "Verbleib unbekannt"),
                        ],
                        max_length=16,
                        verbose_name="wodurch",
                    ),
                ),
                (
                    "person_name",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, editable=False, max_length=250
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="cases.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zugehörigkeit zum Haushalt",
                "verbose_name_plural": "Zugehörigkeiten zum Haushalt",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None)),
                        fields=("person",),
                        name="membership_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None),
                            ("joined_on", None),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="membership_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_how", ""), ("left_on", None)),
                            models.Q(
                                ("left_on__isnull", False),
                                models.Q(("left_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="membership_left_means_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joined_how", ""), ("joined_on__isnull", False), _connector="OR"
                        ),
                        name="membership_joined_how_means_when",
                    ),
                ],
                "indexes": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="PersonCode",
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
                        choices=[("nationality", "Staatsangehörigkeit"), ("language", "Sprache")],
                        max_length=12,
                        verbose_name="Was",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="ISO 3166-1 or BCP 47", max_length=12, verbose_name="Kürzel"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codes",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "weitere Staatsangehörigkeit oder Sprache",
                "verbose_name_plural": "weitere Staatsangehörigkeiten und Sprachen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "kind", "code"), name="person_code_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["nationality", "language"]),
                            models.Q(("code", ""), _negated=True),
                        ),
                        name="person_code_says_what",
                    ),
                ],
                "indexes": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Vulnerability",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    geleit.core.fields.EncryptedTextField(
                        max_length=20, verbose_name="Schutzbedarf"
                    ),
                ),
                (
                    "remark",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=2000, verbose_name="Was zu beachten ist"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("holder", "nur wer für den Fall zuständig ist"),
                            ("acting", "Zuständige und Vertretung"),
                            ("case", "alle, die den Fall sehen"),
                        ],
                        default="acting",
                        max_length=8,
                        verbose_name="Wer darf das lesen?",
                    ),
                ),
                ("noted_on", models.DateField(verbose_name="vermerkt am")),
                ("noted_by", models.CharField(max_length=120, verbose_name="vermerkt von")),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="besteht nicht mehr seit"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vulnerabilities",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "Schutzbedarf",
                "verbose_name_plural": "Schutzbedarfe",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None),
                            ("ended_on__gte", models.F("noted_on")),
                            _connector="OR",
                        ),
                        name="vulnerability_ends_after_it_is_noted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True),
                            ("audience__in", ["holder", "acting", "case"]),
                        ),
                        name="vulnerability_says_what_and_to_whom",
                    ),
                ],
                "indexes": [],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
    ]
