# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which column holds what, by name, by content, by a person's choice."""

from datetime import date

import pytest

from geleit.spreadsheets.columns import (
    Field,
    field_label,
    list_date,
    mapping_problems,
    propose_mapping,
    require_persons,
)
from geleit.spreadsheets.reading import UnreadableFile
from geleit.spreadsheets.rows import read_row
from geleit.spreadsheets.values import PersonName

from .conftest import a_csv

AS_OF = date(2026, 11, 1)


def fields(text: str) -> list[Field | None]:
    return [mapped.field for mapped in propose_mapping(a_csv(text)).columns]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Name;Vorname;geb.", [Field.FAMILY_NAME, Field.GIVEN_NAMES, Field.BIRTH]),
        ("Nom;Prénom;Né(e) le", [Field.FAMILY_NAME, Field.GIVEN_NAMES, Field.BIRTH]),
        ("Name;Geburtsort;Nat.", [Field.FULL_NAME, None, Field.NATIONALITY]),
        ("Nachname;Geb.-Datum;HH-Nr.", [Field.FULL_NAME, Field.BIRTH, Field.HOUSEHOLD_REFERENCE]),
        ("Vor- und Zuname;PLZ;Ort", [Field.FULL_NAME, Field.POSTCODE, Field.CITY]),
        ("Full name;Adresse;Code postal", [Field.FULL_NAME, Field.STREET, Field.POSTCODE]),
        ("Name;Straße / Hausnr.;Tel.", [Field.FULL_NAME, Field.STREET, Field.PHONE]),
        ("Name;gueltig bis;Leistungstraeger", [
            Field.FULL_NAME, Field.STATUS_VALID_UNTIL, Field.BENEFIT_AGENCY,
        ]),
        ("Name;Geburtsdatum (TT.MM.JJJJ);#", [Field.FULL_NAME, Field.BIRTH, Field.LIST_NUMBER]),
        ("NAME;GESCHLECHT;ZI.-NR.", [Field.FULL_NAME, Field.SEX, Field.HOUSING_UNIT]),
        ("Name;Geburtsdatum Vater;Einreise", [Field.FULL_NAME, None, None]),
    ],
)  # fmt: skip
def test_names_are_known_in_three_languages(header, expected):
    assert fields(f"{header}\na;b;c\nd;e;f\n") == expected


def test_content_speaks_where_the_name_says_nothing():
    text = (
        "Name;Vorname;A;B;C;D;E\n"
        "Haile;Tesfay;22.08.1986;m;Eritrea;§ 25 (3);Tigrinya\n"
        "Khalil;Nour;05.04.2009;w;Syrien;Duldung;Arabisch\n"
    )

    assert fields(text)[2:] == [
        Field.BIRTH,
        Field.SEX,
        Field.NATIONALITY,
        Field.RESIDENCE_STATUS,
        Field.LANGUAGE,
    ]


def test_content_gives_its_reason():
    mapping = propose_mapping(a_csv("Name;Vorname;A\nHaile;T;22.08.1986\nKhalil;N;05.04.2009\n"))

    assert mapping.columns[2].why == "Lauter vergangene Tage, über viele Jahre verteilt."
    assert mapping.columns[0].why == "Neben einer Spalte mit Vornamen ist das der Familienname."


def test_days_close_together_are_no_births():
    assert fields("Name;Vorname;A\nHaile;T;22.08.2018\nKhalil;N;05.04.2019\n")[2] is None


def test_days_to_come_are_no_births():
    table = a_csv("Stand: 1.1.2019\nName;Vorname;A\nHaile;T;22.08.1990\nKhalil;N;05.04.2029\n")

    assert propose_mapping(table).columns[2].field is None


def test_status_of_something_else_is_no_residence_status():
    assert fields("Name;Status\nHaile, T;offen\nKhalil, N;erledigt\n")[1] is None
    assert (
        fields("Name;Status\nHaile, T;Duldung\nKhalil, N;§ 25 (3)\n")[1] is Field.RESIDENCE_STATUS
    )


def test_of_two_equal_columns_the_fuller_is_taken():
    mapping = propose_mapping(a_csv("Name;Telefon;Handy\nHaile;;0171 123456\nKhalil;;0172 1\n"))

    assert mapping.column_of(Field.PHONE).column.title == "Handy"
    assert mapping.columns[1].why == "„Handy“ ist schon Telefon."


def test_a_person_may_choose_otherwise():
    mapping = propose_mapping(a_csv("Name;A;B\nHaile;x;1\nKhalil;y;2\n"))

    chosen = mapping.with_field(2, Field.HOUSEHOLD_REFERENCE).with_field(1, Field.FULL_NAME)

    assert [mapped.field for mapped in chosen.columns] == [
        None,
        Field.FULL_NAME,
        Field.HOUSEHOLD_REFERENCE,
    ]
    assert chosen.columns[1].why == "Von Ihnen gewählt."


