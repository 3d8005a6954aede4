# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit report NAME`: a report as a file or on standard output, protected as on its page."""

import os
import sys
import tempfile
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.core.dates import day_text
from geleit.core.problems import Refused
from geleit.letters.pdf import PdfUnavailable
from geleit.statistics.actions import export
from geleit.statistics.exports import FORMATS
from geleit.statistics.models import Audience
from geleit.statistics.statements import state_of

ACTOR = "command:report"
REFUSED = 1


def statement_for(audience: str) -> Callable[..., bytes]:
    """Return a report that is the statement under the thresholds of an audience."""

    def make(agreement: CooperationAgreement, *, first: date, last: date, to: str) -> bytes:
        on = localdate()
        found = state_of(agreement, first=first, last=last, on=on, audience=audience)
        return export(found, to=to, by=ACTOR, on=on)

    return make


# Every report by the name it has on the command line; new ones are entered here.
REPORTS: dict[str, Callable[..., bytes]] = {
    "town-sheet": statement_for(Audience.STEERING),
    "council-sheet": statement_for(Audience.PUBLICATION),
}


class Command(BaseCommand):
    help = "Print a report: the figures that may leave the carrier, never more."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "name", metavar="NAME", choices=sorted(REPORTS), help=", ".join(REPORTS)
        )
        parser.add_argument("--agreement", required=True, metavar="KEY")
        parser.add_argument("--from", dest="first", required=True, metavar="D", type=_day)
        parser.add_argument("--to", dest="last", required=True, metavar="D", type=_day)
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--out", type=Path, metavar="FILE", help="write here, not to stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        first, last, out, to = (options[name] for name in ("first", "last", "out", "format"))
        agreement = CooperationAgreement.objects.filter(key=options["agreement"]).first()
        if agreement is None:
            text = _(
                "Eine Vereinbarung mit der Kennung „%(key)s“ gibt es nicht. Vorhanden: %(keys)s."
            )
            keys = ", ".join(
                CooperationAgreement.objects.order_by("key").values_list("key", flat=True)
            )
            self.refuse(text % {"key": options["agreement"], "keys": keys or _("keine")})
        if last < first:
            text = _("Der letzte Tag (--to %(last)s) liegt vor dem ersten (--from %(first)s).")
            self.refuse(text % {"last": day_text(last), "first": day_text(first)})
        if out is None and not FORMATS[to].is_text and sys.stdout.isatty():
            self.refuse(_("Diese Datei ist nichts für den Bildschirm: bitte --out DATEI angeben."))
        try:
            content = REPORTS[options["name"]](agreement, first=first, last=last, to=to)
            write(content, out)
        except (Refused, PdfUnavailable) as reason:
            self.refuse(str(reason))
        except OSError as error:
            text = _("%(file)s lässt sich nicht schreiben: %(why)s.")
            self.refuse(text % {"file": out or "stdout", "why": error.strerror or error})

    def refuse(self, text: str) -> NoReturn:
        record(ACTOR, "refused", why="command")
        self.stderr.write(text)
        sys.exit(REFUSED)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            _("%(text)r ist kein Tag; so: 2020-03-31") % {"text": text}
        ) from None


def write(content: bytes, out: Path | None) -> None:
    """Write to standard output or, whole or not at all, to a file."""
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
