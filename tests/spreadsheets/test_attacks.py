# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists that were made to harm: bombs, entities, two files in one, cells that hide their place."""

import io
import re
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from geleit.core import archives
from geleit.spreadsheets import reading
from geleit.spreadsheets.column_names import Field
from geleit.spreadsheets.columns import MappedColumn
from geleit.spreadsheets.content import likely_fields
from geleit.spreadsheets.dates import NO_HINT, date_hint
from geleit.spreadsheets.headers import is_figure
from geleit.spreadsheets.reading import UnreadableFile, read_table
from geleit.spreadsheets.rows import read_cell
from geleit.spreadsheets.tables import Column, make_cell
from geleit.spreadsheets.writing import Sheet, write_csv, write_xlsx

from .conftest import a_workbook

HEADER = ["Name", "Vorname", "Geburtsdatum", "Staatsangehörigkeit"]
ROW = ["Haile", "Tesfay", "22.08.1986", "Eritrea"]
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def refusal(data, file_name="liste.xlsx"):
    with pytest.raises(UnreadableFile) as refused:
        read_table(data, file_name=file_name)
    return refused.value


def rewritten(data, change):
    """The archive once more, each member through `change(name, content)`."""
    target = io.BytesIO()
    packed = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", packed) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


def an_ods(rows, prolog='<?xml version="1.0"?>'):
    content = (
        f"{prolog}<office:document-content"
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="L">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return target.getvalue()


def cell(attributes="", text="x"):
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def test_one_hundred_thousand_members_are_refused_by_their_directory(monkeypatch):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"{number}", b"")
    monkeypatch.setattr(zipfile.ZipFile, "__init__", lambda *_: pytest.fail("was read"))

    assert refusal(target.getvalue()).message == "Die Datei ist zu groß."


def test_a_directory_that_lies_about_its_number_is_refused_by_its_size():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number:010}", b"")
    data = bytearray(target.getvalue())
    data[-14:-10] = struct.pack("<HH", 1, 1)

    with pytest.raises(archives.UnsafeArchive) as refused:
        archives.opened(bytes(data))

    assert refused.value.reason == "bomb"


