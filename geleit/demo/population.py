# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many fictional persons with plausible case work, from a seed."""

from collections.abc import Callable
from datetime import date


def load(*, persons: int, seed: int, on: date, say: Callable[[str], None]) -> None:
    raise NotImplementedError
