# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files as they arrive: whole, broken, disguised."""

import contextlib
import io
import random
import struct
import zipfile
from datetime import date

import openpyxl
import pytest

from geleit.spreadsheets import extents, formats
from geleit.spreadsheets.merged import Span, filled_down
from geleit.spreadsheets.reading import UnreadableFile, read_table
from geleit.spreadsheets.tables import make_grid_row

from .conftest import a_csv, a_workbook

HEADER = ["Name", "Vorname", "Geburtsdatum", "Staatsangehörigkeit"]
HAILE = ["Haile", "Tesfay", date(1986, 8, 22), "Eritrea"]
KHALIL = ["Khalil", "Nour", date(2009, 4, 5), "Syrien"]
LINES = "Name;Vorname;geb. am;Staatsangeh.\nHaile;Tesfay;22.08.1986;Eritrea\n"


def refusal(data: bytes, *, file_name: str = "liste.xlsx", sheet: str | None = None):
    with pytest.raises(UnreadableFile) as refused:
        read_table(data, file_name=file_name, sheet=sheet)
    error = refused.value
    assert error.file == file_name
    assert str(error).endswith(error.mend)
    assert error.message.endswith((".", ")."))
    return error


def an_archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def an_open_document(rows: str) -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="Liste">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return target.getvalue()


def ods_row(*texts: str, repeated: int = 1) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def ods_empty(count: int) -> str:
    cell = '<table:table-cell table:number-columns-repeated="16384"/>'
    return f'<table:table-row table:number-rows-repeated="{count}">{cell}</table:table-row>'


def an_old_workbook(cells: dict[tuple[int, int], str]) -> bytes:
    """Return an XLS (BIFF8) with these texts at (row, column) from 0."""

    def record(kind: int, body: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0x0600))

    def book(offset: int) -> bytes:
        name = struct.pack("<IBBBB", offset, 0, 0, 5, 1) + "Liste".encode("utf-16-le")
        return begin(5) + record(0x0042, b"\xb0\x04") + record(0x0085, name) + record(0x000A)

    labels = [
        record(0x0204, struct.pack("<HHHHB", *place, 0, len(text), 1) + text.encode("utf-16-le"))
        for place, text in cells.items()
    ]
    return in_a_container(
        book(len(book(0))) + begin(0x10) + b"".join(labels) + record(0x000A), name="Workbook"
    )


