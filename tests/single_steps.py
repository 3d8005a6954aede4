# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables as older versions had them: a new installation makes them in one step, older ones in many."""

import gc
from contextlib import contextmanager
from unittest import mock

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


def migrate(*places):
    """Go to these single steps, forwards or backwards, and return the models as they were there."""
    executor = _by_single_steps()
    prefixes = [(app, executor.loader.get_migration_by_prefix(app, name)) for app, name in places]
    with rendering_once():
        return executor.migrate([(app, step.name) for app, step in prefixes]).apps


def migrate_to_the_end():
    executor = _by_single_steps()
    with rendering_once():
        executor.migrate(executor.loader.graph.leaf_nodes())


@contextmanager
def rendering_once():
    """Add a model to those of the past alone: Django makes all that it points at anew, each time.

    So do the many single steps take half the time. What people run, `migrate`, stays as it is.
    """

    def add_model(self, model):
        key = model.app_label, model.name_lower
        self.models[key] = model
        if self._relations is not None:
            self.resolve_model_relations(key)
        if "apps" in self.__dict__:
            self.apps.render_multiple([model])

    gc.disable()  # of the thousands of models that come and go, few can go before the end
    try:
        with mock.patch.object(ProjectState, "add_model", add_model):
            yield
    finally:
        gc.enable()


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
