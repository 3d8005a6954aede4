# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deletion classes after DIN 66398: dated data with source and state of verification.

This file names the periods; it deletes nothing. The source is a collection of rules of law in
which entries from general knowledge are marked; none of these has been checked by a lawyer.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RetentionClass:
    """How long, counted from when, on which ground; `until` is None while the entry holds."""

    key: str
    name: str
    period: str
    trigger: str
    basis: str
    valid_from: date
    until: date | None = None
    is_verified: bool = False


SINCE = date(2026, 11, 1)
CLASSES = [
    RetentionClass(
        "case", "Fallakte der Beratung", "3 volle Kalenderjahre (möglich: 1 bis 3)",
        "Ende des Jahres, in dem der Fall abgeschlossen wurde",
        "Erforderlichkeit, § 21 DSG-EKD; Jahresende nach §§ 195, 199 BGB", SINCE,
    ),
    RetentionClass(
        "original", "Urkunden mit bleibendem Wert für die beratene Person",
        "zurückgeben, keine Kopie nach Abschluss", "Abschluss des Falls", "Datenminimierung",
        SINCE,
    ),
    RetentionClass(
        "proof", "Unterlagen zum Verwendungsnachweis (nur Zahlen)", "5 Jahre",
        "Vorlage des Nachweises",
        "ANBest-P/ANBest-K BW Nr. 6/7; bei EU-Mitteln nach Bescheid länger", SINCE,
    ),
    RetentionClass(
        "consent", "Einwilligungen und Widerrufe", "Dauer der Verarbeitung und 3 Jahre",
        "Ende der Verarbeitung", "Art. 7 Abs. 1 DSGVO", SINCE,
    ),
    RetentionClass(
        "log", "Zugriffsprotokoll", "12 Monate, gelöscht zum Ende des Folgejahres",
        "Zeitpunkt des Eintrags", "§ 76 Abs. 4 BDSG als Maßstab", SINCE,
    ),
    RetentionClass(
        "list", "eingelesene Listen", "Inhalt bis zur Übernahme; Zeilen wie die Fallakte",
        "Übernahme oder Verwerfen", "Erforderlichkeit, § 21 DSG-EKD", SINCE,
    ),
    RetentionClass(
        "task", "Aufgabenkarten im Ehrenamt", "noch festzulegen, höchstens wie die Fallakte",
        "Erledigung", "Datenminimierung", SINCE,
    ),
    RetentionClass(
        "moment", "Anwesenheit an einer Akte", "70 Sekunden; entfernt, sobald wieder jemand die Akte öffnet",
        "letztes Zeichen der offenen Seite", "Datenminimierung; Beschäftigtendatenschutz", SINCE,
    ),
    RetentionClass(
        "account", "Konten und Rollen der Beschäftigten", "noch festzulegen mit der Mitarbeitervertretung",
        "Ende der letzten Rolle", "Beschäftigtendatenschutz", SINCE,
    ),
    RetentionClass(
        "child", "Dokumentation nach § 8a SGB VIII / § 4 KKG",
        "nach Vereinbarung mit dem Jugendamt, oft 10 Jahre", "Abschluss der Einschätzung",
        "Vereinbarung mit dem Jugendamt", SINCE,
    ),
]  # fmt: skip


def in_force(*, on: date) -> list[RetentionClass]:
    return [one for one in CLASSES if one.valid_from <= on and (not one.until or one.until >= on)]
