# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the sealed files lie: a folder now; another place would be a second class like this one.

Nothing here opens a file's seal. Names are random, so that they say nothing and no two writers
meet. A file is on the disk, whole and under its name, before `write` returns.
"""

import contextlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

NAME = re.compile(r"[0-9a-f]{32}")
DRAFT = ".draft-"


@dataclass(frozen=True)
class Stored:
    """A file in the store; `written_at` in seconds since 1970. A draft was never finished."""

    name: str
    written_at: float
    is_draft: bool = False


def new_name() -> str:
    return secrets.token_hex(16)


class FolderStore:
    """Files in a folder of this machine, in 256 folders by the first letters of their names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a new file: there as a whole and for good, or not at all. Raises OSError."""
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(DRAFT + name)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as handle:
                for piece in pieces:
                    handle.write(piece)
                handle.flush()
                os.fsync(handle.fileno())
            draft.rename(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        for folder in (path.parent, self.folder, self.folder.parent):
            _sync(folder)

    def open(self, name: str) -> IO[bytes]:
        """Open a file; raises FileNotFoundError, OSError."""
        return self._path(name).open("rb")

    def exists(self, name: str) -> bool:
        return self._path(name).exists()

    def remove(self, name: str) -> None:
        """Remove a file; one that is gone already is no error."""
        path = self._path(name)
        for there in (path, path.with_name(DRAFT + name)):
            there.unlink(missing_ok=True)

    def all(self) -> Iterator[Stored]:
        """Go over every file, drafts too; what has no name of ours is not ours."""
        for path in sorted(self.folder.glob("??/*")):
            name = path.name.removeprefix(DRAFT)
            if NAME.fullmatch(name):
                with contextlib.suppress(FileNotFoundError):  # removed in between
                    yield Stored(name, path.stat().st_mtime, path.name != name)

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError("This is no name of a stored file.")
        return self.folder / name[:2] / name


def store() -> FolderStore:
    """Return the store of this installation."""
    return FolderStore(Path(settings.DATA_DIR) / "documents")


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
