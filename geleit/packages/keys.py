# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Key pairs of this installation: files in the folder `package-keys` of the data folder.

The name of a file is the moment at which it was made and the fingerprint of its public half, so that
names sort by age. The newest signs; all of them open, so that a rotation loses no package that is
on its way, until somebody forgets the former ones.
"""

import os
import tempfile
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.conf import settings

from geleit.packages.envelope import KEY_BYTES, KeyPair, PublicKeys, Unopened, canonical, from_json

FORMAT, VERSION = "geleit-public-keys", 1
MOST_BYTES = 4096


def folder() -> Path:
    return Path(settings.PACKAGE_KEYS_DIR)


def names() -> list[str]:
    """Return the names of the key files, the newest last."""
    if not folder().is_dir():
        return []
    return sorted(name for name in os.listdir(folder()) if not name.startswith("."))


def make(*, at: datetime) -> KeyPair:
    """Write a new pair, whole on the disk before anybody uses it."""
    folder().mkdir(mode=0o700, exist_ok=True)
    sign, seal = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    pair = KeyPair(sign, seal)
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%S%f")
    descriptor, draft = tempfile.mkstemp(dir=folder(), prefix=".draft-")  # mode 600
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(sign.private_bytes_raw() + seal.private_bytes_raw())
            handle.flush()
            os.fsync(handle.fileno())
        os.link(draft, folder() / f"{stamp}-{pair.public.fingerprint}")
    finally:
        os.unlink(draft)
    return pair


def newest() -> KeyPair | None:
    return _read(names()[-1]) if names() else None


def find(fingerprint: str) -> KeyPair | None:
    """Return the pair of this fingerprint, a former one too, or None."""
    for name in names():
        if name.rpartition("-")[2] == fingerprint:
            return _read(name)
    return None


def forget_former() -> int:
    """Destroy all pairs but the newest; packages for those can not be opened any more."""
    former = names()[:-1]
    for name in former:
        (folder() / name).unlink()
    return len(former)


def published(keys: PublicKeys, *, name: str) -> bytes:
    """Return the file that one gives to partners: names and public keys only."""
    document = {"format": FORMAT, "version": VERSION, "name": name}
    document |= {"fingerprint": keys.fingerprint}
    document |= {"sign": b64encode(keys.sign).decode(), "seal": b64encode(keys.seal).decode()}
    return canonical(document) + b"\n"


def read_published(data: bytes) -> tuple[str, PublicKeys]:
    """Return name and keys of a partner's file; raises Unopened with the code no-keys."""
    try:
        document: Any = from_json(data) if len(data) <= MOST_BYTES else None
        if document["format"] != FORMAT or document["version"] != VERSION:
            raise Unopened("no-keys")
        keys = PublicKeys(_key(document["sign"]), _key(document["seal"]))
        if document["fingerprint"] != keys.fingerprint:
            raise Unopened("no-keys")
        return str(document["name"])[:200], keys
    except (KeyError, TypeError, ValueError, AttributeError, Unopened) as error:
        raise Unopened("no-keys") from error


def in_groups(fingerprint: str) -> str:
    """Write a fingerprint so that two people can compare it on the telephone."""
    return " ".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4))


def _read(name: str) -> KeyPair:
    return KeyPair.from_bytes((folder() / name).read_bytes())


def _key(text: str) -> bytes:
    key = b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError("A public key has 32 bytes.")
    return key
