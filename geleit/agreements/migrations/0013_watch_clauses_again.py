# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""SQLite makes a table anew when a column comes, and loses its triggers: watch clauses again."""

from importlib import import_module

from django.db import migrations

before = import_module("geleit.agreements.migrations.0004_signed_versions_stay")


def watch(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for (table, verb, _condition), statement in zip(before.WATCHED, before.SQLITE, strict=True):
        if table == before.CLAUSE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {before._name(table, verb)}")
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0012_set_up_in_the_browser")]
    operations = [migrations.RunPython(watch, migrations.RunPython.noop)]
