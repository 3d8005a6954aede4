# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sheet for the person advised: her language beside easy German, on tagged pages.

Only phrase blocks stand in her language. What was typed stays German, and the sheet says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.template.loader import render_to_string

from geleit.letters.enums import SheetLanguage
from geleit.letters.models import PhraseBlock
from geleit.letters.pdf import html_to_pdf
from geleit.letters.scripts import Script, is_written_in, script_of
from geleit.plans.enums import Bearer
from geleit.plans.models import Goal, IntegrationPlan, PlanStep

GERMAN = SheetLanguage.DE


@dataclass(frozen=True)
class Pair:
    """One sentence twice; `theirs` is empty on a sheet that is German only."""

    theirs: str
    german: str


@dataclass
class Words:
    """The phrase blocks of a sheet; remembers whether all that were used have been checked."""

    language: str
    blocks: dict[str, dict[str, PhraseBlock]]
    used: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, language: str) -> "Words":
        return cls(language, PhraseBlock.objects.youngest(language, GERMAN))

    def pair(self, key: str) -> Pair:
        self.used.add(key)
        german = self.blocks[GERMAN][key].text
        if self.language == GERMAN:
            return Pair("", german)
        found = self.blocks[self.language].get(key)
        return Pair(found.text if found else german, german)

    @property
    def script(self) -> Script:
        return script_of(self.language)

    @property
    def is_checked(self) -> bool:
        """Return whether a native speaker checked each block in the person's language."""
        if self.language == GERMAN:
            return True
        theirs = self.blocks[self.language].values()
        return bool(theirs) and all(block.is_checked for block in theirs)


@dataclass(frozen=True)
class Appointment:
    """The next meeting, as it is written on the sheet; kept nowhere else."""

    day: date
    at: time | None
    place: str
    with_whom: str
    bring: str


@dataclass(frozen=True)
class Content:
    """What goes on the sheet; what is None stays away."""

    name: str
    on: date
    sender: str
    appointment: Appointment | None = None
    steps: list[tuple[Bearer, list[PlanStep]]] | None = None
    plan: IntegrationPlan | None = None
    goals: list[tuple[str, list[Goal]]] | None = None
    own_name: str = ""  # as the person writes it, whatever the script

    def name_in(self, language: str) -> str:
        """Return the name as it stands in a sentence of that language."""
        return self.own_name if is_written_in(language, self.own_name) else self.name


def by_bearer(steps: Iterable[PlanStep]) -> list[tuple[Bearer, list[PlanStep]]]:
    """Return open steps by who takes them, nearest to the person first; no empty rung."""
    groups: dict[Bearer, list[PlanStep]] = {bearer: [] for bearer in Bearer}
    for step in steps:
        groups[Bearer(step.bearer)].append(step)
    return [(bearer, found) for bearer, found in groups.items() if found]


def by_field(goals: Iterable[Goal]) -> list[tuple[str, list[Goal]]]:
    """Return goals by the key of the phrase that names their action field."""
    groups: dict[str, list[Goal]] = {}
    for goal in goals:
        groups.setdefault(f"field.{goal.action_field}", []).append(goal)
    return list(groups.items())


def to_html(content: Content, language: str) -> str:
    words = Words.of(language)
    context: dict[str, Any] = {
        "words": words,
        "content": content,
        "their_name": content.name_in(language),
        "title": f"{words.pair('plan.title').german} ({SheetLanguage(language).value})",
        "has_free_text": bool(content.steps or content.goals),
    }
    return render_to_string("plans/sheet_pdf.html", context)


def to_pdf(content: Content, language: str) -> bytes:
    """Return the sheet; raises letters.pdf.PdfUnavailable with the name of what is missing."""
    title = PhraseBlock.objects.youngest(language)[language]["plan.title"].text
    html = to_html(content, language)
    return html_to_pdf(html, title=title, script=script_of(language))