def in_a_container(stream: bytes, *, name: str) -> bytes:
    """Return the old Office container (OLE) around one stream."""
    none, end = 0xFFFFFFFF, 0xFFFFFFFE
    stream = stream.ljust(4096, b"\0").ljust(-(-len(stream) // 512) * 512, b"\0")
    count = len(stream) // 512
    table = [0xFFFFFFFD, end, *range(3, 2 + count), end]

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = f"{title}\0".encode("utf-16-le")
        links = struct.pack("<HBBIII", len(raw), kind, 1, none, none, child)
        return raw.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, none, 2, len(stream))
    head = formats.OLE_MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", 0, *[none] * 108)
    table += [none] * (128 - len(table))
    return head + struct.pack("<128I", *table) + folder.ljust(512, b"\0") + stream


class TestPlaces:
    def test_row_numbers_count_empty_rows_at_the_top(self):
        data = a_workbook(Liste=[[], [], [], [None, *HEADER], [None, *HAILE]])

        table = read_table(data, file_name="liste.xlsx")

        assert (table.header_row, table.rows[0].number) == (4, 5)
        assert [column.letter for column in table.columns] == ["B", "C", "D", "E"]
        assert [column.index for column in table.columns] == [0, 1, 2, 3]
        assert [row.number for row in table.skipped] == [1, 2, 3]

    def test_cells_run_parallel_to_columns_when_a_column_is_empty(self):
        data = a_workbook(Liste=[["Name", None, "geb. am"], ["Haile", None, date(1986, 8, 22)]])

        table = read_table(data, file_name="liste.xlsx")

        assert [column.letter for column in table.columns] == ["A", "C"]
        assert [cell.text for cell in table.rows[0].cells] == ["Haile", "22.08.1986"]

    def test_a_record_over_two_lines_is_named_by_its_first(self):
        table = a_csv('Name;Vorname;Adresse\nHaile;Tesfay;"Hof 1\n71711 Ort"\nKhalil;Nour;Hof 2\n')

        assert [row.number for row in table.rows] == [2, 4]
        assert table.rows[0].cells[2].text == "Hof 1\n71711 Ort"

    def test_empty_lines_of_a_text_file_count(self):
        table = a_csv("\n\n" + LINES + "\n;;;\nKhalil;Nour;5.4.2009;Syrien\n")

        assert (table.header_row, [row.number for row in table.rows]) == (3, [4, 7])
        assert [row.number for row in table.skipped] == [1, 2, 5, 6]


class TestCells:
    def test_dates_stay_dates_and_whole_numbers_lose_their_point(self):
        data = a_workbook(Liste=[["Nr", *HEADER], [1, *HAILE]])

        (row,) = read_table(data, file_name="liste.xlsx").rows

        assert (row.cells[0].value, row.cells[0].text) == (1, "1")
        assert (row.cells[3].value, row.cells[3].text) == (date(1986, 8, 22), "22.08.1986")

    def test_formula_text_is_only_text(self):
        table = a_csv('Name;Vorname;Bemerkung\n=1+1;+49;"=HYPERLINK(""http://x"")"\n@x;-1;\n')

        assert [cell.value for cell in table.rows[0].cells] == [
            "=1+1",
            "+49",
            '=HYPERLINK("http://x")',
        ]

    def test_invisible_marks_and_loose_accents_do_not_disturb(self):
        table = a_csv("Name;Vorname;geb.\nMu\u0308ller\u200b;\xa0Jo\u0308rg ;1.2.1990\n")

        assert [cell.text for cell in table.rows[0].cells] == ["Müller", "Jörg", "1.2.1990"]


class TestHeader:
    def test_group_headings_above_the_names_are_titles(self):
        data = a_workbook(Liste=[["Person", None, "Herkunft"], HEADER, HAILE])

        table = read_table(data, file_name="liste.xlsx")

        assert (table.header_row, table.titles) == (2, ("Person Herkunft",))

    def test_names_joined_over_two_rows_are_found(self):
        data = a_workbook(
            Liste=[
                ["Person", None, None, "Leistungsträger"],
                ["Name", "Vorname", "geb. am"],
                [*HAILE[:3], "JC"],
            ]
        )

        table = read_table(data, file_name="liste.xlsx")

        assert table.header_row == 2
        assert [column.title for column in table.columns] == [
            "Name",
            "Vorname",
            "geb. am",
            "Leistungsträger",
        ]

    def test_a_year_among_the_names_does_not_disturb(self):
        data = a_workbook(Liste=[[*HEADER, 2025], [*HAILE, "x"]])

        assert read_table(data, file_name="liste.xlsx").columns[4].title == "2025"

    def test_equal_names_get_numbers_and_missing_ones_their_letter(self):
        table = a_csv("Name;Vorname;Name;\nHaile;Tesfay;Hoheisel;x\n")

        assert [column.title for column in table.columns] == [
            "Name",
            "Vorname",
            "Name (2)",
            "Spalte D",
        ]

    def test_names_nobody_knows_are_taken_when_figures_stand_below(self):
        table = a_csv("Foo;Bar;Baz\nx;1;2\ny;3;4\n")

        assert table.header_row == 1

    def test_without_a_header_the_place_is_said_and_never_what_stands_there(self):
        error = refusal(b"Haile;Tesfay;22.08.1986;Eritrea\nKhalil;Nour;5.4.2009;Syrien\n")

        assert error.row == 1
        assert (error.column, error.value) == ("A–D", None)
        assert "Haile" not in str(error)
        assert "Spaltennamen" in error.message

    def test_a_header_alone_is_no_list(self):
        error = refusal(a_workbook(Liste=[["Stand: 1.1.2026"], HEADER]))

        assert error.row == 2
        assert "keine Zeilen" in error.message

    def test_header_printed_again_is_skipped(self):
        table = a_csv(LINES + LINES.replace("Haile", "Khalil"))

        assert [row.number for row in table.rows] == [2, 4]
        assert [(row.number, row.reason) for row in table.skipped] == [
            (3, "Spaltennamen wiederholt")
        ]


class TestExplanation:
    @pytest.mark.parametrize(
        "cells",
        [
            ["z. B. Ahmadi", "z.B. Zahra", "TT.MM.JJJJ", "z. B. Syrien"],
            ["Familienname", "Rufname", "TT.MM.JJJJ", "Land"],
            ["Bsp.: Ahmadi", None, "Beispiel 01.02.1990", None],
            ["z. B. Ahmadi", "z. B. Zahra", "TT.MM.JJJJ", 7],
        ],
    )
    def test_a_row_that_explains_the_columns_is_no_person(self, cells):
        table = read_table(a_workbook(Liste=[HEADER, cells, HAILE, KHALIL]), file_name="liste.xlsx")

        assert [row.number for row in table.rows] == [3, 4]
        assert [(row.number, row.reason) for row in table.skipped] == [(2, "erklärt die Spalten")]

    @pytest.mark.parametrize(
        "cells",
        [
            ["Land", "Ort", None, "Syrien"],
            ["Zb", "Adam", date(1990, 1, 2), "Syrien"],
            ["Beispiel", "Anna", date(1990, 1, 2), "Syrien"],
            ["TT", "Nour", None, "Syrien"],
        ],
    )
    def test_a_person_with_an_unusual_name_stays_one(self, cells):
        table = read_table(a_workbook(Liste=[HEADER, cells, HAILE]), file_name="liste.xlsx")

        assert [row.number for row in table.rows] == [2, 3]

    def test_it_is_one_only_right_below_the_header(self):
        rows = [HEADER, HAILE, ["z. B. Ahmadi", "z. B. Zahra", "TT.MM.JJJJ", "Land"]]

        table = read_table(a_workbook(Liste=rows), file_name="liste.xlsx")

        assert [row.number for row in table.rows] == [2, 3]


class TestSumRow:
    @pytest.mark.parametrize(
        "line",
        [
            "Summe;68 Personen;;",
            "Gesamt: 12;;;",
            "TOTAL;;12;",
            ";;Summe;12",
            "Insgesamt 68 Personen;;;",
            "Anzahl der Personen:;68;;",
        ],
    )
    def test_sum_is_known_by_its_words(self, line):
        table = a_csv(LINES + line + "\n")

        assert [row.number for row in table.rows] == [2]
        assert (table.skipped[0].number, table.skipped[0].reason) == (3, "Summenzeile")
        assert table.skipped[0].text == " ".join(filter(None, line.split(";")))

    @pytest.mark.parametrize(
        "line", ["Total;Marie;4.5.1990;Togo", "Summer;Anna;;", "Gesamt;;4.5.1990;", "Khalil;;;"]
    )
    def test_a_last_person_is_no_sum(self, line):
        table = a_csv(LINES + line + "\n")

        assert [row.number for row in table.rows] == [2, 3]


class TestSheets:
    def test_the_sheet_with_the_people_is_taken_and_the_other_named(self):
        data = a_workbook(
            Deckblatt=[["Landratsamt"], ["Stand 2026"]],
            Liste=[HEADER, HAILE, KHALIL],
            Statistik=[["Land", "Anzahl"], ["Eritrea", 1]],
        )

        table = read_table(data, file_name="liste.xlsx")

        assert (table.sheet, table.other_sheets) == ("Liste", ("Deckblatt", "Statistik"))

    def test_a_person_may_choose_another_sheet(self):
        data = a_workbook(A=[HEADER, HAILE], B=[HEADER, KHALIL])

        table = read_table(data, file_name="liste.xlsx", sheet="B")

        assert (table.sheet, table.other_sheets) == ("B", ("A",))
        assert table.rows[0].cells[0].text == "Khalil"

    def test_a_missing_sheet_names_those_there_are(self):
        error = refusal(a_workbook(A=[HEADER, HAILE]), sheet="Z")

        assert error.value == "Z"
        assert error.mend == "Vorhanden sind: A."

    def test_hidden_sheets_are_left_alone(self):
        workbook = openpyxl.Workbook()
        workbook.active.append(["Name", "Vorname", "geb. am"])
        workbook.active.append(["Haile", "Tesfay", "22.08.1986"])
        hidden = workbook.create_sheet("alt")
        hidden.sheet_state = "hidden"
        hidden.append([*HEADER, "Sprache"])
        hidden.append([*HAILE, "Tigrinya"])
        target = io.BytesIO()
        workbook.save(target)

        table = read_table(target.getvalue(), file_name="liste.xlsx")

        assert (table.sheet, table.other_sheets) == ("Sheet", ())


class TestTextFiles:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850"]
    )
    def test_umlauts_survive_every_encoding(self, encoding):
        data = LINES.replace("Haile", "Öztürk").encode(encoding)

        table = read_table(data, file_name="liste.csv")

        assert table.rows[0].cells[0].text == "Öztürk"
        assert table.columns[0].title == "Name"

    @pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
    def test_every_separator_is_found_by_content(self, separator):
        data = LINES.replace(";", separator).encode()

        table = read_table(data, file_name="liste.xlsx")

        assert [cell.text for cell in table.rows[0].cells] == [
            "Haile",
            "Tesfay",
            "22.08.1986",
            "Eritrea",
        ]

    def test_commas_inside_the_cells_do_not_cut(self):
        table = a_csv(
            "Name, Vorname;geb. am;Anschrift\n"
            "Haile, Tesfay;22.08.1986;Hof 1, 71711 Ort\nKhalil, Nour;5.4.2009;Hof 2, 71711 Ort\n"
        )

        assert [column.title for column in table.columns] == [
            "Name, Vorname",
            "geb. am",
            "Anschrift",
        ]

    def test_separator_in_quotes_belongs_to_the_cell(self):
        table = a_csv('Name;Vorname;Bemerkung\nHaile;Tesfay;"a;b ""c"""\n')

        assert table.rows[0].cells[2].text == 'a;b "c"'

    def test_excels_own_separator_line_is_obeyed(self):
        table = a_csv("sep=,\nName,Vorname,geb. am\nHaile,Tesfay,1;2\n")

        assert (table.header_row, table.rows[0].number) == (2, 3)
        assert table.rows[0].cells[2].text == "1;2"

    def test_an_open_quotation_mark_is_named_with_its_line(self):
        error = refusal((LINES + 'Khalil;"Nour;5.4.2009;Syrien\nSadat;A;B;C\n').encode())

        assert error.row == 3
        assert "Anführungszeichen" in error.message

    def test_one_cell_without_end_is_refused(self):
        refusal(b"Name;geb.\n" + b"x" * 200_000, file_name="liste.csv")

    @pytest.mark.parametrize("separator", [";", ","])
    def test_a_closed_cell_that_is_too_long_is_named_with_its_column(self, separator):
        text = f'Name;Vorname;Bemerkung\nHaile;Tesfay;kurz\nKhalil;Nour;"{"x" * 1_100_000}"\n'

        error = refusal(text.replace(";", separator).encode(), file_name="liste.csv")

        assert (error.row, error.column) == (3, "C")
        assert error.message == (
            "In dieser Zelle stehen mehr als 100.000 Zeichen; so viel hat keine Liste."
        )

    def test_an_open_mark_that_swallows_a_long_file_is_called_open(self):
        text = 'Name;Vorname;Bemerkung\nHaile;"Tesfay;kurz\n' + "Khalil;Nour;x\n" * 20_000

        error = refusal(text.encode(), file_name="liste.csv")

        assert (error.row, error.column) == (2, None)
        assert "das nirgends geschlossen wird" in error.message

    def test_windows_line_ends_do_not_count_twice(self):
        table = a_csv(LINES.replace("\n", "\r\n") + "Khalil;Nour;;\r\n")

        assert [row.number for row in table.rows] == [2, 3]


