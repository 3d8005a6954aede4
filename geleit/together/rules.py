# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is there, and how long a draft may be. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from geleit.cases.enums import Audience
from geleit.core.problems import Problem

# The page of a file says every 25 seconds that somebody is there; two missed signs mean gone.
PRESENT_FOR = timedelta(seconds=70)
MOST_LETTERS = 40_000  # of a draft: the longest note twice
NARROW_TO_WIDE = [Audience.HOLDER, Audience.ACTING, Audience.CASE]


def is_present(seen_at: datetime, *, at: datetime) -> bool:
    return at - seen_at <= PRESENT_FOR


def draft_problems(said: Mapping[str, Iterable[str]]) -> list[Problem]:
    letters = sum(len(text) for texts in said.values() for text in texts)
    if letters > MOST_LETTERS:
        text = _("Der Entwurf ist zu lang. Bitte kürzen Sie ihn; das Ende ist nicht gesichert.")
        return [Problem("too-long", text)]
    return []


def bring_back_problems(*, former: str, present: str) -> list[Problem]:
    """Return why a wording can not count again: it was for fewer people than read the note now."""
    if NARROW_TO_WIDE.index(Audience(former)) < NARROW_TO_WIDE.index(Audience(present)):
        text = _(
            "Diese Fassung war für weniger Menschen bestimmt, als den Vermerk jetzt lesen. "
            "Bitte zuerst ändern, wer ihn lesen darf."
        )
        return [Problem("audience", text)]
    return []


def fixed_text(problems: Iterable[str], *, closed_on: date | None) -> str:
    """Return why no wording comes back or goes now, and when one does again; nothing if it can."""
    texts = list(problems)
    if texts and closed_on:
        texts.append(_(
            "Bis dahin bleibt jede Fassung, wie sie ist: Zurückholen und löschen konnte sie bis zum "
            "Abschluss, wer in dieser Akte schreibt, und kann es wieder, sobald der Fall offen ist. "
            "Sonst geht sie mit der Akte nach dem Löschkonzept."
        ))  # fmt: skip
    return " ".join(texts)
