# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit duplicates FILE`: which rows of a list are probably about one person.

Without a file it looks through our own persons and keeps what it finds for the lead to decide.
"""

import json
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from geleit.identity.engines import ENGINES, EngineMissing, duplicates_of
from geleit.identity.files import Trouble, UnusableList, read_list
from geleit.names.reasons import in_words, plain
from geleit.names.records import Scored


def chance(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return value


def _content(file: str) -> bytes:
    """Return what stands in the file; raises UnusableList where it does not open."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        message = _("Die Datei lässt sich nicht öffnen: %(reason)s.") % {"reason": error.strerror}
        mend = _("Bitte Name und Rechte prüfen.")
        raise UnusableList([Trouble(None, "", "", message, mend)]) from error


class Command(BaseCommand):
    help = "Find rows of a list, or our own persons, that are probably about one person."
    requires_system_checks: list[str] = []  # noqa: RUF012

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="CSV, XLSX, XLS or ODS with id, given_name, "
                            "family_name, date_of_birth; also sex, nationality, address. Without id the row "
                            "number is the id. - for standard input")  # fmt: skip
        parser.add_argument("--json", action="store_true", help="one JSON document")
        parser.add_argument("--at-least", type=chance, default=0.5, help="0 to 1, usually 0.5")
        parser.add_argument("--engine", choices=["auto", *ENGINES], default="auto")

    def handle(self, *args: Any, file: str | None, **options: Any) -> None:
        if file is None:
            self._own(**options)
            return
        try:
            records, troubles = read_list(_content(file), file_name=Path(file).name)
            found = duplicates_of(
                records,
                at_least=options["at_least"],
                engine=options["engine"],
                say=self.stderr.write,
            )
        except UnusableList as unusable:
            self._refuse(unusable.troubles, file=file, as_json=options["json"])
        except EngineMissing as missing:
            self.stderr.write(str(missing))
            sys.exit(1)
        for trouble in troubles:
            self.stderr.write(f"{file}: {trouble}")
        self._print(found, as_json=options["json"])

    def _print(self, found: list[Scored], *, as_json: bool) -> None:
        if as_json:
            self._print_json(found)
            return
        for one in found:
            words = "; ".join(in_words(one.why))
            self.stdout.write(f"{one.probability:.2f}  {one.a}  {one.b}  {words}")
        if not found:
            self.stdout.write(_("Keine Zeilen gefunden, die dieselbe Person meinen könnten."))

    def _print_json(self, found: list[Scored]) -> None:
        """Write one document, pair by pair: a list of namesakes has very many."""
        for number, one in enumerate(found):
            document = {
                "a": one.a, "b": one.b, "probability": one.probability, "why": plain(one.why),
            }  # fmt: skip
            text = json.dumps(document, ensure_ascii=False, indent=1).replace("\n", "\n ")
            self.stdout.write((",\n " if number else "[\n ") + text, ending="")
        self.stdout.write("\n]" if found else "[]")

    def _refuse(self, troubles: list[Trouble], *, file: str, as_json: bool) -> None:
        if as_json:
            document = {"errors": [{"file": file} | trouble.as_dict() for trouble in troubles]}
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
        for trouble in troubles:
            self.stderr.write(f"{file}: {trouble}")
        sys.exit(1)

    def _own(self, **options: Any) -> None:
        from geleit.identity.actions import find_possible_duplicates

        counts = find_possible_duplicates(on=localdate())
        if options["json"]:
            self.stdout.write(json.dumps(counts))
            return
        text = _("%(compared)s Paare verglichen, %(new)s neue zum Ansehen, %(open)s offen.")
        self.stdout.write(text % counts)
