# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Are two records about one person? Fellegi and Sunter's model with three kinds of pairs.

Besides "the same" and "strangers" there are relatives: they share family name, address and
nationality, twins even the birthday. With two kinds only, twins would be one person.
Each comparison has a probability in each kind (weights.json, dated, trained: docs/namen.md); the
probability of "the same" follows from Bayes' rule. Pure.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

from geleit.names.births import Birth, BirthLevel, compare_births
from geleit.names.compare import SAME, SIMILAR, SPELLING, compare, parts_of
from geleit.names.keys import part_keys
from geleit.names.letters import words_of

KINDS = ("same", "relative", "stranger")
FEWEST = 30  # a smaller file is treated as one of so many rows
LARGEST_BLOCK = 60
UNKNOWN_SHARE = 0.002  # of a name of which nothing is known
FEW_RELATIVES = 0.5  # pairs of relatives per row; a list of refugees has one or two
Levels = tuple[str, ...]
Shares = tuple[float | None, float | None]  # how common given and family name are, where they agree
FIELDS = ("given", "family", "order", "birth", "sex", "nationality", "address")


@dataclass(frozen=True)
class Record:
    """What a list says about one person; `key` names the row."""

    key: str
    given: str = ""
    family: str = ""
    birth: Birth | None = None
    sex: str = ""
    nationality: str = ""
    address: str = ""


@dataclass(frozen=True)
class Scored:
    """Two records, how likely they are about one person, and why: (what, how)."""

    a: str
    b: str
    probability: float
    why: tuple[tuple[str, str], ...]


@dataclass
class Weights:
    """P(level | kind) for each field, and how many pairs of a kind a record has on average."""

    source: str
    levels: dict[str, dict[str, dict[str, float]]]
    pairs_per_record: dict[str, float]
    common: dict[str, float] = field(default_factory=dict)  # key of a name → its share

    @classmethod
    def read(cls, text: str) -> "Weights":
        said = json.loads(text)
        return cls(said["source"], said["levels"], said["pairs_per_record"], said["common"])


@dataclass(frozen=True)
class Learned:
    """What a large file has taught: pairs per record, and how often records of one person differ."""

    per_record: dict[str, float]
    same: dict[str, dict[str, float]]


