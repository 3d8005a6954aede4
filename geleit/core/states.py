# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Länder with their short names: `states.toml`, read once. Pure."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "states.toml"


@dataclass(frozen=True, slots=True)
class State:
    """A Land, and the days on which it is one."""

    code: str
    name: str
    valid_from: date
    valid_to: date | None = None

    def holds(self, *, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@cache
def states() -> tuple[State, ...]:
    """Return all Länder that ever stood in the list, by name."""
    with FILE.open("rb") as handle:
        rows = tomllib.load(handle)["state"]
    return tuple(State(**row) for row in rows)


def state_names() -> dict[str, str]:
    """Return short name → name of every Land, also of one that ended."""
    return {one.code: one.name for one in states()}


def state_choices(*, on: date) -> list[tuple[str, str]]:
    """Return what a form offers on this day."""
    return [(one.code, one.name) for one in states() if one.holds(on=on)]
