# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first rule for the day that is proposed for a first appointment."""

from datetime import date

from django.db import migrations

SOURCE = (
    "Vorschlag von Geleit: drei Arbeitstage nach der Ankunft. Keine Rechtsgrundlage bekannt; "
    "nicht geprüft. Der Träger kann eine eigene Regel mit späterem Beginn eintragen lassen."
)


def add_rule(apps, _editor):
    apps.get_model("intake", "FirstMeetingRule").objects.create(
        working_days=3, valid_from=date(2019, 1, 1), source=SOURCE
    )


def remove_rule(apps, _editor):
    apps.get_model("intake", "FirstMeetingRule").objects.filter(source=SOURCE).delete()


class Migration(migrations.Migration):
    dependencies = (("intake", "0005_arrivals"),)
    operations = (migrations.RunPython(add_rule, remove_rule),)
