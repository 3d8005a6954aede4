# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One sealed and signed file for one receiver. Pure; docs/schemas/handover-package.md says the format.

The content is encrypted for the receiver (X25519 with a key made for this one file, HKDF-SHA256,
AES-256-GCM), and the whole file is signed by the sender (Ed25519). The names of both keys are part
of what is encrypted: nobody can put a signature of their own on a file of somebody else. The file
is read only in the one way of writing in which it was signed, and nothing in it is compressed.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT, VERSION = "geleit-package", 1
MOST_BYTES = 2 * 1024 * 1024  # of a file; a household's content has a few thousand
KEY_BYTES, NONCE_BYTES, FINGERPRINT_LETTERS = 32, 12, 40


class Unopened(Exception):
    """A package is not opened; `code` says why, rules.py has the words."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class PublicKeys:
    """What others need to write to somebody and to know who signed."""

    sign: bytes
    seal: bytes

    @property
    def fingerprint(self) -> str:
        digest = sha256(b"geleit-public-keys/1" + self.sign + self.seal)
        return digest.hexdigest()[:FINGERPRINT_LETTERS]


@dataclass(frozen=True)
class KeyPair:
    """The two private keys of an installation; never shown."""

    sign: Ed25519PrivateKey
    seal: X25519PrivateKey

    @classmethod
    def from_bytes(cls, raw: bytes) -> "KeyPair":
        if len(raw) != 2 * KEY_BYTES:
            raise ValueError("A key pair has 64 bytes.")
        return cls(
            Ed25519PrivateKey.from_private_bytes(raw[:KEY_BYTES]),
            X25519PrivateKey.from_private_bytes(raw[KEY_BYTES:]),
        )

    @property
    def public(self) -> PublicKeys:
        return PublicKeys(
            self.sign.public_key().public_bytes_raw(), self.seal.public_key().public_bytes_raw()
        )


@dataclass(frozen=True)
class Envelope:
    """The fields of a package file."""

    format: str
    version: int
    id: str
    sender: str
    receiver: str
    key: str
    content: str
    signature: str = ""

    @property
    def signed(self) -> bytes:
        """Return what the signature covers: everything but itself."""
        return canonical({name: value for name, value in vars(self).items() if name != "signature"})

    @property
    def bound_to(self) -> bytes:
        """Return what the encryption covers although it stands in the open."""
        return canonical([self.format, self.version, self.id, self.sender, self.receiver, self.key])


@dataclass(frozen=True)
class Opened:
    """A package whose sender is known and whose content is as it was sent."""

    id: str
    sender: str
    content: bytes


def canonical(document: Any) -> bytes:
    """Return the one way in which a document is written."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def seal(content: bytes, *, sender: KeyPair, receiver: PublicKeys, package_id: str) -> bytes:
    """Return the file that only this receiver can open."""
    once = X25519PrivateKey.generate()
    key = b64encode(once.public_key().public_bytes_raw()).decode()
    names = {"id": package_id, "sender": sender.public.fingerprint}
    names |= {"receiver": receiver.fingerprint, "key": key}
    head = Envelope(FORMAT, VERSION, **names, content="")
    secret = once.exchange(X25519PublicKey.from_public_bytes(receiver.seal))
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + _cipher(secret, head).encrypt(nonce, content, head.bound_to)
    whole = Envelope(FORMAT, VERSION, **names, content=b64encode(sealed).decode())
    signature = b64encode(sender.sign.sign(whole.signed)).decode()
    return canonical(vars(whole) | {"signature": signature})


def unseal(
    data: bytes,
    *,
    own: Callable[[str], KeyPair | None],
    known: Callable[[str], PublicKeys | None],
) -> Opened:
    """Open a package or raise Unopened. `own` and `known` find keys by fingerprint."""
    envelope = read(data)
    sender, receiver = known(envelope.sender), own(envelope.receiver)
    if sender is None:
        raise Unopened("unknown-sender")
    try:
        key = Ed25519PublicKey.from_public_bytes(sender.sign)
        key.verify(_bytes(envelope.signature), envelope.signed)
    except (InvalidSignature, ValueError) as error:
        raise Unopened("damaged") from error
    if receiver is None:
        raise Unopened("foreign")
    try:
        secret = receiver.seal.exchange(X25519PublicKey.from_public_bytes(_bytes(envelope.key)))
        sealed = _bytes(envelope.content)
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        content = _cipher(secret, envelope).decrypt(nonce, rest, envelope.bound_to)
    except (InvalidTag, ValueError) as error:
        raise Unopened("damaged") from error
    return Opened(envelope.id, envelope.sender, content)


def read(data: bytes) -> Envelope:
    """Return the fields of a file, still without belief in any of them; raises Unopened."""
    if len(data) > MOST_BYTES:
        raise Unopened("oversized")
    document = from_json(data)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Unopened("no-package")
    version = document.get("version")
    if type(version) is int and version > VERSION:
        raise Unopened("too-new")
    wanted = {field.name: field.type for field in fields(Envelope)}
    fits = {name: type(value) for name, value in document.items()} == wanted
    if not fits or version != VERSION or canonical(document) != data:
        raise Unopened("damaged")
    return Envelope(**document)


def from_json(data: bytes) -> Any:
    """Read JSON that strangers may have written: no depth, no endless number stops us."""
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Unopened("no-package") from error


def _cipher(secret: bytes, envelope: Envelope) -> AESGCM:
    derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"geleit package " + envelope.bound_to)
    return AESGCM(derived.derive(secret))


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
