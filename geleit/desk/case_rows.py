# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the lines of the list of cases say: one query for all lines, and cells ready to be shown.

The list answers while somebody types, so each line is made once here, and the page only shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from geleit.cases.models import Case, CaseQuerySet
from geleit.core.dates import day_text
from geleit.core.languages import language_name
from geleit.desk.models import ListColumns
from geleit.desk.queries import facts_of, persons_meant
from geleit.kern.templatetags.kern import badge, urgency
from geleit.names.typed import read_typed

COLUMNS = {
    "personen": gettext_lazy("Personen"),
    "zustaendig": gettext_lazy("Zuständig"),
    "phase": gettext_lazy("Phase"),
    "naechstes": gettext_lazy("Als Nächstes"),
    "kontakt": gettext_lazy("Letzter Kontakt"),
    "ort": gettext_lazy("Wohnort"),
    "sprache": gettext_lazy("Sprachen"),
    "eroeffnet": gettext_lazy("Eröffnet"),
}
ALWAYS = {"fall": gettext_lazy("Fall"), "haushalt": gettext_lazy("Haushalt")}
USUAL = ("personen", "zustaendig", "phase", "naechstes", "kontakt")
NOTHING = "–"
MEANT_SHOWN = 3  # persons named under a household

NEXT_DUE = {
    "due_reminder": gettext_lazy("Wiedervorlage"),
    "due_step": gettext_lazy("Schritt im Plan"),
    "due_title": gettext_lazy("Titel läuft ab"),
}
OVER = {"due_title": gettext_lazy("Titel abgelaufen")}  # said of a day that is past
FACTS: dict[str, tuple[str, ...]] = {  # what a column asks of the database
    "kontakt": ("last_contact_on",),
    "naechstes": tuple(NEXT_DUE),
}


@dataclass(frozen=True)
class Cell:
    """What stands in one column of a line: words, and small labels before and after them."""

    label: str
    text: Any
    badge: str = ""
    kind: str = "info"
    after: str = ""

    @property
    def markup(self) -> SafeString:
        """Return the cell as it stands in the table; here, because twenty lines have a hundred."""
        before = f"{badge(self.badge, self.kind)} " if self.badge else ""
        behind = f" {badge(self.after, 'warning')}" if self.after else ""
        look = ' class="c-none"' if self.is_empty else ""
        label, text = conditional_escape(self.label), conditional_escape(self.text)
        return SafeString(f'<td data-label="{label}"{look}>{before}{text}{behind}</td>')

    @property
    def is_empty(self) -> bool:
        return self.text == NOTHING and not self.badge


@dataclass(frozen=True)
class CaseRow:
    """One line of the list."""

    case: Case
    persons: int
    cells: tuple[Cell, ...]
    tick_label: str
    meant: str = ""  # whom the search found, where a name was searched


def case_rows(
    cases: list[Case],
    user: Any,
    *,
    on: date,
    columns: tuple[str, ...] = USUAL,
    seen: CaseQuerySet | None = None,
    text: str = "",
) -> list[CaseRow]:
    """Return what the lines of one page say; one query, two more columns take one each.

    `seen` is what this user sees, where that was found out already. `text` is the name that was
    searched: then one query more says whom it means.
    """
    if not cases:
        return []
    asked = ["persons", *(name for column in columns for name in FACTS.get(column, ()))]
    facts = facts_of(cases, asked)
    if {"ort", "sprache"} & {*columns}:
        seen = Case.objects.visible_to(user) if seen is None else seen
        seen = seen.accepted().filter(pk__in=[case.pk for case in cases])
    shut = {case.pk for case in cases if case.is_waiting}  # the file opens with the acceptance
    cities = cities_of(seen) if seen is not None and "ort" in columns else {}
    languages = languages_of(seen) if seen is not None and "sprache" in columns else {}
    writers: dict[str, Callable[[Case], tuple[Any, ...]]] = {
        "personen": lambda case: (facts[case.pk]["persons"],),
        "zustaendig": lambda case: (case.holder.name if case.holder else _("noch niemand"),),
        "phase": _phase,
        "naechstes": lambda case: (
            (NOTHING,) if case.pk in shut else _next_due(case, facts[case.pk], on=on)
        ),
        "kontakt": lambda case: (
            NOTHING if case.pk in shut else _day(facts[case.pk]["last_contact_on"]),
        ),
        "ort": lambda case: (cities.get(case.pk) or NOTHING,),
        "sprache": lambda case: (_named(languages.get(case.pk, [])),),
        "eroeffnet": lambda case: (NOTHING if case.pk in shut else _day(case.opened_on),),
    }
    meant = _meant_by(text, cases)
    tick = _("Fall %(number)s ankreuzen")
    wanted = [(str(COLUMNS[name]), writers[name]) for name in columns]
    return [
        CaseRow(
            case,
            facts[case.pk]["persons"],
            tuple(Cell(label, *say(case)) for label, say in wanted),
            tick % {"number": case.number},
            meant.get(case.household_id, ""),
        )
        for case in cases
    ]


