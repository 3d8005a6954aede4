# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a document may be opened or removed, and why not. Pure."""

from django.utils.translation import gettext as _

from geleit.core.problems import Problem
from geleit.documents.enums import DocumentState


def loading_problems(*, state: str) -> list[Problem]:
    """Return why a document cannot be opened now."""
    if state == DocumentState.HELD_BACK:
        text = _(
            "Die Datei ist sicher aufgehoben, aber noch nicht auf Viren geprüft. Sobald der "
            "Virenscanner geantwortet hat, lässt sie sich herunterladen."
        )
        return [Problem("held-back", text)]
    if state == DocumentState.REFUSED:
        text = _(
            "Der Virenscanner hat in dieser Datei Schadsoftware gefunden; der Inhalt ist "
            "gelöscht. Bitte lassen Sie sich die Datei anders geben."
        )
        return [Problem("refused", text)]
    return []


def refusal_problem() -> Problem:
    """Return what is said at the upload of a file in which something was found."""
    text = _(
        "Der Virenscanner hat in dieser Datei Schadsoftware gefunden. Sie wurde nicht gespeichert. "
        "Bitte lassen Sie sich die Datei anders geben und sagen Sie der Systemverwaltung Bescheid."
    )
    return Problem("infected", text)
