# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer: the last day, the cautious day, and how they were found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from geleit.deadlines.rules.inquiry import Inquiry
from geleit.deadlines.rules.lawbook import LawBook
from geleit.deadlines.rules.problems import day_words


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the derivation: a German sentence and the provisions it rests on."""

    text: str
    basis: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.basis})" if self.basis else self.text


class Notes(Protocol):
    """What the computation tells while it goes: nobody listens, or a Derivation does."""

    def step(self, text: str, *values: Any, basis: str = "") -> None: ...
    def assumed(self, text: str, *values: Any) -> None: ...
    def doubt(self, text: str, *values: Any) -> None: ...


class Silence:
    """Hears nothing: sentences are not even put together."""

    def step(self, text: str, *values: Any, basis: str = "") -> None: ...
    def assumed(self, text: str, *values: Any) -> None: ...
    def doubt(self, text: str, *values: Any) -> None: ...


SILENCE = Silence()


class Derivation:
    """Writes down each step once, in the order in which it was said."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.assumptions: list[str] = []
        self.doubts: list[str] = []

    def step(self, text: str, *values: Any, basis: str = "") -> None:
        step = Step(_filled(text, values), basis)
        if step not in self.steps:
            self.steps.append(step)

    def assumed(self, text: str, *values: Any) -> None:
        _once(self.assumptions, _filled(text, values))

    def doubt(self, text: str, *values: Any) -> None:
        _once(self.doubts, _filled(text, values))


def _filled(text: str, values: tuple[Any, ...]) -> str:
    words = (day_words(value) if isinstance(value, date) else str(value) for value in values)
    return text.format(*words).strip()


def _once(lines: list[str], line: str) -> None:
    if line not in lines:
        lines.append(line)


class Deadline(NamedTuple):
    """The answer to an Inquiry.

    event_day        day from which the period is counted: service, notice, event
    unshifted_day    end of the period before it moves off a Saturday, Sunday or holiday
    legal_last_day   last day by law, until 24:00; where the law leaves it open: the earlier day
    work_by          the cautious day: whatever is uncertain counts against us, less `lead_days`
    is_uncertain     whether `doubts` has anything to say
    steps            how it was found, written out when asked for
    assumptions      what was taken for granted because nobody said otherwise
    doubts           what is uncertain, and what would settle it
    """

    inquiry: Inquiry
    event_day: date
    unshifted_day: date
    legal_last_day: date
    work_by: date
    book: LawBook
    retell: Callable[[Inquiry, LawBook, Notes], object]

    def derivation(self) -> Derivation:
        """Compute once more, aloud. Costs about as much as the computation itself."""
        told = Derivation()
        self.retell(self.inquiry, self.book, told)
        return told

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(self.derivation().steps)

    @property
    def assumptions(self) -> tuple[str, ...]:
        return tuple(self.derivation().assumptions)

    @property
    def doubts(self) -> tuple[str, ...]:
        return tuple(self.derivation().doubts)

    @property
    def is_uncertain(self) -> bool:
        return bool(self.derivation().doubts)
