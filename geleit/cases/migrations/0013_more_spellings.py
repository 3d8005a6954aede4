# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring the words of names up to date: Iwanow is found as Ivanov, عبد الرحمن as Abdulrahman."""

from django.db import migrations

from geleit.names.keys import search_words

AT_ONCE = 2_000  # persons


def renew_words(apps, schema_editor):
    Person, NameWord = apps.get_model("cases", "Person"), apps.get_model("cases", "NameWord")
    PersonName = apps.get_model("cases", "PersonName")
    last = 0
    while rows := list(
        Person._base_manager.filter(pk__gt=last)
        .order_by("pk")
        .values_list("pk", "family_name", "given_names")[:AT_ONCE]
    ):
        here = {"person__gte": rows[0][0], "person__lte": rows[-1][0]}
        others = PersonName._base_manager.filter(**here)
        written = rows + list(others.values_list("person", "family_name", "given_names"))
        wanted = {
            (pk, found.word, found.key)
            for pk, family, given in written
            for found in search_words(f"{family} {given}".strip())
        }
        present = {
            (person, word, key): pk
            for pk, person, word, key in NameWord._base_manager.filter(**here).values_list(
                "pk", "person", "word", "key"
            )
        }
        gone = [pk for row, pk in present.items() if row not in wanted]
        for start in range(0, len(gone), 500):
            NameWord._base_manager.filter(pk__in=gone[start : start + 500]).delete()
        words = [
            NameWord(person_id=pk, word=word, key=key)
            for pk, word, key in sorted(wanted - present.keys())
        ]
        NameWord._base_manager.bulk_create(words, batch_size=300)
        last = rows[-1][0]


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_handed_back")]

    operations = [migrations.RunPython(renew_words, migrations.RunPython.noop, elidable=True)]
