# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of 0.6 at once; older installations took the single steps."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("staffing", "0001_initial"),
        ("staffing", "0002_who_recorded_a_filling"),
        ("staffing", "0003_waivers"),
        ("staffing", "0004_duties"),
        ("staffing", "0005_set_up_in_the_browser"),
        ("staffing", "0006_absences_and_trainings"),
        ("staffing", "0007_reach_of_deputies"),
        ("staffing", "0008_reach_of_deputies_before"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_four_eyes"),
        ("agreements", "0001_squashed_0029_where_the_price_is_agreed"),
        ("organisations", "0001_squashed_0003_land"),
    ]

    operations = [
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Stelle")),
                (
                    "full_time_share",
                    models.DecimalField(
                        decimal_places=2, max_digits=3, verbose_name="Stellenanteil"
                    ),
                ),
                (
                    "qualification",
                    models.CharField(
                        choices=[
                            ("social_work", "Soziale Arbeit, staatlich anerkannt"),
                            ("comparable", "vergleichbarer Abschluss"),
                            ("other", "andere Qualifikation"),
                        ],
                        max_length=20,
                        verbose_name="verlangte Qualifikation",
                    ),
                ),
                (
                    "vacant_since",
                    models.DateField(blank=True, null=True, verbose_name="unbesetzt seit"),
                ),
                (
                    "is_predecessor",
                    models.BooleanField(
                        default=False,
                        help_text="Die Stelle der Stadt, deren Aufgabe übertragen wird.",
                        verbose_name="Vorgängerstelle",
                    ),
                ),
                (
                    "is_needed_to_start",
                    models.BooleanField(default=True, verbose_name="für den Beginn nötig"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
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
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="agreements.mandate",
                        verbose_name="bezahlt aus",
                    ),
                ),
            ],
            options={
                "verbose_name": "Stelle",
                "verbose_name_plural": "Stellen",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("full_time_share__gt", 0), ("full_time_share__lte", 1)),
                        name="position_share_up_to_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="ab")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "Vertretung",
                "verbose_name_plural": "Vertretungen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="deputy_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("holder", models.F("deputy")), _negated=True),
                        name="deputy_is_another",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="Aufgabe")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("land", "Land"),
                            ("county", "Landkreis"),
                            ("municipality", "Stadt oder Gemeinde"),
                            ("nobody", "niemand: freiwillig"),
                        ],
                        max_length=15,
                        verbose_name="Pflicht liegt bei",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Grundlage der Pflicht"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="agreements.cooperationagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "Aufgabe und Pflicht",
                "verbose_name_plural": "Aufgaben und Pflichten",
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "name"), name="duty_named_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PositionFilling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holder_name", models.CharField(max_length=120, verbose_name="Name")),
                ("hired_from", models.DateField(verbose_name="eingestellt ab")),
                ("leaves_on", models.DateField(blank=True, null=True, verbose_name="letzter Tag")),
                (
                    "qualification",
                    models.CharField(
                        choices=[
                            ("social_work", "Soziale Arbeit, staatlich anerkannt"),
                            ("comparable", "vergleichbarer Abschluss"),
                            ("other", "andere Qualifikation"),
                        ],
                        max_length=20,
                        verbose_name="Qualifikation",
                    ),
                ),
                (
                    "qualification_proved_on",
                    models.DateField(blank=True, null=True, verbose_name="Nachweis gesehen am"),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fillings",
                        to="staffing.position",
                    ),
                ),
                (
                    "recorded_by",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="eingetragen von"
                    ),
                ),
                (
                    "exception_reason",
                    models.TextField(
                        blank=True, default="", verbose_name="Begründung der Ausnahme"
                    ),
                ),
            ],
            options={
                "verbose_name": "Stellenbesetzung",
                "verbose_name_plural": "Stellenbesetzungen",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leaves_on", None),
                            ("leaves_on__gte", models.F("hired_from")),
                            _connector="OR",
                        ),
                        name="filling_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConditionWaiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("reason", models.TextField(verbose_name="Begründung")),
                ("waived_on", models.DateField(verbose_name="verzichtet am")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waivers",
                        to="agreements.readinesscondition",
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
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waivers",
                        to="staffing.position",
                    ),
                ),
            ],
            options={
                "verbose_name": "Verzicht auf eine Startbedingung",
                "verbose_name_plural": "Verzichte auf Startbedingungen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("condition", None), ("position__isnull", False)),
                            models.Q(("condition__isnull", False), ("position", None)),
                            _connector="OR",
                        ),
                        name="waiver_is_of_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("position__isnull", False)),
                        fields=("position", "organisation"),
                        name="a_side_waives_a_post_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("condition__isnull", False)),
                        fields=("condition", "organisation"),
                        name="a_side_waives_a_condition_once",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="DutyCarrier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="ausgeführt von")),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="Grundlage")),
                (
                    "steps_in",
                    models.CharField(blank=True, max_length=160, verbose_name="springt ein"),
                ),
                ("starts_on", models.DateField(verbose_name="ab")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                (
                    "recorded_by",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="eingetragen von"
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="carriers",
                        to="staffing.duty",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staffing.position",
                    ),
                ),
            ],
            options={
                "verbose_name": "Ausführung einer Aufgabe",
                "verbose_name_plural": "Ausführung der Aufgaben",
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="carrier_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        fields=("duty", "starts_on"), name="one_carrier_begins_on_a_day"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("duty",),
                        name="one_carrier_goes_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeputyReach",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.cooperationagreement",
                    ),
                ),
                (
                    "deputyship",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reaches",
                        to="staffing.deputy",
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
                "verbose_name": "Reichweite einer Vertretung",
                "verbose_name_plural": "Reichweiten der Vertretungen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("deputyship", "organisation", "agreement"),
                        name="deputy_reaches_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agreement", None)),
                        fields=("deputyship", "organisation"),
                        name="deputy_reaches_all_once",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="erster Tag")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="letzter Tag")),
                (
                    "covered_by",
                    models.CharField(blank=True, max_length=120, verbose_name="vertreten durch"),
                ),
                ("recorded_by", models.CharField(max_length=120, verbose_name="eingetragen von")),
                (
                    "filling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="staffing.positionfilling",
                    ),
                ),
            ],
            options={
                "verbose_name": "Abwesenheit",
                "verbose_name_plural": "Abwesenheiten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="absence_ends_after_it_begins",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Fortbildung")),
                ("held_on", models.DateField(verbose_name="am")),
                (
                    "hours",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Stunden"),
                ),
                (
                    "filling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trainings",
                        to="staffing.positionfilling",
                    ),
                ),
            ],
            options={
                "verbose_name": "Fortbildung",
                "verbose_name_plural": "Fortbildungen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__gt", 0)), name="training_has_hours"
                    ),
                    models.UniqueConstraint(
                        fields=("filling", "title", "held_on"), name="a_training_once_a_day"
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
