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


def asking_problems(*, is_asked: bool) -> list[Problem]:
    if is_asked:
        return [Problem("asked", _("Hier ist schon gefragt worden."))]
    return []


def answering_problems(*, is_asked: bool, is_answered: bool) -> list[Problem]:
    if not is_asked:
        return [Problem("not-asked", _("Danach hat noch niemand gefragt."))]
    if is_answered:
        return [Problem("answered", _("Diese Anfrage ist schon beantwortet."))]
    return []
