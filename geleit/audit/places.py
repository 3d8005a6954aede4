# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where an entry belongs: the rooms above say it, because the log knows neither cases nor roles."""

import os
import pwd
from collections.abc import Callable
from typing import Any

from django.db import models

from geleit.audit.chain import NOWHERE, Place

PlaceOf = Callable[[Any, models.Model | None], Place]
_asked: list[PlaceOf] = []


def ask(place_of: PlaceOf) -> None:
    """Let this function say where an entry belongs; called once, when the product starts."""
    _asked[:] = [place_of]


def place_of(by: Any, row: models.Model | None) -> Place:
    return _asked[0](by, row) if _asked else NOWHERE


def system_user() -> str:
    """Return who runs this program on the machine; asked of the system, not of the environment."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container may run under a number without a name
        return f"uid {os.getuid()}"
