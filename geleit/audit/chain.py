# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure: how an entry of the log is sealed, and what is wrong with a sequence of entries.

Every entry carries the hash of the one before; each hash needs the key. Whoever changes, removes,
adds or moves an entry without the key leaves a place that does not fit, and `Check` finds it.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

FORM = "geleit-audit-1"  # the form of the bytes; a new form gets a new name
START = "start"  # stands before the first entry
BREAK = "break"  # stands before an entry for which the head could not be trusted
LIMIT = 100  # findings that are kept; the others are counted


class Entry(NamedTuple):
    """One entry as it is sealed. `at` is a text in UTC with microseconds."""

    sequence: int
    at: str
    actor: str
    verb: str
    kind: str
    key: str
    data: Any
    signed_with: str
    previous_hash: str
    hash: str = ""


class Head(NamedTuple):
    """How long the log is and what its last entry's hash is, sealed with the key."""

    sequence: int
    hash: str
    seal: str


def moment(at: datetime | str) -> str:
    """Return a time as it is sealed; a text that is no time stays as it is and fits nowhere."""
    if isinstance(at, str):
        try:
            return moment(datetime.fromisoformat(at))
        except ValueError:
            return at
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at.isoformat(timespec="microseconds")


def _number(text: str) -> int | float:
    """Both databases must give back the number that was sealed: 1.0 and 1e16 are whole."""
    value = float(text)
    return int(value) if value.is_integer() else value


def plain(text: str) -> Any:
    """Read JSON so that what comes back from a database is what was given to it."""
    try:
        return json.loads(text, parse_float=_number, parse_constant=str)
    except (TypeError, ValueError):
        return text


def storable(data: dict[str, Any]) -> dict[str, Any]:
    """Return data as JSON can hold it; days and amounts become text."""
    return plain(json.dumps(data, default=str))


_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=repr).encode


def canonical(entry: Entry) -> bytes:
    """The bytes of an entry without its own hash: one JSON list, keys sorted, ASCII."""
    return _encode([FORM, *entry[:-1]]).encode("ascii")


@dataclass(frozen=True)
class Key:
    """The key of the chain. Its name tells keys apart and says nothing about them."""

    secret: bytes

    @cached_property
    def name(self) -> str:
        return hashlib.sha256(b"geleit-audit-key:" + self.secret).hexdigest()[:16]

    def hash_of(self, entry: Entry) -> str:
        return hmac.digest(self.secret, canonical(entry), "sha256").hex()

    def seal_of(self, sequence: int, last_hash: str) -> str:
        text = f"{FORM}-head:{sequence}:{last_hash}"
        return hmac.digest(self.secret, text.encode(), "sha256").hex()

    def sealed(self, entry: Entry) -> Entry:
        """Return the entry with this key's name and the hash that follows from everything."""
        entry = entry._replace(signed_with=self.name)
        return entry._replace(hash=self.hash_of(entry))

    def fits(self, head: Head) -> bool:
        return hmac.compare_digest(self.seal_of(head.sequence, head.hash), head.seal)


class Fault(StrEnum):
    """What can be wrong."""

    CHANGED = "changed"  # the content does not fit the hash
    MISSING = "missing"  # numbers between two entries, or before the first
    CUT_OFF = "cut-off"  # numbers after the last entry that the head still knows
    INSERTED = "inserted"  # not written by the product
    MOVED = "moved"  # genuine, under another number
    UNLINKED = "unlinked"  # genuine, and does not follow from the entry before
    RESTARTED = "restarted"  # genuine, written when the head could not be trusted
    OTHER_KEY = "other-key"  # sealed with another key; cannot be checked
    NO_KEY = "no-key"  # there is no key to check with
    HEAD = "head"  # the head is missing, was changed or set back
    REFERENCE = "reference"  # the entry that was noted down looks different now
    UNREADABLE = "unreadable"  # the database does not hand the entry out


@dataclass(frozen=True)
class Finding:
    """Something wrong with the entries `first` to `last`; `was` is the number it had before."""

    fault: Fault
    first: int
    last: int
    was: int | None = None