class TestOtherFormats:
    def test_open_document_is_read_with_its_numbers(self):
        rows = ods_empty(2) + ods_row(*HEADER) + ods_row("Haile", "Tesfay", "1986", "Eritrea")

        table = read_table(an_open_document(rows + ods_empty(1_000_000)), file_name="liste.ods")

        assert (table.sheet, table.header_row, table.rows[0].number) == ("Liste", 3, 4)

    def test_old_excel_is_read_with_its_numbers(self):
        cells = {(2, 1): "Name", (2, 2): "geb.", (3, 1): "Öztürk, Emre", (3, 2): "22.08.1986"}

        table = read_table(an_old_workbook(cells), file_name="liste.csv")

        assert (table.sheet, table.header_row) == ("Liste", 3)
        assert [column.letter for column in table.columns] == ["B", "C"]
        assert [(row.number, row.cells[0].text) for row in table.rows] == [(4, "Öztürk, Emre")]

    def test_no_damage_raises_anything_else(self):
        whole = [
            a_workbook(Liste=[HEADER, HAILE]),
            an_old_workbook({(0, 0): "Name", (0, 1): "geb.", (1, 0): "x", (1, 1): "1.2.1990"}),
            an_open_document(ods_row(*HEADER) + ods_row("Haile", "T", "1986", "Eritrea")),
            LINES.encode("utf-16"),
        ]
        chance = random.Random(7)
        for turn in range(120):
            data = bytearray(whole[turn % len(whole)])
            for _slip in range(1 + turn % 9):
                data[chance.randrange(len(data))] = chance.randrange(256)
            with contextlib.suppress(UnreadableFile):
                assert read_table(bytes(data), file_name="liste").rows

    @pytest.mark.parametrize(
        ("data", "word"),
        [
            (b"", "leer"),
            (b"\xef\xbb\xbf\r\n", "leer"),
            (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
            (b"\x89PNG\r\n\x1a\n" + bytes(40), "Bild"),
            (b"\xff\xd8\xff\xe0" + bytes(40), "Bild"),
            (b"<!DOCTYPE html><table><tr><td>Name", "Internetseite"),
            (b"\x01\x02\x03\x04\x05" * 50, "unbekanntem Format"),
            (an_archive(word__document="<w/>"), "Textdokument"),
            (an_archive(ppt__presentation="<p/>"), "Präsentation"),
            (an_archive(foto="x"), "Archiv"),
            (an_archive(xl__styles="x"), "Archiv"),
            (formats.OLE_MAGIC + "EncryptedPackage\0".encode("utf-16-le"), "Kennwort"),
            (formats.OLE_MAGIC + "WordDocument\0".encode("utf-16-le"), "Office-Dokument"),
            (formats.OLE_MAGIC + "Workbook\0".encode("utf-16-le"), "beschädigt"),
            (b"Sehr geehrte Damen und Herren,\nanbei die Liste.\n", "Spaltennamen"),
        ],
    )
    def test_what_is_no_table_is_named(self, data, word):
        assert word in refusal(data).message

    def test_a_cut_off_workbook_is_damaged(self):
        data = a_workbook(Liste=[HEADER, HAILE])

        assert "beschädigt" in refusal(data[: len(data) // 2]).message

    def test_a_workbook_with_a_flipped_byte_is_damaged(self):
        data = bytearray(a_workbook(Liste=[HEADER, HAILE] * 50))
        place = data.find(b"xl/worksheets/sheet1.xml") + 60
        data[place] ^= 0xFF

        assert "beschädigt" in refusal(bytes(data)).message

    def test_an_empty_workbook_has_no_table(self):
        assert "keine Tabelle" in refusal(a_workbook(Liste=[])).message


class TestTooLarge:
    def test_a_zip_bomb_is_refused_unopened(self, monkeypatch):
        bomb = an_archive(**{"xl__workbook.xml": bytes(30 * 1024 * 1024)})
        monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("was opened"))

        error = refusal(bomb)

        assert "zu groß" in error.message
        assert error.value == "entpackt 30 MB"

    def test_a_large_file_is_refused(self, monkeypatch):
        monkeypatch.setattr(formats, "MAX_BYTES", 100)

        assert "zu groß" in refusal(LINES.encode() * 10, file_name="liste.csv").message

    def test_two_cells_far_apart_are_refused_before_laid_out(self):
        data = a_workbook(Liste=[HEADER, HAILE])
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b'r="D2"', b'r="XFD1048576"'))

        error = refusal(target.getvalue())

        assert "1.048.576 Zeilen, erlaubt sind höchstens 100.000" in error.message

    def test_a_blank_in_the_last_row_of_a_workbook_says_what_to_delete(self):
        workbook = openpyxl.Workbook()
        workbook.active.append(HEADER)
        workbook.active.append(HAILE)
        workbook.active.cell(1_000_000, 1).value = " "
        target = io.BytesIO()
        workbook.save(target)

        error = refusal(target.getvalue())

        assert "1.000.000 Zeilen" in error.message
        assert "leeren Zeilen unter der Liste löschen" in error.mend

    def test_a_workbook_of_very_many_filled_rows_is_to_be_split(self, monkeypatch):
        monkeypatch.setattr(formats, "MAX_ROWS", 3)

        assert "in mehrere Dateien teilen" in refusal(a_workbook(Liste=[HEADER, *[HAILE] * 9])).mend

    def test_repeated_cells_of_open_documents_are_refused(self):
        wide = ods_row("x").replace(
            "<table:table-cell ", '<table:table-cell table:number-columns-repeated="9999" '
        )

        assert "9.999 Spalten (bis Spalte NTO)" in refusal(an_open_document(wide)).message
        long = refusal(an_open_document(ods_row("x", repeated=999_999)))
        assert "999.999 Zeilen" in long.message

    def test_too_many_columns_say_what_the_file_has_and_what_mends_it(self):
        wide = ";".join(["Name", *(f"Spalte {number}" for number in range(350))]) + "\nA\n"

        error = refusal(wide.encode(), file_name="liste.csv")

        assert error.message == (
            "Die Tabelle hat 351 Spalten (bis Spalte MM), erlaubt sind höchstens 300."
        )
        assert "Spalten löschen" in error.mend
        assert error.value is None

    def test_too_many_lines_are_refused(self):
        data = LINES.encode() + b"a;b;c;d\n" * (formats.MAX_ROWS + 20)

        lines = formats.MAX_ROWS + 20 + LINES.count("\n")
        told = f"{lines:,} Zeilen".replace(",", ".")
        assert told in refusal(data, file_name="liste.csv").message

    def test_cells_with_a_format_alone_do_not_count(self):
        workbook = openpyxl.Workbook()
        workbook.active.append(HEADER)
        workbook.active.append(HAILE)
        workbook.active.cell(30_000, 400).font = openpyxl.styles.Font(bold=True)
        target = io.BytesIO()
        workbook.save(target)

        assert len(read_table(target.getvalue(), file_name="liste.xlsx").rows) == 1


