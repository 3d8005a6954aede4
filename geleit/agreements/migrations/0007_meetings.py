# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Meetings of the two sides with agenda, decisions and tasks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0006_state_follows_from_days"),
        ("organisations", "0001_initial"),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "Gespräch der beiden Seiten",
                "verbose_name_plural": "Gespräche der beiden Seiten",
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
                        choices=[("topic", "Thema"), ("complaint", "Beschwerde")],
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
            ],
            options={
                "verbose_name": "Tagesordnungspunkt",
                "verbose_name_plural": "Tagesordnung",
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
            },
        ),
        migrations.AddConstraint(
            model_name="cooperationmeeting",
            constraint=models.UniqueConstraint(
                fields=("agreement", "number"), name="meeting_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="cooperationmeeting",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="meetingtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_by", ""), ("done_on", None)),
                    models.Q(("done_on__isnull", False), models.Q(("done_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="meeting_task_done_means_by",
            ),
        ),
    ]