@dataclass
class Check:
    """Takes the entries of a log in the order of their numbers, one at a time, and judges."""

    key: Key
    head: Head | None
    reference: tuple[int, str] | None = None  # number and hash that somebody noted down
    count: int = 0
    wrong: int = 0
    first_at: str = ""
    last: Entry | None = None
    _findings: list[Finding] = field(default_factory=list)
    _suspects: dict[int, Entry] = field(default_factory=dict)
    _hash_at_head: str | None = None
    _hash_at_reference: str | None = None
    _last_is_genuine: bool = True
    _last_is_known: bool = True

    def take(self, entry: Entry) -> None:
        """Judge the next entry: its place, its own hash, its link to the one before."""
        self.count += 1
        self.first_at = self.first_at or entry.at
        if type(entry.sequence) is not int:  # SQLite keeps a text in a column of numbers
            self._note(Fault.INSERTED, self._end + 1)
            return
        follows = self._judge_place(entry)
        known = entry.signed_with == self.key.name
        genuine = known and hmac.compare_digest(self.key.hash_of(entry).encode(), _bytes(entry))
        if not known:
            fault = Fault.INSERTED if self._is_beyond(entry) else Fault.OTHER_KEY
            self._note(fault, entry.sequence)
        elif not genuine:
            self._note(Fault.CHANGED, entry.sequence)
            if len(self._suspects) < LIMIT:
                self._suspects[entry.sequence] = entry
        elif entry.previous_hash == BREAK:
            self._note(Fault.RESTARTED, entry.sequence)
        if (
            follows
            and (genuine or not known)
            and (self._last_is_genuine or not self._last_is_known)
        ):
            self._judge_link(entry)
        self._remember(entry, genuine=genuine, known=known)

    @property
    def _end(self) -> int:
        return self.last.sequence if self.last else 0

    def _is_beyond(self, entry: Entry) -> bool:
        """Say whether a head that can be trusted does not know the entry."""
        return bool(self.head and self.key.fits(self.head) and entry.sequence > self.head.sequence)

    def _judge_place(self, entry: Entry) -> bool:
        """Say whether the entry stands right behind the last one."""
        if entry.sequence > self._end + 1:
            self._note(Fault.MISSING, self._end + 1, entry.sequence - 1)
        elif entry.sequence <= self._end:
            self._note(Fault.INSERTED, entry.sequence)
        return entry.sequence == self._end + 1

    def _judge_link(self, entry: Entry) -> None:
        before = self.last.hash if self.last else START
        if entry.previous_hash not in (before, BREAK):
            self._note(Fault.UNLINKED, entry.sequence)

    def _remember(self, entry: Entry, *, genuine: bool, known: bool) -> None:
        if self.head and entry.sequence == self.head.sequence:
            self._hash_at_head = entry.hash if genuine else self.head.hash
        if self.reference and entry.sequence == self.reference[0]:
            self._hash_at_reference = entry.hash
        self.last, self._last_is_genuine, self._last_is_known = entry, genuine, known

    def _note(self, fault: Fault, first: int, last: int | None = None) -> None:
        """Keep a finding; neighbours of the same kind that need no listing become one."""
        last = first if last is None else last
        self.wrong += last - first + 1
        before = self._findings[-1] if self._findings else None
        if before and fault is Fault.OTHER_KEY is before.fault and before.last == first - 1:
            self._findings[-1] = Finding(fault, before.first, last)
        elif len(self._findings) < LIMIT:
            self._findings.append(Finding(fault, first, last))

    def finish(self, head: Head | None) -> list[Finding]:
        """Judge the end, with the head as it is after reading, and return what was found."""
        self._explain_suspects(head)
        self._judge_end(head)
        if self.reference and self._hash_at_reference != self.reference[1]:
            self._note(Fault.REFERENCE, self.reference[0])
        return self._findings

    def broke_off(self) -> list[Finding]:
        """The database hands out nothing more: return what was found until here."""
        self._explain_suspects(self.head)
        self._note(Fault.UNREADABLE, self._end + 1)
        return self._findings

    def _explain_suspects(self, head: Head | None) -> None:
        """A hash that is right under another number shows where an entry stood before."""
        moved = {
            number: was
            for number, entry in self._suspects.items()
            if (was := self._number_that_fits(entry)) is not None
        }
        end = head.sequence if head else None
        for place, found in enumerate(self._findings):
            if found.fault is not Fault.CHANGED:
                continue
            beyond = end is not None and found.first > end
            if found.first in moved:
                new = Finding(Fault.MOVED, found.first, found.last, was=moved[found.first])
            elif beyond or moved.get(found.first + 1) == found.first:
                new = Finding(Fault.INSERTED, found.first, found.last)
            else:
                continue
            self._findings[place] = new

    def _number_that_fits(self, entry: Entry) -> int | None:
        numbers = {entry.sequence - 1, entry.sequence + 1, *self._suspects, *self._missing()}
        for number in sorted(numbers - {entry.sequence}):
            if self.key.hash_of(entry._replace(sequence=number)) == entry.hash:
                return number
        return None

    def _missing(self) -> Iterator[int]:
        for found in self._findings:
            if found.fault is Fault.MISSING:
                yield from range(found.first, min(found.last, found.first + LIMIT) + 1)

    def _judge_end(self, after: Head | None) -> None:
        before, end = self.head, self._end
        if before is None or after is None:
            self._note(Fault.HEAD, end)
            return
        if not self.key.fits(before):
            if self._last_is_known or self.last is None:
                self._note(Fault.HEAD, before.sequence)
        elif self._hash_at_head is not None and self._hash_at_head != before.hash:
            self._note(Fault.HEAD, before.sequence)
        elif end > after.sequence and self._last_is_genuine:  # an old head was put back
            self._note(Fault.HEAD, after.sequence)
        if end < before.sequence:
            self._note(Fault.CUT_OFF, end + 1, before.sequence)

    @property
    def reference_now(self) -> str:
        """What to note down outside, so that even a log rewritten with the key stands out."""
        return f"{self.last.sequence}:{self.last.hash}" if self.last else ""


def _bytes(entry: Entry) -> bytes:
    return str(entry.hash).encode("utf-8", "replace")


def append(
    key: Key, head: Head, drafts: list[Entry], *, longest: Callable[[], int]
) -> tuple[list[Entry], Head]:
    """Give the drafts their places behind the head; return them sealed, and the new head.

    A head that does not fit the key is not believed: the new entries begin behind the longest
    number in the table and say so for good.
    """
    number, before = head.sequence, head.hash
    if not key.fits(head):
        number, before = max(head.sequence, longest()), BREAK
    sealed = []
    for draft in drafts:
        number += 1
        entry = key.sealed(draft._replace(sequence=number, previous_hash=before))
        before = entry.hash
        sealed.append(entry)
    return sealed, Head(number, before, key.seal_of(number, before))
