# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the answers about a letter to proposed deadlines, each with its derivation. Pure."""

import tomllib
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geleit.deadlines.enums import Instruction, ReceivedBy
from geleit.deadlines.rules import (
    Inquiry,
    LawBook,
    NotComputable,
    Place,
    asylum_deadlines,
    compute,
    remedy_deadline,
    standard,
)
from geleit.deadlines.rules.deadline import Deadline

FILE = Path(__file__).parents[1] / "law" / "senders.toml"
CHECK = "Bitte gegen die Rechtsbehelfsbelehrung prüfen."
ASYLUM, SET_PERIOD = "asyl", "gesetzte-frist"
ASYLUM_KINDS = ("einfach", "offensichtlich-unbegruendet", "unzulaessig", "dublin")
# On which of the days asked for a way of delivery hangs.
BY_POSTING = {"brief", "einschreiben", "elektronisch", "portal", "nutzerkonto", "oeffentlich",
              "aufnahmeeinrichtung", "unzustellbar", "brief_ausland"}  # fmt: skip
BY_SERVICE = {"pzu", "ersatzzustellung", "briefkasten", "niederlegung", "verweigerung",
              "rueckschein", "empfangsbekenntnis", "uebergabe", "muendlich", "verkuendung"}  # fmt: skip
# Served without the person: the day on the envelope counts, whenever one found it.
UNSEEN = {"briefkasten", "ersatzzustellung", "niederlegung", "verweigerung"}
SERVICES = ("brief", "pzu", "briefkasten", "ersatzzustellung", "niederlegung", "verweigerung",
            "einschreiben", "rueckschein", "empfangsbekenntnis", "uebergabe", "elektronisch",
            "nutzerkonto", "portal", "brief_ausland", "muendlich", "verkuendung", "oeffentlich",
            "aufnahmeeinrichtung", "unzustellbar", "tatsaechlicher_zugang")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes; the head of law/senders.toml says what each word means."""

    key: str
    name: str
    regime: str
    remedy: str
    state: str

    @property
    def is_unchecked(self) -> bool:
        return self.state != "V"


@cache
def senders() -> dict[str, Sender]:
    with FILE.open("rb") as file:
        return {row["key"]: Sender(**row) for row in tomllib.load(file)["sender"]}


@dataclass(frozen=True)
class Answers:
    """What was asked about the letter. Days that nobody knows are left out."""

    office: str  # key of a sender
    service: str = "brief"
    remedy: str = ""  # other than the sender's
    decision: str = ""  # of the BAMF
    posted_on: date | None = None
    letter_on: date | None = None
    served_on: date | None = None  # yellow envelope, receipt, handing over
    received_on: date | None = None  # when it was really there
    received_by: str = ReceivedBy.PERSON
    instruction: str = Instruction.UNCLEAR
    period: str = ""  # as the letter says
    state: str = ""  # Land where authority or court has its seat; empty: not known
    town: str = ""  # only where a Land has holidays of single municipalities

    def as_json(self) -> dict[str, Any]:
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
            if value not in (None, "")
        }


@dataclass(frozen=True)
class Proposal:
    """One deadline that follows from the letter, as it is shown, printed and kept."""

    key: str
    name: str
    event_day: date
    due_on: date
    work_by: date
    basis: str
    steps: list[dict[str, str]]
    assumptions: list[str]
    doubts: list[str]
    is_fatal: bool
    is_unchecked: bool

    @property
    def seen(self) -> str:
        """Return what was shown, so that nothing else is kept than what one has looked at."""
        return f"{self.key}:{self.due_on.isoformat()}:{self.work_by.isoformat()}"

    def as_json(self) -> dict[str, Any]:
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
        }


def from_json(kept: dict[str, Any]) -> Proposal:
    """Read back what `as_json` wrote."""
    days = {name: date.fromisoformat(kept[name]) for name in ("event_day", "due_on", "work_by")}
    return Proposal(**kept | days)


def propose(answers: Answers, *, book: LawBook | None = None) -> list[Proposal]:
    """Return the deadlines that follow, the earliest first. Raises NotComputable in words."""
    sender = senders()[answers.office]
    letter = _inquiry(answers, sender)
    remedy = answers.remedy or sender.remedy
    if remedy == ASYLUM:
        found = asylum_deadlines(
            letter, kind=answers.decision, stated=answers.period or None, book=book
        )
        rows = [(row.remedy, row.deadline, row.doubts) for row in found]
    elif remedy:
        one = remedy_deadline(remedy, letter, stated=answers.period or None, book=book)
        rows = [(one.remedy, one.deadline, one.doubts)]
    else:
        return [_set_period(letter, answers, book)]
    traps = _traps(answers)
    proposals = [
        _proposal(row.key, row.name, row.basis, deadline, (*doubts, *traps),
                  is_unchecked=row.is_unsure or sender.is_unchecked)
        for row, deadline, doubts in rows
    ]  # fmt: skip
    return sorted(proposals, key=lambda proposal: (proposal.due_on, proposal.key))


def _set_period(letter: Inquiry, answers: Answers, book: LawBook | None) -> Proposal:
    if not answers.period:
        raise NotComputable(
            "period", "", "Die Frist fehlt.", "Bitte die Frist aus dem Brief wählen."
        )
    asked = letter._replace(period=answers.period, is_instructed=True, act="Antwort")
    deadline = compute(asked, book=book)
    return _proposal(SET_PERIOD, "Antwort auf die Anhörung oder Aufforderung", "", deadline,
                     _traps(answers), is_unchecked=False, is_fatal=False)  # fmt: skip


def _inquiry(answers: Answers, sender: Sender) -> Inquiry:
    """Put the days where the library expects them for this way of delivery."""
    is_served = answers.service in BY_SERVICE
    received = answers.served_on if is_served else answers.received_on
    if is_served and not received:
        received = _earliest_served(answers)
    return Inquiry(
        regime=sender.regime,
        service=answers.service,
        posted_on=answers.posted_on,
        received_on=received,
        letter_date=answers.letter_on,
        place=Place(answers.state, answers.town),
        is_instructed={Instruction.OK: True, Instruction.UNCLEAR: None}.get(
            Instruction(answers.instruction), False
        ),
    )


def _earliest_served(answers: Answers) -> date | None:
    """Return from when a period must be reckoned whose day of service nobody wrote down.

    In the person's absence, service comes before the letter is found, so that day may be too late:
    the letter's own day is the earliest that can be (§§ 178 to 182 ZPO).
    Raises NotComputable when not even that one is known.
    """
    if answers.service not in UNSEEN or not answers.received_on:
        return answers.received_on
    if earliest := answers.posted_on or answers.letter_on:
        return min(earliest, answers.received_on)
    raise NotComputable(
        "served_on", "", "Der Tag auf dem gelben Umschlag fehlt.",
        "Bitte ihn abschreiben. Steht keiner darauf: das Datum auf dem Brief eintragen, dann wird "
        "vorsichtig von dort gerechnet.",
    )  # fmt: skip


def _proposal(
    key: str,
    name: str,
    basis: str,
    deadline: Deadline,
    doubts: tuple[str, ...],
    *,
    is_unchecked: bool,
    is_fatal: bool = True,
) -> Proposal:
    told = deadline.derivation()
    return Proposal(
        key=key,
        name=name,
        event_day=deadline.event_day,
        due_on=deadline.legal_last_day,
        work_by=min(deadline.work_by, deadline.legal_last_day),
        basis=basis,
        steps=[{"text": step.text, "basis": step.basis} for step in told.steps],
        assumptions=list(told.assumptions),
        doubts=list(dict.fromkeys((*doubts, *told.doubts))),
        is_fatal=is_fatal,
        is_unchecked=is_unchecked,
    )


def _traps(answers: Answers) -> tuple[str, ...]:
    """Return what is uncertain because of who took the letter and where the person lives."""
    found = []
    if answers.service in BY_SERVICE and answers.received_by == ReceivedBy.SOCIAL_WORKER:
        found.append(
            "Post, die die Sozialarbeit ohne Vollmacht annimmt, ist nicht förmlich zugestellt "
            "(VG Lüneburg, 1 B 77/02). Ob und wann zugestellt wurde, ist offen; vorsichtshalber "
            "gilt der genannte Tag. Bitte nie den Empfang für die Person bestätigen."
        )
    if answers.received_by == ReceivedBy.FACILITY_HEAD and answers.service in BY_SERVICE:
        found.append(
            "Die Übergabe an die Leitung der Unterkunft oder von ihr Ermächtigte ist wirksam, auch "
            "wenn die Person nichts davon weiß (VGH Baden-Württemberg, A 9 S 776/06)."
        )
    if answers.received_by == ReceivedBy.AUTHORISED:
        found.append(
            "Wer eine Vollmacht für die Post hat, lässt die Frist mit seinem Tag beginnen."
        )
    if answers.service in UNSEEN and answers.served_on is None:
        found.append(
            "Der Tag auf dem gelben Umschlag fehlt. Zugestellt wurde, bevor der Brief gefunden wurde; "
            "vorsichtshalber zählt der früheste Tag, der möglich ist. Bitte den Umschlag suchen und den "
            "Tag nachtragen: die Frist kann länger sein."
        )
    if answers.service == "niederlegung":
        found.append(
            "Die Niederlegung in einer Gemeinschaftsunterkunft kann unwirksam sein; dann läuft die "
            "Frist ab dem wirklichen Erhalt (VG Hannover, 4 A 832/18). Vorsichtshalber zählt die "
            "Niederlegung und nicht der Erhalt."
        )
    if answers.service == "aufnahmeeinrichtung":
        found.append(
            "Diese Regel gilt nur in einer Aufnahmeeinrichtung, nicht in einer Gemeinschafts- oder "
            "Anschlussunterkunft (VG Lüneburg, 1 B 77/02)."
        )
    if answers.service == "unzustellbar":
        found.append("War die Adresse mitgeteilt, gilt diese Regel nicht: bitte Nachweise sichern.")
    return tuple(found)


@cache
def remedies() -> dict[str, str]:
    """Return what can be done against a letter, by key, for choosing another than the proposed."""
    keys = ("widerspruch-vwgo", "klage-vwgo", "widerspruch-sgg", "klage-sgg", "einspruch-ao")
    law = standard().remedies
    return {key: f"{law[key].latest.name} ({law[key].latest.basis})" for key in keys}
