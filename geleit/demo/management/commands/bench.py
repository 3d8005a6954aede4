# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""geleit bench: measure pages and queries on the present database."""

import json
import sys
import time
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from geleit.demo import measure, pages
from geleit.demo.management.commands.demo import positive


class Command(BaseCommand):
    help = "Measure pages on the present database; nothing of it stays there."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repeat", type=positive, default=30, metavar="N", help="per page")
        parser.add_argument(
            "--cpu",
            action="store_true",
            help="count processor time of this process, for a machine that does other work "
            "(not for PostgreSQL, which computes elsewhere)",
        )
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, **options: Any) -> None:
        today = localdate()
        clock = time.process_time if options["cpu"] else time.perf_counter
        try:
            chosen = pages.figures(on=today)
        except (measure.NothingToMeasure, DatabaseError):  # DatabaseError: no tables yet
            text = _("Hier gibt es noch keine Fälle, an denen sich messen ließe. Zum Beispiel:")
            self._stop(f"{text} geleit demo --no-serve --persons 1000")
        try:
            found = [
                self._measured(page, options["repeat"], clock)
                for page in pages.pages(chosen, on=today)
            ]
        except measure.UnexpectedAnswer as unexpected:
            self._stop(_("Eine Seite hat anders geantwortet als erwartet: %s") % unexpected)
        document = measure.document(found)
        if options["json"]:
            self.stdout.write(json.dumps(document, ensure_ascii=False))
        else:
            self._table(document)

    def _measured(self, page: measure.Page, repeat: int, clock: measure.Clock) -> measure.Measured:
        self.stderr.write(f"· {page.name}", self.style.NOTICE)
        return measure.measured(page, repeat=repeat, clock=clock)

    def _stop(self, text: str) -> NoReturn:
        self.stderr.write(text)
        sys.exit(1)

    def _table(self, document: dict[str, Any]) -> None:
        about = "{machine}; {database}, {size_mb} MB; {persons} persons, {contacts} contacts"
        width = max(len(page["name"]) for page in document["pages"])
        lines = [about.format(**document), ""]
        lines.append(f"{'page':<{width}}  {'median ms':>9}  {'p95 ms':>8}  {'queries':>7}")
        for page in document["pages"]:
            lines.append(
                f"{page['name']:<{width}}  {page['median_ms']:>9}  {page['p95_ms']:>8}  "
                f"{page['queries']:>7}"
            )
        self.stdout.write("\n".join(lines))
