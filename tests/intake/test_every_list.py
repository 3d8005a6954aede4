# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every real list is taken over or refused in words; what is broken never leaves half of it behind."""

import io
import zipfile

import openpyxl
import pytest

from geleit.cases.models import Person
from geleit.intake.matching import plan_of
from geleit.spreadsheets.problems import UnreadableFile
from tests.intake.test_take_over import ON, taken

PERSONS = {
    "carnet_de_bord_beneficiaires.csv": 4,
    "carnet_de_bord_beneficiaires_buggy.csv": 3,
    "rdv_insertion_usagers_600.csv": 600,
    "sahana_drkcm_demo_person.csv": 9,
    "sahana_mrcms_demo_cases.csv": 5,
    "zuweisungsliste_landkreis.xlsx": 68,
}
OTHERS = ["casa_volunteers.csv", "casa_volunteers_invalid_phones.csv"]


@pytest.mark.parametrize(("name", "persons"), PERSONS.items())
def test_a_real_list_is_taken_over_and_the_second_time_changes_nothing(
    lists, steinheim, name, persons
):
    content = (lists / name).read_bytes()

    first = taken(content, agreement=steinheim, name=name)
    second = taken(content, agreement=steinheim, name=name)

    assert first.persons_new == persons
    assert (second.persons_new, second.persons_changed) == (0, 0)
    assert Person.unguarded.count() == persons


@pytest.mark.parametrize("name", OTHERS)
def test_a_list_of_others_is_refused(lists, steinheim, name):
    with pytest.raises(UnreadableFile):
        taken((lists / name).read_bytes(), agreement=steinheim, name=name)

    assert Person.unguarded.count() == 0


def test_there_is_no_list_without_a_test(lists):
    assert {path.name for path in lists.iterdir()} == {*PERSONS, *OTHERS}


def with_part(content, name, data):
    """Return a workbook with one part more, such as macros."""
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, data)
    return target.getvalue()


def edited(content, change):
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book.active)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def plan(content, steinheim):
    return plan_of(content, file_name="liste.xlsx", agreement=steinheim, on=ON)


def test_macros_are_never_run_and_the_list_is_read(county_list, steinheim):
    content = with_part(county_list, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")

    assert plan(content, steinheim).counts["new"] == 68


def test_formulas_without_a_value_are_empty_and_are_never_calculated(county_list, steinheim):
    def change(sheet):
        sheet.cell(sheet.max_row + 1, 1).value = '=HYPERLINK("http://example.org","x")'

    assert plan(edited(county_list, change), steinheim).counts["new"] == 68


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_refused_in_words(county_list, steinheim, share):
    with pytest.raises(UnreadableFile) as refused:
        plan(county_list[: int(len(county_list) * share)], steinheim)

    assert "beschädigt" in refused.value.message


def test_rows_with_nothing_but_a_format_do_not_count(county_list, steinheim):
    def change(sheet):
        sheet.cell(90_000, 1).font = openpyxl.styles.Font(bold=True)

    assert plan(edited(county_list, change), steinheim).counts["new"] == 68
