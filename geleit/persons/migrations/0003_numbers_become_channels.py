# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and addresses that stood with the person become contact channels, without a consent.

Those of persons whom a list brought say so. What is a channel already is not written twice.
"""

from itertools import chain

from django.db import migrations
from django.db.models import Q

KINDS = ("phone", "email")
AT_ONCE = 2_000  # persons


def into_channels(apps, _editor):
    persons = apps.get_model("cases", "Person")._base_manager
    persons = persons.exclude(phone="", email="").order_by("pk")
    last = 0
    while rows := list(persons.filter(pk__gt=last).values_list("pk", *KINDS)[:AT_ONCE]):
        last = rows[-1][0]
        _write(apps, rows)


def _write(apps, rows):
    channels = apps.get_model("persons", "ContactChannel")
    here = Q(person__gte=rows[0][0], person__lte=rows[-1][0])
    standing = channels._base_manager.filter(here, removed_on=None)
    present = set(standing.values_list("person", "kind", "value"))
    of_lists = apps.get_model("intake", "ImportedRow")._base_manager.filter(here)
    listed = set(of_lists.values_list("person", flat=True))
    said = chain.from_iterable(
        ((pk, kind, value.strip()) for kind, value in zip(KINDS, values, strict=True))
        for pk, *values in rows
    )
    channels._base_manager.bulk_create(
        [
            channels(
                person_id=pk, kind=kind, value=value, source="list" if pk in listed else ""
            )
            for pk, kind, value in said
            if value and (pk, kind, value) not in present
        ],
        batch_size=300,
    )  # fmt: skip


def back_into_columns(apps, _editor):
    """Give the columns the first number and address again; the channels stay as well."""
    channels = apps.get_model("persons", "ContactChannel")._base_manager
    persons = apps.get_model("cases", "Person")._base_manager
    for kind, longest in zip(KINDS, (60, 254), strict=True):
        standing = channels.filter(kind=kind, removed_on=None).order_by("-pk")
        for row in standing.only("person", "value").iterator():
            if len(row.value) <= longest:
                persons.filter(pk=row.person_id).update(**{kind: row.value})


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_more_spellings"),
        ("intake", "0001_initial"),
        ("persons", "0002_where_a_channel_came_from"),
    ]
    operations = [migrations.RunPython(into_channels, back_into_columns)]
