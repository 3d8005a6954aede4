# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first scale of independence, in words of our own. Practice has not tried it yet."""

import json
from datetime import date
from pathlib import Path

from django.db import migrations

WORDS = Path(__file__).resolve().parents[1] / "scales" / "independence-2026.json"


def add_scale(apps, schema_editor):
    scale, made = apps.get_model("plans", "IndependenceScale").objects.get_or_create(
        name="Selbstständigkeit in fünf Stufen",
        valid_from=date(2017, 7, 24),  # as the first template: older files can be looked at, too
        defaults={
            "source": "eigene Skala in eigenen Worten (Fassung 2026); in der Praxis noch nicht erprobt",
            "is_verified": False,
        },
    )
    level = apps.get_model("plans", "ScaleLevel")
    if made:
        level.objects.bulk_create(
            level(scale=scale, action_field=field, level=number, text=text)
            for field, texts in json.loads(WORDS.read_text("utf-8")).items()
            for number, text in enumerate(texts, 1)
        )


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_assessments")]
    operations = [migrations.RunPython(add_scale, migrations.RunPython.noop)]
