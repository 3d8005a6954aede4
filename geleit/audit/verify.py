# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the whole log, a little at a time, and hands it to the check."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from django.db import DatabaseError, connection, transaction

from geleit.audit.chain import (
    Check,
    Checkpoint,
    Entry,
    Finding,
    Head,
    Key,
    Place,
    moment,
    plain,
)
from geleit.audit.models import ChainHead, LogCheckpoint

PORTION = 2_000  # rows in memory
# As text, past the converters: a value that is no time or no JSON is found, not stumbled over.
READ = (
    'SELECT "sequence", CAST("at" AS text), "actor", "verb", "kind", "key", CAST("data" AS text), '
    '"signed_with", "previous_hash", "hash", "case_key", "agreement_key", "organisation_key", '
    '"role" FROM "audit_event" ORDER BY "sequence", "id"'
)


def verify(key: Key, *, reference: tuple[int, str] | None = None) -> tuple[Check, list[Finding]]:
    """Check every entry. Others may go on writing; the head is read before and after."""
    check = Check(key, head=None, reference=reference)
    try:
        check = Check(key, head=_head(), reference=reference, checkpoint=_checkpoint())
        for entry in _entries():
            check.take(entry)
        return check, check.finish(_head())
    except DatabaseError:
        return check, check.broke_off()


def _head() -> Head | None:
    row = ChainHead.objects.filter(pk=1).values_list("sequence", "hash", "seal").first()
    return Head(*row) if row else None


def _checkpoint() -> Checkpoint | None:
    rows = LogCheckpoint.objects.order_by("-sequence")
    row = rows.values_list("sequence", "hash", "seal").first()
    return Checkpoint(*row) if row else None


def _entries() -> Iterator[Entry]:
    # PostgreSQL would copy the whole answer for a cursor outside of a transaction; SQLite would
    # keep everybody from writing inside of one.
    around: Any = transaction.atomic() if connection.vendor == "postgresql" else nullcontext()
    with around, connection.chunked_cursor() as cursor:
        cursor.execute(READ)
        while rows := cursor.fetchmany(PORTION):
            for sequence, at, actor, verb, kind, key, data, *rest in rows:
                place = Place(*rest[3:])
                entry = Entry(sequence, moment(at), actor, verb, kind, key, plain(data), *rest[:3])
                yield entry._replace(place=place)
