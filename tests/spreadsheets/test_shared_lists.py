# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists people really send, with everything that is wrong in them."""

from collections import Counter
from datetime import date

import pytest

from geleit.spreadsheets.columns import (
    Field,
    list_date,
    mapping_problems,
    propose_mapping,
    require_persons,
)
from geleit.spreadsheets.reading import UnreadableFile
from geleit.spreadsheets.rows import PersonRow, read_row
from geleit.spreadsheets.values import Address, PartialDate, PersonName


def people(table, as_of=date(2026, 11, 1)) -> list[PersonRow]:
    mapping = propose_mapping(table)
    return [read_row(row, mapping, as_of=list_date(table) or as_of) for row in table.rows]


@pytest.fixture
def county(shared_table):
    return shared_table("zuweisungsliste_landkreis.xlsx")


def test_county_list_has_68_rows_with_their_numbers(county):
    numbers = [row.number for row in county.rows]

    assert len(numbers) == 68
    assert numbers == [n for n in range(6, 77) if n not in {21, 38, 42}]
    assert (county.sheet, county.header_row, county.other_sheets) == ("Zuweisungen", 5, ())


def test_county_list_keeps_its_titles_and_its_day(county):
    assert county.titles == (
        "Landratsamt – Fachbereich Asyl",
        "Zuweisungsliste Anschlussunterbringung Steinheim a.d. Murr",
        "Stand: 24.09.2019 (ERFUNDENE TESTDATEN)",
    )
    assert list_date(county) == date(2019, 9, 24)


def test_county_list_skips_five_empty_rows_and_the_sum(county):
    skipped = [(row.number, row.reason, row.text) for row in county.skipped]

    assert skipped == [
        (4, "leer", ""),
        (21, "leer", ""),
        (38, "leer", ""),
        (42, "leer", ""),
        (77, "leer", ""),
        (78, "Summenzeile", "Summe 68 Personen"),
    ]


def test_county_list_needs_no_hand_for_its_columns(county):
    mapping = propose_mapping(county)

    assert [mapped.field for mapped in mapping.columns] == [
        Field.LIST_NUMBER,
        Field.FULL_NAME,
        Field.BIRTH,
        Field.SEX,
        Field.NATIONALITY,
        Field.LANGUAGE,
        Field.HOUSEHOLD_REFERENCE,
        Field.MOVED_IN_ON,
        Field.ADDRESS,
        Field.HOUSING_TYPE,
        Field.RESIDENCE_STATUS,
        Field.STATUS_VALID_UNTIL,
        Field.BENEFIT_AGENCY,
        Field.GERMAN_LEVEL,
        Field.REMARK,
    ]
    assert mapping_problems(mapping) == ()


def test_county_list_has_24_households(county):
    references = [row.value(Field.HOUSEHOLD_REFERENCE) for row in people(county)]

    assert len(set(references)) == 24
    assert references[0] == "1"  # a number in Excel, no "1.0"


def test_county_list_names_three_unknown_births(county):
    unknown = [row for row in people(county) if row.values[Field.BIRTH].original == "unbek."]

    assert [row.number for row in unknown] == [18, 28, 39]
    assert all(row.value(Field.BIRTH) is None for row in unknown)
    assert all(not row.values[Field.BIRTH].problem for row in unknown)
    assert all("unbekannt" in row.values[Field.BIRTH].doubt for row in unknown)


def test_county_list_reads_its_first_person_whole(county):
    first = people(county)[0]

    assert first.name == PersonName(family="Haile", given="Tesfay")
    assert {field: reading.value for field, reading in first.values.items()} == {
        Field.LIST_NUMBER: "1",
        Field.FULL_NAME: PersonName(family="Haile", given="Tesfay"),
        Field.BIRTH: PartialDate(1986, 8, 22),
        Field.SEX: "m",
        Field.NATIONALITY: "ER",
        Field.LANGUAGE: "ti",
        Field.HOUSEHOLD_REFERENCE: "1",
        Field.MOVED_IN_ON: date(2018, 11, 14),
        Field.ADDRESS: Address("Kleinbottwarer Strasse 66a", "71711", "Steinheim"),
        Field.HOUSING_TYPE: "container",
        Field.RESIDENCE_STATUS: "permit_25_3",
        Field.STATUS_VALID_UNTIL: date(2019, 11, 22),
        Field.BENEFIT_AGENCY: "jobcenter",
        Field.GERMAN_LEVEL: "none",
        Field.REMARK: None,
    }
    assert (first.problems, first.doubts, first.extra) == ((), (), {})


@pytest.mark.parametrize(
    ("field", "counts"),
    [
        (Field.SEX, {"m": 38, "w": 26, "d": 4}),
        (
            Field.NATIONALITY,
            {"SY": 20, "ER": 14, "TR": 13, "GM": 8, "IQ": 7, "UA": 4, "AF": 2},
        ),
        (
            Field.LANGUAGE,
            {"ar": 20, "ti": 14, "tr": 13, "mnk": 8, "ckb": 7, "uk": 4, "prs": 2},
        ),
        (Field.HOUSING_TYPE, {"container": 28, "private": 28, "municipal": 12}),
        (
            Field.RESIDENCE_STATUS,
            {
                "permit_25_3": 19,
                "permit_24": 10,
                "fictional": 9,
                "application": 9,
                "permit_25_1": 7,
                "permit_25_2_subsidiary": 7,
                "permit_25_2_refugee": 5,
                "toleration": 2,
            },
        ),
        (Field.BENEFIT_AGENCY, {"jobcenter": 37, "self": 16, "asylblg": 15}),
        (
            Field.GERMAN_LEVEL,
            {"none": 12, "A1": 11, "B1": 10, None: 9, "A2": 8, "A2/B1": 8, "B2": 6, "alpha": 4},
        ),
    ],
)
def test_county_list_reads_every_value_of_a_column(county, field, counts):
    assert Counter(row.value(field) for row in people(county)) == counts


