# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a start usually needs. It is practice, not law: both sides adapt it to their case."""

from datetime import date

from django.db import migrations

SOURCE = (
    "Praxis von Vereinbarungen zwischen Kommunen und freien Trägern (Raum, Zugänge, informierte "
    "Partner); eine veröffentlichte Liste gibt es nicht, die Tage sind Vorschläge und nicht geprüft."
)
CONDITIONS = (
    ("room", "Büro oder Besprechungsraum mit Schlüssel", "town", 30),
    ("room", "Ort und Zeiten der Sprechstunde festgelegt", "carrier", 14),
    ("accounts", "Arbeitsplatz: Rechner, Telefon, Zugang zu Geleit", "carrier", 14),
    ("accounts", "Zutritt zu den Unterkünften, Hausordnung übergeben", "town", 14),
    ("accounts", "Liste der Menschen in den Unterkünften liegt vor", "town", 14),
    ("partners", "Landkreis, Ausländerbehörde, Jobcenter und Schulen informiert", "town", 21),
    ("partners", "Freundeskreis und Ehrenamtliche informiert", "town", 21),
    ("partners", "Menschen in den Unterkünften in ihren Sprachen informiert", "carrier", 7),
)


def fill(apps, schema_editor):
    templates = apps.get_model("agreements", "ConditionTemplate")
    templates.objects.bulk_create(
        templates(
            kind=kind, label=label, side=side, days_before_start=days, source=SOURCE,
            valid_from=date(2017, 1, 1),
        )
        for kind, label, side, days in CONDITIONS
    )  # fmt: skip


def empty(apps, schema_editor):
    apps.get_model("agreements", "ConditionTemplate").objects.filter(source=SOURCE).delete()


class Migration(migrations.Migration):
    dependencies = [("agreements", "0017_usual_conditions")]
    operations = [migrations.RunPython(fill, empty)]
