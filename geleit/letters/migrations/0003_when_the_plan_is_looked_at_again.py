# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The German sentence before the day of the next review was no German; it gets a new version.

Where somebody has corrected it already, that stays.
"""

from datetime import date

from django.db import migrations

KEY = {"key": "plan.review", "language": "de"}
WRONG = "Wir sehen den Plan wieder zusammen an am:"
RIGHT = "An diesem Tag sehen wir uns den Plan wieder zusammen an:"


def mend(apps, _editor):
    blocks = apps.get_model("letters", "PhraseBlock").objects.filter(**KEY).order_by("-version")
    youngest = blocks.first()
    if youngest and youngest.text == WRONG:
        blocks.create(
            **KEY, version=youngest.version + 1, text=RIGHT, source="eigener Text",
            added_on=date(2026, 11, 29),
        )  # fmt: skip


def take_back(apps, _editor):
    blocks = apps.get_model("letters", "PhraseBlock").objects.filter(**KEY)
    if blocks.filter(text=WRONG).exists():
        blocks.filter(text=RIGHT, checked_on=None, added_on=date(2026, 11, 29)).delete()


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_first_phrases")]
    operations = [migrations.RunPython(mend, take_back)]