def test_an_ods_of_a_million_repeated_rows_is_refused_before_it_is_unrolled():
    cell = b"<table:table-cell><text:p>x</text:p></table:table-cell>"
    content = b'<table:table><table:table-row table:number-rows-repeated="1000000">' + 20 * cell
    content += b"</table:table-row></table:table>"

    assert extents.ods_extent(content)[:2] == (1_000_000, 20)


FAMILY = ["Name", "Vorname", "geb. am", "Fam.-Nr.", "Bemerkung"]


def a_merged_workbook(*places, rows):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    for place in places:
        workbook.active.merge_cells(place)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def texts_of(data):
    table = read_table(data, file_name="liste.xlsx")
    return [[cell.text for cell in row.cells] for row in table.rows]


class TestMergedCells:
    def test_the_number_of_a_household_counts_for_each_row_that_the_cell_covers(self):
        haile = ["Haile", "Tesfay", "22.08.1986", 7, None]
        sister = ["Haile", "Sara", "01.02.1990", None, None]
        other = ["Khalil", "Nour", "04.05.2009", None, None]

        read = texts_of(a_merged_workbook("D2:D3", rows=[FAMILY, haile, sister, other]))

        assert [row[3] for row in read] == ["7", "7", ""]

    def test_what_is_about_one_person_is_not_copied_to_the_others(self):
        haile = ["Haile", "Tesfay", "22.08.1986", 7, "braucht Ruhe"]
        sister = [None, "Sara", None, 7, None]

        read = texts_of(a_merged_workbook("A2:A3", "C2:C3", "E2:E3", rows=[FAMILY, haile, sister]))

        assert read[1] == ["", "Sara", "", "7", ""]

    def test_a_row_that_says_nothing_stays_empty(self):
        haile = ["Haile", "Tesfay", "22.08.1986", 7, None]

        assert len(texts_of(a_merged_workbook("D2:D9", rows=[FAMILY, haile, *[[None]] * 7]))) == 1

    def test_a_title_above_the_list_is_no_value(self):
        title = ["Liste der Gemeinde"]
        haile = ["Haile", "Tesfay", "22.08.1986", None, "neu"]

        read = texts_of(a_merged_workbook("A1:E2", rows=[title, [None], FAMILY, haile]))

        assert read == [["Haile", "Tesfay", "22.08.1986", "", "neu"]]

    def test_cells_that_overlap_cost_no_more_than_the_rows(self):
        spans = [Span(3, 2, 100_000)] * 100_000
        rows = [make_grid_row(number, ["A", "B", "C", None]) for number in range(2, 1_000)]
        rows[0] = make_grid_row(2, ["A", "B", "C", "7"])

        read = filled_down(rows, spans, make_grid_row(1, FAMILY[:4]))

        assert {row.cells[3].text for row in read} == {"7"}
