# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether something about a person may be passed on. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from geleit.consents.enums import DataKind, words_of
from geleit.core.problems import Problem

NEEDS_WRITING = {DataKind.HEALTH}  # Art. 9 DSGVO, § 13 DSG-EKD: expressly; written as proof


@dataclass(frozen=True)
class ConsentFacts:
    """One consent of one person: to whom, of what, from when until when."""

    recipient: str
    kinds: frozenset[str]
    given_on: date
    until: date | None = None
    withdrawn_on: date | None = None

    def holds(self, *, on: date) -> bool:
        is_over = self.until is not None and on > self.until
        return self.given_on <= on and not is_over and self.withdrawn_on is None


def disclosure_problems(
    consents: Iterable[ConsentFacts],
    *,
    recipient: str,
    kinds: Iterable[str],
    on: date,
    named_since: date | None = None,
) -> list[Problem]:
    """Return of which data the person has not agreed that this recipient gets them today."""
    held = [
        one for one in consents if one.holds(on=on) and is_to(one, recipient, since=named_since)
    ]
    allowed = frozenset[str]().union(*(one.kinds for one in held))
    lacking = words_of(set(kinds) - allowed)
    if not lacking:
        return []
    text = _("Für diese Angaben fehlt die Einwilligung gegenüber „%(who)s“: %(what)s.")
    return [Problem("no-consent", text % {"who": recipient, "what": ", ".join(lacking)})]


def released(consents: Iterable[ConsentFacts], *, on: date) -> dict[str, date | None]:
    """Return which kinds of data are open on the day, and until when; None: until withdrawn."""
    ends: dict[str, date | None] = {}
    for one in consents:
        for kind in one.kinds if one.holds(on=on) else ():
            last = ends.get(kind, date.min)
            ends[kind] = None if last is None or one.until is None else max(last, one.until)
    return ends


def release_problems(*, shown_to: int | None, handed_over_by: int | None) -> list[Problem]:
    """Only who handed the case over can be let in on it; everybody else is told, not let in."""
    if shown_to is None or shown_to == handed_over_by:
        return []
    text = _("Mitlesen kann nur der Landkreis, der diesen Fall übergeben hat.")
    return [Problem("shown_to", text)]


def is_to(one: ConsentFacts, recipient: str, *, since: date | None) -> bool:
    """Whether it names this recipient; who took the name later, or that day, was not meant."""
    return is_same(one.recipient, recipient) and (since is None or one.given_on > since)


def is_same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def consent_problems(
    *, kinds: Iterable[str], is_written: bool, given_on: date, until: date | None, on: date
) -> list[Problem]:
    """Return why a consent can not be noted so."""
    problems = []
    if given_on > on:
        text = _("Bitte einen Tag eintragen, der schon war.")
        problems.append(Problem("given_on", text))
    if until and until < given_on:
        problems.append(Problem("until", _("Das Ende liegt vor dem Beginn.")))
    if NEEDS_WRITING & set(kinds) and not is_written:
        text = _("Für besonders geschützte Angaben bitte schriftlich einwilligen lassen.")
        problems.append(Problem("is_written", text))
    return problems
