# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The generated sheets of docs/datenschutz/: roles, record of processing, deletion."""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from geleit.accounts.models import Role
from geleit.accounts.permissions import ROLES
from geleit.privacy.declarations import COMMANDS, PERMISSIONS, PLAIN, TABLES, Table
from geleit.privacy.retention import CLASSES

HEAD = """<!-- SPDX-FileCopyrightText: 2026 Geleit contributors -->
<!-- SPDX-License-Identifier: EUPL-1.2 -->
<!-- Erzeugt mit `geleit privacy-docs`. Nicht von Hand ändern. -->
"""
NOT_VERIFIED = (
    "> **Nicht geprüft.** Rechtsgrundlagen und Fristen sind sorgfältig zusammengetragen, aber von "
    "keiner Juristin, keinem Juristen und keiner Aufsicht bestätigt.\n"
)
CONTROLLERS = {
    "Träger": (
        (
            "eigener Verantwortlicher für Beratung und Begleitung; DSG-EKD bei diakonischen Trägern "
            "(Aufsicht: Beauftragter für den Datenschutz der EKD), sonst DSGVO. Verzeichnis nach § 31 "
            "DSG-EKD / Art. 30 DSGVO."
        ),
        "Beratung und Begleitung Geflüchteter in der Anschlussunterbringung, Nachweis der Leistung",
    ),
    "Stadt oder Gemeinde": (
        "eigener Verantwortlicher; DSGVO und LDSG BW (Aufsicht: LfDI BW).",
        (
            "Vereinbarung, Leistungsnachweis aus geschützten Zahlen, Belegung der eigenen Häuser. "
            "Keine Daten einzelner Menschen aus der Beratung."
        ),
    ),
    "Landkreis": (
        "eigener Verantwortlicher; DSGVO und LDSG BW, bei Sozialleistungen SGB X.",
        "Übergabe von Fällen; Einsicht endet mit der Annahme durch den Träger.",
    ),
}
RECIPIENTS = [
    ("Stadt als Geldgeberin", "nur zusammengefasste, gegen Rückschlüsse geschützte Zahlen"),
    ("Landkreis", "nach der Annahme nichts; davor nur, was er selbst übergab"),
    ("Ehrenamtliche", "Aufgabe, Vorname und Telefon einer Karte"),
    ("Betrieb der Software", "Auftragsverarbeitung; Inhalte sind auf der Platte verschlüsselt"),
    ("alle anderen", "nichts ohne Einwilligung und Entbindung von der Schweigepflicht"),
]


