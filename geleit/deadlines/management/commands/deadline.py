# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit deadline`: one legal deadline with its derivation, or a CSV file full of them."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geleit.deadlines.current_law import current_law
from geleit.deadlines.rules import Inquiry, LawBook, LawError, NotComputable, Place, compute
from geleit.deadlines.rules.deadline import Deadline
from geleit.deadlines.rules.problems import day_words
from geleit.deadlines.rules.services import SERVICES
from geleit.deadlines.rules.sheet import (
    Line,
    Unreadable,
    as_document,
    days_as_json,
    deadline_document,
    decoded,
    read_day,
    read_lines,
)

REFUSED = 1
AT_ONCE = 500  # lines written together
LARGEST_FILE = 200 * 1024 * 1024  # bytes


class Command(BaseCommand):
    help = "Compute a legal deadline: last day, cautious day, and every step with its provision."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--regime", help="sgbx, vwvfg, lvwvfg_bw, vwzg, lvwzg_bw, ao, bgb, eu")
        parser.add_argument("--period", help="1M, 2W, 14D, 1Y, 3WT, -2M, 48H, fix, 0")
        parser.add_argument("--service", default="brief", help=", ".join(SERVICES))
        parser.add_argument("--posted", metavar="DAY", help="postmark, publication")
        parser.add_argument(
            "--received", "--service-date", metavar="DAY",
            help="yellow envelope, signed receipt, event; with a letter: when it really came",
        )  # fmt: skip
        parser.add_argument(
            "--letter-date",
            metavar="DAY",
            help="printed date, if nothing else is known",
        )
        parser.add_argument("--state", default="", help="Land of court or authority: BW, BY …")
        parser.add_argument("--municipality", default="", help="for local holidays (BY, SN, TH)")
        parser.add_argument("--local-feast", choices=["yes", "no"], help="if you found out")
        parser.add_argument("--kind", "--act", dest="kind", default="", help="what is to be done")
        parser.add_argument(
            "--no-instruction", action="store_true", help="instruction on remedies missing or wrong"
        )
        parser.add_argument("--no-shift", action="store_true", help="the end never moves")
        parser.add_argument("--lead-days", type=int, default=0, help="days of rest before the end")
        parser.add_argument("--csv", type=Path, metavar="FILE", help="a file with one case a line")
        parser.add_argument("--no-steps", action="store_true", help="days only, for large files")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            book = current_law()
        except LawError as error:
            self.refuse(str(error))
        if options["csv"]:
            with_steps = not options["no_steps"]
            self.many(options["csv"], book, as_json=options["json"], with_steps=with_steps)
            return
        if not options["regime"] or not options["period"]:
            raise CommandError("Name --regime and --period, or --csv FILE.", returncode=2)
        try:
            deadline = compute(inquiry_from(options), book=book)
            document = deadline_document(deadline)
        except NotComputable as problem:
            self.refuse(f"{OPTION_OF.get(problem.field, '--' + problem.field)}: {problem}")
        if options["json"]:
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(as_text(deadline)))

    def many(self, file: Path, book: LawBook, *, as_json: bool, with_steps: bool) -> None:
        try:
            if file.stat().st_size > LARGEST_FILE:
                self.refuse(
                    f"{file.name}: larger than {LARGEST_FILE // 1024**2} MB. Split the file."
                )
            lines = read_lines(decoded(file.read_bytes()), book=book)
            lines = chain([next(lines)], lines)
        except OSError as error:
            self.refuse(f"{file}: {error.strerror}.")
        except Unreadable as error:
            self.refuse(f"{file.name}: {error}")
        except StopIteration:
            lines = iter(())
        errors = (self.print_json if as_json else self.print_text)(lines, with_steps)
        for sentence in errors if as_json else []:
            self.stderr.write(f"{file.name}: {sentence}")
        if errors:
            raise SystemExit(REFUSED)

    def print_json(self, lines: Iterator[Line], with_steps: bool) -> list[str]:
        """Print one list, entry by entry, and return the errors."""
        errors, separator = [], "[\n"
        encode = json.JSONEncoder(ensure_ascii=False).encode
        told: Callable[[Line], str] = lambda line: encode(as_document(line))
        one = told if with_steps else days_as_json
        while some := list(islice(lines, AT_ONCE)):
            errors += [line.error for line in some if line.problem]
            self.stdout.write(separator + ",\n".join(map(one, some)), ending="")
            separator = ",\n"
        self.stdout.write("[]" if separator == "[\n" else "\n]")
        return errors

    def print_text(self, lines: Iterator[Line], with_steps: bool) -> list[str]:
        """Print each deadline for a person and return the errors."""
        errors = []
        for line in lines:
            errors += [line.error] if line.problem else []
            self.stdout.write("\n".join(line_as_text(line, with_steps=with_steps)) + "\n")
        return errors

    def refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(f"geleit deadline: {sentence}")
        raise SystemExit(REFUSED)


OPTION_OF = {
    "service_date": "--received",
    "posted_date": "--posted",
    "service_type": "--service",
    "letter_date": "--letter-date",
    "lead_days": "--lead-days",
}
LOCAL_FEAST = {"yes": True, "no": False, None: None}


def a_day(text: str | None, field: str) -> date | None:
    return read_day(text.strip(), field) if text is not None else None


def inquiry_from(options: dict[str, Any]) -> Inquiry:
    place = Place(options["state"], options["municipality"], LOCAL_FEAST[options["local_feast"]])
    return Inquiry(
        regime=options["regime"],
        service=options["service"],
        period=options["period"],
        posted_on=a_day(options["posted"], "posted_date"),
        received_on=a_day(options["received"], "service_date"),
        letter_date=a_day(options["letter_date"], "letter_date"),
        place=place,
        act=options["kind"],
        is_instructed=not options["no_instruction"],
        may_shift=not options["no_shift"],
        lead_days=options["lead_days"],
    )


def as_text(deadline: Deadline) -> list[str]:
    """Return a deadline for a person: both days, numbered steps, what is taken for granted."""
    told = deadline.derivation()
    lines = [f"Letzter Tag: {day_words(deadline.legal_last_day)}"]
    lines += [f"Arbeiten bis: {day_words(deadline.work_by)}", ""]
    lines += [f"{number}. {step}" for number, step in enumerate(told.steps, start=1)]
    for title, found in (("Angenommen:", told.assumptions), ("Unsicher:", told.doubts)):
        lines += ["", title, *(f"- {line}" for line in found)] if found else []
    return [
        *lines,
        "",
        "Bitte gegen die Rechtsbehelfsbelehrung prüfen. Das ist keine Rechtsberatung.",
    ]


def line_as_text(line: Line, *, with_steps: bool) -> list[str]:
    if line.deadline is None:
        return [f"{line.id}: {line.error}"]
    told = as_text(line.deadline)[:-2]
    return [line.id, *(told if with_steps else told[:2])]
