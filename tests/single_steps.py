# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables as older versions had them: a new installation makes them in one step, older ones in many."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate(*places):
    """Go to these single steps, forwards or backwards, and return the models as they were there."""
    executor = _by_single_steps()
    prefixes = [(app, executor.loader.get_migration_by_prefix(app, name)) for app, name in places]
    return executor.migrate([(app, step.name) for app, step in prefixes]).apps


def migrate_to_the_end():
    executor = _by_single_steps()
    executor.migrate(executor.loader.graph.leaf_nodes())


def _by_single_steps():
    executor = MigrationExecutor(connection)
    loader = executor.loader
    loader.replace_migrations = False
    loader.build_graph()
    for name, step in loader.replacements.items():
        loader.graph.remove_replacement_node(name, step.replaces)
        executor.recorder.record_unapplied(*name)  # the next `migrate` finds what is whole
    loader.replacements = {}
    return executor