def addresses(
    resolver: Any = None, space: str = "", way: str = ""
) -> Iterator[tuple[str, str, Any]]:
    """Yield name, way and view of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = way + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{entry.namespace}:" if entry.namespace else space, here)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", f"/{here}", entry.callback


def roles_sheet() -> str:
    """The matrix: which role opens which address, sees which rows, and what commands print."""
    labels = [str(label) for label in Role.labels]
    lines = [HEAD, "# Rollen und Rechte\n", NOT_VERIFIED]
    lines.append(
        "Eine Adresse öffnet sich nur mit dem Recht der Rolle; welche Zeilen es dort gibt, sagt der "
        "zweite Abschnitt. Was jemand nicht sehen darf, gibt es für ihn nicht (404). Eine Rolle kann "
        "auf einzelne Vereinbarungen begrenzt sein und endet mit ihrem letzten Tag. Es gibt keine "
        "Programmierschnittstelle (API).\n"
    )
    lines += ["## Rechte\n", _row("Recht", *labels), _row(*["---"] * (len(labels) + 1))]
    for permission, words in PERMISSIONS.items():
        lines.append(_row(words, *[_mark(permission in ROLES[role]) for role in Role.values]))
    lines += ["\n## Zeilen\n", _row("Tabelle", "Rolle", "sieht"), _row("---", "---", "---")]
    for label, table in sorted(_here(TABLES).items()):
        for role, words in table.sees.items():
            if words:
                lines.append(_row(_name(label), str(Role(role).label), words))
    lines.append("\nAlle anderen Rollen sehen in diesen Tabellen nichts.\n")
    lines += ["## Adressen (GET und POST, samt Ausgaben in allen Formaten)\n"]
    lines += [_row("Adresse", *labels), _row(*["---"] * (len(labels) + 1))]
    for _name_of, way, view in sorted(addresses(), key=lambda one: one[1]):
        needed = getattr(view, "permissions", None)
        if needed is not None:
            lines.append(_row(f"`{way}`", *[_mark(needed & ROLES[role]) for role in Role.values]))
    lines.append("\nOhne Recht offen sind nur Anmelden, Abmelden, Sprache und eigenes Passwort.\n")
    lines += ["## Befehle\n", _row("Befehl", "wer", "gibt aus"), _row("---", "---", "---")]
    lines += [_row(f"`geleit {n}`", one.who, one.prints) for n, one in COMMANDS.items()]
    return "\n".join(lines) + "\n"


def record_sheet() -> str:
    """The record of processing (Art. 30 DSGVO, § 31 DSG-EKD)."""
    lines = [HEAD, "# Verzeichnis der Verarbeitungstätigkeiten\n", NOT_VERIFIED]
    lines.append(
        "Vorlage nach Art. 30 DSGVO und § 31 DSG-EKD. Namen und Adressen setzt ein, wer es führt.\n"
    )
    for who, (law, purpose) in CONTROLLERS.items():
        lines += [f"## {who}\n", f"- Verantwortlicher: *(einsetzen)*; {law}", f"- Zweck: {purpose}"]
        lines += ["- Technische und organisatorische Maßnahmen: [tom.md](tom.md)"]
        lines += ["- Übermittlung in Drittländer: keine durch die Software\n"]
    lines += ["## Empfänger\n", _row("Empfänger", "erhält"), _row("---", "---")]
    lines += [_row(*one) for one in RECIPIENTS]
    lines += ["\n## Personen und Daten (aus den Tabellen erzeugt)\n"]
    head = ("Tabelle", "Personen", "Daten", "Felder", "Löschklasse")
    lines += [_row(*head), _row(*["---"] * len(head))]
    names = {one.key: one.name for one in CLASSES}
    for label, table in sorted(_here(TABLES | PLAIN).items()):
        cells = (table.persons, table.data, ", ".join(_fields(label)), names[table.retention])
        lines.append(_row(_name(label), *cells))
    return "\n".join(lines) + "\n"


def deletion_sheet() -> str:
    """The deletion table after DIN 66398."""
    lines = [HEAD, "# Löschkonzept (nach DIN 66398)\n", NOT_VERIFIED]
    lines.append(
        "Vernichtung von Datenträgern nach DIN 66399, Schutzklasse zu P-4/P-5 und T/E-4.\n"
    )
    head = ("Klasse", "Frist", "Beginn", "Grundlage", "Stand", "gilt ab")
    lines += [_row(*head), _row(*["---"] * len(head))]
    for one in CLASSES:
        state = "geprüft" if one.is_verified else "nicht geprüft"
        day = f"{one.valid_from:%d.%m.%Y}"
        lines.append(_row(one.name, one.period, one.trigger, one.basis, state, day))
    lines += ["\n## Was zu welcher Klasse gehört\n", _row("Klasse", "Tabellen"), _row("---", "---")]
    for one in CLASSES:
        of_class = [n for n, t in sorted(_here(TABLES | PLAIN).items()) if t.retention == one.key]
        lines.append(_row(one.name, ", ".join(map(_name, of_class)) or "–"))
    return "\n".join(lines) + "\n"


SHEETS: dict[str, Callable[[], str]] = {
    "rollen.md": roles_sheet,
    "verzeichnis.md": record_sheet,
    "loeschkonzept.md": deletion_sheet,
}


def written() -> dict[str, str]:
    """Return every generated sheet by its file name, in German."""
    with override("de"):
        return {name: sheet() for name, sheet in SHEETS.items()}


def _here(tables: dict[str, Table]) -> dict[str, Table]:
    """Return the tables that this installation has."""
    here = {model._meta.label for model in apps.get_models()}
    return {label: table for label, table in tables.items() if label in here}


def _name(label: str) -> str:
    return str(apps.get_model(label)._meta.verbose_name)


def _fields(label: str) -> list[str]:
    """Return the fields with a name of their own in the interface; the rest is bookkeeping."""
    fields = apps.get_model(label)._meta.fields
    plain = {field.name.replace("_", " ") for field in fields}
    names = [str(field.verbose_name) for field in fields if field.name != "id"]
    return [name for name in names if name not in plain]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _mark(is_so: object) -> str:
    return "●" if is_so else ""
