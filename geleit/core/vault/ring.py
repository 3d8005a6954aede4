# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Master keys: files in the folder `keys` of the data folder, one for each, the newest wraps.

The name of a file is the id of its key and begins with the moment at which it was made, so that
names sort by age. After a rotation the former file is called `….retired` until `keys forget`.
"""

import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from geleit.core.vault.cipher import KEY_BYTES, Sealed, new_key

RETIRED = ".retired"
STAMP = "%Y%m%dT%H%M%S%f"


class KeyMissing(Sealed):
    """A master key is not where it should be, or is another one; the text says what to do."""


class Busy(Exception):
    """Another process is working on the keys."""


def folder() -> Path:
    return Path(settings.DATA_DIR) / "keys"


def active() -> list[str]:
    """Return the ids of the keys that may wrap, the newest last."""
    return [name for name in _names() if not name.endswith(RETIRED)]


def retired() -> list[str]:
    return [name.removesuffix(RETIRED) for name in _names() if name.endswith(RETIRED)]


def open_to_others() -> list[str]:
    """Return the names of files that more than their owner may read or write."""
    return [n for n in _names() if stat.S_IMODE((folder() / n).stat().st_mode) & 0o077]


def read(key_id: str) -> bytes:
    """Return a master key, in use or retired; raises KeyMissing."""
    for name in (key_id, key_id + RETIRED, key_id):  # a third look: it may just be retiring
        try:
            key = (folder() / name).read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise KeyMissing(_unreadable(name, error)) from error
        if len(key) != KEY_BYTES:
            raise KeyMissing(wrong(key_id))
        return key
    raise KeyMissing(missing(key_id))


def make() -> str:
    """Write a new master key, on the disk before anybody uses it, and return its id."""
    folder().mkdir(mode=0o700, exist_ok=True)
    key_id = _next_id()
    descriptor, draft = tempfile.mkstemp(dir=folder(), prefix=".draft-")  # mode 600
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(new_key())
            handle.flush()
            os.fsync(handle.fileno())
        os.link(draft, folder() / key_id)  # whole or not at all, and never over another one
    finally:
        os.unlink(draft)
    _sync_folder()
    return key_id


def retire(key_id: str) -> None:
    (folder() / key_id).rename(folder() / f"{key_id}{RETIRED}")
    _sync_folder()


def destroy(key_id: str) -> None:
    (folder() / f"{key_id}{RETIRED}").unlink()
    _sync_folder()


@contextmanager
def locked(*, wait: bool) -> Iterator[None]:
    """Let one process at a time make or change keys; raises Busy without `wait`."""
    folder().mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(folder() / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            flock(descriptor, LOCK_EX | (0 if wait else LOCK_NB))
        except BlockingIOError as error:
            raise Busy from error
        yield
    finally:
        os.close(descriptor)  # ends the lock, as does the end of the process


def missing(key_id: str) -> str:
    return _(
        "Der Schlüssel %(name)s fehlt im Ordner %(folder)s. Ohne ihn lassen sich Notizen, Pläne "
        "und Listen nicht lesen. Bitte die Datei aus der Sicherung der Schlüssel zurücklegen. "
        "Einen neuen Schlüssel macht Geleit nicht, solange es verschlüsselte Daten gibt."
    ) % {"name": key_id, "folder": folder()}


def wrong(key_id: str) -> str:
    return _(
        "Die Datei %(name)s im Ordner %(folder)s ist nicht der Schlüssel, mit dem die Daten "
        "verschlüsselt sind. Bitte die richtige Datei aus der Sicherung der Schlüssel zurücklegen."
    ) % {"name": key_id, "folder": folder()}


def _unreadable(name: str, error: OSError) -> str:
    return _(
        "Der Schlüssel %(name)s im Ordner %(folder)s lässt sich nicht lesen (%(error)s). Bitte die "
        "Rechte der Datei richten: Lesen darf sie nur das Konto, unter dem Geleit läuft."
    ) % {"name": name, "folder": folder(), "error": error.strerror}


def _names() -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder()) if not name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise KeyMissing(_unreadable("", error)) from error


def _next_id() -> str:
    """Return an id that sorts after all others, even when the clock was set back."""
    moment = datetime.now(UTC)
    for name in _names():
        before = _made_at(name)
        if before and before >= moment:
            moment = before + timedelta(microseconds=1)
    return f"{moment.strftime(STAMP)}-{secrets.token_hex(4)}"


def _made_at(name: str) -> datetime | None:
    try:
        return datetime.strptime(name.split("-")[0], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _sync_folder() -> None:
    descriptor = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
