# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit match-name A B`: how alike two names are, and why. Asks no database."""

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from geleit.core.commands import NamedAsTyped
from geleit.names.compare import compare
from geleit.names.reasons import in_words, plain


class Command(NamedAsTyped):
    help = "Say how likely two names are one name, from 0 to 1, and why."
    requires_system_checks: list[str] = []  # noqa: RUF012

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("a", help="a whole name, in any script and order")
        parser.add_argument("b", help="another one")
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *args: Any, a: str, b: str, **options: Any) -> None:
        found = compare(a, b)
        if options["json"]:
            said = {"score": round(found.score, 4), "why": plain(found.why)}
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        words = {"score": f"{found.score:.2f}", "why": "; ".join(in_words(found.why))}
        self.stdout.write(_("%(score)s – %(why)s") % words)
