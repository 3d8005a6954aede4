# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 and their first rows at once; older installations took the single steps."""

from importlib import import_module

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import geleit.core.fields

door = import_module("geleit.cases.migrations.0008_rule_of_the_door")


class Migration(migrations.Migration):
    replaces = [
        ("cases", "0001_initial"),
        ("cases", "0002_case_lists"),
        ("cases", "0003_later_names"),
        ("cases", "0004_columns_for_seals"),
        ("cases", "0005_seal"),
        ("cases", "0006_protected"),
        ("cases", "0007_emergency_door"),
        ("cases", "0008_rule_of_the_door"),
        ("cases", "0009_accommodation"),
        ("cases", "0010_name_words"),
        ("cases", "0011_names_homes_and_titles"),
        ("cases", "0012_handed_back"),
        ("cases", "0013_more_spellings"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("agreements", "0001_squashed_0029_where_the_price_is_agreed"),
        ("housing", "0001_initial"),
        ("organisations", "0001_squashed_0003_land"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseNumber",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "Haushalt",
                "verbose_name_plural": "Haushalte",
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
            name="DoorRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hours", models.PositiveSmallIntegerField(verbose_name="Stunden offen")),
                (
                    "tries_an_hour",
                    models.PositiveSmallIntegerField(verbose_name="Versuche in einer Stunde"),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="gilt ab")),
                ("source", models.TextField(verbose_name="Quelle")),
            ],
            options={
                "verbose_name": "Regel der Notfalltür",
                "verbose_name_plural": "Regeln der Notfalltür",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 1), ("tries_an_hour__gte", 1)),
                        name="door_rule_is_positive",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("family_name", models.CharField(max_length=120, verbose_name="Familienname")),
                (
                    "given_names",
                    models.CharField(blank=True, max_length=120, verbose_name="Vornamen"),
                ),
                ("family_search", models.CharField(db_index=True, editable=False, max_length=120)),
                ("given_search", models.CharField(db_index=True, editable=False, max_length=120)),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("m", "männlich"),
                            ("w", "weiblich"),
                            ("d", "divers"),
                            ("", "keine Angabe"),
                        ],
                        max_length=1,
                        verbose_name="Geschlecht",
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="geboren am")),
                (
                    "birth_precision",
                    models.CharField(
                        choices=[
                            ("day", "Tag bekannt"),
                            ("assumed", "1. Januar, wohl nur das Jahr bekannt"),
                            ("month", "Monat bekannt"),
                            ("year", "nur das Jahr bekannt"),
                            ("unknown", "unbekannt"),
                        ],
                        default="day",
                        max_length=10,
                        verbose_name="Genauigkeit",
                    ),
                ),
                (
                    "nationality",
                    models.CharField(
                        blank=True,
                        help_text="ISO 3166-1 alpha-2",
                        max_length=3,
                        verbose_name="Staatsangehörigkeit",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="BCP 47", max_length=12, verbose_name="Sprache"
                    ),
                ),
                (
                    "needs_interpreter",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="braucht Dolmetscher/in"
                    ),
                ),
                (
                    "german_level",
                    models.CharField(blank=True, max_length=10, verbose_name="Deutsch"),
                ),
                (
                    "benefit_agency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("jobcenter", "Jobcenter"),
                            ("asylblg", "Landratsamt (AsylbLG)"),
                            ("social_office", "Sozialamt (SGB XII)"),
                            ("self", "keine Leistungen"),
                            ("", "unbekannt"),
                        ],
                        max_length=20,
                        verbose_name="Leistungsträger",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="Telefon")),
                ("email", models.CharField(blank=True, max_length=254, verbose_name="E-Mail")),
                (
                    "remark",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, verbose_name="Bemerkung aus der Liste"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="persons",
                        to="cases.household",
                    ),
                ),
                (
                    "family_later",
                    models.GeneratedField(
                        db_index=True,
                        db_persist=True,
                        expression=django.db.models.functions.text.Substr(
                            "family_search",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.StrIndex(
                                    "family_search", models.Value(" ")
                                ),
                                "+",
                                models.Value(1),
                            ),
                        ),
                        output_field=models.CharField(max_length=120),
                    ),
                ),
                (
                    "given_later",
                    models.GeneratedField(
                        db_index=True,
                        db_persist=True,
                        expression=django.db.models.functions.text.Substr(
                            "given_search",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.StrIndex(
                                    "given_search", models.Value(" ")
                                ),
                                "+",
                                models.Value(1),
                            ),
                        ),
                        output_field=models.CharField(max_length=120),
                    ),
                ),
                (
                    "birth_doubt",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=200, verbose_name="Zweifel am Geburtsdatum"
                    ),
                ),
            ],
            options={
                "verbose_name": "Person",
                "verbose_name_plural": "Personen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("birth_precision", "unknown"), ("born_on", None)),
                            models.Q(
                                ("born_on__isnull", False),
                                models.Q(("birth_precision", "unknown"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="person_birth_and_precision_agree",
                    )
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=12, unique=True, verbose_name="Fallnummer")),
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
                        default="intake",
                        max_length=20,
                        verbose_name="Phase",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="eröffnet am")),
                (
                    "closed_on",
                    models.DateField(blank=True, null=True, verbose_name="abgeschlossen am"),
                ),
                (
                    "handed_over_on",
                    models.DateField(blank=True, null=True, verbose_name="übergeben am"),
                ),
                (
                    "accepted_on",
                    models.DateField(blank=True, null=True, verbose_name="angenommen am"),
                ),
                (
                    "accepted_by",
                    models.CharField(blank=True, max_length=120, verbose_name="angenommen von"),
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
                    "handed_over_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="übergeben von",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="zuständig",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="cases.household",
                    ),
                ),
                (
                    "is_protected",
                    models.BooleanField(default=False, verbose_name="besonders geschützt"),
                ),
                (
                    "handed_back_on",
                    models.DateField(
                        blank=True,
                        help_text="to county or town: from then on the file opens for nobody here",
                        null=True,
                        verbose_name="zurückgegeben am",
                    ),
                ),
            ],
            options={
                "verbose_name": "Fall",
                "verbose_name_plural": "Fälle",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [
                    models.Index(fields=["agreement", "number"], name="case_by_agreement"),
                    models.Index(fields=["holder", "number"], name="case_by_holder"),
                    models.Index(fields=["handed_over_by", "accepted_on"], name="case_by_sender"),
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["agreement", "number"],
                        name="case_open_by_agreement",
                    ),
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["holder", "number"],
                        name="case_open_by_holder",
                    ),
                    models.Index(fields=["agreement", "phase", "number"], name="case_by_phase"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("phase", "closed"), ("closed_on__isnull", False)),
                            models.Q(
                                models.Q(("phase", "closed"), _negated=True), ("closed_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="case_closed_means_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handed_over_by", None), ("handed_over_on", None)),
                            models.Q(
                                ("handed_over_by__isnull", False), ("handed_over_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="case_handed_over_means_by_and_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_by", ""), ("accepted_on", None)),
                            models.Q(
                                ("accepted_on__isnull", False),
                                models.Q(("accepted_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_accepted_means_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handed_back_on", None),
                            models.Q(("closed_on__isnull", False), ("holder", None)),
                            _connector="OR",
                        ),
                        name="case_handed_back_is_closed",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ResidenceStatus",
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
                        max_length=30,
                        verbose_name="Status",
                    ),
                ),
                ("wording", models.CharField(blank=True, max_length=160, verbose_name="Wortlaut")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True, db_index=True, null=True, verbose_name="gültig bis"
                    ),
                ),
                ("is_current", models.BooleanField(default=True, verbose_name="aktuell")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statuses",
                        to="cases.person",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="gültig ab")),
            ],
            options={
                "verbose_name": "Aufenthaltsstatus",
                "verbose_name_plural": "Aufenthaltsstatus",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("person",),
                        name="status_current_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="status_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnreadValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("column", models.CharField(max_length=120, verbose_name="Spalte")),
                ("value", geleit.core.fields.EncryptedTextField(verbose_name="Wert")),
                ("message", geleit.core.fields.EncryptedTextField(verbose_name="Hinweis")),
                ("source", models.CharField(max_length=255, verbose_name="Herkunft")),
                ("row", models.PositiveIntegerField(verbose_name="Zeile")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="geklärt am")),
                (
                    "settled_by",
                    models.CharField(blank=True, max_length=120, verbose_name="geklärt von"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unread_values",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "ungeklärter Wert",
                "verbose_name_plural": "ungeklärte Werte",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_by", ""), ("settled_on", None)),
                            models.Q(
                                ("settled_on__isnull", False),
                                models.Q(("settled_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="unread_settled_means_by",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HousingStay",
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
                            ("municipal", "städtische Unterkunft"),
                            ("container", "Container der Anschlussunterbringung"),
                            ("shared", "Gemeinschaftsunterkunft"),
                            ("private", "private Wohnung"),
                            ("other", "andere Wohnform"),
                        ],
                        max_length=20,
                        verbose_name="Wohnform",
                    ),
                ),
                ("street", models.CharField(blank=True, max_length=160, verbose_name="Straße")),
                (
                    "postcode",
                    models.CharField(blank=True, max_length=10, verbose_name="Postleitzahl"),
                ),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="Ort")),
                (
                    "moved_in_on",
                    models.DateField(blank=True, null=True, verbose_name="eingezogen am"),
                ),
                (
                    "moved_out_on",
                    models.DateField(blank=True, null=True, verbose_name="ausgezogen am"),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="housing_stays",
                        to="cases.household",
                    ),
                ),
                (
                    "accommodation",
                    models.ForeignKey(
                        blank=True,
                        help_text="for the file alone: no figure of occupancy is computed from it",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="housing.accommodation",
                        verbose_name="Unterkunft der Stadt",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        help_text="empty: the whole household",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="housing_stays",
                        to="cases.person",
                        verbose_name="nur für",
                    ),
                ),
                (
                    "remark",
                    geleit.core.fields.EncryptedTextField(
                        blank=True, max_length=300, verbose_name="Bemerkung"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("initial", "Erstaufnahme"),
                            ("provisional", "vorläufige Unterbringung"),
                            ("follow_up", "Anschlussunterbringung"),
                            ("own", "eigene Wohnung"),
                        ],
                        max_length=12,
                        verbose_name="Stufe",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="Wohneinheit oder Zimmer"
                    ),
                ),
            ],
            options={
                "verbose_name": "Wohnung",
                "verbose_name_plural": "Wohnungen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("moved_out_on", None),
                            ("moved_in_on", None),
                            ("moved_out_on__gte", models.F("moved_in_on")),
                            _connector="OR",
                        ),
                        name="stay_ends_after_it_begins",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ProtectedReader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="protected_readers",
                        to="cases.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "benannte Person",
                "verbose_name_plural": "benannte Personen",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "case"), name="protected_reader_once")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", geleit.core.fields.EncryptedTextField(verbose_name="Begründung")),
                ("opened_at", models.DateTimeField(verbose_name="geöffnet")),
                ("ends_at", models.DateTimeField(verbose_name="offen bis")),
                (
                    "seen_by_lead_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="gesehen"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emergency_accesses",
                        to="cases.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Öffnung der Notfalltür",
                "verbose_name_plural": "Öffnungen der Notfalltür",
                "indexes": [
                    models.Index(fields=["user", "ends_at"], name="door_by_user"),
                    models.Index(
                        condition=models.Q(("seen_by_lead_at", None)),
                        fields=["opened_at"],
                        name="door_unseen",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__gt", models.F("opened_at")),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="door_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NameWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(db_index=True, max_length=40)),
                ("key", models.CharField(blank=True, db_index=True, max_length=40)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="name_words",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "Wort eines Namens",
                "verbose_name_plural": "Wörter von Namen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "word", "key"), name="name_word_once")
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="PersonName",
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
                            ("original", "in der eigenen Schrift"),
                            ("variant", "andere Schreibweise"),
                            ("former", "früherer Name"),
                            ("called", "Rufname"),
                        ],
                        max_length=10,
                        verbose_name="Art",
                    ),
                ),
                (
                    "family_name",
                    models.CharField(blank=True, max_length=120, verbose_name="Familienname"),
                ),
                (
                    "given_names",
                    models.CharField(blank=True, max_length=120, verbose_name="Vornamen"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "Schreibweise eines Namens",
                "verbose_name_plural": "Schreibweisen von Namen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "original")),
                        fields=("person",),
                        name="name_one_original",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "kind", "family_name", "given_names"), name="name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("family_name", ""), _negated=True),
                            models.Q(("given_names", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="name_is_not_empty",
                    ),
                ],
            },
            managers=[
                ("unguarded", django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunPython(door.add_rule, migrations.RunPython.noop),
    ]
