# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which column holds what, proposed from its name and its content, with the reason in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from .column_names import Field, field_by_name, is_known_name
from .content import is_mostly, likely_fields
from .dates import NO_HINT, DateHint, date_hint
from .folding import folded
from .names import NameOrder
from .problems import CellProblem, UnreadableFile
from .residence import is_residence_status
from .tables import Column, Table

__all__ = [
    "ABOUT_ACCOMPANIED",
    "DATE_FIELDS",
    "Field",
    "MappedColumn",
    "Mapping",
    "field_label",
    "list_date",
    "mapping_problems",
    "propose_mapping",
    "require_persons",
]

DATE_FIELDS = frozenset({Field.BIRTH, Field.MOVED_IN_ON, Field.STATUS_VALID_UNTIL})
# A list with none of these is about other people: volunteers, staff, landlords.
ABOUT_ACCOMPANIED = frozenset(
    {Field.BIRTH, Field.NATIONALITY, Field.HOUSEHOLD_REFERENCE, Field.RESIDENCE_STATUS}
)


@dataclass(frozen=True)
class MappedColumn:
    """A column with the field it is read as; None: kept as extra information. `why` is German."""

    column: Column
    field: Field | None
    why: str
    hint: DateHint = NO_HINT
    name_order: NameOrder = NameOrder.UNSAID


@dataclass(frozen=True)
class Mapping:
    """How the columns of one file are read; no field stands twice, but many can be left out."""

    file_name: str
    header_row: int
    columns: tuple[MappedColumn, ...]

    @property
    def fields(self) -> frozenset[Field]:
        return frozenset(mapped.field for mapped in self.columns if mapped.field)

    def column_of(self, field: Field) -> MappedColumn | None:
        return next((mapped for mapped in self.columns if mapped.field is field), None)

    def with_field(self, index: int, field: Field | None) -> Mapping:
        """Return the mapping with a person's choice for one column; others give the field up."""
        chosen = []
        for mapped in self.columns:
            if mapped.column.index == index:
                mapped = replace(mapped, field=field, why=_("Von Ihnen gewählt."))
            elif field not in (None, Field.LEFT_OUT) and mapped.field is field:
                mapped = replace(mapped, field=None, why=_("Von Ihnen anders gewählt."))
            chosen.append(mapped)
        return replace(self, columns=tuple(chosen))


@dataclass(frozen=True)
class Proposal:
    """What one column might be; `rank` says how sure: 2 by its name, 1 by its content."""

    field: Field | None
    why: str
    rank: int = 0


def field_label(field: Field) -> str:
    """Return what the field is called on the screen."""
    return {
        Field.LIST_NUMBER: _("Listennummer"),
        Field.FULL_NAME: _("Name"),
        Field.FAMILY_NAME: _("Familienname"),
        Field.GIVEN_NAMES: _("Vornamen"),
        Field.BIRTH: _("Geburtsdatum"),
        Field.SEX: _("Geschlecht"),
        Field.NATIONALITY: _("Staatsangehörigkeit"),
        Field.LANGUAGE: _("Sprache"),
        Field.HOUSEHOLD_REFERENCE: _("Haushalt"),
        Field.HEAD_OF_HOUSEHOLD: _("Haushaltsvorstand"),
        Field.MOVED_IN_ON: _("Einzug"),
        Field.STREET: _("Straße"),
        Field.POSTCODE: _("Postleitzahl"),
        Field.CITY: _("Ort"),
        Field.ADDRESS: _("Anschrift"),
        Field.HOUSING_TYPE: _("Wohnform"),
        Field.HOUSING_UNIT: _("Wohneinheit"),
        Field.RESIDENCE_STATUS: _("Aufenthaltsstatus"),
        Field.STATUS_VALID_UNTIL: _("Aufenthaltsstatus gültig bis"),
        Field.BENEFIT_AGENCY: _("Leistungsträger"),
        Field.GERMAN_LEVEL: _("Deutschniveau"),
        Field.REMARK: _("Bemerkung"),
        Field.EMAIL: _("E-Mail-Adresse"),
        Field.PHONE: _("Telefon"),
        Field.EXTERNAL_REFERENCE: _("Fremdes Aktenzeichen"),
        Field.SENDING_ORGANISATION: _("Abgebende Stelle"),
        Field.ORIGIN: _("Zeile einer früheren Liste"),
        Field.ADVICE: _("Hinweis von Geleit"),
        Field.LEFT_OUT: _("weglassen, nirgends speichern"),
    }[field]


