# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a link can be undone and a question be asked or answered. Pure."""

from django.utils.translation import gettext as _

from geleit.core.problems import Problem


def deciding_problems(*, decided: str, by: str, said: str) -> list[Problem]:
    """Return why a pair is not decided here: somebody did, and said something else."""
    if not decided or decided == said:
        return []
    text = _(
        "Über dieses Paar hat %(name)s schon entschieden: %(decision)s. Es hat sich nichts geändert."
    )
    return [Problem("decided", text % {"name": by, "decision": decided})]


def gone_problems() -> list[Problem]:
    text = _("Dieses Paar gibt es nicht mehr: Die Akten sind einander nicht mehr ähnlich.")
    return [Problem("gone", text)]


def record_gone_problems() -> list[Problem]:
    text = _("Eine der beiden Akten gibt es nicht mehr.")
    return [Problem("record-gone", text)]


def undoing_problems(*, is_undone: bool) -> list[Problem]:
    if is_undone:
        return [Problem("undone", _("Die Verknüpfung ist schon gelöst."))]
    return []


def question_over_problems() -> list[Problem]:
    text = _("Diese Anfrage gibt es nicht mehr: Eine der beiden Akten ist gelöscht.")
    return [Problem("over", text)]


def asking_problems(*, is_asked: bool, by: str, is_asked_here: bool) -> list[Problem]:
    """Return why a place does not ask: it has, or the other one has asked it first."""
    if is_asked:
        text = _("Danach hat %(name)s schon gefragt. Es hat sich nichts geändert.")
        return [Problem("asked", text % {"name": by})]
    if is_asked_here:
        text = _(
            "Der andere Ort hat schon bei Ihnen angefragt. Antworten Sie dort: Mit Ihrem Ja "
            "wissen beide voneinander. Gefragt haben Sie nicht."
        )
        return [Problem("asked-here", text)]
    return []


def answering_problems(*, is_asked: bool, is_yes: bool) -> list[Problem]:
    """Return why a question is not answered: nobody asked, or the answer was yes and was read."""
    if not is_asked:
        return [Problem("not-asked", _("Danach hat noch niemand gefragt."))]
    if is_yes:
        text = _(
            "Diese Anfrage ist schon mit Ja beantwortet. Das lässt sich nicht zurücknehmen: Der "
            "andere Ort hat gelesen, wer Sie sind."
        )
        return [Problem("answered", text)]
    return []
