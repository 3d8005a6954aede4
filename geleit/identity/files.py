# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list of persons → records to compare. Says of each trouble where it is and what mends it."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from geleit.core.countries import country_code
from geleit.core.text import search_form
from geleit.identity.recognised import lines, recognised
from geleit.names.births import Birth, read_birth
from geleit.names.records import Record
from geleit.spreadsheets.formats import OLE_MAGIC, ZIP_MAGIC
from geleit.spreadsheets.problems import UnreadableFile

COLUMNS = {
    "id": ("id", "key", "nr", "nummer", "record_id", "rec_id", "person_id", "aktenzeichen"),
    "given_name": ("given_name", "given_names", "givenname", "first_name", "firstname", "vorname",
                   "vornamen", "given", "forename", "prenom"),
    "family_name": ("family_name", "familyname", "surname", "last_name", "lastname", "nachname",
                    "familienname", "name", "family", "nom"),
    "date_of_birth": ("date_of_birth", "dob", "birth_date", "birthdate", "born_on", "geburtsdatum",
                      "geboren_am", "geboren", "geb_am", "geb", "date_naissance"),
    "sex": ("sex", "gender", "geschlecht"),
    "nationality": ("nationality", "staatsangehorigkeit", "staatsangehoerigkeit", "citizenship",
                    "nationalitaet", "country"),
    "address": ("address", "anschrift", "adresse", "strasse", "street"),
}  # fmt: skip
PAPERS = (b"%PDF", b"{\\rtf")
OLDEST = 1850  # year of birth, for lists of old records
NEEDED = ("id", "given_name", "family_name", "date_of_birth")
SEXES = {
    "m": "m", "male": "m", "mann": "m", "mannlich": "m", "maennlich": "m", "1": "m", "h": "m",
    "w": "w", "f": "w", "female": "w", "frau": "w", "weiblich": "w", "2": "w",
    "d": "d", "x": "d", "divers": "d", "other": "d",
}  # fmt: skip


@dataclass(frozen=True)
class Trouble:
    """What cannot be read; rows are counted as in the file, the head is row 1."""

    row: int | None
    column: str
    value: str
    message: str
    mend: str

    def as_dict(self) -> dict[str, object]:
        return asdict(self)

    def __str__(self) -> str:
        where = self.column or _("Datei")
        if self.row is not None:
            place = {"row": self.row, "column": self.column}
            words = _("Zeile %(row)s, Spalte %(column)s") if self.column else _("Zeile %(row)s")
            where = words % place
        value = f" „{self.value}“" if self.value else ""
        return f"{where}{value}: {self.message} {self.mend}"


