# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns are recognised by their names in the languages in which lists are written."""

import pytest

from geleit.spreadsheets.column_names import Field, field_by_name
from geleit.spreadsheets.columns import propose_mapping
from tests.spreadsheets.conftest import a_csv

WANTED = [Field.FAMILY_NAME, Field.GIVEN_NAMES, Field.BIRTH, Field.NATIONALITY, Field.PHONE]
HEADERS = {
    "German": "Nachname;Vorname;Geburtsdatum;Staatsangehörigkeit;Telefon",
    "English": "Surname;Given name;Date of birth;Nationality;Phone",
    "French": "Nom de famille;Prénom;Date de naissance;Nationalité;Téléphone",
    "Ukrainian": "Прізвище;Ім’я;Дата народження;Громадянство;Номер телефону",
    "Russian": "Фамилия;Имя;Дата рождения;Гражданство;Телефон",
    "Turkish": "Soyadı;Adı;Doğum Tarihi;Uyruğu;Telefon Numarası",
    "Arabic": "اسم العائلة;الاسم الأول;تاريخ الميلاد;الجنسية;رقم الهاتف",
    "Persian": "نام خانوادگی;نام;تاریخ تولد;تابعیت;تلفن",
    "Spanish": "Apellidos;Nombre;Fecha de nacimiento;Nacionalidad;Teléfono",
    "Polish": "Nazwisko;Imię;Data urodzenia;Obywatelstwo;Numer telefonu",
    "Italian": "Cognome;Nome;Data di nascita;Cittadinanza;Telefono",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_a_header_is_read_in_its_language(header):
    table = a_csv(f"{header}\nBerg;Amal;04.05.1990;Syrien;0711 123456\n")

    assert [mapped.field for mapped in propose_mapping(table).columns] == WANTED


@pytest.mark.parametrize(
    ("title", "field"),
    [("Nr.", Field.LIST_NUMBER), ("Nom", Field.FAMILY_NAME), ("Land", Field.NATIONALITY),
     ("Telefon", Field.PHONE), ("Adresse", Field.ADDRESS), ("ПІБ", Field.FULL_NAME)],
)  # fmt: skip
def test_german_and_french_names_keep_their_meaning(title, field):
    assert field_by_name(title) == (True, field)
