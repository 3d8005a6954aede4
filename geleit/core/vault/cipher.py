# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One value, one key, one seal. Pure.

AES-256-GCM with a random nonce of 96 bits (NIST SP 800-38D). Each column has a subkey of its own
(HKDF-SHA256, RFC 5869), so that a nonce would have to repeat within one column to do harm. Key id
and column are authenticated: a seal moved to another column does not open.
"""

import os
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NoBase64

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = "g1"
KEY_BYTES, NONCE_BYTES, TAG_BYTES = 32, 12, 16
SEAL = re.compile(rb"g1\.([0-9A-Za-z-]{1,60})\.", re.ASCII)


class Sealed(Exception):
    """A sealed value does not open: its key is missing, or it was changed or moved."""


class Cipher:
    """Seals and opens the values of one column under one key."""

    def __init__(self, key: bytes, key_id: str, column: str) -> None:
        self.head = f"{VERSION}.{key_id}."
        self._column = column
        self._bound_to = f"{self.head}{column}".encode()
        subkey = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"geleit {column}".encode())
        self._aead = AESGCM(subkey.derive(key))

    def seal(self, plain: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, plain, self._bound_to)

    def open(self, sealed: bytes) -> bytes:
        """Return the plain value; raises Sealed."""
        if len(sealed) < NONCE_BYTES + TAG_BYTES:
            raise Sealed(f"{self._column}: the sealed value is cut off.")
        try:
            return self._aead.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], self._bound_to)
        except InvalidTag as error:
            raise Sealed(
                f"{self._column}: a value does not open; it or its key {self.head!r} was changed."
            ) from error


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def key_of(sealed: bytes) -> str | None:
    """Return the id of the key that a seal names, or None where there is no seal."""
    found = SEAL.match(sealed)
    return found[1].decode() if found else None


def as_text(sealed: bytes) -> str:
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def from_text(text: str) -> bytes:
    """Undo `as_text`; raises Sealed where somebody wrote something else."""
    try:
        sealed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (NoBase64, ValueError) as error:
        raise Sealed("A sealed text is damaged.") from error
    if as_text(sealed) != text:  # the decoder overlooks foreign letters
        raise Sealed("A sealed text is damaged.")
    return sealed