class UnusableList(Exception):
    """The file cannot be compared; `troubles` say why and how to mend it."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__("; ".join(map(str, troubles)))
        self.troubles = troubles


def read_list(content: bytes, *, file_name: str) -> tuple[list[Record], list[Trouble]]:
    """Return the records and what had to be passed over or said.

    A list without a column of ids is compared by its row numbers where names and dates of birth
    are named as here, or as the import recognises them. Raises UnusableList where the file is no
    table, lacks a column or names an id twice.
    """
    rows = _lines(content, file_name=file_name)
    head = next(rows, None)
    if head is None or not any(cell.strip() for cell in head[1]):
        raise _unusable(
            None, "", "", _("Die Datei ist leer."), _("Bitte eine Liste mit Kopfzeile.")
        )
    places = _places(head[1])
    missing = [column for column in NEEDED if column not in places]
    if not missing:
        return _records(rows, places)
    if missing == ["id"]:
        records, troubles = _records(rows, places)
    elif "id" not in places and (found := recognised(content, file_name=file_name)):
        records = found.records
        troubles = [
            Trouble(one.row, one.column or "", one.value[:40], one.message, one.mend)
            for one in found.problems
        ]
    else:
        raise _lacking(missing)
    return records, [_by_row_number(), *troubles]


def _records(
    rows: Iterator[tuple[int, list[str]]], places: dict[str, int]
) -> tuple[list[Record], list[Trouble]]:
    """Return the records of a list with our columns; without ids the row number is the id."""
    records: list[Record] = []
    troubles: list[Trouble] = []
    seen: dict[str, int] = {}
    twice: list[Trouble] = []
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        row = {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}
        key = row.get("id", str(number))
        if not key or key in seen:
            twice.append(_no_id(number, key, seen.get(key)))
            continue
        seen[key] = number
        birth, trouble = _birth(row["date_of_birth"], number)
        troubles += trouble
        records.append(
            Record(
                key,
                row["given_name"],
                row["family_name"],
                birth,
                SEXES.get(search_form(row.get("sex", "")), ""),
                _nationality(row.get("nationality", "")),
                row.get("address", ""),
            )
        )
    if twice:
        raise UnusableList(twice)
    return records, troubles


def _nationality(text: str) -> str:
    """Return what is compared: "SY", "Syrien" and "syrisch" are one, as in the lists of the import."""
    return search_form(country_code(text) or text)


def _by_row_number() -> Trouble:
    message = _("Diese Spalte fehlt; als Kennung dient die Nummer der Zeile in der Datei.")
    return Trouble(None, "id", "", message, _("Die Kopfzeile zählt mit."))


def _no_id(number: int, value: str, first: int | None) -> Trouble:
    if first is None:
        return Trouble(
            number, "id", "", _("Hier fehlt die Kennung."), _("Bitte jeder Zeile eine geben.")
        )
    message = _("Diese Kennung steht schon in Zeile %(row)s.") % {"row": first}
    return Trouble(number, "id", value, message, _("Bitte jeder Zeile eine eigene geben."))


def _birth(text: str, number: int) -> tuple[Birth | None, list[Trouble]]:
    try:
        birth = read_birth(text)
        if birth and not OLDEST <= birth.year <= localdate().year:
            raise ValueError(text)
    except ValueError:
        message = _("Das ist kein Geburtsdatum; die Zeile wird ohne verglichen.")
        mend = _("Bitte als 1990-05-04 oder 04.05.1990 schreiben, oder nur das Jahr.")
        return None, [Trouble(number, "date_of_birth", text[:40], message, mend)]
    return birth, []


def _places(head: list[str]) -> dict[str, int]:
    names = [re.sub(r"[^a-z0-9]+", "_", search_form(cell)).strip("_") for cell in head]
    places: dict[str, int] = {}
    for column, spellings in COLUMNS.items():
        for spelling in spellings:
            if spelling in names and column not in places:
                if names.count(spelling) > 1:
                    message = _("Diese Spalte steht zweimal da.")
                    raise _unusable(1, column, "", message, _("Bitte eine davon löschen."))
                places[column] = names.index(spelling)
    return places


def _lacking(missing: list[str]) -> UnusableList:
    message = _("Diese Spalte fehlt.")
    mend = _("Die erste Zeile nennt die Spalten: %(names)s.") % {"names": ", ".join(COLUMNS)}
    return UnusableList([Trouble(1, column, "", message, mend) for column in missing])


def _lines(content: bytes, *, file_name: str) -> Iterator[tuple[int, list[str]]]:
    """Give the header and the rows with their numbers, of a workbook or of a text file."""
    if not content.startswith((ZIP_MAGIC, OLE_MAGIC)):
        yield from _rows(_text(content))
        return
    try:
        yield from lines(content, file_name=file_name)
    except UnreadableFile as refused:
        raise _unusable(
            refused.row, refused.column or "", refused.value or "", refused.message, refused.mend
        ) from refused


def _text(content: bytes) -> str:
    encodings = ["utf-8-sig", "cp1252", "latin-1"]
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16", *encodings]
    if _is_no_text(content) and encodings[0] != "utf-16":
        mend = _("Bitte als CSV, XLSX oder ODS speichern.")
        raise _unusable(None, "", "", _("Das ist keine Textdatei."), mend)
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 reads everything")


def _is_no_text(content: bytes) -> bool:
    """Whether this is a picture, a paper or a program: signs that no list has stand at its beginning."""
    begin = content[:2000].rstrip(b"\x1a")  # what old programs put behind a text
    return begin.startswith(PAPERS) or any(sign < 9 or 13 < sign < 27 for sign in begin)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.lower().startswith("sep=") and len(first) == 5:
        text = text[text.index(first) + len(first) :].lstrip("\r\n")
        first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    started = False
    try:
        for cells in reader:
            if started or any(cell.strip() for cell in cells):
                started = True
                yield reader.line_num, cells
    except csv.Error as error:
        message = _("Hier ist die Tabelle zerrissen.")
        if "field limit" in str(error):
            message = _("Hier hat eine Zelle mehr als zehn Millionen Zeichen.")
        mend = _("Bitte die Anführungszeichen prüfen.")
        raise _unusable(reader.line_num, "", "", message, mend) from error


def _unusable(row: int | None, column: str, value: str, message: str, mend: str) -> UnusableList:
    return UnusableList([Trouble(row, column, value, message, mend)])
