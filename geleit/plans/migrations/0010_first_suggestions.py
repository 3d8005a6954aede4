# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first suggestions for goals and steps, in words of our own."""

import json
from datetime import date
from pathlib import Path

from django.db import migrations

WORDS = Path(__file__).resolve().parents[1] / "scales" / "suggestions-2026.json"


def add_suggestions(apps, schema_editor):
    suggestion = apps.get_model("plans", "PlanSuggestion")
    same = {"valid_from": date(2017, 7, 24), "source": "eigene Vorschläge (Fassung 2026)"}
    rows = []
    for field, words in json.loads(WORDS.read_text("utf-8")).items():
        for text, measure in words["goals"]:
            rows.append(suggestion(
                action_field=field, kind="goal", text=text, measure=measure, **same
            ))  # fmt: skip
        for text, bearer in words["steps"]:
            rows.append(suggestion(
                action_field=field, kind="step", text=text, bearer=bearer, **same
            ))  # fmt: skip
    suggestion.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("plans", "0009_versions_and_suggestions")]
    operations = [migrations.RunPython(add_suggestions, migrations.RunPython.noop)]
