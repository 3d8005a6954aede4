# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing that names a person leaves through a statement, whatever address the town types."""

import base64
import io
import json
import re
from datetime import date

import openpyxl
import pypdf
import pytest
import time_machine
from django.urls import get_resolver

from tests import factories
from tests.statistics.things import PAGE

SECRETS = ["Zzyzxowitsch", "Quirinalda", "Geheimnotiz", "Xylophonstr", "Wackelstatus", "2020-T"]


@pytest.fixture
def secret_case(anna):
    """Five households with names and notes that occur nowhere else."""
    for _ in range(5):
        case = factories.a_case(holder=anna, family_name="Zzyzxowitsch")
        person = case.household.persons.get()
        person.given_names, person.remark = "Quirinalda", "Geheimnotiz aus der Liste"
        person.save()
        case.household.housing_stays.create(street="Xylophonstr. 7", city="Testheim")
        person.statuses.create(kind="other", wording="Wackelstatus")
        goal = factories.a_goal(case=case, text="Geheimnotiz im Ziel")
        factories.a_contact(case=case, by=anna, goal=goal, text="Geheimnotiz vom Kontakt")
    return case


def text_of(response):
    """Return everything readable in an answer: page, PDF with its data, cells, image."""
    kind = response["Content-Type"].split(";")[0]
    if kind == "application/pdf":
        reader = pypdf.PdfReader(io.BytesIO(response.content))
        pages = [page.extract_text() for page in reader.pages]
        return "\n".join([*pages, str(reader.metadata), response.content.decode("latin-1")])
    if kind.endswith("spreadsheetml.sheet"):
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
        return "\n".join([*cells, str(vars(book.properties))])
    text = response.content.decode()
    for found in re.findall(r"data:[^;]+;base64,([A-Za-z0-9+/=]+)", text):
        text += base64.b64decode(found).decode("latin-1")
    return text


def addresses(case):
    yield from ["/auswertung/", "/auswertung/?nach=1", PAGE, PAGE + "?lead=1&anna=1&fall=1"]
    for name in ("chart.svg", "council.pdf", "statement.pdf", "statement.xlsx", "statement.csv",
                 "statement.json"):  # fmt: skip
        yield PAGE + name
        yield PAGE + name + f"?case={case.pk}&unprotected=1"
    yield "/auswertung/testheim-2020/schluessel/"  # the caseload: the lead's alone
    yield from [
        f"/auswertung/testheim-2020/{page}/"
        for page in ("jahr/2020", "auftraege/2020", "rueckgabe")
    ]
    yield from [PAGE + "statement.txt", PAGE + "faelle/", f"{PAGE}{case.pk}/"]


def test_the_walk_knows_every_address_of_the_room():
    room = next(
        entry
        for entry in get_resolver().url_patterns
        if getattr(entry, "namespace", "") == "statistics"
    )

    names = {pattern.name for pattern in room.url_patterns}

    acts = {"plan-hand-back", "add-hand-back-step", "tick-hand-back-step", "complete-hand-back"}
    assert names - acts == {
        "statements", "statement", "chart", "council", "download", "caseload",
        "year", "mandates", "hand-back",
    }  # fmt: skip


def test_no_name_note_or_file_number_reaches_the_town(sign_in, dora, secret_case):
    with time_machine.travel(date(2020, 5, 4), tick=False):
        client = sign_in(dora)
        answers = {address: client.get(address) for address in addresses(secret_case)}

    assert sum(answer.status_code == 200 for answer in answers.values()) == 18
    for address, answer in answers.items():
        text = text_of(answer)
        assert [secret for secret in SECRETS if secret.lower() in text.lower()] == [], address


def test_the_reader_of_files_would_have_found_a_name(sign_in, dora, secret_case):
    """The walk above can fail: what it searches is really read, in each kind of file."""
    item = factories.an_item(number=1)
    item.name = "Zzyzxowitsch"
    item.save()
    with time_machine.travel(date(2020, 5, 4), tick=False):
        client = sign_in(dora)
        for name in ("", "chart.svg", "council.pdf", "statement.xlsx", "statement.csv",
                     "statement.json"):  # fmt: skip
            assert "Zzyzxowitsch" in text_of(client.get(PAGE + name)), name


def test_no_file_holds_the_hidden_figure(sign_in, dora, anna):
    """Two households, 7.77 hours: neither hours nor share appear, in no format."""
    for minutes in (400, 66):
        factories.a_contact(case=factories.a_case(holder=anna), by=anna, minutes=minutes)
    with time_machine.travel(date(2020, 5, 4), tick=False):
        client = sign_in(dora)
        for name in ("", "chart.svg", "statement.xlsx", "statement.csv", "statement.json"):
            text = text_of(client.get(PAGE + name))
            assert [f for f in ("7.77", "7,77", "0.07", "466") if f in text] == [], name
        document = json.loads(client.get(PAGE + "statement.json").content)
        pages = pypdf.PdfReader(io.BytesIO(client.get(PAGE + "statement.pdf").content)).pages
    assert [f for f in ("7,77", "7.77") if any(f in page.extract_text() for page in pages)] == []
    assert document["items"][0] == {
        "number": 1,
        "name": "Beratung",
        "action_field": "everyday",
        "unit": "hours",
        "agreed": 100,
        "delivered": None,
        "share": None,
        "protected": True,
    }