def overlapping(members):
    """Many names for one and the same packed member, as in Fifield's bomb."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = bytes(4 * 1024 * 1024)
    packed = packer.compress(plain) + packer.flush()
    sizes = struct.pack("<LLL", zlib.crc32(plain), len(packed), len(plain))
    body = b"PK\3\4" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes
    body += struct.pack("<HH", 1, 0) + b"a" + packed
    directory = b""
    for number in range(members):
        name = b"a" if not number else f"b{number}".encode()
        directory += b"PK\1\2" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes
        directory += struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<HHHHLLH", 0, 0, members, members, len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end


def test_members_that_share_their_bytes_are_refused():
    assert archives.opened(overlapping(1)).namelist() == ["a"]

    with pytest.raises(archives.UnsafeArchive) as refused:
        archives.opened(overlapping(4))

    assert refused.value.reason == "broken"


def test_a_false_size_is_found_while_unpacking():
    data = bytearray(overlapping(1))
    directory = data.index(b"PK\1\2")
    data[directory + 24 : directory + 28] = struct.pack("<L", 10)

    with pytest.raises(archives.UnsafeArchive) as refused:
        archives.unpack_once(archives.opened(bytes(data)))

    assert refused.value.reason == "broken"


def test_a_name_that_stands_twice_is_refused():
    data = a_workbook(L=[HEADER, ROW])
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<x/>")

    assert "beschädigt" in refusal(target.getvalue()).message


def test_a_list_in_an_archive_in_an_archive_is_not_looked_for():
    inner = a_workbook(L=[HEADER, ROW])
    for name in ("innen.zip", "mitte.zip"):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr(name, inner)
        inner = target.getvalue()

    assert "gepacktes Archiv" in refusal(inner).message


@pytest.mark.parametrize("prolog", [LAUGHS, EXTERNAL], ids=["laughs", "external"])
@pytest.mark.parametrize("part", ["sheet1.xml", "sharedStrings.xml", "workbook.xml", "app.xml"])
def test_entities_in_a_workbook_are_refused(prolog, part):
    def with_entities(name, content):
        return prolog.encode() + content.split(b"?>", 1)[-1] if name.endswith(part) else content

    data = rewritten(a_workbook(L=[HEADER, ROW]), with_entities)

    assert "XML-Entitäten" in refusal(data).message


@pytest.mark.parametrize("prolog", [LAUGHS, EXTERNAL], ids=["laughs", "external"])
def test_entities_in_an_open_document_are_refused(prolog):
    data = an_ods(f"<table:table-row>{cell(text='&x;')}</table:table-row>", prolog)

    assert "XML-Entitäten" in refusal(data, "liste.ods").message


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_entities_in_wide_letters_are_refused(encoding):
    def widened(name, content):
        return EXTERNAL.encode(encoding) if name.endswith("sheet1.xml") else content

    data = rewritten(a_workbook(L=[HEADER, ROW]), widened)

    assert "XML-Entitäten" in refusal(data).message


@pytest.mark.parametrize(
    "far",
    [
        cell("""x=">" table:number-columns-repeated="9999" """),
        cell("""x='>"' table:number-columns-repeated="9999" """),
        cell("""table:number-columns-repeated="&#57;999" """),
        cell("""table:number-columns-repeated="9&#x39;99" """),
        cell("""table:number-columns-repeated=" +9999" """),
        "<!-- <table:table-cell/> -->" + cell('table:number-columns-repeated="9999"'),
    ],
)
def test_a_cell_cannot_hide_how_often_it_is_repeated(far):
    refused = refusal(an_ods(f"<table:table-row>{far}</table:table-row>"), "l.ods")

    assert "9.999 Spalten" in refused.message


def test_a_row_cannot_hide_how_often_it_is_repeated():
    row = f"""<table:table-row x=">" table:number-rows-repeated="&#49;000000">{cell()}"""

    assert "1.000.000 Zeilen" in refusal(an_ods(f"{row}</table:table-row>"), "l.ods").message


@pytest.mark.parametrize(
    "reference", ['x=">" r="XFD1048576"', 'r="XFD104857&#54;"', "y='\">' r='XFD1048576'"]
)
def test_a_cell_of_a_workbook_cannot_hide_its_place(reference):
    def moved(name, content):
        return content.replace(b'r="D2"', reference.encode()) if "sheet1" in name else content

    data = rewritten(a_workbook(L=[HEADER, ROW]), moved)

    assert "1.048.576 Zeilen" in refusal(data).message


def test_a_sheet_that_is_no_xml_is_refused_whatever_its_name():
    def torn(name, content):
        return b"junk" + content if "sheet1" in name else content

    data = rewritten(a_workbook(L=[HEADER, ROW]), torn)

    assert "beschädigt" in refusal(data).message


@pytest.mark.parametrize(
    ("content", "file_name"),
    [
        (b"", "liste.xlsx"),
        (b"\0" * 5000, "liste.csv"),
        (b"%PDF-1.7\n" + b"x" * 100, "liste.xlsx"),
        (b"<svg onload=alert(1)>", "liste.csv"),
        (b"<!DOCTYPE html><script>", "liste.xls"),
        (b"MZ\x90\0" + bytes(range(256)) * 20, "liste.csv"),
    ],
    ids=["empty", "zeros", "pdf", "svg", "html", "program"],
)
def test_what_is_no_list_is_refused_in_words(content, file_name):
    error = refusal(content, file_name)

    assert error.message.endswith(".")
    assert error.mend.endswith(".")


def test_every_table_that_leaves_the_house_is_written_by_the_one_module_that_defuses_cells():
    root = Path(archives.__file__).parents[1]
    writers = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if re.search(r"csv\.(Dict)?writer|xlsxwriter|openpyxl", path.read_text(encoding="utf-8"))
    }

    assert writers == {"spreadsheets/writing.py"}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\xa0@", "＝"])
def test_a_text_that_would_be_calculated_is_a_text_in_both_formats(sign):
    text = f"{sign}HYPERLINK(1)"

    (_mark, line) = write_csv([[text]])
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([Sheet("L", [text], [[text]])])))

    assert line.startswith(("\"'", "'"))
    assert {cell.data_type for row in book.active.rows for cell in row} == {"s"}


BLANKS = "a" + " " * 30_000 + "x"  # patterns take the square of it: minutes in one cell


@pytest.mark.parametrize("field", [one for one in Field if one is not Field.REMARK])
def test_an_endless_cell_is_refused_and_not_read(field):
    column = Column(index=0, letter="A", title="Spalte")
    mapped = MappedColumn(column=column, field=field, why="")

    reading = read_cell(make_cell(BLANKS), mapped, as_of=date(2024, 1, 1))

    is_plain_text = reading.problem is None and reading.value == BLANKS
    assert is_plain_text or (reading.value is None and "zu lang" in (reading.problem or ""))


def test_an_endless_cell_tells_nothing_of_its_column():
    cells = [make_cell(BLANKS), make_cell("x" + "\n" * 30_000 + "y"), make_cell("1" * 30_000 + "x")]

    assert list(likely_fields(cells, as_of=date(2024, 1, 1))) == []
    assert date_hint(cells) == NO_HINT
    assert not any(is_figure(cell.text) for cell in cells)


def a_workbook_of(sheets, *, places, shared=""):
    """An XLSX whose workbook names the parts in `sheets` by their places, as often as it likes."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    named = "".join(
        f'<sheet name="L{n}" sheetId="{n}" r:id="r{n}"/>' for n, _p in enumerate(places, 1)
    )
    targets = [(f"r{n}", "worksheet", f"worksheets/sheet{p}.xml") for n, p in enumerate(places, 1)]
    targets += [("s", "sharedStrings", "sharedStrings.xml")]
    ties = "".join(
        f'<Relationship Id="{key}" Type="{office}/{kind}" Target="{target}"/>'
        for key, kind, target in targets
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{named}</sheets></workbook>')  # fmt: skip
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">{ties}</Relationships>')  # fmt: skip
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}"><Relationship Id="w" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')  # fmt: skip
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{shared}</sst>')
        for number, rows in enumerate(sheets):
            sheet = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
            archive.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
    return target.getvalue()


