# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""geleit import FILE --agreement KEY [--dry-run] [--json]"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.accounts.models import Role, User
from geleit.agreements.coverage import covers
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.intake import actions
from geleit.intake.matching import plan_of
from geleit.intake.planned import Plan, RowState
from geleit.intake.running.actions import look_for_cut_off
from geleit.intake.takeover.actions import state_of_lists
from geleit.spreadsheets.problems import CellProblem, UnreadableFile


class Command(BaseCommand):
    help = (
        "Take over persons from a list (XLSX, XLS, ODS, CSV); the same list again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--agreement", required=True, metavar="KEY")
        parser.add_argument("--holder", metavar="EMAIL", help="who becomes responsible")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json = options["json"]
        self.say_what_was_cut_off()
        agreement = self.agreement(options["agreement"])
        holder = self.holder(options["holder"], agreement)
        content = self.content(options["file"])
        try:
            plan = self.take(options["file"].name, content, agreement, holder, options["dry_run"])
        except UnreadableFile as refused:
            raise self.refusal(str(refused), refused) from refused
        self.answer(plan, is_trial=options["dry_run"])

    def say_what_was_cut_off(self) -> None:
        """Say at the start which lists an earlier process left unfinished."""
        for batch in look_for_cut_off():
            text = _(
                "Ein früheres Einlesen wurde unterbrochen (Liste {number}, begonnen {at}). Davon wurde "
                "nichts übernommen; die Liste wartet wieder."
            )
            begun = localtime(batch.begun_at) if batch.begun_at else None
            at = f"{begun:%d.%m.%Y %H:%M}" if begun else "–"
            self.stderr.write(text.format(number=batch.pk, at=at))

    def agreement(self, key: str) -> CooperationAgreement:
        found = CooperationAgreement.objects.filter(key=key).first()
        if found:
            return found
        keys = ", ".join(CooperationAgreement.objects.order_by("key").values_list("key", flat=True))
        text = _("Es gibt keine Vereinbarung „{key}“. Vorhanden: {keys}.")
        raise self.refusal(text.format(key=key, keys=keys or "–"))

    def holder(self, email: str | None, agreement: CooperationAgreement) -> User | None:
        if not email:
            return None
        found = User.objects.filter(email=email.lower(), is_active=True).first()
        of_carrier = {"organisation": agreement.carrier_id, "agreement": agreement.pk}
        if found and covers(found, Role.SOCIAL_WORKER, **of_carrier):
            return found
        text = _(
            "--holder: „{email}“ ist keine Sozialarbeiterin und kein Sozialarbeiter des Trägers."
        )
        raise self.refusal(text.format(email=email))

    def content(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            text = _("„{file}“ lässt sich nicht öffnen: {reason}. Bitte Name und Rechte prüfen.")
            raise self.refusal(text.format(file=file, reason=error.strerror)) from error

    def take(
        self,
        name: str,
        content: bytes,
        agreement: CooperationAgreement,
        holder: User | None,
        is_trial: bool,
    ) -> Plan:
        of_list: dict[str, Any] = {"file_name": name, "agreement": agreement}
        today, seen = localdate(), state_of_lists(agreement)
        choices = actions.remembered(content, sender=agreement.county, **of_list)
        plan = plan_of(content, on=today, choices=choices, **of_list)
        if not is_trial:
            batch = actions.keep(
                content, choices=choices, sender=agreement.county, by=None, **of_list
            )
            actions.take_over(batch, holder=holder, by=None, on=today, ready=(plan, seen))
        return plan

    def answer(self, plan: Plan, *, is_trial: bool) -> None:
        if self.as_json:
            self.stdout.write(json.dumps(as_document(plan, is_trial=is_trial), ensure_ascii=False))
            return
        is_seen = self.stderr.isatty()  # a person reads it now; what goes into a file is a log
        for mark in plan.marks:
            self.stderr.write(in_words(mark, with_value=is_seen))
        counts = plan.counts
        summary = _(
            "{new} neu, {changed} mit neuen Angaben, {unchanged} unverändert; {households} Haushalte."
        ).format(
            new=counts[RowState.NEW],
            changed=counts[RowState.CHANGED],
            unchanged=counts[RowState.UNCHANGED],
            households=plan.households,
        )
        if back := [row for row, *_household in plan.returning]:
            text = ngettext(
                "Ein Haushalt war schon hier und hat keinen laufenden Fall mehr: Zeile %(rows)s.",
                "%(n)s Haushalte waren schon hier und haben keinen laufenden Fall mehr: Zeilen %(rows)s.",
                len(back),
            ) % {"n": len(back), "rows": ", ".join(map(str, back))}
            asked = _(
                "Ob er wieder aufgeht, wird vor dem Übernehmen oder auf der Quittung entschieden."
            )
            self.stderr.write(f"{text} {asked}")
        done = _("Probelauf, nichts geändert:") if is_trial else _("Übernommen:")
        self.stderr.write(f"{done} {summary}")

    def refusal(self, text: str, error: UnreadableFile | None = None) -> SystemExit | CommandError:
        """Say why, in words or as a document, and leave with 1."""
        record("command:import", "refused", why="command")
        if not self.as_json:
            return CommandError(text)
        problem: dict[str, Any] = {"message": text}
        if error:
            problem = {
                "file": error.file,
                "row": error.row,
                "column": error.column,
                "value": error.value,
                "message": error.message,
                "mend": error.mend,
            }
        self.stdout.write(
            json.dumps(empty_document() | {"problems": [problem]}, ensure_ascii=False)
        )
        self.stderr.write(text)
        return SystemExit(1)


def empty_document() -> dict[str, Any]:
    return {
        "persons": {"new": 0, "changed": 0, "unchanged": 0},
        "households": 0,
        "problems": [],
        "refused": True,
    }


def as_document(plan: Plan, *, is_trial: bool) -> dict[str, Any]:
    """The answer of --json; docs/schemas/import.md describes it."""
    problems = []
    for row in plan.rows:
        blocking = {*row.row.problems, *row.marks}
        problems += [as_problem(mark, is_doubt=mark not in blocking) for mark in row.all_marks]
    return {
        "persons": {
            "new": plan.counts[RowState.NEW],
            "changed": plan.counts[RowState.CHANGED],
            "unchanged": plan.counts[RowState.UNCHANGED],
        },
        "households": plan.households,
        "problems": problems,
        "skipped": [
            {"row": skipped.number, "reason": skipped.reason, "text": skipped.text}
            for skipped in plan.table.skipped
        ],
        "dry_run": is_trial,
        "refused": False,
    }


def as_problem(mark: CellProblem, *, is_doubt: bool) -> dict[str, Any]:
    return {
        "row": mark.row,
        "column": mark.column,
        "value": mark.value,
        "message": f"{mark.message} {mark.mend}".strip(),
        "kept": mark.kept,
        "doubt": is_doubt,
    }


def in_words(mark: CellProblem, *, with_value: bool) -> str:
    """Say where to look, why, and what mends it.

    The value is content: it is shown to a person at a terminal only, and never what one may not keep.
    """
    place = _("Zeile {row}").format(row=mark.row)
    if mark.column:
        place += ", " + _("Spalte „{column}“").format(column=mark.column)
    if not with_value:
        return f"{place}: {mark.mend}"
    if mark.value and not mark.is_sensitive:
        place += ", " + _("Wert „{value}“").format(value=printable(mark.value))
    return f"{place}: {mark.message} {mark.mend}"


def printable(value: str) -> str:
    """Return the value without signs that would steer a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in value)[:80]
