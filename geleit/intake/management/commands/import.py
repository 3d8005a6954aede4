# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""geleit import FILE --agreement KEY [--sender NAME] [--holder EMAIL] [--by EMAIL] [--faulty FILE]
[--dry-run] [--json]
"""

import json
import os
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
from geleit.core.dates import day_text
from geleit.intake import actions
from geleit.intake.faulty import as_file, faulty_in, shape_of
from geleit.intake.matching import plan_of
from geleit.intake.models import ImportBatch
from geleit.intake.planned import Plan, RowState
from geleit.intake.returning.told import (
    Told,
    as_seen_by,
    households_to_decide,
    record_told,
)
from geleit.intake.running.actions import look_for_cut_off
from geleit.intake.takeover.actions import state_of_lists
from geleit.organisations.models import Organisation
from geleit.spreadsheets.problems import CellProblem, UnreadableFile


class Command(BaseCommand):
    help = (
        "Take over persons from a list (XLSX, XLS, ODS, CSV); the same list again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--agreement", required=True, metavar="KEY")
        parser.add_argument("--sender", metavar="NAME", help="who sent it; usually the county")
        parser.add_argument("--holder", metavar="EMAIL", help="who becomes responsible")
        parser.add_argument("--by", metavar="EMAIL", help="who reads it: names cases they may see")
        parser.add_argument(
            "--faulty", metavar="FILE", type=Path, help="write the rows to mend, for the sender"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json = options["json"]
        self.say_what_was_cut_off()
        agreement = self.agreement(options["agreement"])
        sender = self.sender(options["sender"], agreement)
        holder = self.holder(options["holder"], agreement)
        reader = self.reader(options["by"], agreement)
        content = self.content(options["file"])
        if options["faulty"]:
            self.refuse_faulty(options["faulty"], is_trial=options["dry_run"])
        try:
            plan, batch = self.take(
                options["file"].name, content, agreement, sender, holder, options["dry_run"]
            )
        except UnreadableFile as refused:
            raise self.refusal(str(refused), refused) from refused
        told = households_to_decide(plan, agreement, reader)
        if reader:
            record_told(told, by=reader)
        self.answer(as_seen_by(reader, plan), told, is_trial=options["dry_run"])
        self.return_faulty(plan, batch, options["faulty"])

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

    def sender(self, name: str | None, agreement: CooperationAgreement) -> Organisation | None:
        """Return whose columns are remembered: as asked, else the county of the agreement."""
        if not name:
            return agreement.county
        carrier = CooperationAgreement.objects.filter(carrier=agreement.carrier_id)
        counties = Organisation.objects.filter(pk__in=carrier.values("county")).order_by("name")
        for one in counties:
            if name.casefold() in (one.name.casefold(), one.short_name.casefold()):
                return one
        text = _("--sender: „{name}“ übergibt dem Träger keine Personen. Vorhanden: {names}.")
        names = ", ".join(one.name for one in counties)
        raise self.refusal(text.format(name=name, names=names or "–"))

    def refuse_faulty(self, file: Path, *, is_trial: bool) -> None:
        """Refuse before anything is taken over: a file that is there is never written over."""
        if is_trial:
            text = _("--faulty geht nur beim Übernehmen; ein Probelauf schreibt nichts.")
            raise self.refusal(text)
        try:
            if file.is_symlink() or file.exists():
                text = _("--faulty: „{file}“ gibt es schon. Bitte einen anderen Namen wählen.")
                raise self.refusal(text.format(file=file))
            if not file.parent.is_dir():
                text = _("--faulty: Den Ordner „{folder}“ gibt es nicht.")
                raise self.refusal(text.format(folder=file.parent))
            os.close(new_file(file))
            file.unlink()
        except OSError as error:
            text = _("--faulty: „{file}“ lässt sich nicht schreiben ({why}). Bitte anders wählen.")
            raise self.refusal(text.format(file=file, why=error.strerror)) from error

    def return_faulty(self, plan: Plan, batch: ImportBatch | None, file: Path | None) -> None:
        """Write the rows to mend, or say where they are: mended in the list itself they lose their persons."""
        count = sum(row.is_faulty for row in plan.rows)
        if batch is None or not count:
            return
        if file:
            content, _ending = as_file(faulty_in(plan), shape_of(plan), batch=batch.pk)
            file = self.written(file, content)
        text = ngettext(
            "%(n)s Zeile ist zu verbessern. Bitte in %(where)s verbessern und diese Datei einlesen, nicht "
            "noch einmal die Liste: Nur sie sagt, zu wem die Zeile gehört.",
            "%(n)s Zeilen sind zu verbessern. Bitte in %(where)s verbessern und diese Datei einlesen, nicht "
            "noch einmal die Liste: Nur sie sagt, zu wem jede Zeile gehört.",
            count,
        )
        where = f"„{file}“" if file else _("„Zeilen mit Fehlern“ (auf dem Beleg oder mit --faulty)")
        self.stderr.write(text % {"n": count, "where": where})

    def written(self, file: Path, content: bytes) -> Path | None:
        """Return the file; None where it could not be written any more: the list is taken over."""
        is_ours = False
        try:
            with os.fdopen(new_file(file), "wb") as to:
                is_ours = True
                to.write(content)
        except OSError as error:
            if is_ours:
                file.unlink(missing_ok=True)
            text = _("Die Liste ist übernommen, aber „{file}“ ließ sich nicht schreiben ({why}).")
            self.stderr.write(text.format(file=file, why=error.strerror))
            return None
        return file

    def holder(self, email: str | None, agreement: CooperationAgreement) -> User | None:
        text = _(
            "--holder: „{email}“ ist keine Sozialarbeiterin und kein Sozialarbeiter des Trägers."
        )
        return self.person(email, agreement, Role.SOCIAL_WORKER, otherwise=text)

    def reader(self, email: str | None, agreement: CooperationAgreement) -> User | None:
        text = _("--by: „{email}“ gehört nicht zur Leitung des Trägers.")
        return self.person(email, agreement, Role.CARRIER_LEAD, otherwise=text)

    def person(
        self, email: str | None, agreement: CooperationAgreement, role: Role, *, otherwise: str
    ) -> User | None:
        if not email:
            return None
        found = User.objects.filter(email=email.lower(), is_active=True).first()
        of_carrier = {"organisation": agreement.carrier_id, "agreement": agreement.pk}
        if found and covers(found, role, **of_carrier):
            return found
        raise self.refusal(otherwise.format(email=email))

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
        sender: Organisation | None,
        holder: User | None,
        is_trial: bool,
    ) -> tuple[Plan, ImportBatch | None]:
        of_list: dict[str, Any] = {"file_name": name, "agreement": agreement}
        today, seen = localdate(), state_of_lists(agreement)
        choices = actions.remembered(content, sender=sender, **of_list)
        plan = plan_of(content, on=today, choices=choices, **of_list)
        if is_trial:
            return plan, None
        batch = actions.keep(content, choices=choices, sender=sender, by=None, **of_list)
        return plan, actions.take_over(batch, holder=holder, by=None, on=today, ready=(plan, seen))

    def answer(self, plan: Plan, told: list[Told], *, is_trial: bool) -> None:
        if self.as_json:
            document = as_document(plan, told, is_trial=is_trial)
            self.stdout.write(json.dumps(document, ensure_ascii=False))
            return
        is_seen = self.stderr.isatty()  # a person reads it now; what goes into a file is a log
        for mark in plan.marks:
            self.stderr.write(in_words(mark, with_value=is_seen))
        counts = plan.counts
        text = ngettext(
            "{new} neu, {changed} mit neuen Angaben, {unchanged} unverändert; {households} Haushalt.",
            "{new} neu, {changed} mit neuen Angaben, {unchanged} unverändert; {households} Haushalte.",
            plan.households,
        )
        summary = text.format(
            new=counts[RowState.NEW],
            changed=counts[RowState.CHANGED],
            unchanged=counts[RowState.UNCHANGED],
            households=plan.households,
        )
        if words := persons_in_words(plan, is_trial=is_trial):
            self.stderr.write(words)
        for is_certain in (True, False):
            if some := [one for one in told if one.is_certain is is_certain]:
                words = households_in_words(some, is_certain=is_certain)
                self.stderr.write(f"{words} {next_step(some[0], is_trial=is_trial)}")
        if plan.newer:
            text = _(
                "Diese Liste ist älter als die letzte (Stand {day}); was dort anders steht, bleibt wie "
                "bisher."
            )
            self.stderr.write(text.format(day=day_text(plan.newer)))
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


def new_file(file: Path) -> int:
    """Open a file that is not there yet, for its owner alone."""
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def empty_document() -> dict[str, Any]:
    return {
        "persons": {"new": 0, "changed": 0, "unchanged": 0},
        "households": 0,
        "problems": [],
        "refused": True,
    }


def households_in_words(told: list[Told], *, is_certain: bool) -> str:
    if is_certain:
        text = ngettext(
            "Ein Haushalt war schon hier und hat keinen laufenden Fall mehr: Zeile %(rows)s.",
            "%(n)s Haushalte waren schon hier und haben keinen laufenden Fall mehr: Zeilen %(rows)s.",
            len(told),
        )
    else:
        text = ngettext(
            "Ein Haushalt war vielleicht schon hier: Zeile %(rows)s.",
            "%(n)s Haushalte waren vielleicht schon hier: Zeilen %(rows)s.",
            len(told),
        )
    return text % {"n": len(told), "rows": ", ".join(map(row_in_words, told))}


def persons_in_words(plan: Plan, *, is_trial: bool) -> str:
    """Say of which single rows the command cannot decide who they are, and what it does with them."""
    rows = [str(one.row) for one in plan.likely if one.person]
    if not rows:
        return ""
    text = ngettext(
        "Zeile %(rows)s: Das ist vielleicht eine Person, die schon eine Akte hat; dieser Befehl kann es "
        "nicht entscheiden.",
        "Zeilen %(rows)s: Das sind vielleicht Personen, die schon eine Akte haben; dieser Befehl kann "
        "es nicht entscheiden.",
        len(rows),
    )
    said = text % {"rows": ", ".join(rows)}
    return f"{said} {_new_ones(is_trial=is_trial)}"


def row_in_words(one: Told) -> str:
    if one.case is None:
        return str(one.row)
    return _("{row} (Fall {number})").format(row=one.row, number=one.case.number)


def next_step(one: Told, *, is_trial: bool) -> str:
    """Say where it is decided: the command asks nobody."""
    if one.is_certain:
        return _("Ob er wieder aufgeht, wird vor dem Übernehmen oder auf der Quittung entschieden.")
    return _new_ones(is_trial=is_trial)


def _new_ones(*, is_trial: bool) -> str:
    if is_trial:
        return _(
            "Dieser Befehl legt solche Personen neu an. Wer gefragt werden will, ob es dieselben "
            "sind, lässt die Leitung die Datei unter „Listen“ einlesen."
        )
    return _(
        "Diese Personen sind neu angelegt. Sind es dieselben, verknüpft die Leitung sie unter "
        "„Vielleicht dieselbe Person“, oder sie nimmt die Liste unter „Listen“ auf der Quittung zurück und "
        "liest sie dort ein; dann wird gefragt."
    )


def as_document(plan: Plan, told: list[Told], *, is_trial: bool) -> dict[str, Any]:
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
        "households_to_decide": [
            {
                "row": one.row,
                "case": one.case.number if one.case else None,
                "is_certain": one.is_certain,
                "next": next_step(one, is_trial=is_trial),
            }
            for one in told
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