def written(*texts, row):
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{row}">{cells}</row>'


FAR = '<row r="9999"><c r="KN9999" t="inlineStr"><is><t>x</t></is></c></row>'
A_LIST = written(*HEADER, row=1) + written(*ROW, row=2)


def test_a_sheet_that_is_named_again_and_again_does_not_fill_the_memory():
    data = a_workbook_of([A_LIST + FAR], places=[0] * 90)

    assert "8.999.100 Zellen" in str(refusal(data))


def test_more_sheets_than_a_workbook_of_lists_has_are_refused():
    assert "101 Blätter" in str(refusal(a_workbook_of([A_LIST], places=[0] * 101)))
    assert len(read_table(a_workbook_of([A_LIST], places=[0] * 3), file_name="l.xlsx").rows) == 1


def test_of_several_sheets_the_one_most_like_a_list_is_read():
    plain = written("Haus", "Zimmer", row=1) + written("A", "1", row=2)

    table = read_table(a_workbook_of([plain, A_LIST, plain], places=[0, 1, 2]), file_name="l.xlsx")

    assert (table.sheet, table.other_sheets) == ("L2", ("L1", "L3"))


def test_a_long_text_that_many_cells_share_is_not_copied_for_each():
    long = (
        f"<si><t>kurz</t></si><si><r><t>{'A' * 500_000}</t></r><r><t>{'B' * 500_000}</t></r></si>"
    )
    shares = '<row><c t="s"><v>{}</v></c></row>' * 300

    few = a_workbook_of([A_LIST + shares.replace("{}", "0")], places=[0], shared=long)
    many = a_workbook_of([A_LIST + shares.replace("{}", "1")], places=[0], shared=long)

    assert len(read_table(few, file_name="l.xlsx").rows) == 301
    assert "viele lange Texte" in str(refusal(many))


