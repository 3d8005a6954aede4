# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The law as dated data: read, checked, and asked by day.

A change of law is an entry in a TOML file, not a release. An entry holds from `valid_from` until
the next entry of the same subject begins, or to its `valid_to`. Two entries that begin on one day,
a gap, or an entry without source are refused with a sentence that names the file and the entry.
"""

import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Generic, TypeVar

from geleit.deadlines.rules.calendars import (
    AUGSBURG_FEAST,
    KNOWN_FEASTS,
    LOCAL_FEASTS,
    STATES,
    Calendar,
    Place,
)
from geleit.deadlines.rules.periods import Period, parse_period
from geleit.deadlines.rules.problems import LawError, NotComputable
from geleit.deadlines.rules.services import Means, plain

LAW_FOLDER = Path(__file__).resolve().parents[1] / "law"
FILES = ("regimes.toml", "notice.toml", "remedies.toml", "unmoved.toml", "feasts.toml")
STATES_OF_VERIFICATION = {"V", "J", "S", "M", "!"}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry says of itself.

    `state`: V statute read, J court decision, S secondary source, M general knowledge, ! changed
    after the text that was read. All but V and J are told to the reader as a doubt.
    """

    source: str
    checked_on: date
    state: str
    valid_from: date = date.min
    valid_to: date | None = None
    replaces: bool = False  # this entry corrects the one with the same subject and beginning
    remark: str = ""

    @property
    def subject(self) -> tuple[str, ...]:
        raise NotImplementedError

    @property
    def is_unsure(self) -> bool:
        return self.state in {"S", "M", "!"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime(Entry):
    """By which law a day is counted, with the provisions to name.

    `one_year`: the year where nobody told the remedy; where the law knows none, `no_year` says what
    holds instead. `service_by` and `service_law`: by which law letters are served; empty: the ZPO.
    `fiction_stays` and `early_receipt`: who decided that the day of fiction does not move, and that
    an earlier receipt changes nothing. `hours_doubt`: what is uncertain about periods of hours.
    """

    key: str
    name: str
    start: str
    end: str
    shift: str
    hours: str
    fixed: str
    one_year: str = ""
    no_year: str = ""
    service_by: str = ""
    service_law: str = ""
    fiction_stays: str = ""
    early_receipt: str = ""
    hours_doubt: str = ""
    words: tuple[str, ...] = ()

    @property
    def subject(self) -> tuple[str, ...]:
        return (self.key,)

    def served_by(self, basis: str, civil: str) -> str:
        """Return the provision for a way of delivery under this law."""
        if not self.service_law and civil:
            return civil
        named = basis.format(law=self.service_law)
        return f"{self.service_by}, {named}" if self.service_by and named != basis else named


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRule(Entry):
    """When a letter counts as delivered. Dated by the day of posting, sending, publishing.

    rule "fiction": so long `after` that day; "retrieval": so long after it was retrieved, which
    must happen `within_days` of the portal's message. `shifts`: off Saturdays, Sundays, holidays.
    """

    regime: str
    means: str
    after: Period
    basis: str
    rule: str = "fiction"
    shifts: bool = False
    later_receipt_counts: bool = True
    within_days: int = 0

    @property
    def subject(self) -> tuple[str, ...]:
        return (self.regime, self.means)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy(Entry):
    """How long a remedy is open. Dated by the event day (service or notice)."""

    key: str
    name: str
    period: Period
    basis: str
    regime: str = ""
    group: str = ""
    hint: str = ""

    @property
    def subject(self) -> tuple[str, ...]:
        return (self.key,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmoved(Entry):
    """A kind of day that never shifts, whatever day of the week it is.

    `but_workdays`: it does where Werktage are counted (the days of grace for giving notice).
    """

    key: str
    name: str
    basis: str
    but_workdays: bool = False
    words: tuple[str, ...] = ()

    @property
    def subject(self) -> tuple[str, ...]:
        return (self.key,)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFeast(Entry):
    """Municipalities that keep a holiday of their own, or surely do not (`kept = false`)."""

    region: str
    feast: str
    municipalities: tuple[str, ...]
    kept: bool = True

    @property
    def subject(self) -> tuple[str, ...]:
        return (self.region, self.feast, "kept" if self.kept else "not kept")


E = TypeVar("E", bound=Entry)


class Windows(Generic[E]):
    """The entries of one subject in order of time."""

    def __init__(self, entries: list[E]) -> None:
        self.entries = sorted(entries, key=lambda entry: entry.valid_from)
        self._starts = [entry.valid_from for entry in self.entries]

    def on(self, day: date) -> E | None:
        """Return the entry that holds on this day."""
        number = bisect_right(self._starts, day) - 1
        if number < 0:
            return None
        entry = self.entries[number]
        return entry if entry.valid_to is None or day <= entry.valid_to else None

    @property
    def latest(self) -> E:
        return self.entries[-1]


TABLES: dict[str, type[Entry]] = {
    "regime": Regime,
    "notice": NoticeRule,
    "remedy": Remedy,
    "unmoved": Unmoved,
    "local_feast": LocalFeast,
}


class LawBook:
    """All entries, indexed. Make one with `load` or `standard`."""

    def __init__(self, entries: dict[str, list[Entry]]) -> None:
        self.entries = entries
        self._calendars = lru_cache(maxsize=4096)(self._calendar)
        self._notices: dict[tuple[str, str], Windows[NoticeRule]] = {
            (key[0], key[1]): windows
            for key, windows in self._windows("notice", NoticeRule).items()
        }

    def _windows(self, table: str, kind: type[E]) -> dict[tuple[str, ...], Windows[E]]:
        by_subject: dict[tuple[str, ...], list[E]] = defaultdict(list)
        for entry in self.entries.get(table, []):
            assert isinstance(entry, kind)
            by_subject[entry.subject].append(entry)
        return {subject: Windows(found) for subject, found in by_subject.items()}

    @cached_property
    def regimes(self) -> dict[str, Regime]:
        return {key[0]: found.latest for key, found in self._windows("regime", Regime).items()}

    @cached_property
    def _regime_words(self) -> dict[str, Regime]:
        words = {word: regime for regime in self.regimes.values() for word in regime.words}
        return words | self.regimes

    @cached_property
    def remedies(self) -> dict[str, Windows[Remedy]]:
        return {key[0]: found for key, found in self._windows("remedy", Remedy).items()}

    @cached_property
    def unmoved(self) -> dict[str, Unmoved]:
        kinds = [found.latest for found in self._windows("unmoved", Unmoved).values()]
        return {word: kind for kind in kinds for word in (kind.key, *kind.words)}

    def regime(self, word: str) -> Regime:
        """Return the regime for its key or another word for it, or raise NotComputable."""
        found = self._regime_words.get(word) or self._regime_words.get(plain(word))
        if not found:
            raise NotComputable(
                "regime", word, "ist kein bekanntes Verfahrensrecht.",
                f"Bekannt sind: {', '.join(self.regimes)}.",
            )  # fmt: skip
        return found

    def notices(self, regime: str, means: Means) -> Windows[NoticeRule] | None:
        """Return when a letter counts as delivered, by the day on which it was posted."""
        return self._notices.get((regime, means.value))

    def remedy(self, key: str, day: date) -> Remedy:
        """Return how long a remedy is open against what was delivered on this day."""
        windows = self.remedies.get(key)
        found = windows.on(day) if windows else None
        if not found:
            raise NotComputable(
                "remedy", key, "ist kein hinterlegter Rechtsbehelf für diesen Tag.",
                f"Bekannt sind: {', '.join(self.remedies)}.",
            )  # fmt: skip
        return found

    def calendar(self, place: Place) -> Calendar:
        """Return the calendar of a place; raises NotComputable for an unknown Land."""
        return self._calendars(place)

    def _calendar(self, place: Place) -> Calendar:
        state = state_of(place.state)
        feast = LOCAL_FEASTS.get(state, "")
        if not feast:
            return _calendar_with(state)
        town = plain(place.municipality)
        kept: set[str] = set()
        left_out: set[str] = set()
        for entry in self.entries.get("local_feast", []):
            assert isinstance(entry, LocalFeast)
            if entry.region == state and town in map(plain, entry.municipalities):
                (kept if entry.kept else left_out).add(entry.feast)
        if place.has_local_feast is not None:
            (kept.add if place.has_local_feast else kept.discard)(feast)
            left_out.add(feast)
        maybe = "" if feast in kept | left_out else feast
        return _calendar_with(state, frozenset(kept), maybe)


_calendar_with = lru_cache(maxsize=256)(Calendar)  # towns with the same feasts share one


def state_of(word: str) -> str:
    """Return the short name of a Land: „bw“, „DE-BW“, „Baden-Württemberg“ → BW; "" stays empty."""
    short = word.strip().upper().removeprefix("DE-")
    if short in STATES or not short:
        return short
    by_name = {plain(name): key for key, name in STATES.items()}
    by_name |= {"nrw": "NW", "bawue": "BW", "lsa": "ST", "meckpomm": "MV", "meck_pomm": "MV"}
    if plain(word) in by_name:
        return by_name[plain(word)]
    if plain(word) in {"de", "deutschland", "bund", "bundesweit"}:
        return ""
    raise NotComputable("state", word, "ist kein Land.", f"Bekannt sind: {', '.join(STATES)}.")


def load(*files: Path, folder: Path = LAW_FOLDER) -> LawBook:
    """Read the law files of a folder and then these further files. Raises LawError.

    An entry of a further file that begins on the same day as one already read must say
    `replaces = true`; an open entry simply ends where the new one begins.
    """
    entries: dict[str, list[Entry]] = defaultdict(list)
    for file in [*(folder / name for name in FILES), *files]:
        for table, found in _read(file):
            if found.replaces:
                _take_out(entries[table], found, file)
            entries[table].append(found)
    _check(entries)
    return LawBook(dict(entries))


@lru_cache(maxsize=1)
def standard() -> LawBook:
    """Return the law as it was delivered with the product."""
    return load()


def _read(file: Path) -> Iterable[tuple[str, Entry]]:
    try:
        with file.open("rb") as handle:
            document = tomllib.load(handle)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawError(f"{file.name}: not readable as TOML: {error}.") from error
    for table, rows in document.items():
        if table not in TABLES or not isinstance(rows, list):
            raise LawError(
                f"{file.name}: [[{table}]] is unknown. Tables are: {', '.join(TABLES)}; "
                "write them with two brackets."
            )
        for number, row in enumerate(rows, start=1):
            yield table, _entry(TABLES[table], row, f"{file.name}, [[{table}]] number {number}")


def _entry(kind: type[Entry], row: dict[str, Any], place: str) -> Entry:
    known = {each.name: each for each in fields(kind)}
    for name, value in row.items():
        if name not in known:
            raise LawError(f"{place}: {name!r} is unknown. Known: {', '.join(known)}.")
        wanted = str(known[name].type)
        if "date" in wanted and type(value) is not date:
            raise LawError(f"{place}: {name} = {value!r} is no day. Write it as 2027-01-01.")
        if "bool" in wanted and not isinstance(value, bool):
            raise LawError(f"{place}: {name} = {value!r} is neither true nor false.")
        if "str" in wanted and "tuple" not in wanted and not isinstance(value, str):
            raise LawError(f"{place}: {name} = {value!r} is no text.")
        if "tuple" in wanted and not (
            isinstance(value, list) and all(isinstance(v, str) for v in value)
        ):
            raise LawError(f"{place}: {name} = {value!r} is no list of texts.")
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    for name in ("after", "period"):
        if name in values:
            values[name] = _period(values[name], f"{place}, {name}")
    try:
        entry = kind(**values)
    except TypeError as error:
        missing = str(error).rsplit(":", 1)[-1].strip()
        raise LawError(f"{place}: this is missing: {missing}.") from error
    _check_entry(entry, place)
    return entry


def _period(text: Any, place: str) -> Period:
    try:
        return parse_period("0" if text in {"0D", "0"} else text)
    except (NotComputable, AttributeError, TypeError) as error:
        raise LawError(f"{place}: {text!r} is no period. Write 4D, 2W, 1M or 1Y.") from error


def _check_entry(entry: Entry, place: str) -> None:
    if entry.state not in STATES_OF_VERIFICATION:
        raise LawError(
            f"{place}: state = {entry.state!r}. Say how sure it is: "
            f"{', '.join(sorted(STATES_OF_VERIFICATION))}."
        )
    if not entry.source.strip():
        raise LawError(f"{place}: source is empty. Name the statute, decision or gazette.")
    if entry.valid_to and entry.valid_to < entry.valid_from:
        raise LawError(f"{place}: valid_to {entry.valid_to} lies before {entry.valid_from}.")
    if isinstance(entry, Regime) and not (entry.one_year or entry.no_year):
        raise LawError(
            f"{place}: this is missing: one_year, or no_year where this law knows no year for "
            "those whom nobody told the remedy."
        )
    if isinstance(entry, NoticeRule):
        if entry.means not in {means.value for means in Means}:
            raise LawError(f"{place}: means = {entry.means!r} is unknown.")
        if entry.rule not in {"fiction", "retrieval"}:
            raise LawError(f"{place}: rule = {entry.rule!r}. Write fiction or retrieval.")
    if isinstance(entry, LocalFeast) and (
        entry.feast not in KNOWN_FEASTS or entry.region not in STATES
    ):
        raise LawError(f"{place}: region {entry.region!r} or feast {entry.feast!r} is unknown.")


def _take_out(entries: list[Entry], new: Entry, file: Path) -> None:
    old = [e for e in entries if (e.subject, e.valid_from) == (new.subject, new.valid_from)]
    if not old:
        raise LawError(
            f"{file.name}: {' '.join(new.subject)} from {new.valid_from} replaces nothing. "
            "Take the day of the entry that is wrong, or leave out `replaces`."
        )
    entries.remove(old[0])


def _check(entries: dict[str, list[Entry]]) -> None:
    """Refuse overlaps and gaps between entries of one subject."""
    for table, rows in entries.items():
        by_subject: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for row in rows:
            by_subject[row.subject].append(row)
        for subject, found in by_subject.items():
            found.sort(key=lambda entry: entry.valid_from)
            for earlier, later in pairwise(found):
                _check_neighbours(f"[[{table}]] {' '.join(subject)}", earlier, later)


def _check_neighbours(subject: str, earlier: Entry, later: Entry) -> None:
    if earlier.valid_from == later.valid_from:
        raise LawError(
            f"{subject}: two entries begin on {later.valid_from}. "
            "Take one out, or write `replaces = true` in the correction."
        )
    if earlier.valid_to is None:
        return
    if earlier.valid_to >= later.valid_from:
        raise LawError(
            f"{subject}: the entry from {earlier.valid_from} runs to {earlier.valid_to}, "
            f"the next begins on {later.valid_from}. They overlap: mend valid_to."
        )
    if earlier.valid_to + ONE_DAY < later.valid_from:
        raise LawError(
            f"{subject}: nothing holds from {earlier.valid_to + ONE_DAY} to "
            f"{later.valid_from - ONE_DAY}. Mend valid_to or add the entry between."
        )


__all__ = ["AUGSBURG_FEAST", "LawBook", "LawError", "load", "standard", "state_of"]
