# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Between a row and its file: seal what comes in, open what goes out.

A download is read twice. The first reading opens every piece and compares the digest, so that a
file that was changed, cut off or exchanged is refused before the first byte has left; AES takes
some ten milliseconds for the largest file that is allowed. The second reading hands the pieces
on. Should somebody change the file between the two, the piece does not open and the connection
breaks off: the browser misses bytes of the announced length, and nobody gets garbage.
"""

import hmac
import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ObjectDoesNotExist

from geleit.agreements.models import AnnexFile
from geleit.core.vault import Sealed
from geleit.core.vault.cipher import new_key
from geleit.core.vault.streams import Digest, open_pieces, seal_pieces
from geleit.documents.models import Document
from geleit.documents.storage import new_name, store

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """What the row has to know of a file that has just been written."""

    storage_name: str
    file_key: bytes
    digest: str


def keep(pieces: Iterable[bytes]) -> Kept:
    """Write a new sealed file under a key of its own; raises OSError."""
    name, key = new_name(), new_key()
    digest = Digest(key)
    store().write(name, seal_pieces(digest.over(pieces), key, name))
    return Kept(name, key, digest.text())


def opened(document: Document | AnnexFile) -> Iterator[bytes]:
    """Return the content piece by piece, after a first reading; raises Sealed, nothing given.

    The key is opened here and the file too: a rotation of the keys may then replace both.
    """
    if document.storage_name and not store().exists(document.storage_name):
        with suppress(ObjectDoesNotExist):  # a rotation may just have put a new one there
            document.refresh_from_db(fields=["file_key", "storage_name", "digest"])
    key, name = bytes(document.file_key), document.storage_name
    handle = _handle(name)
    try:
        digest = Digest(key)
        for _piece in digest.over(open_pieces(handle, key, name)):
            pass
        if not hmac.compare_digest(digest.text(), document.digest):
            raise Sealed(f"{document._meta.label_lower}: the digest of {name} does not fit.")
        handle.seek(0)
    except BaseException:
        handle.close()
        raise
    return _handed_on(handle, key, name)


def _handle(name: str) -> IO[bytes]:
    try:
        return store().open(name)
    except (OSError, ValueError) as error:
        raise Sealed(f"documents: the file {name!r} cannot be read.") from error


def _handed_on(handle: IO[bytes], key: bytes, name: str) -> Iterator[bytes]:
    with handle:
        try:
            yield from open_pieces(handle, key, name)
        except Sealed as error:
            log.error("%s", error)  # names the file, never what is in it
            raise