A_LOT = "A" * 10_000


def test_an_open_document_cannot_repeat_a_long_text_for_ever():
    row = '<table:table-row table:number-rows-repeated="90">{}</table:table-row>'
    text = cell('table:number-columns-repeated="250"', A_LOT)
    value = cell(f'table:number-columns-repeated="250" office:string-value="{A_LOT}"', "")

    assert "viele lange Texte" in refusal(an_ods(row.format(text)), "l.ods").value
    assert "viele lange Texte" in refusal(an_ods(row.format(value)), "l.ods").value


def test_the_tables_of_an_open_document_are_counted_together():
    far = f'<table:table-row table:number-rows-repeated="9999">{cell()}</table:table-row>'
    last = cell('table:number-columns-repeated="299"')
    wide = f"<table:table-row>{last}</table:table-row>"
    more = '</table:table><table:table table:name="M">'

    assert "8.970.000 Zellen" in refusal(an_ods(more.join([far + wide] * 3)), "l.ods").value


def test_a_table_in_a_cell_of_an_open_document_is_refused():
    inner = f"<table:table><table:table-row>{cell()}</table:table-row></table:table>"

    nested = f"<table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row>"

    assert "beschädigt" in refusal(an_ods(nested), "l.ods").message


@pytest.mark.parametrize(
    "sign", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
def test_a_name_cannot_turn_the_direction_of_what_stands_after_it(sign):
    assert make_cell(f"Ha{sign}ile{sign}").text == "Haile"


def with_parts(data, *, without=(), renamed=None, **parts):
    """Return the archive with other parts; keyword `a__b` stands for the name a/b."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            if name not in without:
                archive.writestr((renamed or {}).get(name, name), source.read(name))
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return target.getvalue()


OPEN = "application/vnd.oasis.opendocument.spreadsheet"
OPEN_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
WIDE = (
    f'<office:document-content xmlns:office="{OPEN_NAMES}:office:1.0" xmlns:table="{OPEN_NAMES}:table:1.0" '
    f'xmlns:text="{OPEN_NAMES}:text:1.0"><office:body><office:spreadsheet><table:table table:name="L">'
    '<table:table-row table:number-rows-repeated="200000"><table:table-cell office:value-type="string">'
    "<text:p>A</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)


def test_a_file_of_two_kinds_is_looked_at_as_both(monkeypatch):
    monkeypatch.setattr(reading, "open_workbook", lambda *_a, **_k: pytest.fail("laid out"))
    both = a_workbook_of([A_LIST], places=[0])
    as_open = with_parts(both, without=["xl/workbook.xml"], mimetype=OPEN, content_dot_xml=WIDE,
                         xl__workbook_dot_xml="kein XML")  # fmt: skip
    far = a_workbook_of([A_LIST + FAR.replace("9999", "200000")], places=[0])
    as_excel = with_parts(far, renamed={"xl/workbook.xml": "XL/Workbook.xml"}, mimetype=OPEN,
                          content_dot_xml="<leer/>")  # fmt: skip
    binary = with_parts(both, without=["xl/workbook.xml"], xl__workbook_dot_xml="kein XML",
                        xl__Workbook_dot_bin="x")  # fmt: skip

    assert "200.000 Zeilen" in str(refusal(as_open))
    assert "200.000 Zeilen" in str(refusal(as_excel))
    assert "xlsb" in str(refusal(binary))
