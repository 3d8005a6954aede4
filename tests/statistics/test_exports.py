# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
import io
import json
from datetime import date

import openpyxl
import pypdf
import pytest

from geleit.statistics import exports
from geleit.statistics.statements import state_of
from tests import factories
from tests.statistics.things import FIRST, LAST, households

ON = date(2020, 5, 4)


@pytest.fixture
def statement(steinheim, anna):
    households(5, by=anna, item=factories.an_item(number=1), minutes=95)
    households(2, by=anna, item=factories.an_item(number=2))
    return state_of(steinheim, first=FIRST, last=LAST, on=ON)


def test_the_json_document_is_as_documented(statement):
    document = json.loads(exports.to_json(statement, ON))

    notes, rule = document.pop("notes"), document.pop("rule")
    assert document == {
        "agreement": "testheim-2020",
        "from": "2020-01-01",
        "to": "2020-03-31",
        "counted_until": "2020-03-31",
        "produced_on": "2020-05-04",
        "items": [
            {
                "number": 1,
                "name": "Beratung",
                "action_field": "everyday",
                "unit": "hours",
                "agreed": 100,
                "delivered": 7.92,
                "share": 0.07,
                "protected": False,
            },
            {
                "number": 2,
                "name": "Behördenbegleitung",
                "action_field": "everyday",
                "unit": "contacts",
                "agreed": 20,
                "delivered": None,
                "share": None,
                "protected": True,
            },
        ],
        "households_rounded": 5,
    }
    assert len(notes) == 3
    assert sorted(rule) == ["minimum_households", "name", "rounding_base", "source"]


def test_the_csv_opens_in_a_german_spreadsheet(statement):
    text = exports.to_csv(statement, ON).decode("utf-8-sig")

    assert text.splitlines() == [
        "Nr.;Leistung;Handlungsfeld;Einheit;vereinbart;geleistet;Anteil in %;Hinweis",
        "1;Beratung;Alltag und Behörden;Stunden;100,00;7,92;7;",
        "2;Behördenbegleitung;Alltag und Behörden;Kontakte;20,00;·;·;aus weniger als 3 Haushalten",
    ]


def test_the_workbook_has_numbers_as_numbers(statement):
    book = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(statement, ON)))
    sheet = book["Nachweis"]

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert sheet["A1"].value == "Vereinbart und geleistet, 1. Quartal 2020"
    assert rows[0] == [1, "Beratung", "Alltag und Behörden", "Stunden", 100, 7.92, 7, None]
    assert rows[1][5:] == ["·", "·", "aus weniger als 3 Haushalten"]
    assert book.sheetnames == ["Nachweis", "Erläuterungen"]


def test_a_name_that_looks_like_a_formula_stays_a_text(steinheim, anna):
    item = factories.an_item(number=1)
    item.name = '=HYPERLINK("http://example.org")'
    item.save()
    found = state_of(steinheim, first=FIRST, last=LAST, on=ON)

    cell = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(found, ON)))["Nachweis"]["B6"]
    assert cell.data_type == "s"
    assert "'=HYPERLINK" in exports.to_csv(found, ON).decode()


def test_the_pdf_can_be_laid_before_a_council(statement):
    reader = pypdf.PdfReader(io.BytesIO(exports.to_pdf(statement, ON)))
    text = "\n".join(page.extract_text() for page in reader.pages)

    for words in (
        "Stadt Testheim", "Testträger e. V.", "01.01.2020 bis 31.03.2020", "7,92",
        "aus weniger als 3 Haushalten", "Erstellt am 04.05.2020", "Seite 1 / ",
        "Wie gezählt und geschützt wurde",
    ):  # fmt: skip
        assert words in text
    assert reader.metadata.title == "Vereinbart und geleistet, 1. Quartal 2020"
    assert reader.trailer["/Root"]["/Lang"] == "de"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data().decode()


def test_the_pdf_is_complete_without_its_chart(statement, monkeypatch):
    monkeypatch.setattr("geleit.letters.chart._draw", lambda spec, language: None)

    reader = pypdf.PdfReader(io.BytesIO(exports.to_pdf(statement, ON)))

    assert "Das Diagramm ließ sich nicht zeichnen" in reader.pages[0].extract_text()