def _meant_by(text: str, cases: list[Case]) -> dict[int, str]:
    """Return by household who of it was meant, with the year of birth; nobody for a number."""
    if not text.strip() or read_typed(text).is_number:
        return {}
    found: dict[int, list[str]] = {}
    for home, given, family, born in persons_meant(text, cases):
        name = f"{given} {family}".strip()
        found.setdefault(home, []).append(f"{name} ({born.year})" if born else name)
    return {home: _first_of(names) for home, names in found.items()}


def _first_of(names: list[str]) -> str:
    rest = len(names) - MEANT_SHOWN
    shown = ", ".join(names[:MEANT_SHOWN])
    if rest <= 0:
        return shown
    words = ngettext("%(names)s und %(n)s weitere Person", "%(names)s und %(n)s weitere", rest)
    return words % {"names": shown, "n": rest}


def _phase(case: Case) -> tuple[Any, ...]:
    if case.is_waiting:
        return "", "", "", _("noch nicht angenommen")
    return (str(case.get_phase_display()),)


def _next_due(case: Case, facts: dict[str, Any], *, on: date) -> tuple[Any, ...]:
    if case.closed_on:
        return (NOTHING,)
    days = [(facts[name], str(what), name) for name, what in NEXT_DUE.items() if facts[name]]
    if not days:
        return (NOTHING,)
    due_on, what, name = min(days)
    if due_on < on:
        what = str(OVER.get(name, what))
    return what, day_text(due_on), urgency(due_on, on)


def _day(value: date | None) -> str:
    return day_text(value) if value else NOTHING


def _named(codes: list[str]) -> str:
    here = get_language() or "de"
    return ", ".join(language_name(code, here) for code in codes) or NOTHING


def cities_of(cases: CaseQuerySet) -> dict[int, str]:
    """Return where the households live now, by case."""
    stay = "household__housing_stays__"
    here = cases.filter(**{f"{stay}moved_out_on": None}).order_by(f"{stay}pk")
    return dict(here.values_list("pk", f"{stay}city"))


def languages_of(cases: CaseQuerySet) -> dict[int, list[str]]:
    spoken = cases.exclude(household__persons__language="").order_by("pk")
    found: dict[int, list[str]] = {}
    for case, language in spoken.values_list("pk", "household__persons__language").distinct():
        if language:
            found.setdefault(case, []).append(language)
    return found


def columns_of(user: Any) -> tuple[str, ...]:
    """Return the columns that this person chose, or the usual ones."""
    chosen = ListColumns.objects.filter(user=user.pk).values_list("names", flat=True).first()
    return tuple(name for name in COLUMNS if name in chosen) if chosen else USUAL


def headings(columns: tuple[str, ...]) -> dict[str, Any]:
    """Return by column what stands above it."""
    return ALWAYS | {name: COLUMNS[name] for name in columns}
