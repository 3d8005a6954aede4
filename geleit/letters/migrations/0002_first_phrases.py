# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first version of all phrase blocks. Nobody who speaks the languages has checked them yet."""

import json
from datetime import date
from pathlib import Path

from django.db import migrations

TEXTS = Path(__file__).resolve().parents[1] / "texts"
SOURCE = "eigener Text, ohne Prüfung durch Muttersprachler/innen übersetzt"
SOURCE_DE = "eigener Text"


def add_phrases(apps, schema_editor):
    block = apps.get_model("letters", "PhraseBlock")
    block.objects.bulk_create(
        block(
            key=key,
            language=path.stem,
            version=1,
            text=text,
            source=SOURCE_DE if path.stem == "de" else SOURCE,
            added_on=date(2026, 11, 28),
        )
        for path in sorted(TEXTS.glob("*.json"))
        for key, text in json.loads(path.read_text("utf-8")).items()
    )


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_phrase_blocks")]
    operations = [migrations.RunPython(add_phrases, migrations.RunPython.noop)]
