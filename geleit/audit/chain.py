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
FORM_IN_PLACE = "geleit-audit-2"  # the same, followed by the place
START = "start"  # stands before the first entry
BREAK = "break"  # stands before an entry for which the head could not be trusted
LIMIT = 100  # findings that are kept; the others are counted


class Place(NamedTuple):
    """Where an entry belongs: case, agreement and organisation by number, and the role of the actor.

    The organisation is that in whose name somebody acted; for an act on an account, the account's.
    It is written down at the moment of the act: roles change later, the entry does not.
    """

    case_key: int | None = None
    agreement_key: int | None = None
    organisation_key: int | None = None
    role: str | None = None


NOWHERE = Place()


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
    place: Place = NOWHERE


class Head(NamedTuple):
    """How long the log is and what its last entry's hash is, sealed with the key."""

    sequence: int
    hash: str
    seal: str


class Checkpoint(NamedTuple):
    """Up to which entry the log was removed when its time was over, and that entry's hash."""

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


SEALED = Entry._fields.index("hash")  # what stands before the hash
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=repr).encode


def canonical(entry: Entry) -> bytes:
    """The bytes of an entry without its own hash: one JSON list, keys sorted, ASCII."""
    if entry.place == NOWHERE:
        return _encode([FORM, *entry[:SEALED]]).encode("ascii")
    return _encode([FORM_IN_PLACE, *entry[:SEALED], *entry.place]).encode("ascii")


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

    def fingerprint(self, text: str) -> str:
        """Return what tells texts apart and does not give them away without the key."""
        return hmac.digest(self.secret, f"{FORM}-text:{text}".encode(), "sha256").hex()[:16]

    def checkpoint(self, sequence: int, last_hash: str) -> Checkpoint:
        text = f"{FORM}-checkpoint:{sequence}:{last_hash}"
        seal = hmac.digest(self.secret, text.encode(), "sha256").hex()
        return Checkpoint(sequence, last_hash, seal)

    def sealed(self, entry: Entry) -> Entry:
        """Return the entry with this key's name and the hash that follows from everything."""
        entry = entry._replace(signed_with=self.name)
        return entry._replace(hash=self.hash_of(entry))

    def fits(self, head: Head) -> bool:
        seal = self.seal_of(head.sequence, head.hash)
        return hmac.compare_digest(seal.encode(), str(head.seal).encode())

    def made(self, checkpoint: Checkpoint) -> bool:
        seal = self.checkpoint(checkpoint.sequence, checkpoint.hash).seal
        return hmac.compare_digest(seal.encode(), str(checkpoint.seal).encode())


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
    REFERENCE_GONE = "reference-gone"  # it was removed when its time was over
    CHECKPOINT = "checkpoint"  # not written by the product: what it says is removed is missing
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
    checkpoint: Checkpoint | None = None  # the newest one: the log begins behind it
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

    def __post_init__(self) -> None:
        """A checkpoint without the product's seal is not believed: then entries are missing."""
        if self.checkpoint and not self.key.made(self.checkpoint):
            self._note(Fault.CHECKPOINT, self.checkpoint.sequence)
            self.checkpoint = None

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
        if self.last:
            return self.last.sequence
        return self.checkpoint.sequence if self.checkpoint else 0

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
        first = self.checkpoint.hash if self.checkpoint else START
        before = self.last.hash if self.last else first
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
        self._judge_reference()
        return self._findings

    def _judge_reference(self) -> None:
        if self.reference is None:
            return
        number, noted = self.reference
        if self.checkpoint and number < self.checkpoint.sequence:
            self._note(Fault.REFERENCE_GONE, number)
            return
        is_last_removed = self.checkpoint and number == self.checkpoint.sequence
        kept = self.checkpoint.hash if is_last_removed and self.checkpoint else None
        if noted != (kept or self._hash_at_reference):
            self._note(Fault.REFERENCE, number)

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
        elif self._known_at_head(before) not in (None, before.hash):
            self._note(Fault.HEAD, before.sequence)
        elif end > after.sequence and self._last_is_genuine:  # an old head was put back
            self._note(Fault.HEAD, after.sequence)
        if end < before.sequence:
            self._note(Fault.CUT_OFF, end + 1, before.sequence)

    def _known_at_head(self, head: Head) -> str | None:
        """Return the hash of the entry that the head names, from the entry or its checkpoint."""
        if self.checkpoint and head.sequence == self.checkpoint.sequence:
            return self.checkpoint.hash
        return self._hash_at_head

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
