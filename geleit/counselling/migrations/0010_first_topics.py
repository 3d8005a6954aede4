# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What short advice is about, to begin with: the action fields, under which it was counted so far."""

from datetime import date

from django.db import migrations

SOURCE = "Die elf Handlungsfelder der Begleitung, unter denen bisher gezählt wurde."
TOPICS = {
    "language": "Sprache",
    "school": "Schule, Kita, Kinder",
    "training": "Ausbildung und Studium",
    "work": "Arbeit und Anerkennung",
    "housing": "Wohnen",
    "health": "Gesundheit",
    "family": "Familie",
    "status": "Aufenthalt und Status",
    "money": "Finanzen und Leistungen",
    "participation": "Teilhabe und Ehrenamt",
    "everyday": "Alltag und Behörden",
}


def add_topics(apps, schema_editor):
    AdviceTopic = apps.get_model("counselling", "AdviceTopic")
    AdviceTopic.objects.bulk_create(
        AdviceTopic(key=key, name=name, position=place, valid_from=date(2019, 1, 1), source=SOURCE)
        for place, (key, name) in enumerate(TOPICS.items(), 1)
    )


class Migration(migrations.Migration):
    dependencies = [("counselling", "0009_topics_of_short_advice")]
    operations = [migrations.RunPython(add_topics, migrations.RunPython.noop)]
