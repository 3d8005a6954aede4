# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keep the words of names with their spelling keys, and make them for those who are here already."""

import django.db.models.deletion
from django.db import migrations, models

from geleit.core.migrating import check_keys_at_once
from geleit.names.keys import search_words

AT_ONCE = 2_000  # persons


def make_words(apps, schema_editor):
    check_keys_at_once(schema_editor)
    Person, NameWord = apps.get_model("cases", "Person"), apps.get_model("cases", "NameWord")
    columns = ("pk", "family_name", "given_names")
    last = 0
    while rows := list(
        Person._base_manager.filter(pk__gt=last).order_by("pk").values_list(*columns)[:AT_ONCE]
    ):
        words = [
            NameWord(person_id=pk, word=found.word, key=found.key)
            for pk, family, given in rows
            for found in search_words(f"{family} {given}")
        ]
        NameWord._base_manager.bulk_create(words, batch_size=300)
        last = rows[-1][0]


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_accommodation")]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(db_index=True, max_length=40)),
                ("key", models.CharField(blank=True, db_index=True, max_length=40)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="name_words",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "Wort eines Namens",
                "verbose_name_plural": "Wörter von Namen",
                "base_manager_name": "unguarded",
                "default_manager_name": "unguarded",
            },
            managers=[
                ("unguarded", models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name="nameword",
            constraint=models.UniqueConstraint(
                fields=("person", "word", "key"), name="name_word_once"
            ),
        ),
        migrations.RunPython(make_words, migrations.RunPython.noop, elidable=False),
    ]
