# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Persons that leave the house as a list come back as the same persons, and a second time change nothing."""

import zipfile
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geleit.cases.enums import BirthPrecision
from geleit.cases.models import Person
from geleit.cases.partial_days import partial_text
from geleit.intake.faulty import Faulty, as_file
from geleit.spreadsheets.tables import clean_text
from geleit.spreadsheets.writing import Sheet, write_csv, write_xlsx
from tests.intake.test_take_over import taken

HEADER = ["Familienname", "Vorname", "Geburtsdatum", "Fam.-Nr.", "Bemerkung"]
SCRIPTS = [
    "abcdefghijklmnopqrstuvwxyzäöüßçğışñøł'’-", "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ",
    "абвгґдежзиіїйклмнопрстуфхцчшщьюяєёыэ", "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "ሀለሐመሠረሰሸቀበተኀነኘአከወዐዘየደጀገጠጨጰጸፀፈፐ", "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
]  # fmt: skip
NAME = st.one_of(
    [st.text(alphabet, min_size=2, max_size=14).filter(str.isalpha) for alphabet in SCRIPTS]
).map(str.title)
REMARK = st.sampled_from(
    [
        "=1+1",
        "+49 711 1",
        "-5",
        "@SUM(A1)",
        "erste\nzweite Zeile",
        'mit "Zeichen"; und, mehr',
        "",
        "=A1",
    ]
)
PARTS = [BirthPrecision.DAY, BirthPrecision.MONTH, BirthPrecision.YEAR]
DAYS = st.dates(date(1930, 1, 2), date(2019, 9, 30)).filter(
    lambda day: (day.month, day.day) != (1, 1)
)
BIRTH = st.tuples(DAYS, st.sampled_from(PARTS))
ROWS = st.lists(
    st.tuples(NAME, NAME, BIRTH, st.integers(1, 3), REMARK),
    min_size=1,
    max_size=5,
    unique_by=(lambda row: row[0], lambda row: row[2][0]),
)


def as_csv(header, rows):
    return "".join(write_csv([header, *rows])).encode()


def as_xlsx(header, rows):
    return write_xlsx([Sheet("Personen", header, rows)])


def as_faulty_csv(header, rows):
    """The file in which rows go back to be mended."""
    found = [
        Faulty(number, dict(zip(header, row, strict=True)), "") for number, row in enumerate(rows)
    ]
    return as_file(found, {"titles": header, "sheet": None}, batch=0)[0]


def as_ods(header, rows):
    """What other programs make of our table when they save it."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            + "".join(f"<text:p>{escape(part)}</text:p>" for part in str(cell).split("\n"))
            + "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in [header, *rows]
    )
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
        f'xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Personen">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        folder.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        folder.writestr("content.xml", content)
        folder.writestr("META-INF/manifest.xml", "<manifest/>")
    return packed.getvalue()


WAYS = {
    "liste.csv": as_csv,
    "liste.xlsx": as_xlsx,
    "liste.ods": as_ods,
    "fehler.csv": as_faulty_csv,
}


def exported(households):
    """Return all persons as rows of a list, as they stand in the database."""
    return [
        (
            person.family_name,
            person.given_names,
            partial_text(person.born_on, person.birth_precision),
            households[person.family_name],
            person.remark,
        )
        for person in Person.unguarded.order_by("pk")
    ]


def who():
    return sorted(
        (p.pk, p.household_id, p.family_name, p.given_names, p.born_on, p.birth_precision, p.remark)
        for p in Person.unguarded.all()
    )


@pytest.mark.parametrize("name", WAYS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_persons_come_back_as_they_were_and_a_second_time_nothing_changes(steinheim, name, rows):
    said = [
        (family, first, partial_text(*birth), str(number), remark)
        for family, first, birth, number, remark in rows
    ]
    households = {clean_text(row[0]): row[3] for row in said}
    with transaction.atomic():
        begun = taken(WAYS[name](HEADER, said), agreement=steinheim, name=name)
        kept = who()
        again = taken(WAYS[name](HEADER, said), agreement=steinheim, name=name)
        own = taken(WAYS[name](HEADER, exported(households)), agreement=steinheim, name=name)
        after = who()
        transaction.set_rollback(True)

    assert begun.persons_new == len(rows)
    assert [row[2:6] for row in kept] == sorted_by_row(said, rows, kept)
    assert [(b.persons_new, b.persons_changed, b.persons_unchanged) for b in (again, own)] == [
        (0, 0, len(rows)),
        (0, 0, len(rows)),
    ]
    assert after == kept


def sorted_by_row(said, rows, kept):
    """Return what the rows said in the order in which the persons were made."""
    expected = {}
    for family, first, (born, precision), _number, _remark in rows:
        day = born if precision == BirthPrecision.DAY else born.replace(day=1)
        day = day.replace(month=1) if precision == BirthPrecision.YEAR else day
        expected[clean_text(family)] = (clean_text(family), clean_text(first), day, precision)
    return [expected[row[2]] for row in kept]
