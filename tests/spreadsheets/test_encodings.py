# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list is read in whatever letters it was written, without a mark that says in which."""

import pytest

from geleit.spreadsheets.reading import read_table

HEADER = "Name;Vorname;Geburtsdatum"
WRITTEN = [
    ("cp1252", ["Müller;Jörg;1.2.1990", "Groß;Änne;3.4.1991", "Lefèvre;Zoé;5.6.1992"]),
    ("cp850", ["Müller;Jörg;1.2.1990", "Groß;Änne;3.4.1991", "König;Bärbel;5.6.1992"]),
    ("cp1250", ["Wałęsa;Łucja;1.2.1990", "Dvořák;Jiří;3.4.1991", "Żak;Kość;5.6.1992"]),
    ("cp1254", ["Yıldız;Şükrü;1.2.1990", "Çağlar;İpek;3.4.1991", "Öztürk;Gülşah;5.6.1992"]),
    ("cp1251", ["Шевченко;Олександр;1.2.1990", "Їжакевич;Євген;3.4.1991", "Іванова;Ольга;5.6.1992"]),
    ("koi8-u", ["Шевченко;Олександр;1.2.1990", "Їжакевич;Євген;3.4.1991", "Іванова;Ольга;5.6.1992"]),
    ("iso8859-5", ["Иванов;Пётр;1.2.1990", "Петрова;Ольга;3.4.1991", "Смирнов;Юрий;5.6.1992"]),
    ("cp1256", ["الحسن;محمد;1.2.1990", "خليل;فاطمة;3.4.1991", "ناصر;يوسف;5.6.1992"]),
    ("utf-8", ["Müller;محمد;1.2.1990", "Шевченко;ሰላም;3.4.1991", "გიორგი;Şükrü;5.6.1992"]),
    ("utf-8-sig", ["Müller;محمد;1.2.1990", "Шевченко;ሰላም;3.4.1991", "გიორგი;Şükrü;5.6.1992"]),
    ("utf-16", ["Müller;محمد;1.2.1990", "Шевченко;ሰላም;3.4.1991", "გიორგი;Şükrü;5.6.1992"]),
    ("utf-16-le", ["Müller;محمد;1.2.1990", "Берг;Amal;3.4.1991", "Tal;Şükrü;5.6.1992"]),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "rows"), WRITTEN, ids=[name for name, _rows in WRITTEN])
def test_names_keep_their_letters(encoding, rows):
    data = "\r\n".join([HEADER, *rows, ""]).encode(encoding)

    table = read_table(data, file_name="liste.csv")

    assert [";".join(cell.text for cell in row.cells) for row in table.rows] == rows


def test_german_words_beside_few_foreign_names_stay_german():
    rows = ["Größe der Wohnung;Straße;1.2.1990", "Müller;Yýlmaz;3.4.1991"]
    data = "\n".join([HEADER, *rows]).encode("cp1252")

    assert read_table(data, file_name="liste.csv").rows[0].cells[1].text == "Straße"


def test_a_million_empty_lines_below_the_list_do_no_harm():
    data = f"{HEADER}\nBerg;Amal;1.2.1990\n".encode() + b";;\n" * 1_000_000

    table = read_table(data, file_name="liste.csv")

    assert len(table.rows) == 1
    assert len(table.skipped) <= 1000