def test_every_field_has_a_label():
    assert all(field_label(field) for field in Field)


class TestRequirements:
    def test_a_list_without_names_is_refused(self):
        table = a_csv("Vorname;geb.;Nat.\nTesfay;22.08.1986;ERI\n")

        (problem,) = mapping_problems(propose_mapping(table))

        assert (problem.row, problem.value) == (1, "Vorname, geb., Nat.")
        assert "keine Spalte mit dem Namen" in problem.message

    def test_what_may_be_a_person_and_no_header_is_not_repeated(self):
        table = a_csv("Haile;Tesfay;Asmara\nx;1;2\ny;3;4\n")

        (problem,) = mapping_problems(propose_mapping(table))

        assert (problem.row, problem.column, problem.value) == (1, "A–C", "")

    def test_a_list_of_rooms_is_refused_but_not_as_volunteers(self):
        table = a_csv("Name;Zimmer\nHaile;12\n")

        with pytest.raises(UnreadableFile) as refused:
            require_persons(propose_mapping(table))

        assert "Ehrenamtlichen," not in refused.value.message

    @pytest.mark.parametrize("column", ["geb.", "Nat.", "Fam.-Nr.", "Aufenthaltsstatus"])
    def test_one_column_about_the_accompanied_is_enough(self, column):
        assert mapping_problems(propose_mapping(a_csv(f"Name;{column}\nHaile, T;1\n"))) == ()


class TestListDate:
    @pytest.mark.parametrize(
        ("titles", "day"),
        [
            ("Stand: 24.09.2019", date(2019, 9, 24)),
            ("Liste vom 1.2.2020\nStand 3.2.2020", date(2020, 2, 3)),
            ("as of 2020-02-03", date(2020, 2, 3)),
            ("Stand: 31.02.2020", None),
            ("Zuweisungen", None),
        ],
    )
    def test_the_titles_name_the_day(self, titles, day):
        assert list_date(a_csv(f"{titles}\nName;geb.\nHaile, T;1.2.1990\n")) == day


class TestRows:
    def rows(self, text):
        table = a_csv(text)
        mapping = propose_mapping(table)
        return [read_row(row, mapping, as_of=AS_OF) for row in table.rows]

    def test_two_columns_make_one_name(self):
        (row,) = self.rows("Nachname;Vorname;geb.\nHaile;Tesfay;22.08.1986\n")

        assert row.name == PersonName("Haile", "Tesfay")
        assert row.problems == ()

    def test_a_row_without_name_is_kept_but_nobody(self):
        (row,) = self.rows("Nachname;Vorname;geb.\n;;22.08.1986\n")
        (problem,) = row.problems

        assert row.name is None
        assert row.value(Field.BIRTH).iso() == "1986-08-22"
        assert (problem.row, problem.column, problem.kept) == (2, None, True)
        assert "kein lesbarer Name" in problem.message

    def test_a_footnote_is_not_silently_a_person(self):
        rows = self.rows("Name;geb.;Nat.\nHaile, T;1.2.1990;ERI\nErstellt: Frau Maier;;\n")

        assert rows[1].problems

    def test_a_lone_name_is_asked_about(self):
        rows = self.rows("Name;geb.;Nat.\nHaile, T;1.2.1990;ERI\nMaier, Anna;;\n")

        assert "nur ein Name" in rows[1].problems[0].message

    def test_moving_in_before_the_birth_year_counts_its_first_day(self):
        rows = self.rows("Name;geb.;Zuzug\nHaile, T;2018;01.03.2018\nKhalil, N;2019;01.03.2018\n")

        assert [len(row.problems) for row in rows] == [0, 1]
        assert rows[1].problems[0].message == "Der Einzug liegt vor der Geburt am 2019."

    def test_an_unlimited_permit_does_not_expire(self):
        (row,) = self.rows("Name;geb.;gültig bis\nHaile, T;2.2.1990;unbefristet\n")

        assert row.problems == ()

    def test_every_problem_names_its_place(self):
        (row,) = self.rows("Name;geb.;m/w\nHaile, T;31.02.2001;q\n")

        assert [str(problem) for problem in row.problems] == [
            (
                "„liste.csv“, Zeile 2, Spalte „geb.“, Wert „31.02.2001“: "
                "Diesen Tag gibt es nicht, oder er ist nicht lesbar. "
                "Bitte als TT.MM.JJJJ eintragen; wenn nur das Jahr bekannt ist, nur das Jahr."
            ),
            (
                "„liste.csv“, Zeile 2, Spalte „m/w“, Wert „q“: "
                "Diese Angabe ist nicht bekannt. Bitte m, w oder d eintragen."
            ),
        ]

    def test_american_lists_prove_their_order_by_the_column(self):
        rows = self.rows("Name;DOB\nHaile, T;05/25/1998\nKhalil, N;01/02/2000\n")

        assert [row.value(Field.BIRTH).iso() for row in rows] == ["1998-05-25", "2000-01-02"]
