# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit audit verify`: is the log whole? `geleit audit trim`: remove what has had its time.

Both name entries by number, never their content.
"""

import json
from argparse import ArgumentTypeError
from datetime import datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandParser
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geleit.audit.chain import Check, Fault, Finding, Key
from geleit.audit.keys import existing_key, key_file
from geleit.audit.trim import Due, due, trim
from geleit.audit.verify import verify
from geleit.core.dates import day_text
from geleit.core.problems import Problem, Refused

BROKEN = REFUSED = 1
ACTOR = "command:audit"
WORDS = {
    Fault.CHANGED: gettext_lazy("verändert: Inhalt und Prüfsumme passen nicht zusammen."),
    Fault.MISSING: gettext_lazy("fehlt."),
    Fault.CUT_OFF: gettext_lazy("fehlt: Das Ende des Protokolls ist abgeschnitten."),
    Fault.INSERTED: gettext_lazy("eingefügt: Diesen Eintrag hat nicht Geleit geschrieben."),
    Fault.MOVED: gettext_lazy("umgestellt: Dieser Eintrag hatte vorher die Nummer %(was)s."),
    Fault.UNLINKED: gettext_lazy("schließt nicht an den Eintrag davor an."),
    Fault.RESTARTED: gettext_lazy(
        "neu begonnen: Als dieser Eintrag geschrieben wurde, fehlte der Stand des Protokolls, er "
        "war verändert, oder der Schlüssel war ein anderer. Was davor fehlt, lässt sich nicht sagen."
    ),
    Fault.OTHER_KEY: gettext_lazy(
        "falscher Schlüssel: nicht mit dem in %(file)s geschrieben. Bitte den früheren Schlüssel "
        "aus der Sicherung zurücklegen und noch einmal prüfen."
    ),
    Fault.NO_KEY: gettext_lazy(
        "falscher Schlüssel: %(file)s fehlt. Bitte die Datei aus der Sicherung zurücklegen und "
        "noch einmal prüfen."
    ),
    Fault.HEAD: gettext_lazy(
        "Der Stand des Protokolls fehlt, ist verändert oder zurückgesetzt. Ob am Ende Einträge "
        "fehlen, lässt sich nicht sagen."
    ),
    Fault.REFERENCE: gettext_lazy(
        "stimmt nicht mit dem Vermerk überein, der mit --expect angegeben ist."
    ),
    Fault.REFERENCE_GONE: gettext_lazy(
        "ist nach Ablauf der Frist gelöscht und lässt sich mit dem Vermerk nicht mehr vergleichen. "
        "Bitte einen neueren Vermerk nehmen."
    ),
    Fault.CHECKPOINT: gettext_lazy(
        "Die Löschmarke hinter diesem Eintrag hat nicht Geleit geschrieben. Was davor fehlt, ist "
        "nicht nach Ablauf der Frist gelöscht."
    ),
    Fault.UNREADABLE: gettext_lazy(
        "Ab hier gibt die Datenbank nichts Lesbares her. Ist sie eingerichtet und unbeschädigt?"
    ),
}


def noted(text: str) -> tuple[int, str]:
    number, _colon, seal = text.partition(":")
    if not number.isascii() or not number.isdigit() or len(seal) != 64:
        raise ArgumentTypeError(f"{text!r} is not NUMBER:HASH as an earlier check printed it")
    return int(number), seal


class Command(BaseCommand):
    help = "Check the log: nothing changed, missing, added or moved. Remove what has had its time."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", metavar="verify | trim", required=True)
        check = actions.add_parser("verify", help="check the hash of every entry")
        check.add_argument("--json", action="store_true", help="one JSON document on stdout")
        check.add_argument(
            "--expect", type=noted, metavar="NUMBER:HASH", help="what an earlier check printed"
        )

        cut = actions.add_parser("trim", help="remove entries whose time is over")
        cut.add_argument("--dry-run", action="store_true", help="only say what would go")
        cut.add_argument("--json", action="store_true", help="one JSON document on stdout")
        cut.add_argument(
            "--despite-findings", action="store_true", help="also when the log is not whole"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "trim":
            self.trim(**options)
        else:
            self.verify(**options)

    def trim(self, **options: Any) -> None:
        """Remove, but only from a log that is whole: what is gone cannot be checked any more."""
        try:
            wanted, wrong = due(on=localdate()), 0
            if wanted.count and not options["dry_run"]:
                wrong = self.wrong(despite=options["despite_findings"])
                trim(wanted, by=ACTOR, findings=wrong)
        except Refused as refused:
            self.stderr.write(str(refused))
            raise SystemExit(REFUSED) from refused
        if options["json"]:
            document = trimmed(wanted, is_trial=options["dry_run"], wrong=wrong)
            self.stdout.write(json.dumps(document, ensure_ascii=False))
            return
        self.stderr.write(trimmed_line(wanted, is_trial=options["dry_run"]))
        if not wanted.rule.is_verified:
            self.stderr.write(_("Die Frist ist am Gesetz nicht geprüft."))

    def wrong(self, *, despite: bool) -> int:
        check, findings = verify(existing_key() or Key(b""))
        if findings and not despite:
            text = _(
                "Das Protokoll ist nicht in Ordnung; es wird nichts gelöscht. „geleit audit "
                "verify“ sagt, was fehlt. Mit --despite-findings geht es trotzdem."
            )
            raise Refused([Problem("not-whole", text)])
        return check.wrong

    def verify(self, **options: Any) -> None:
        try:
            key = existing_key()
        except ImproperlyConfigured as error:
            self.stderr.write(str(error))
            raise SystemExit(BROKEN) from error
        check, findings = verify(key or Key(b""), reference=options["expect"])
        if key is None:
            check.wrong = max(check.count, 1)
            findings = [Finding(Fault.NO_KEY, 1, check.wrong)]
        if options["json"]:
            document = as_document(check, findings)
            self.stdout.write(json.dumps(document, ensure_ascii=False))
        else:
            self.stderr.write("\n".join(as_lines(check, findings)))
        if findings:
            raise SystemExit(BROKEN)


def trimmed_line(wanted: Due, *, is_trial: bool) -> str:
    """Say what went, or would go."""
    before = day_text(wanted.before)
    if not wanted.count:
        return _("Nichts zu löschen: Kein Eintrag ist älter als der %(day)s.") % {"day": before}
    text = _("Gelöscht: %(count)s Einträge vor dem %(day)s, bis Nummer %(number)s.")
    if is_trial:
        text = _("Zu löschen: %(count)s Einträge vor dem %(day)s, bis Nummer %(number)s.")
    return text % {"count": wanted.count, "day": before, "number": wanted.through}


def trimmed(wanted: Due, *, is_trial: bool, wrong: int) -> dict[str, Any]:
    """The answer of --json; docs/protokoll.md describes it."""
    return {
        "dry_run": is_trial,
        "before": wanted.before.isoformat(),
        "through": wanted.through,
        "entries": wanted.count,
        "wrong": wrong,
        "rule": {"source": wanted.rule.source, "verified": wanted.rule.is_verified},
    }


def as_lines(check: Check, findings: list[Finding]) -> list[str]:
    lines = [f"{place(found)}: {words(found)}" for found in findings]
    kept = sum(found.last - found.first + 1 for found in findings)
    if check.wrong > kept:
        lines.append(_("Und %(count)s weitere.") % {"count": check.wrong - kept})
    lines.append(_extent(check))
    if findings:
        lines.append(_("Das Protokoll ist nicht in Ordnung."))
        return lines
    lines.append(_("Das Protokoll ist in Ordnung."))
    if check.last:
        text = _("Zum Vermerken an anderer Stelle: %(reference)s")
        lines.append(text % {"reference": check.reference_now})
    return lines


def _extent(check: Check) -> str:
    if not check.last:
        return _("Kein Eintrag geprüft.")
    text = _("%(count)s Einträge geprüft, vom %(first)s bis zum %(last)s.")
    return text % {"count": check.count, "first": day(check.first_at), "last": day(check.last.at)}


def day(at: str) -> str:
    try:
        return date_format(localtime(datetime.fromisoformat(at)), "SHORT_DATETIME_FORMAT")
    except ValueError:
        return "?"


def place(found: Finding) -> str:
    if found.first == found.last:
        return _("Eintrag %(number)s") % {"number": found.first}
    return _("Einträge %(first)s bis %(last)s") % {"first": found.first, "last": found.last}


def words(found: Finding) -> str:
    return str(WORDS[found.fault]) % {"was": found.was, "file": key_file()}


def as_document(check: Check, findings: list[Finding]) -> dict[str, Any]:
    """The answer of --json; docs/protokoll.md describes it."""
    last = check.last
    return {
        "whole": not findings,
        "entries": check.count,
        "first_at": check.first_at or None,
        "last_at": last.at if last else None,
        "last_sequence": last.sequence if last else 0,
        "reference": check.reference_now or None,
        "wrong": check.wrong,
        "findings": [
            {
                "fault": found.fault.value,
                "first": found.first,
                "last": found.last,
                "was": found.was,
                "message": words(found),
            }
            for found in findings
        ],
    }
