# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cases can go along when many are passed on at once, and when it can be taken back. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.core.dates import day_text
from geleit.core.problems import Problem

ADULT_AT = (
    18  # years; whose consent is asked for by herself. Younger people may decide themselves, too
)
SOME = 5  # numbers named in a message


@dataclass(frozen=True)
class CaseFacts:
    """What is asked of a case before it goes along."""

    is_here: bool = True  # still a case of the agreement
    is_closed: bool = False
    is_waiting: bool = False
    is_protected: bool = False
    lacks_consent: bool = False  # written, of an adult of the household
    deadlines: int = 0
    next_due_on: date | None = None
    reminders: int = 0
    drafts: int = 0
    former: int = 0  # closed files of the household that stay here and are shut


def case_problems(facts: CaseFacts) -> list[Problem]:
    """Return why this case can not go along; of a protected one nothing else, for all leads read it."""
    if not facts.is_here:
        text = _("gehört nicht mehr zu dieser Vereinbarung")
        return [Problem("gone", text)]
    if facts.is_protected:
        text = _("ist besonders geschützt und geht nur einzeln, nie in einer Sammelübergabe")
        return [Problem("protected", text)]
    problems = []
    if facts.is_closed:
        problems.append(Problem("closed", _("ist abgeschlossen")))
    if facts.is_waiting:
        text = _("ist noch nicht angenommen; bitte zuerst annehmen")
        problems.append(Problem("waiting", text))
    if facts.lacks_consent:
        text = _("es fehlt die schriftliche Einwilligung für alle Angaben der Akte")
        problems.append(Problem("no-consent", text))
    return problems


def case_notes(facts: CaseFacts) -> list[str]:
    """Return what somebody should see to before the case goes, and need not."""
    if facts.is_waiting:
        return []  # of a case that waits only the checklist is read
    notes = []
    if facts.deadlines and facts.next_due_on:  # the day stands here: what else is open has none
        text = ngettext(
            "%(n)s offene Frist am %(day)s",
            "%(n)s offene Fristen, die nächste am %(day)s",
            facts.deadlines,
        )
        notes.append(text % {"n": facts.deadlines, "day": day_text(facts.next_due_on)})
    if facts.reminders:
        text = ngettext(
            "%(n)s offene Wiedervorlage", "%(n)s offene Wiedervorlagen", facts.reminders
        )
        notes.append(text % {"n": facts.reminders})
    if facts.drafts:
        text = ngettext(
            "%(n)s Entwurf, der sonst niemandem mehr erreichbar ist",
            "%(n)s Entwürfe, die sonst niemandem mehr erreichbar sind",
            facts.drafts,
        )
        notes.append(text % {"n": facts.drafts})
    if facts.former:
        text = ngettext(
            "%(n)s früherer Fall des Haushalts, dessen Akte hier dann niemand mehr öffnet",
            "%(n)s frühere Fälle des Haushalts, deren Akten hier dann niemand mehr öffnet",
            facts.former,
        )
        notes.append(text % {"n": facts.former})
    return notes


def lacks_consent(births: Iterable[tuple[int, date | None]], agreed: set[int], *, on: date) -> bool:
    """Whether an adult of the household, or one of unknown age, has not agreed to everything."""
    adults = {key for key, born_on in births if born_on is None or _is_adult(born_on, on)}
    return not adults or bool(adults - agreed)


def _is_adult(born_on: date, on: date) -> bool:
    birthday_is_over = (on.month, on.day) >= (born_on.month, born_on.day)
    return on.year - born_on.year - (not birthday_is_over) >= ADULT_AT


def moving_problems(
    *, is_ordered: bool, is_done: bool, is_undone: bool, cases: int
) -> list[Problem]:
    if is_undone:
        return [Problem("undone", _("Diese Übergabe wurde zurückgenommen. Bitte neu beginnen."))]
    if is_done:
        return [Problem("done", _("Diese Fälle sind schon übergeben."))]
    if is_ordered:
        return [Problem("ordered", _("Diese Übergabe läuft schon."))]
    if not cases:
        return [Problem("no-cases", _("Bitte mindestens einen Fall wählen."))]
    return []


def reader_problems(
    *, receiver: str, is_to_carrier: bool, is_read_there: bool, is_on_paper: bool
) -> list[Problem]:
    """A case that nobody could see would be lost; a list for county or town can go on paper."""
    if is_read_there:
        return []
    words = {"receiver": receiver}
    if is_to_carrier:
        text = _(
            "Bei %(receiver)s hat niemand ein Konto als Leitung; nach der Übergabe sähe diese Fälle "
            "niemand. Bitten Sie die Systemverwaltung, dort eines einzurichten. Danach können Sie "
            "übergeben; die Vorbereitung bleibt stehen."
        )
        return [Problem("nobody-there", text % words)]
    if is_on_paper:
        return []
    text = _(
        "Bei %(receiver)s hat niemand ein Konto, um den Beleg zu lesen. Bitte ankreuzen, dass Sie ihn "
        "ausgedruckt übergeben, oder die Systemverwaltung um ein Konto bitten."
    )
    return [Problem("on-paper", text % words)]


def trouble_words(problems: Iterable[Problem]) -> str:
    """Say for every lead why nothing moved; of a protected case only that something is different."""
    said = [one.text for one in problems if one.code != "protected"]
    return " ".join(said) or _("Die Auswahl hat sich geändert. Bitte noch einmal ansehen.")


def gone_problems() -> list[Problem]:
    text = _("Diese Vorbereitung gibt es nicht mehr: Jemand hat sie inzwischen verworfen.")
    return [Problem("gone", text)]


def undo_problems(
    *,
    done_at: datetime | None,
    is_undone: bool,
    received_at: datetime | None,
    touched: list[str],
    newly_opened: list[str],
) -> list[Problem]:
    """It can be taken back while the other side has not begun and no household began anew."""
    if done_at is None or is_undone:
        return [Problem("not-done", _("Hier ist nichts zurückzunehmen."))]
    if received_at is not None:
        text = _("Die andere Seite hat den Eingang bestätigt. Bitte mit ihr sprechen.")
        return [Problem("received", text)]
    if touched:
        text = _(
            "Die andere Seite hat schon Fälle angenommen oder geändert (%(numbers)s). Bitte mit ihr "
            "sprechen; sie kann sie auf demselben Weg zurückgeben."
        )
        return [Problem("touched", text % {"numbers": some_of(touched)})]
    if newly_opened:
        text = _(
            "Der Haushalt hat inzwischen einen neuen Fall (%(numbers)s). Bitte in dem neuen Fall "
            "weiterarbeiten; zwei offene Fälle für einen Haushalt stünden sonst nebeneinander."
        )
        return [Problem("newly-opened", text % {"numbers": some_of(newly_opened)})]
    return []


def some_of(numbers: list[str]) -> str:
    """Name a few numbers, and say that there are more."""
    more = " …" if len(numbers) > SOME else ""
    return ", ".join(numbers[:SOME]) + more
