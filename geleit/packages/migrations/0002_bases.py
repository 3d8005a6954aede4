# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""On what each point of a hand-over rests, as far as it is known; what was not checked says so."""

from datetime import date

from django.db import migrations

SINCE = date(2019, 1, 1)
TASK = (
    "Aufgabe der unteren Aufnahmebehörde: § 18 FlüAG BW; Art. 6 Abs. 1 Buchst. e DSGVO, § 4 LDSG BW",
    "§ 18 FlüAG BW über die Verteilung gelesen; ob er die Weitergabe an einen freien Träger trägt, "
    "ist nicht geprüft. § 4 LDSG BW nach allgemeinem Wissen.",
    False,
)
COUNTY = (
    "Einwilligung: Art. 6 Abs. 1 Buchst. a DSGVO; bei Sozialdaten § 67b Abs. 2 SGB X",
    "§ 67b Abs. 2 SGB X gelesen; dass außer dem Nötigsten jede Weitergabe eine Einwilligung "
    "braucht, ist eine vorsichtige Entscheidung von Geleit, nicht geprüft.",
    False,
)
SECRET = (
    "Entbindung von der Schweigepflicht: § 203 Abs. 1 Nr. 6 StGB",
    "§ 203 Abs. 1 Nr. 6 StGB gelesen: gilt auch gegenüber anderen Fachkräften, Behörden und "
    "Trägern. Dass Jüngere den Volljährigen im Haushalt folgen, ist nicht geprüft.",
    True,
)
HEALTH = (
    "ausdrückliche Einwilligung: Art. 9 Abs. 2 Buchst. a DSGVO, § 13 DSG-EKD",
    "Gesundheit muss in der Einwilligung ausdrücklich genannt sein; am Wortlaut von § 13 DSG-EKD "
    "nicht geprüft.",
    False,
)
KINDS = {
    "household": "contact", "contact": "contact", "language": "work", "status": "status",
    "benefits": "status", "address": "household", "school": "work", "work": "work",
    "deadlines": "status", "contacts": "plan", "volunteers": "plan", "consents": "contact",
    "plan": "plan", "health": "health", "notes": "health",
}  # fmt: skip
BY_TASK = {"household", "contact", "language", "address"}  # what a move cannot do without
DIRECTIONS = ("county_to_carrier", "carrier_to_county", "carrier_to_carrier")


def add_bases(apps, _editor):
    basis = apps.get_model("packages", "HandoverBasis")
    for direction in DIRECTIONS:
        for item, kind in KINDS.items():
            (text, source, is_verified), by_task = SECRET, False
            if kind == "health":
                text, source, is_verified = HEALTH
            elif direction == "county_to_carrier":
                by_task = item in BY_TASK
                text, source, is_verified = TASK if by_task else COUNTY
            basis.objects.create(
                direction=direction,
                item=item,
                data_kind="" if by_task else kind,
                text=text,
                source=source,
                is_verified=is_verified,
                valid_from=SINCE,
            )


def remove_bases(apps, _editor):
    apps.get_model("packages", "HandoverBasis").objects.filter(valid_from=SINCE).delete()


class Migration(migrations.Migration):
    dependencies = (("packages", "0001_packages"),)
    operations = (migrations.RunPython(add_bases, remove_bases),)
