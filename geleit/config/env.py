# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the surroundings say: typed, and loud when a value makes no sense."""

import os
import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
_env = environ.Env()


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


def number(name: str, *, default: int) -> int:
    """Return a whole number of 1 or more."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise ImproperlyConfigured(f"{name}={text!r} is not a number of 1 or more.")


def data_folder() -> Path:
    """Return the folder for database, files and keys, made when missing."""
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
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        key = secrets.token_urlsafe(50)
        handle.write(key)
    return key


def database(folder: Path) -> dict:
    """Return Django's database settings: DATABASE_URL, else SQLite in the data folder."""
    if os.environ.get("DATABASE_URL"):
        settings = dict(_env.db("DATABASE_URL"))
        if settings["ENGINE"].endswith("postgresql"):
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


def names(name: str, *, default: list[str]) -> list[str]:
    """Return a comma separated list."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()] or default
