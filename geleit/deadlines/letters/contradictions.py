# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What in the answers about a letter can not be true together. Pure.

Whatever is typed and then not used for the computation would give a wrong day without a word.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from geleit.core.problems import Problem, Refused
from geleit.deadlines.letters.assessment import ASYLUM, BY_SERVICE, Proposal, senders

DAYS = ("posted_on", "letter_on", "served_on", "received_on")


def contradictions(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield field and text of each contradiction; `said` is complete and clean."""
    yield from _days(said)
    yield from _asylum(said)


def future_days(said: dict[str, Any], *, on: date) -> Iterator[tuple[str, str]]:
    """Yield the days that have not come yet: of a letter that is here there are none."""
    for name in ("posted_on", "served_on", "received_on"):
        if (day := said.get(name)) and day > on:
            yield name, _("Dieser Tag liegt in der Zukunft. Bitte die Jahreszahl prüfen.")


def refuse_unseen(proposals: Collection[Proposal], seen: Collection[str]) -> None:
    """Refuse to keep deadlines that differ from those on the page: an answer was changed since."""
    if {proposal.seen for proposal in proposals} != set(seen):
        text = _(
            "Die Angaben sind seit der letzten Rechnung geändert. Hier ist die neue: bitte "
            "ansehen und dann übernehmen."
        )
        raise Refused([Problem("unseen-computation", text)])


def _days(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    posted, served, received = (
        said.get(name) for name in ("posted_on", "served_on", "received_on")
    )
    if not any(said.get(name) for name in DAYS):
        yield "posted_on", _("Bitte mindestens einen Tag eintragen.")
    elif said["service"] in BY_SERVICE and not (served or received):
        text = _("Bitte den Tag eintragen, der auf dem Umschlag oder der Bestätigung steht.")
        yield "served_on", text
    if served and said["service"] not in BY_SERVICE:
        text = _(
            "Dieser Tag zählt nur beim gelben Umschlag oder gegen Bestätigung. Bitte oben wählen, "
            "wie der Brief kam, oder den Tag bei „Wirklich angekommen am“ eintragen."
        )
        yield "served_on", text
    for name, day in (("served_on", served), ("received_on", received)):
        if posted and day and day < posted:
            yield name, _("Der Brief kann nicht vor der Aufgabe angekommen sein.")


def _asylum(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    is_asylum = senders()[said["office"]].remedy == ASYLUM
    if is_asylum and said.get("remedy"):
        yield "remedy", _("Beim Asylbescheid bitte leer lassen: Geleit nennt alle.")
    if not is_asylum and said.get("decision"):
        text = _("Das gibt es nur beim Asylbescheid. Bitte prüfen, wer schreibt, oder dies leeren.")
        yield "decision", text
