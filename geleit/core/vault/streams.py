# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files sealed piece by piece, so that none has to be in memory as a whole. Pure.

AES-256-GCM in the manner of STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): each file has a
key of its own, used for nothing else, and the nonce of a piece is its number and whether it is
the last one. A piece that was changed, left out, repeated, moved or put in from another file does
not open, and a file that was cut off has no last piece. A nonce cannot repeat, because a key
seals one file once: who changes a file seals it anew with a new key.
"""

import hmac
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from geleit.core.vault.cipher import KEY_BYTES, TAG_BYTES, Sealed

HEAD = b"geleit-file-1\n"
PIECE = 64 * 1024  # bytes of plain text


def seal_pieces(plain: Iterable[bytes], key: bytes, bound_to: str) -> Iterator[bytes]:
    """Return what is to be written; `bound_to` must be named again to open it."""
    aead, bound = _aead(key), HEAD + bound_to.encode()
    yield HEAD
    number = 0
    pieces = _pieces(plain)
    piece = next(pieces, b"")
    for following in pieces:
        yield aead.encrypt(_nonce(number, is_last=False), piece, bound)
        piece, number = following, number + 1
    yield aead.encrypt(_nonce(number, is_last=True), piece, bound)


def open_pieces(sealed: IO[bytes], key: bytes, bound_to: str) -> Iterator[bytes]:
    """Return the plain pieces in order; raises Sealed instead of giving one that was changed.

    Earlier pieces have been handed out by then: who must not begin in vain opens it twice.
    """
    aead, bound = _aead(key), HEAD + bound_to.encode()
    if sealed.read(len(HEAD)) != HEAD:
        raise Sealed(f"{bound_to}: the file is no sealed file.")
    number = 0
    piece = sealed.read(PIECE + TAG_BYTES)
    while True:
        following = sealed.read(PIECE + TAG_BYTES)
        try:
            yield aead.decrypt(_nonce(number, is_last=not following), piece, bound)
        except (InvalidTag, ValueError) as error:
            raise Sealed(f"{bound_to}: the file does not open; it was changed.") from error
        if not following:
            return
        piece, number = following, number + 1


class Digest:
    """HMAC-SHA256 under a subkey of the file's key: nobody else can look for a known file."""

    def __init__(self, key: bytes) -> None:
        self._hmac = hmac.new(_subkey(key, b"geleit file digest"), digestmod=sha256)

    def over(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Hand the pieces on and count them in."""
        for piece in pieces:
            self._hmac.update(piece)
            yield piece

    def text(self) -> str:
        return self._hmac.hexdigest()


def _pieces(plain: Iterable[bytes]) -> Iterator[bytes]:
    """Cut into pieces of one size; only the last one may be shorter."""
    kept = bytearray()
    for some in plain:
        kept += some
        while len(kept) >= PIECE:
            yield bytes(kept[:PIECE])
            del kept[:PIECE]
    if kept:
        yield bytes(kept)


def _aead(key: bytes) -> AESGCM:
    return AESGCM(_subkey(key, b"geleit file content"))


def _subkey(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(key)


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")
