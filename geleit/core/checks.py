# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""System checks: the keys that the database needs are there and nobody else can read them."""

from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError

from geleit.core.vault import data_keys, ring


def keys_are_there(**_kwargs: Any) -> list[CheckMessage]:
    try:
        missing = data_keys.problems() if data_keys.ready() else []
        open_files = ring.open_to_others()
    except DatabaseError:
        return []  # no database to talk to: others say so
    except ring.KeyMissing as error:
        return [Error(str(error), id="geleit.E001")]
    found: list[CheckMessage] = [Error(text, id="geleit.E001") for text in missing]
    for name in open_files:
        text = f"The key {ring.folder() / name} can be read by others."
        found.append(Warning(text, hint="chmod 600", id="geleit.W001"))
    return found
