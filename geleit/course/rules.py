# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What belongs to each phase, and what the end of a case needs. Pure.

A phase is never locked: what is missing is said, and one may go on all the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.cases.enums import Phase
from geleit.core.dates import day_text
from geleit.core.problems import Problem
from geleit.plans.enums import Occasion

ORDER = [Phase.INTAKE, Phase.ASSESSMENT, Phase.PLANNING, Phase.LINKING, Phase.MONITORING,
         Phase.EVALUATION]  # fmt: skip


@dataclass(frozen=True)
class CourseFacts:
    """What a case holds by now, as far as the phases ask for it."""

    has_holder: bool = False
    without_language: int = 0  # persons of whom nobody noted a language
    contacts: int = 0
    assessed: frozenset[str] = frozenset()  # occasions of assessments that stand
    needed: Mapping[str, frozenset[str]] = field(default_factory=dict)  # occasions, by phase
    has_plan: bool = False
    goals: int = 0
    open_goals: int = 0
    steps: int = 0
    agreed_on: date | None = None
    review_on: date | None = None
    linked: int = 0  # steps by others than person and carrier, and referrals


def phase_problems(phase: str, facts: CourseFacts, *, on: date) -> list[Problem]:
    """Return what belongs to the phase and is not there yet."""
    own: dict[Phase, Callable[[CourseFacts, date], list[Problem]]] = {
        Phase.INTAKE: _intake,
        Phase.PLANNING: _planning,
        Phase.LINKING: _linking,
        Phase.MONITORING: _monitoring,
        Phase.EVALUATION: _evaluation,
    }
    asked = own.get(Phase(phase))
    return assessment_problems(phase, facts) + (asked(facts, on) if asked else [])


def assessment_problems(phase: str, facts: CourseFacts) -> list[Problem]:
    """Return which assessments belong to the phase and nobody has noted yet."""
    words = {
        Occasion.START: _("Eine Einschätzung zu Beginn fehlt noch."),
        Occasion.REVIEW: _("Eine Einschätzung zur Überprüfung fehlt noch."),
        Occasion.END: _("Eine Einschätzung zum Abschluss fehlt noch."),
    }
    lacking = facts.needed.get(phase, frozenset()) - facts.assessed
    return [Problem("no-assessment", words[Occasion(one)]) for one in sorted(lacking)]


def _intake(facts: CourseFacts, _on: date) -> list[Problem]:
    problems = []
    if not facts.has_holder:
        problems.append(Problem("no-holder", _("Noch ist niemand zuständig.")))
    if not facts.contacts:
        problems.append(Problem("no-contact", _("Das erste Gespräch ist noch nicht notiert.")))
    if facts.without_language:
        text = ngettext(
            "Bei einer Person ist die Sprache nicht bekannt.",
            "Bei %(n)s Personen ist die Sprache nicht bekannt.",
            facts.without_language,
        )
        problems.append(Problem("no-language", text % {"n": facts.without_language}))
    return problems


def _planning(facts: CourseFacts, _on: date) -> list[Problem]:
    if not facts.has_plan:
        return [Problem("no-plan", _("Der Integrationsplan ist noch nicht begonnen."))]
    problems = []
    if not facts.goals:
        problems.append(Problem("no-goal", _("Im Plan steht noch kein Ziel.")))
    elif not facts.steps:
        problems.append(Problem("no-step", _("Zu den Zielen steht noch kein Schritt im Plan.")))
    if facts.agreed_on is None:
        text = _("Der Plan ist mit der Person noch nicht vereinbart.")
        problems.append(Problem("not-agreed", text))
    return problems


def _linking(facts: CourseFacts, _on: date) -> list[Problem]:
    if facts.linked:
        return []
    text = _("Noch trägt niemand außerhalb des Trägers einen Schritt: Familie, Ehrenamt, Dienste.")
    return [Problem("nobody-linked", text)]


def _monitoring(facts: CourseFacts, on: date) -> list[Problem]:
    problems = []
    if not facts.contacts:
        problems.append(Problem("no-contact", _("Noch ist kein Gespräch notiert.")))
    if facts.review_on and facts.review_on < on:
        text = _("Die Überprüfung des Plans war am %(day)s fällig.")
        problems.append(Problem("review-due", text % {"day": day_text(facts.review_on)}))
    return problems


def _evaluation(facts: CourseFacts, _on: date) -> list[Problem]:
    if not facts.open_goals:
        return []
    text = ngettext(
        "Ein Ziel ist noch offen. Beim Abschluss halten Sie fest, was daraus wurde.",
        "%(n)s Ziele sind noch offen. Beim Abschluss halten Sie fest, was daraus wurde.",
        facts.open_goals,
    )
    return [Problem("open-goals", text % {"n": facts.open_goals})]


def evaluation_problems(*, silent_goals: int) -> list[Problem]:
    """Return what the evaluation at the end still lacks."""
    if not silent_goals:
        return []
    text = ngettext(
        "Bei einem Ziel fehlt, was daraus wurde.",
        "Bei %(n)s Zielen fehlt, was daraus wurde.",
        silent_goals,
    )
    return [Problem("silent-goals", text % {"n": silent_goals})]


def approval_problems(
    *, is_asked: bool, is_lead: bool, is_protected: bool, asked_it: bool
) -> list[Problem]:
    """Return why this person can not approve the end of a case.

    The lead does. In a specially protected case, which she may not see, another named person does.
    """
    if not is_asked:
        return [Problem("not-asked", _("Für diesen Fall ist kein Abschluss zur Freigabe gegeben."))]
    if asked_it:
        text = _("Freigeben muss eine zweite Person, nicht wer den Abschluss vorgelegt hat.")
        return [Problem("second-person", text)]
    if not is_lead and not is_protected:
        return [Problem("not-the-lead", _("Den Abschluss gibt die Leitung frei."))]
    return []


def answer_problems(*, is_second: bool) -> list[Problem]:
    """Return why this person can not let a former answer count again; a second person can."""
    if not is_second:
        text = _("Ihre Anmerkung holt die Leitung selbst zurück.")
        return [Problem("not-the-lead", text)]
    return []


def later_problems(*, later_on: date | None, closed_on: date) -> list[Problem]:
    """Return why nobody can ask again on that day."""
    if later_on and later_on <= closed_on:
        return [Problem("later_on", _("Bitte einen Tag nach dem Abschluss eintragen."))]
    return []


def later_result_problems(
    *, closed_on: date | None, later_on: date | None, asked_on: date | None
) -> list[Problem]:
    """Return why the answer after the end can not be noted: once, where it was agreed."""
    if closed_on is None:
        return [Problem("not-closed", _("Der Fall ist nicht abgeschlossen."))]
    if later_on is None:
        text = _("Eine spätere Nachfrage war nicht vereinbart.")
        return [Problem("not-agreed", text)]
    if asked_on:
        return [Problem("asked", _("Die Nachfrage ist schon notiert; sie steht in der Akte."))]
    return []