def test_county_list_doubts_first_of_january_and_old_centuries(county):
    doubts = {
        row.number: row.values[Field.BIRTH].doubt
        for row in people(county)
        if row.values[Field.BIRTH].doubt and row.value(Field.BIRTH)
    }

    assert sorted(doubts) == [7, 9, 13, 16, 23, 26, 51, 53, 61]
    assert "2017 angenommen, 1917" in doubts[53]
    assert "2012 angenommen, 1912" in doubts[23]
    assert "nur das Jahr" in doubts[23]


def test_county_list_shows_five_newborns_and_two_expired_permits(county):
    problems = [problem for row in people(county) for problem in row.problems]

    assert [(problem.row, problem.column) for problem in problems] == [
        (8, "Zuzug AU"),
        (11, "gültig bis"),
        (15, "Zuzug AU"),
        (34, "Zuzug AU"),
        (47, "gültig bis"),
        (53, "Zuzug AU"),
        (54, "Zuzug AU"),
    ]
    assert problems[1].value == "22.08.2019"
    assert problems[1].letter == "L"


def test_county_list_warns_of_nine_health_remarks(county):
    doubts = [doubt for row in people(county) for doubt in row.doubts if "DSGVO" in doubt.message]

    assert {doubt.value for doubt in doubts} == {"schwanger"}
    assert len(doubts) == 9


def test_french_record_book_is_read_with_its_quotes(shared_table):
    table = shared_table("carnet_de_bord_beneficiaires.csv")
    rows = people(table)

    assert [row.number for row in rows] == [2, 3, 4, 5]
    assert rows[0].name == PersonName(family="Fondue", given="Charlotte")
    assert rows[0].value(Field.BIRTH) == PartialDate(1998, 5, 25)
    assert rows[0].value(Field.STREET) == "11 rue du Fromage"
    assert rows[0].value(Field.POSTCODE) == "61120"
    assert rows[0].extra["Adresse (complément)"] == 'Lieu-dit "Le sandwich"'
    assert rows[0].extra["Zone de mobilité"] == "30"


def test_french_record_book_with_a_wrong_birth_keeps_the_row(shared_table):
    rows = people(shared_table("carnet_de_bord_beneficiaires_buggy.csv"))
    missing, problem = [problem for row in rows for problem in row.problems]

    assert (missing.row, missing.column, missing.value) == (2, "Date de naissance*", "")
    assert (problem.row, problem.column, problem.value) == (3, "Date de naissance*", "19970-04-22")
    assert problem.kept
    assert "TT.MM.JJJJ" in problem.mend
    assert rows[0].value(Field.BIRTH) is None
    assert rows[0].values[Field.BIRTH].problem is None  # the row lacks it, no cell is wrong


def test_600_french_users_are_read_day_first(shared_table):
    table = shared_table("rdv_insertion_usagers_600.csv")
    rows = people(table)

    assert (len(rows), rows[0].number, rows[-1].number) == (600, 2, 601)
    assert rows[0].value(Field.BIRTH) == PartialDate(1952, 2, 16)
    assert rows[0].value(Field.SEX) == "m"
    assert rows[0].value(Field.ADDRESS) == Address("", "59402", "Nice")
    assert all(row.value(Field.BIRTH).is_complete for row in rows)
    assert [problem for row in rows for problem in row.problems] == []


def test_the_advisers_mail_is_not_taken_for_the_users(shared_table):
    mapping = propose_mapping(shared_table("rdv_insertion_usagers_600.csv"))

    assert mapping.column_of(Field.EMAIL).column.title == "Adresses Mails"


def test_sahana_cases_have_family_and_head(shared_table):
    rows = people(shared_table("sahana_drkcm_demo_person.csv"))

    assert len(rows) == 9
    assert rows[1].name == PersonName(family="Malik", given="Alibrahim")
    assert rows[1].value(Field.HOUSEHOLD_REFERENCE) == "Malik"
    assert rows[1].value(Field.HEAD_OF_HOUSEHOLD) is True
    assert rows[2].value(Field.HEAD_OF_HOUSEHOLD) is None
    assert rows[3].value(Field.EXTERNAL_REFERENCE) == "657433-a"
    assert {row.value(Field.NATIONALITY) for row in rows} == {"SY"}


def test_sahana_shelter_cases_keep_what_has_no_field(shared_table):
    rows = people(shared_table("sahana_mrcms_demo_cases.csv"))

    assert len(rows) == 5
    assert rows[0].value(Field.HOUSING_UNIT) == "275 8 A"
    assert rows[0].value(Field.SENDING_ORGANISATION) == "Betreuungsverband LUK Rendsburg"
    assert rows[0].extra["Shelter"] == "Landesunterkunft Rendsburg"


@pytest.mark.parametrize("name", ["casa_volunteers.csv", "casa_volunteers_invalid_phones.csv"])
def test_volunteers_are_not_taken_for_accompanied_people(shared_table, name):
    mapping = propose_mapping(shared_table(name))

    with pytest.raises(UnreadableFile) as refused:
        require_persons(mapping)

    assert refused.value.file == name
    assert refused.value.row == 1
    assert refused.value.column == "display_name"
    assert refused.value.value == "display_name, email, phone_number"
    assert "Ehrenamtlichen" in refused.value.message
    assert "Zuweisungsliste" in refused.value.mend
    assert str(refused.value).startswith(f"„{name}“, Zeile 1, Spalte „display_name“")
