# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is there, and how long a draft may be. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

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
