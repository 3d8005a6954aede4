# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a hand-back usually takes. It is practice, not law: both sides adapt it to their case."""

from datetime import date

from django.db import migrations

SOURCE = (
    "Praxis einer Rückdelegation (Stadt Ludwigsburg, Ende 2024: Arbeit an den Landkreis zurück); "
    "die Schritte selbst sind nicht veröffentlicht und nicht geprüft."
)
STEPS = (
    ("other", "Partner informiert: Landkreis, Jobcenter, Freundeskreis", "town", -90),
    ("other", "Menschen in der Begleitung persönlich informiert", "carrier", -60),
    ("cases", "Alle laufenden Fälle übergeben oder abgeschlossen", "carrier", 0),
    ("other", "Räume, Schlüssel und Geräte zurückgegeben", "carrier", 0),
    ("deletion", "Zugänge der Beschäftigten beendet", "carrier", 1),
    ("statement", "Letzter Nachweis vorgelegt und besprochen", "carrier", 31),
    ("statement", "Letzte Abrechnung bezahlt oder erstattet", "town", 90),
    ("deletion", "Aufbewahrung und Löschfristen der Fälle schriftlich bestätigt", "carrier", 31),
)


def fill(apps, schema_editor):
    templates = apps.get_model("agreements", "HandBackTemplate")
    templates.objects.bulk_create(
        templates(
            kind=kind, label=label, side=side, days_after_end=days, source=SOURCE,
            valid_from=date(2017, 1, 1),
        )
        for kind, label, side, days in STEPS
    )  # fmt: skip


def empty(apps, schema_editor):
    apps.get_model("agreements", "HandBackTemplate").objects.filter(source=SOURCE).delete()


class Migration(migrations.Migration):
    dependencies = [("agreements", "0014_hand_back")]
    operations = [migrations.RunPython(fill, empty)]
