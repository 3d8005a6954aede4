# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which assessment belongs to which phase, to begin with."""

from datetime import date

from django.db import migrations

SOURCE = (
    "Eigene Regel: Ein Vergleich braucht eine Einschätzung zu Beginn und eine am Ende. Die "
    "Förderregeln wurden dazu nicht im Wortlaut geprüft."
)
NEEDS = (("assessment", "1_start"), ("evaluation", "3_end"))


def add_needs(apps, schema_editor):
    PhaseNeed = apps.get_model("course", "PhaseNeed")
    for phase, occasion in NEEDS:
        PhaseNeed.objects.get_or_create(
            phase=phase, occasion=occasion, valid_from=date(2019, 1, 1),
            defaults={"source": SOURCE},
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("course", "0007_phase_needs")]
    operations = [migrations.RunPython(add_needs, migrations.RunPython.noop)]