def propose_mapping(table: Table, *, as_of: date | None = None) -> Mapping:
    """Return for each column the field it holds, by name first, then by content.

    `as_of` is the day of the list, to tell births from days to come; without it the day in the
    titles counts, if there is one.
    """
    as_of = as_of or list_date(table)
    proposals = [by_name(column, table) for column in table.columns]
    proposals = settle_names(refined(table, one_each(table, proposals)))
    proposals = add_by_content(table, proposals, as_of=as_of)
    return Mapping(
        file_name=table.file_name,
        header_row=table.header_row,
        columns=tuple(
            mapped_column(table, column, proposal)
            for column, proposal in zip(table.columns, proposals, strict=True)
        ),
    )


def mapped_column(table: Table, column: Column, proposal: Proposal) -> MappedColumn:
    return MappedColumn(
        column=column,
        field=proposal.field,
        why=proposal.why,
        hint=date_hint(table.column_cells(column), is_of_days=True),
        name_order=name_order(column.title),
    )


def name_order(title: str) -> NameOrder:
    """Return which part of the name the title names first: 'Vorname Name' → given names."""
    words = folded(title)
    given = re.search(r"\b(vor(name|namen)?|first name|given names?|prenoms?)\b", words)
    family = re.search(
        r"\b(nachname|familienname|zuname|last name|surname|family name|nom|name)\b",
        re.sub(r"\b(first|given) names?\b", lambda found: "_" * len(found[0]), words),
    )
    if not given or not family:
        return NameOrder.UNSAID
    return NameOrder.GIVEN_FIRST if given.start() < family.start() else NameOrder.FAMILY_FIRST


def by_name(column: Column, table: Table) -> Proposal:
    is_known, field = field_by_name(re.sub(r" \(\d+\)$", "", column.title))
    if field is Field.RESIDENCE_STATUS and folded(column.title) in {"status", "statut"}:
        filled = [cell.text for cell in table.column_cells(column) if cell.text]
        if filled and not is_mostly(filled, is_residence_status):
            return Proposal(None, _("Die Werte sind kein Aufenthaltsstatus."), rank=2)
    if field:
        why = _("Die Spalte heißt „{title}“.").format(title=column.title)
        return Proposal(field, why, rank=2)
    if is_known:
        return Proposal(None, _("Dafür gibt es kein Feld; bleibt als Zusatz erhalten."), rank=2)
    return Proposal(None, _("Nicht erkannt; bleibt als Zusatz erhalten."))


def one_each(table: Table, proposals: list[Proposal]) -> list[Proposal]:
    """Leave each field to one column: the one with most filled cells, the first of equals."""
    result = list(proposals)
    for field in Field:
        rivals = [index for index, proposal in enumerate(result) if proposal.field is field]
        if len(rivals) < 2:
            continue
        winner = max(rivals, key=lambda index: filled_count(table, index))
        for index in set(rivals) - {winner}:
            why = _("„{title}“ ist schon {field}.").format(
                title=table.columns[winner].title, field=field_label(field)
            )
            result[index] = Proposal(None, why, rank=2)
    return result


def filled_count(table: Table, index: int) -> int:
    return sum(bool(row.cells[index].text) for row in table.rows)


def refined(table: Table, proposals: list[Proposal]) -> list[Proposal]:
    """Read an 'Adresse' beside columns for postcode and city as the street."""
    fields = {proposal.field for proposal in proposals}
    if not {Field.ADDRESS, Field.POSTCODE} <= fields or Field.STREET in fields:
        return proposals
    why = _("Postleitzahl und Ort stehen in eigenen Spalten.")
    return [
        Proposal(Field.STREET, why, rank=2) if proposal.field is Field.ADDRESS else proposal
        for proposal in proposals
    ]


def settle_names(proposals: list[Proposal]) -> list[Proposal]:
    """Read 'Name' as the family name beside 'Vorname', and 'Nom' alone as the full name."""
    fields = {proposal.field for proposal in proposals}
    renamed: dict[Field | None, Proposal] = {}
    if Field.GIVEN_NAMES in fields and Field.FULL_NAME in fields:
        why = _("Neben einer Spalte mit Vornamen ist das der Familienname.")
        if Field.FAMILY_NAME in fields:
            renamed[Field.FULL_NAME] = Proposal(None, _("Der Name steht schon in zwei Spalten."))
        else:
            renamed[Field.FULL_NAME] = Proposal(Field.FAMILY_NAME, why, rank=2)
    elif Field.FAMILY_NAME in fields and not {Field.GIVEN_NAMES, Field.FULL_NAME} & fields:
        why = _("Es gibt keine Spalte mit Vornamen.")
        renamed[Field.FAMILY_NAME] = Proposal(Field.FULL_NAME, why, rank=2)
    return [renamed.get(proposal.field, proposal) for proposal in proposals]


