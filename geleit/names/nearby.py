# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which records a record is compared with where very many share a name or a birthday.

A block that is too large is split by how the other names begin: of two thousand who are called
Mohammad, a Berg meets those whose family name begins as hers sounds. Pure.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from geleit.names.compare import parts_of
from geleit.names.keys import keys, skeletons, without_article
from geleit.names.records import Record, blocks_of

FEW = 20  # records of one key; more are split
MOST = 60  # of one key, or part of it, that a record is compared with
Blocks = Callable[[Record], Iterable[tuple[str, tuple[str, ...]]]]
Signs = tuple[str, ...]


class Nearby:
    """Records by their keys; each is known by its place."""

    def __init__(self, records: Sequence[Record], blocks: Blocks = blocks_of) -> None:
        self.records, self.blocks_of = records, blocks
        self.blocks: dict[str, list[int]] = {}
        self.split: dict[str, dict[Signs, list[int]]] = {}
        for place, record in enumerate(records):
            for key, _names in blocks(record):
                self.blocks.setdefault(key, []).append(place)

    def of(self, record: Record, *, before: int | None = None) -> list[int]:
        """Return the places of those it meets, in their order; `before`: only of those before it."""
        found: set[int] = set()
        for key, names in self.blocks_of(record):
            for members in self._members(key, names, record):
                end = len(members) if before is None else bisect_left(members, before)
                found.update(members[max(0, end - MOST) : end])
        return sorted(found)

    def _members(self, key: str, names: Signs, record: Record) -> Iterator[list[int]]:
        members = self.blocks.get(key, [])
        if len(members) <= FEW:
            yield members
            return
        if key not in self.split:
            self.split[key] = self._split(members, names)
        for signs in _signs(record, names):
            yield self.split[key].get(signs, [])

    def _split(self, members: list[int], names: Signs) -> dict[Signs, list[int]]:
        parts: dict[Signs, list[int]] = {}
        for place in members:
            for signs in _signs(self.records[place], names):
                parts.setdefault(signs, []).append(place)
        return parts


def _signs(record: Record, names: Signs) -> set[Signs]:
    """Return how the names begin that are not in the key: two signs where none is, none where two are."""
    begins: set[str] = set()
    for part in parts_of(f"{record.given} {record.family}"):
        if part.weight and not set(keys(part.word)).intersection(names):
            begins |= {key[0] for key in skeletons(without_article(part.word))}
    wanted = max(0, 2 - len(names))
    return set(combinations(sorted(begins), min(wanted, len(begins))))
