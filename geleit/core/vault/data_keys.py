# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Data keys: made at random, kept wrapped in the database, remembered by each process."""

import secrets
from functools import partial
from time import monotonic
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from geleit.core.vault import ring
from geleit.core.vault.cipher import Cipher, Sealed, as_text, from_text, key_of, new_key

LOOK_AGAIN = 30  # seconds; after that a process asks which data key is the current one

_keys: dict[str, bytes] = {}
_ciphers: dict[tuple[str, str], Cipher] = {}
_uncommitted: set[str] = set()
_current: tuple[str, float] | None = None  # id, and until when nobody asks again


def seal(text: str, column: str, *, key_id: str = "") -> str:
    """Return the text as it stands in the database: g1.<data key>.<nonce, text and tag>."""
    cipher = _cipher(key_id or current_id(), column)
    return cipher.head + as_text(cipher.seal(text.encode()))


def unseal(sealed: str, column: str) -> str:
    """Return the plain text; raises Sealed, and never anything that was not sealed here."""
    head = sealed[:80].encode()
    key_id = key_of(head)
    if key_id is None:
        raise Sealed(f"{column}: a value is not sealed.")
    cipher = _cipher(key_id, column)
    return cipher.open(from_text(sealed[len(cipher.head) :])).decode()


def seal_bytes(plain: bytes, column: str, *, key_id: str = "") -> bytes:
    cipher = _cipher(key_id or current_id(), column)
    return cipher.head.encode() + cipher.seal(plain)


def unseal_bytes(sealed: bytes, column: str) -> bytes:
    key_id = key_of(sealed[:80])
    if key_id is None:
        raise Sealed(f"{column}: a value is not sealed.")
    cipher = _cipher(key_id, column)
    return cipher.open(sealed[len(cipher.head) :])


def current_id() -> str:
    """Return the data key for what is written now; the first one is made at the first use."""
    global _current
    if _current and monotonic() < _current[1]:
        return _current[0]
    found = rows().filter(is_current=True).values_list("pk", flat=True).first()
    key_id = found or _first()
    _key(key_id)  # stop before writing what nobody could read
    if key_id not in _uncommitted:  # a transaction that is rolled back takes its key with it
        _current = (key_id, monotonic() + LOOK_AGAIN)
    return key_id


def add(*, master_id: str) -> str:
    """Make a data key and store it as the current one."""
    key_id, key = secrets.token_hex(8), new_key()
    _uncommitted.add(key_id)
    transaction.on_commit(partial(_uncommitted.discard, key_id))
    wrapped = wrap(key, key_id, master_id)
    rows().create(pk=key_id, wrapped=wrapped, master_key_id=master_id, is_current=True)
    return key_id


def wrap(key: bytes, key_id: str, master_id: str) -> str:
    cipher = Cipher(ring.read(master_id), master_id, f"core.datakey.{key_id}")
    return as_text(cipher.seal(key))


def unwrap(wrapped: str, key_id: str, master_id: str) -> bytes:
    """Return a data key; raises KeyMissing."""
    cipher = Cipher(ring.read(master_id), master_id, f"core.datakey.{key_id}")
    try:
        return cipher.open(from_text(wrapped))
    except Sealed as error:
        raise ring.KeyMissing(ring.wrong(master_id)) from error


def forget() -> None:
    """Remember nothing, as a new process does."""
    global _current
    _current = None
    _keys.clear()
    _ciphers.clear()


def problems() -> list[str]:
    """Return which keys are missing or wrong, in words; one look at the table and at each file."""
    found = []
    for key_id, wrapped, master_id in rows().values_list("pk", "wrapped", "master_key_id"):
        try:
            unwrap(wrapped, key_id, master_id)
        except ring.KeyMissing as error:
            found.append(str(error))
    return list(dict.fromkeys(found))


def _first() -> str:
    """Make the first data key. Where something is sealed already, its key must come back."""
    from geleit.core.vault import columns

    if columns.anything_sealed():
        raise ring.KeyMissing(
            _(
                "Es gibt verschlüsselte Daten, aber keinen Datenschlüssel in der Datenbank. Bitte "
                "die Tabelle core_datakey aus der Sicherung der Datenbank zurückspielen."
            )
        )
    master_id = _master_for_first()
    try:
        with transaction.atomic():
            return add(master_id=master_id)
    except IntegrityError:  # another process was faster: its key counts
        return rows().filter(is_current=True).values_list("pk", flat=True).get()


def _master_for_first() -> str:
    with ring.locked(wait=True):
        if ids := ring.active():
            return ids[-1]
        if lost := rows().values_list("master_key_id", flat=True).first():
            raise ring.KeyMissing(ring.missing(lost))
        return ring.make()


def _cipher(key_id: str, column: str) -> Cipher:
    cipher = _ciphers.get((key_id, column))
    if cipher is None:
        cipher = _ciphers[key_id, column] = Cipher(_key(key_id), key_id, column)
    return cipher


def _key(key_id: str) -> bytes:
    if key_id not in _keys:
        row = rows().filter(pk=key_id).values_list("wrapped", "master_key_id").first()
        if row is None:
            raise Sealed(f"There is no data key {key_id} in this database.")
        _keys[key_id] = unwrap(row[0], key_id, row[1])
    return _keys[key_id]


def rows() -> Any:
    return apps.get_model("core", "DataKey").objects.all()


def stop_without_keys() -> None:
    """Raise KeyMissing when a key is missing; a database without tables has nothing to open."""
    if ready() and (found := problems()):
        raise ring.KeyMissing(" ".join(found))


def ready() -> bool:
    """Say whether the table of data keys is there."""
    return (
        apps.get_model("core", "DataKey")._meta.db_table in connection.introspection.table_names()
    )
