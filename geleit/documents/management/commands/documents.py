# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit documents scan|check`: files of cases. Names rows by number and files by random names."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.core.vault import KeyMissing, Sealed
from geleit.documents import actions, scanner
from geleit.documents.enums import DocumentState
from geleit.documents.queries import look_through, number_of, waiting_for_scanner
from geleit.documents.storage import store


class Command(BaseCommand):
    help = "Scan files that wait for it; find rows without their file and files without their row."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="action", metavar="scan|check", required=True)
        scan = steps.add_parser("scan", help="scan what is held back or was never scanned")
        check = steps.add_parser("check", help="compare rows and files")
        check.add_argument("--deep", action="store_true", help="open every file too")
        check.add_argument(
            "--remove", action="store_true", help="remove files of no row, older than an hour"
        )
        for step in (scan, check):
            step.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            is_well, document, lines = getattr(self, f"_{options['action']}")(options)
        except (Sealed, OSError) as error:
            self._stop(str(error))
        except DatabaseError:
            self._stop(_("Die Datenbank antwortet nicht. Bitte später noch einmal versuchen."))
        if options["json"]:
            self.stdout.write(json.dumps(document, ensure_ascii=False))
        else:
            self.stderr.write("\n".join(lines))
        if not is_well:
            sys.exit(1)

    def _stop(self, text: str) -> None:
        self.stderr.write(text)
        sys.exit(1)

    def _scan(self, _options: dict[str, Any]) -> tuple[bool, dict[str, Any], list[str]]:
        if not scanner.is_configured():
            self._stop(_("Es ist kein Virenscanner eingerichtet (GELEIT_CLAMD)."))
        counts = dict.fromkeys(DocumentState.values, 0)
        damaged: list[int | str] = []
        for document in waiting_for_scanner():
            try:
                counts[actions.scan_again(document, by="command:documents")] += 1
            except KeyMissing:
                raise
            except Sealed:
                damaged.append(number_of(document))
        words = {
            "clean": counts["clean"],
            "refused": counts["refused"],
            "held": counts["held_back"],
        }
        lines = [
            _("Bereit: %(clean)s. Abgelehnt: %(refused)s. Noch ohne Antwort: %(held)s.") % words
        ]
        lines += [_("Datei %(number)s geht nicht auf.") % {"number": pk} for pk in damaged]
        return not damaged and not words["held"], counts | {"do_not_open": damaged}, lines

    def _check(self, options: dict[str, Any]) -> tuple[bool, dict[str, Any], list[str]]:
        found = look_through(at=now(), deep=options["deep"])
        count = found.documents
        words = ngettext("%(count)s Datei angesehen.", "%(count)s Dateien angesehen.", count)
        lines = [words % {"count": count}]
        lines += [
            _("Zeile %(number)s: Ihre Datei fehlt. Bitte aus der Sicherung zurückspielen.")
            % {"number": pk}
            for pk in found.rows_without_file
        ]
        lines += [
            _("Zeile %(number)s: Ihre Datei geht nicht auf. Bitte aus der Sicherung zurückspielen.")
            % {"number": pk}
            for pk in found.do_not_open
        ]
        text = _("Datei %(name)s gehört zu keiner Zeile: ein Rest. Mit --remove verschwindet er.")
        if options["remove"]:
            text = _("Datei %(name)s gehörte zu keiner Zeile und ist entfernt.")
            for name in found.files_without_row:
                store().remove(name)
        lines += [text % {"name": name} for name in found.files_without_row]
        is_well = found.is_whole or (
            options["remove"] and not found.rows_without_file and not found.do_not_open
        )
        return is_well, vars(found), lines