@cache
def shipped() -> Weights:
    """Return the weights that come with the product."""
    return Weights.read((Path(__file__).parent / "weights.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=200_000)
def name_level(one: str, other: str) -> str:
    if not parts_of(one) or not parts_of(other):
        return "missing"
    score = compare(one, other).score
    if score >= SAME:
        return "equal"
    return "spelling" if score >= SPELLING else "similar" if score >= SIMILAR else "different"


CROSSES = 1.2  # so much better must names fit crosswise to be taken for swapped
_RANK = {"equal": 3.0, "spelling": 2.8, "similar": 1.5, "missing": 0.6, "different": 0.0}


def levels(a: Record, b: Record) -> Levels:
    """Return how two records compare, field by field, in the order of FIELDS."""
    given, family = name_level(a.given, b.given), name_level(a.family, b.family)
    order = "straight"
    if "equal" not in (given, family) or "different" in (given, family):
        crossed = name_level(a.given, b.family), name_level(a.family, b.given)
        if _RANK[crossed[0]] + _RANK[crossed[1]] > _RANK[given] + _RANK[family] + CROSSES:
            (given, family), order = crossed, "swapped"
    return given, family, order, *_besides_names(a, b)


def _besides_names(a: Record, b: Record) -> Levels:
    return (
        compare_births(a.birth, b.birth).value,
        _plain(a.sex, b.sex),
        _plain(a.nationality, b.nationality),
        address_level(a.address, b.address),
    )


def _plain(one: str, other: str) -> str:
    return "missing" if not one or not other else "equal" if one == other else "different"


_STREET = re.compile(r"(str\.|straße|strasse|street)\b")


@lru_cache(maxsize=100_000)
def _address_words(text: str) -> frozenset[str]:
    text = re.sub(r"(?<=[a-zß])(str\.|straße|strasse)", " str ", text.casefold())
    numbers = re.findall(r"\d+\s?[a-z]?\b", text)
    return frozenset((*words_of(_STREET.sub("str", text)), *(n.replace(" ", "") for n in numbers)))


@lru_cache(maxsize=100_000)
def address_level(one: str, other: str) -> str:
    """Compare two addresses by their words and numbers, in any order."""
    a, b = _address_words(one), _address_words(other)
    if not a or not b:
        return "missing"
    if a == b:
        return "equal"
    left, right = a - b, b - a
    close = sum(1 for word in left if any(_close(word, other) for other in right))
    share = (len(a & b) + 0.8 * min(close, len(right))) / max(min(len(a), len(b)), 2)
    return "similar" if share >= 0.75 else "partly" if share >= 0.4 else "different"


def _close(one: str, other: str) -> bool:
    if one.isdigit() or other.isdigit() or min(len(one), len(other)) < 4:
        return len(one) > 2 and sorted(one) == sorted(other)
    grams_a = {one[at : at + 2] for at in range(len(one) - 1)}
    grams_b = {other[at : at + 2] for at in range(len(other) - 1)}
    return 2 * len(grams_a & grams_b) / (len(grams_a) + len(grams_b)) >= 0.6


class Linker:
    """Compare the records of one file with the shipped weights, fitted to the file where it is large.

    `share_of` says how common a name is: from the file itself where it has many rows. Of a part of a
    larger file, `rows` says how large that is, and `learned` what it taught.
    """

    LEARNS_FROM = 500  # rows; below that the file teaches nothing

    def __init__(
        self,
        records: Iterable[Record],
        weights: Weights | None = None,
        *,
        rows: int | None = None,
        learned: Learned | None = None,
    ) -> None:
        self.records = sorted(records, key=lambda record: record.key)
        self.rows = len(self.records) if rows is None else rows
        self.weights = weights or shipped()
        self.size = max(self.rows, FEWEST)
        self.has_learned = learned is not None
        self.per_record = dict(learned.per_record if learned else self.weights.pairs_per_record)
        self.same = learned.same if learned else self.weights.levels["same"]
        self.shares = self._shares()
        self._most: dict[tuple[str, str, float | None, Levels], float] = {}

    @property
    def learned(self) -> Learned | None:
        return Learned(self.per_record, self.same) if self.has_learned else None

    def _shares(self) -> dict[str, float]:
        """Return how common each name is: the shipped shares, mixed with those of the file."""
        count: Counter[str] = Counter()
        for record in self.records:
            for name in (record.given, record.family):
                count.update(part_keys(name))
        total = self.rows
        trust = 400  # rows that weigh as much as the shipped shares
        found = {
            key: (self.weights.common.get(key, 0.002) * trust + number) / (trust + total)
            for key, number in count.items()
        }
        return self.weights.common | found

    def share_of(self, a: Record, b: Record, name: str) -> float:
        keys = part_keys(getattr(a, name)) & part_keys(getattr(b, name))
        return min((self.shares.get(key, UNKNOWN_SHARE) for key in keys), default=UNKNOWN_SHARE)

    def pairs(self, of: Collection[str] | None = None) -> Iterator[tuple[Record, Record]]:
        """Give the pairs that share a key; each pair once.

        With `of`, only those with one of these records: the same as of the whole file where all are
        here who share a key with one of them.
        """
        seen: set[tuple[int, int]] = set()
        asked = {at for at, record in enumerate(self.records) if of is None or record.key in of}
        wanted = None if of is None else {k for at in asked for k in block_keys(self.records[at])}
        blocks: dict[str, list[int]] = {}
        for at, record in enumerate(self.records):
            for key in block_keys(record):
                if wanted is None or key in wanted:
                    blocks.setdefault(key, []).append(at)
        for key in sorted(blocks):
            for members in _portions(blocks[key], self.records):
                for pair in combinations(members, 2):
                    if pair not in seen and (of is None or not asked.isdisjoint(pair)):
                        seen.add(pair)
                        yield self.records[pair[0]], self.records[pair[1]]

    def probability(self, a: Record, b: Record, compared: Levels | None = None) -> float:
        """Return how likely two records are about one person."""
        compared = compared or levels(a, b)
        found = self.chances(a, b, compared)["same"]
        return min(found, 0.49) if self._contradicts(compared) else found

    def _contradicts(self, compared: Levels) -> bool:
        learned = self.has_learned and self.per_record["relative"] < FEW_RELATIVES
        return contradicts(compared, learned=learned)

    def at_most(self, a: Record, b: Record) -> float:
        """Return more than which they are not likely to be about one person; 1 where that is not plain.

        Where only given names, or only family names, meet in a key, the others differ in unknown ways:
        comparing them costs most, and with a common name very many pairs are out without it.
        """
        meets = [
            not part_keys(getattr(a, name)).isdisjoint(part_keys(getattr(b, name)))
            for name in ("given", "family")
        ]
        if meets[0] == meets[1]:
            return 1.0
        known, unknown = ("given", "family") if meets[0] else ("family", "given")
        level = name_level(getattr(a, known), getattr(b, known))
        crossed = name_level(getattr(a, known), getattr(b, unknown))
        if _RANK[crossed] + _RANK["equal"] > _RANK[level] + CROSSES:
            return 1.0
        share = self.share_of(a, b, known) if level in ("equal", "spelling") else None
        key = known, level, share, _besides_names(a, b)
        if key not in self._most:
            self._most[key] = max(self._ways(*key))
        return self._most[key]

    def _ways(self, known: str, level: str, share: float | None, rest: Levels) -> Iterator[float]:
        """Give how likely it is with each level of the other names, which have no key in common."""
        for other in self.weights.levels["same"][known]:
            names = (level, other) if known == "given" else (other, level)
            theirs = UNKNOWN_SHARE if other in ("equal", "spelling") else None
            shares = (share, theirs) if known == "given" else (theirs, share)
            compared = (*names, "straight", *rest)
            found = self._chances(compared, shares)["same"]
            yield min(found, 0.49) if self._contradicts(compared) else found

    def chances(self, a: Record, b: Record, compared: Levels) -> dict[str, float]:
        """Return how likely the pair is of each kind."""
        return self._chances(compared, self._shares_of(a, b, compared))

    def _shares_of(self, a: Record, b: Record, compared: Levels) -> Shares:
        """Return all that matters of two records beside how they compare."""
        given, family = (
            self.share_of(a, b, name) if level in ("equal", "spelling") else None
            for name, level in zip(("given", "family"), compared[:2], strict=True)
        )
        return given, family

    def _chances(self, compared: Levels, shares: Shares) -> dict[str, float]:
        likely = dict.fromkeys(KINDS, 1.0)
        chance = {kind: self.per_record[kind] / (self.size - 1) for kind in ("same", "relative")}
        chance["stranger"] = max(1 - sum(chance.values()), 0.1)
        for kind in KINDS:
            table = self.same if kind == "same" else self.weights.levels[kind]
            for name, level in zip(FIELDS, compared, strict=True):
                if level != "missing":
                    likely[kind] *= table[name][level]
        for name, share in zip(("given", "family"), shares, strict=True):
            if share is not None:
                common = share / 0.002
                likely["stranger"] *= common
                if name == "given":
                    likely["relative"] *= min(common, 4.0)
        weighed = {kind: chance[kind] * likely[kind] for kind in KINDS}
        return {kind: part / sum(weighed.values()) for kind, part in weighed.items()}

    def fit(self, compared: list[tuple[Record, Record, Levels]], rounds: int = 8) -> None:
        """Fit what a large file can teach: how often records of one person differ, and how.

        Expectation maximisation over the pairs found. Only the chances of "the same" move, each
        held by the shipped ones as by 300 pairs more; what is known of strangers and relatives
        stays, because the pairs found are no sample of them.
        """
        if len(self.records) < self.LEARNS_FROM:
            return
        held, start = 300.0, self.weights.pairs_per_record
        # Very many pairs lie alike; each kind of them is weighed once.
        alike = Counter((found, self._shares_of(a, b, found)) for a, b, found in compared)
        for _round in range(rounds):
            counts = {
                name: {level: held * share for level, share in table.items()}
                for name, table in self.weights.levels["same"].items()
            }
            totals = {kind: 100 * start[kind] for kind in ("same", "relative")}
            for (found, shares), number in alike.items():
                chances = self._chances(found, shares)
                for kind in totals:
                    totals[kind] += 2 * chances[kind] * number
                if chances["same"] >= 0.05:
                    for name, level in zip(FIELDS, found, strict=True):
                        if level != "missing":
                            counts[name][level] += chances["same"] * number
            for kind, total in totals.items():
                self.per_record[kind] = min(max(total / (len(self.records) + 100), 0.02), 5.0)
            self.same = {
                name: {level: count / sum(table.values()) for level, count in table.items()}
                for name, table in counts.items()
            }
        self.has_learned = True

    def found(self, at_least: float = 0.5, *, also: Iterable[tuple[str, str]] = ()) -> list[Scored]:
        """Return every pair that is likelier than `at_least`, the likeliest first.

        `also` names pairs to weigh that share no key any more, or too common a one.
        """
        kept: dict[Levels, Levels] = {}  # equal ones are kept once: they are very many
        compared = []
        for a, b in self.pairs():
            how = levels(a, b)
            compared.append((a, b, kept.setdefault(how, how)))
        self.fit(compared)
        met = ((a, b) for a, b, _how in compared)
        compared += [(a, b, levels(a, b)) for a, b in self.named(also, met=met)]
        return self.weighed(compared, at_least)

    def named(
        self, also: Iterable[tuple[str, str]], *, met: Iterable[tuple[Record, Record]]
    ) -> list[tuple[Record, Record]]:
        """Return the named pairs whose records are here and that were not met anyway."""
        if not (named := {(min(pair), max(pair)) for pair in also}):
            return []
        here = {record.key: record for record in self.records}
        named -= {(a.key, b.key) for a, b in met}
        return [(here[a], here[b]) for a, b in sorted(named) if a in here and b in here]

    def weighed(
        self, compared: Iterable[tuple[Record, Record, Levels]], at_least: float
    ) -> list[Scored]:
        """Return of the pairs that were compared those at least so likely, the likeliest first."""
        result = []
        known: dict[tuple[Levels, Shares], tuple[float, tuple[tuple[str, str], ...]]] = {}
        for a, b, how in compared:
            key = how, self._shares_of(a, b, how)
            if key not in known:
                known[key] = self.probability(a, b, how), why(how)
            probability, reasons = known[key]
            if probability >= at_least:
                result.append(Scored(a.key, b.key, round(probability, 4), reasons))
        return sorted(result, key=lambda pair: (-pair.probability, pair.a, pair.b))


def contradicts(compared: Levels, *, learned: bool = False) -> bool:
    """Say whether something speaks so clearly against one person that nothing makes up for it.

    Where a file has shown that it holds hardly any families, and dates and names that are often
    wrong altogether, only a second contradiction counts.
    """
    given, family, _order, birth, _sex, _nationality, address = compared
    far = birth in (BirthLevel.OTHER, BirthLevel.GENERATION, BirthLevel.YEAR)
    at_home = address in ("equal", "similar")
    if "different" in (given, family) and (far or birth == BirthLevel.MISSING) and not at_home:
        return True
    if given == "different":  # twins, brothers and sisters
        return not (learned and (family != "different" or at_home) and not far)
    return birth == BirthLevel.GENERATION and not (learned and at_home)


def block_keys(record: Record) -> Iterator[str]:
    """Give the keys under which a record meets others.

    No single mistake separates two records: names stand in any order and in any spelling, day and
    month in any order, and a wrong date is met by the names alone.
    """
    return (key for key, _names in blocks_of(record))


def blocks_of(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the same keys with those of the names that are in each."""
    given, family = sorted(part_keys(record.given)), sorted(part_keys(record.family))
    names = sorted({*given, *family})[:6]
    birth = record.birth
    for one, other in combinations(names, 2):
        yield f"names {one} {other}", (one, other)
    if birth:
        for name in names:
            yield f"year {name} {birth.year}", (name,)
            if not birth.is_assumed:
                low, high = sorted((birth.month, birth.day))
                yield f"day {name} {low} {high}", (name,)
        if not birth.is_assumed:
            low, high = sorted((birth.month, birth.day))
            yield f"birth {birth.year} {low} {high}", ()
    words = _address_words(record.address)
    numbers = sorted(word for word in words if word[:1].isdigit())
    if len(numbers) > 1 or (numbers and birth):
        place = " ".join(numbers)
        if birth:
            yield f"home {place} {birth.year}", ()
        for name in names:
            yield f"home {place} {name}", (name,)
    postcodes = [number for number in numbers if len(number) >= 4]
    for code in postcodes[:1]:
        for name in names:
            yield f"post {code} {name}", (name,)
    if len(names) == 1:
        yield f"name {names[0]}", (names[0],)


def _portions(members: list[int], records: list[Record]) -> Iterator[list[int]]:
    """Split a block that is too large to compare each with each, by year and by first sign."""
    if len(members) <= LARGEST_BLOCK:
        yield members
        return
    parts: dict[str, list[int]] = {}
    for at in members:
        birth = records[at].birth
        parts.setdefault(f"y{birth.year}" if birth else "y", []).append(at)
    for part in parts.values():
        for start in range(0, len(part), LARGEST_BLOCK):
            yield part[max(0, start - LARGEST_BLOCK // 2) : start + LARGEST_BLOCK]


def why(compared: Levels) -> tuple[tuple[str, str], ...]:
    """Return the reasons: what was compared, and how it lies."""
    return tuple(
        (name, level)
        for name, level in zip(FIELDS, compared, strict=True)
        if level != "missing" and (name, level) != ("order", "straight")
    )
