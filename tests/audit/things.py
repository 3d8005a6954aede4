# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""An attacker who has the database and not the key: takes the triggers away, writes, is looked for."""

from contextlib import contextmanager
from importlib import import_module

from django.db import connection, transaction

from geleit.audit.keys import audit_key
from geleit.audit.models import record
from geleit.audit.verify import verify

TRIGGERS = [
    import_module(f"geleit.audit.migrations.{name}")
    for name in ("0002_append_only", "0004_chain", "0006_checkpoints")
]


def a_log(length=7):
    """Write entries and return their numbers."""
    return [
        record("user:7", "case-read", None, n=number, part="plan").sequence
        for number in range(length)
    ]


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


@contextmanager
def attack():
    """Triggers are away inside; afterwards everything is as it was."""
    with transaction.atomic():
        for statement in drop_statements():
            run(statement)
        yield
        transaction.set_rollback(True)


def drop_statements():
    """Only the triggers: their functions and what other tests removed stay out of it."""
    for module in TRIGGERS:
        for statement in module.UNDO[connection.vendor]:
            if statement.startswith("DROP TRIGGER"):
                yield statement.replace("DROP TRIGGER", "DROP TRIGGER IF EXISTS")


def found(key=None, reference=None):
    """What verify finds, as (fault, first, last)."""
    _check, findings = verify(key or audit_key(), reference=reference)
    return [(one.fault.value, one.first, one.last) for one in findings]
