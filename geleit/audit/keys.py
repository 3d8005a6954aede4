# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The key of the log: a file in the data folder, apart from the database."""

import os
import secrets
import tempfile
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from geleit.audit.chain import Key

SHORTEST = 32  # characters


def key_file() -> Path:
    return Path(settings.DATA_DIR) / "audit_key"


def audit_key() -> Key:
    """Return the key; at the first use it is made, readable for its owner only."""
    return _read_or_make(key_file())


def existing_key() -> Key | None:
    """Return the key or None: who checks a log must never make a key for it."""
    return _read(key_file()) if key_file().exists() else None


@cache
def _read_or_make(file: Path) -> Key:
    if not file.exists():
        _make(file)
    return _read(file)


def _read(file: Path) -> Key:
    try:
        text = file.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(
            f"The key of the log, {str(file)!r}, cannot be read ({error}). "
            "Put it back from the backup or mend its rights."
        ) from error
    if len(text) < SHORTEST:
        raise ImproperlyConfigured(
            f"The key of the log, {str(file)!r}, is too short. Put it back from the backup."
        )
    return Key(text.encode("ascii"))


def _make(file: Path) -> None:
    """Write a whole file beside it and link it: nobody ever reads half a key, the first wins."""
    descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=".audit_key-")  # mode 600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_hex(32))
            handle.flush()
            os.fsync(handle.fileno())
        os.link(draft, file)
    except FileExistsError:
        pass  # somebody else was faster: that key counts
    finally:
        os.unlink(draft)
