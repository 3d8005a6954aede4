# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How full a team is against the agreed ratio. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

WARN_FROM = 90  # percent of what is agreed: early enough to speak about it


class Load(StrEnum):
    """How full it is."""

    UNKNOWN = "unknown"  # no ratio is agreed
    NOBODY = "nobody"  # people are accompanied by nobody
    FINE = "fine"
    WARNING = "warning"
    OVER = "over"


@dataclass(frozen=True)
class Caseload:
    """Persons accompanied, the full posts that are filled, and what is agreed for one."""

    persons: int
    posts: Decimal
    agreed: int | None

    @property
    def per_post(self) -> Decimal | None:
        return self.persons / self.posts if self.posts else None

    @property
    def percent(self) -> int | None:
        """How much of the agreed ratio is used, rounded down; 100 is all of it."""
        if self.agreed is None or not self.posts:
            return None
        return int(self.persons * 100 / (self.posts * self.agreed))

    @property
    def load(self) -> Load:
        if self.agreed is None:
            return Load.UNKNOWN
        if not self.posts:
            return Load.NOBODY if self.persons else Load.FINE
        room = self.posts * self.agreed
        if self.persons > room:
            return Load.OVER
        return Load.WARNING if self.persons * 100 >= room * WARN_FROM else Load.FINE
