# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the surroundings say: typed, and loud when a value makes no sense."""

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
_env = environ.Env()
SHORTEST_KEY = 32  # characters


def flag(name: str, *, default: bool) -> bool:
    """Return a yes/no setting; anything but 1/0/true/false/yes/no/on/off is refused."""
    text = os.environ.get(name, "").strip().lower()
    if text in ("", None):
        return default
    if text in ("1", "true", "yes", "on"):
        return True
    if text in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name}={text!r} is neither yes nor no. Use 1 or 0.")


def number(name: str, *, default: int, lowest: int = 1) -> int:
    """Return a whole number that is not below the lowest."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if text.isascii() and text.isdigit() and int(text) >= lowest:
        return int(text)
    raise ImproperlyConfigured(f"{name}={text!r} is not a number of {lowest} or more.")


def scanner(name: str) -> str | tuple[str, int] | None:
    """Return where clamd listens on this machine: the path of a socket, or host and port."""
    text = os.environ.get(name, "").strip()
    if not text or text.startswith("/"):
        return text or None
    host, _colon, port = text.rpartition(":")
    if host in ("127.0.0.1", "localhost") and port.isascii() and port.isdigit():
        return "127.0.0.1", int(port)
    raise ImproperlyConfigured(
        f"{name}={text!r} is neither the path of a socket nor 127.0.0.1:PORT. Files go to the "
        "scanner in plain, so it has to run on this machine."
    )


def data_folder() -> Path:
    """Return the folder for database, files and keys, made when missing."""
    os.umask(0o077)  # database, files and keys are for this user alone
    folder = Path(os.environ.get("GELEIT_DATA") or BASE_DIR / "var").expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"GELEIT_DATA={str(folder)!r} cannot be used ({error.strerror}). "
            "Name a folder that this user may write to."
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """Return the signing key: from GELEIT_SECRET_KEY, else from a file made at first start."""
    if given := os.environ.get("GELEIT_SECRET_KEY"):
        return given
    file = folder / "secret_key"
    if not file.exists():
        _make_whole(file, secrets.token_urlsafe(50))
    key = file.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < SHORTEST_KEY:
        raise ImproperlyConfigured(f"{file} holds no key. Remove it: a new one is made.")
    return key


def _make_whole(file: Path, text: str) -> None:
    """Make a file that is there whole or not at all; who comes second finds the first one's."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
    finally:
        draft.unlink()


def database(folder: Path) -> dict:
    """Return Django's database settings: DATABASE_URL, else SQLite in the data folder."""
    if os.environ.get("DATABASE_URL"):
        settings = dict(_env.db("DATABASE_URL"))
        if settings["ENGINE"].endswith("postgresql"):
            settings["ENGINE"] = "geleit.core.postgresql"  # tells the session who asks
            return settings | {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60}
    else:
        settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "geleit.sqlite3")}
    settings["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        ),
    }
    return settings


@dataclass(frozen=True)
class IdentityProvider:
    """Where people of a town or carrier already have an account (OpenID Connect)."""

    issuer: str = ""
    name: str = ""
    client_id: str = ""
    secret: str = ""
    claim: str = ""  # acr or amr, when the provider attests a second factor
    values: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Name this provider in the rows of who is bound to it: another issuer, another name."""
        return f"oidc-{hashlib.sha256(self.issuer.encode()).hexdigest()[:16]}"

    @property
    def origin(self) -> str:
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    def apps(self) -> list[dict[str, Any]]:
        """Return what allauth wants to know; nothing when there is no provider."""
        if not self.issuer:
            return []
        values: dict[str, Any] = {"server_url": self.issuer, "fetch_userinfo": False}
        return [
            {
                "provider_id": self.key, "name": self.name, "client_id": self.client_id,
                "secret": self.secret, "settings": values,
            }
        ]  # fmt: skip


def identity_provider() -> IdentityProvider:
    """Return the provider that the surroundings name, whole or not at all."""
    issuer = os.environ.get("GELEIT_OIDC_ISSUER", "").strip().rstrip("/")
    if not issuer:
        return IdentityProvider()
    parts = urlsplit(issuer)
    at_home = parts.hostname in ("127.0.0.1", "localhost")
    if not parts.netloc or parts.scheme != "https" and not (parts.scheme == "http" and at_home):
        raise ImproperlyConfigured(f"GELEIT_OIDC_ISSUER={issuer!r} is no address with https://.")
    client_id = os.environ.get("GELEIT_OIDC_CLIENT_ID", "").strip()
    secret = os.environ.get("GELEIT_OIDC_SECRET", "").strip()
    if not client_id or not secret:
        raise ImproperlyConfigured(
            "GELEIT_OIDC_ISSUER is set: GELEIT_OIDC_CLIENT_ID and GELEIT_OIDC_SECRET are needed too."
        )
    claim, values = _second_factor_claim()
    name = os.environ.get("GELEIT_OIDC_NAME", "").strip() or str(parts.hostname)
    return IdentityProvider(issuer, name, client_id, secret, claim, values)


def _second_factor_claim() -> tuple[str, tuple[str, ...]]:
    text = os.environ.get("GELEIT_OIDC_SECOND_FACTOR", "").strip()
    if not text:
        return "", ()
    claim, _equals, listed = text.partition("=")
    values = tuple(part.strip() for part in listed.split(",") if part.strip())
    if claim.strip() not in ("acr", "amr") or not values:
        raise ImproperlyConfigured(
            f"GELEIT_OIDC_SECOND_FACTOR={text!r} is not like acr=VALUE or amr=VALUE,VALUE."
        )
    return claim.strip(), values


def names(name: str, *, default: list[str]) -> list[str]:
    """Return a comma separated list."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()] or default


def mail() -> dict:
    """Return Django's mail settings from GELEIT_MAIL, or nothing: then no mail is sent."""
    address = os.environ.get("GELEIT_MAIL", "").strip()
    if not address:
        return {}
    if not address.startswith(("smtp://", "smtp+tls://", "smtp+ssl://", "smtps://")):
        raise ImproperlyConfigured(
            "GELEIT_MAIL must begin with smtp://, smtp+tls:// or smtp+ssl://, "
            "as in smtp+tls://user:password@mail.example.org:587"
        )
    found = dict(_env.email_url_config(address))
    found.pop("EMAIL_FILE_PATH", None)
    return {name: value for name, value in found.items() if name.startswith("EMAIL_")}