def add_by_content(
    table: Table, proposals: list[Proposal], *, as_of: date | None
) -> list[Proposal]:
    """Look at the content of the columns whose name says nothing."""
    taken = {proposal.field for proposal in proposals}
    result = []
    for column, proposal in zip(table.columns, proposals, strict=True):
        if proposal.rank == 0 and not proposal.field:
            cells = [cell for cell in table.column_cells(column) if cell.text]
            likely = (field for field in likely_fields(cells, as_of=as_of) if field not in taken)
            proposal = found_by_content(next(likely, None), otherwise=proposal)
            taken.add(proposal.field)
        result.append(proposal)
    return result


def found_by_content(field: Field | None, *, otherwise: Proposal) -> Proposal:
    if field is None:
        return otherwise
    if field is Field.BIRTH:
        return Proposal(field, _("Lauter vergangene Tage, über viele Jahre verteilt."), rank=1)
    why = _("Die Werte sehen aus wie: {field}.").format(field=field_label(field))
    return Proposal(field, why, rank=1)


STATED_DAY = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")


def list_date(table: Table) -> date | None:
    """Return the day the titles name ('Stand: 24.09.2019'), the one after 'Stand' first."""
    titles = sorted(table.titles, key=lambda title: not re.search(r"(?i)\bstand\b|as of", title))
    for title in titles:
        for found in STATED_DAY.finditer(title):
            day, month, year = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                continue
    return None


def mapping_problems(mapping: Mapping) -> tuple[CellProblem, ...]:
    """Return what is missing to import persons from this file; none means it can be done."""
    has_both_parts = {Field.FAMILY_NAME, Field.GIVEN_NAMES} <= mapping.fields
    if not has_both_parts and Field.FULL_NAME not in mapping.fields:
        return (missing_name(mapping),)
    return () if ABOUT_ACCOMPANIED & mapping.fields else (not_accompanied(mapping),)


def require_persons(mapping: Mapping) -> None:
    """Raise UnreadableFile when this is no list of accompanied persons."""
    for problem in mapping_problems(mapping):
        raise UnreadableFile(
            file=problem.file,
            row=problem.row,
            column=problem.column,
            value=problem.value,
            message=problem.message,
            mend=problem.mend,
        )


def header_text(mapping: Mapping) -> str:
    """Return the names of the columns; nothing where none is known: it may be the first person."""
    titles = [mapped.column.title for mapped in mapping.columns]
    return ", ".join(titles) if any(map(is_known_name, titles)) else ""


def place_text(mapping: Mapping) -> str:
    """Return the first column by its name, or all by their letters where no name is known."""
    if header_text(mapping):
        return mapping.columns[0].column.title
    ends = [mapping.columns[0].column.letter, mapping.columns[-1].column.letter]
    return "–".join(dict.fromkeys(ends))


def missing_name(mapping: Mapping) -> CellProblem:
    return CellProblem(
        file=mapping.file_name,
        row=mapping.header_row,
        column=place_text(mapping),
        value=header_text(mapping),
        message=_("Es gibt keine Spalte mit dem Namen der Personen."),
        mend=_(
            "Bitte eine Spalte „Name, Vorname“ oder zwei Spalten „Nachname“ und „Vorname“ benennen."
        ),
        letter=mapping.columns[0].column.letter,
    )


def not_accompanied(mapping: Mapping) -> CellProblem:
    name = mapping.column_of(Field.FULL_NAME) or mapping.column_of(Field.FAMILY_NAME)
    column = name.column if name else mapping.columns[0].column
    if {Field.EMAIL, Field.PHONE} & mapping.fields:
        message = _(
            "Das ist eine Liste von Kontakten (etwa von Ehrenamtlichen), nicht von begleiteten "
            "Personen: Geburtsdatum, Staatsangehörigkeit, Haushalt und Aufenthaltsstatus fehlen."
        )
    else:
        message = _(
            "In dieser Liste steht nichts über begleitete Personen: Geburtsdatum, "
            "Staatsangehörigkeit, Haushalt und Aufenthaltsstatus fehlen."
        )
    return CellProblem(
        file=mapping.file_name,
        row=mapping.header_row,
        column=column.title,
        value=header_text(mapping),
        message=message,
        mend=_(
            "Bitte die Zuweisungsliste wählen oder eine dieser Spalten ergänzen; Ehrenamtliche "
            "legt die Systemverwaltung als Konten an."
        ),
        letter=column.letter,
    )
