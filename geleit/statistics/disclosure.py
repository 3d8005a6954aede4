# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a count may be shown to those who may not see the people behind it. Pure.

The protection is per item: figures of different items never add up to a figure that is shown
(no totals), so nothing hidden can be computed back from the same statement. What it does not
protect against stands in docs/statistik.md.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Protection:
    """The thresholds in force (statistics.models.DisclosureRule)."""

    minimum_households: int
    rounding_base: int


def is_hidden(households: int, protection: Protection) -> bool:
    """Return whether a figure rests on some households, but too few to be shown.

    Work with no household behind it (nothing done, or offers that need no case) is shown.
    """
    return 0 < households < protection.minimum_households


def to_base(number: Decimal | int, protection: Protection) -> int:
    """Return the nearest multiple of the rounding base, a half upwards."""
    base = protection.rounding_base
    return int(Fraction(number) / base + Fraction(1, 2)) * base
