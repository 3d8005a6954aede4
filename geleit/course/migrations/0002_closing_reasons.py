# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why cases end, to begin with: a list of our own, because no official one was to be had."""

from datetime import date

from django.db import migrations

SOURCE = (
    "Eigene Liste. Die amtliche Liste der Kennzahlen nach Nr. 6.2 der VwV Integrationsmanagement lag "
    "nicht vor; ungeprüft."
)
NAMES = [
    "kommt ohne Begleitung zurecht",
    "Regeldienst hat übernommen",
    "Beratungszeitraum ist zu Ende",
    "Wegzug in eine andere Gemeinde",
    "Ausreise aus Deutschland",
    "gehört nicht mehr zum Personenkreis des Auftrags",
    "auf eigenen Wunsch",
    "Kontakt abgebrochen",
    "ein anderer Fall führt den Haushalt weiter",
    "verstorben",
    "anderer Grund",
]


def add_reasons(apps, schema_editor):
    ClosingReason = apps.get_model("course", "ClosingReason")
    ClosingReason.objects.bulk_create(
        ClosingReason(name=name, position=place, valid_from=date(2019, 1, 1), source=SOURCE)
        for place, name in enumerate(NAMES, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("course", "0001_initial")]
    operations = [migrations.RunPython(add_reasons, migrations.RunPython.noop)]
