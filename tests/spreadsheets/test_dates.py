# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days in every shape an office writes."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geleit.spreadsheets.dates import DateHint, PartialDate, date_hint, read_birth, read_day

from .conftest import a_cell

AS_OF = date(2019, 9, 24)
SHAPES = [
    "{d:%d.%m.%Y}",
    "{d.day}.{d.month}.{d.year}",
    "{d:%Y-%m-%d}",
    "{d:%Y-%m-%dT00:00:00}",
    "{d:%Y/%m/%d}",
    "{d:%d/%m/%Y}",
    "{d:%d-%m-%Y}",
    "{d:%d. %m. %Y}",
    "{d:%d %m %Y}",
    "{d:%d.%m.%Y 00:00}",
    "{d:%Y%m%d}",
    "geb. {d:%d.%m.%Y}",
    "*{d:%d.%m.%Y}",
]
BIRTHS = st.dates(min_value=date(1920, 1, 1), max_value=AS_OF)


def birth(value, **kwargs):
    return read_birth(a_cell(value), as_of=AS_OF, **kwargs)


@given(day=BIRTHS, shape=st.sampled_from(SHAPES))
def test_every_day_comes_back_from_every_shape(day, shape):
    assert birth(shape.format(d=day)).value == PartialDate.of(day)


@given(day=BIRTHS)
def test_every_day_comes_back_from_a_date_cell(day):
    assert birth(day).value == PartialDate.of(day)
    assert birth(datetime.combine(day, time())).value == PartialDate.of(day)


@given(day=BIRTHS)
def test_two_digits_are_right_or_doubted(day):
    reading = birth(f"{day:%d.%m.%y}")

    assert reading.value == PartialDate.of(day) or reading.doubt


@given(day=st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 12, 31)))
def test_days_to_come_need_no_four_digits(day):
    expected = day if 1989 <= day.year <= 2088 else None

    assert read_day(a_cell(f"{day:%d.%m.%y}"), as_of=AS_OF).value == expected


@given(day=st.dates(min_value=date(1910, 1, 1), max_value=AS_OF))
def test_day_numbers_of_excel_are_days_in_a_column_of_dates(day):
    serial = float((day - date(1899, 12, 30)).days)

    assert birth(serial, hint=DateHint(is_mostly_dates=True)).value == PartialDate.of(day)


@given(
    text=st.one_of(
        st.text(),
        st.from_regex(r"\s*[\d?x]{0,5}[./\- ][\d?x]{0,3}[./\- ]?[\d?x]{0,5}\s*", fullmatch=True),
    ),
    is_mostly_dates=st.booleans(),
)
def test_no_text_whatever_makes_the_reader_fail(text, is_mostly_dates):
    hint = DateHint(is_month_first=not is_mostly_dates, is_mostly_dates=is_mostly_dates)

    reading = read_birth(a_cell(text), as_of=AS_OF, hint=hint)
    day = read_day(a_cell(text), as_of=AS_OF, hint=hint)

    assert reading.original == day.original == a_cell(text).text
    assert reading.value is None or reading.problem is None
    assert (reading.problem is None) == (reading.mend is None)


@given(number=st.one_of(st.integers(), st.floats()))
def test_no_number_whatever_makes_the_reader_fail(number):
    hint = DateHint(is_mostly_dates=True)

    assert read_birth(a_cell(number), as_of=AS_OF, hint=hint).original == a_cell(number).text


@pytest.mark.parametrize("text", ["unbek.", "unbekannt", "-", "?", "k.A.", "--", "n/a"])
def test_said_to_be_unknown_is_no_problem(text):
    reading = birth(text)

    assert (reading.value, reading.problem) == (None, None)
    assert "unbekannt" in reading.doubt


def test_an_empty_cell_says_nothing():
    reading = birth("")

    assert (reading.value, reading.doubt, reading.problem) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1985", "1985"),
        (1985, "1985"),
        ("00.00.1985", "1985"),
        ("xx.xx.1985", "1985"),
        ("??.??.1985", "1985"),
        ("00.03.1985", "1985-03"),
        ("01.1985", "1985-01"),
        ("3/1985", "1985-03"),
        ("1985-03", "1985-03"),
        ("März 1985", "1985-03"),
        ("14.03.0000", "XXXX-03-14"),
        ("ca. 1985", "1985"),
    ],
)
def test_a_part_of_a_birth_stays_a_part(text, iso):
    reading = birth(text)

    assert reading.value.iso() == iso
    assert reading.doubt


@pytest.mark.parametrize(
    "text",
    [
        "14. November 2018",
        "14 nov. 2018",
        "14 novembre 2018",
        "November 14, 2018",
        "14th November 2018",
        "14.11.18",
        "14. Nov 18",
    ],
)
def test_months_have_names_in_three_languages(text):
    assert birth(text).value == PartialDate(2018, 11, 14)


@pytest.mark.parametrize(
    ("text", "year", "is_doubted"),
    [
        ("12.12.88", 1988, False),  # 1888 is too long ago
        ("07.12.62", 1962, False),  # 2062 is to come
        ("13.08.17", 2017, True),  # 1917 would be possible
        ("05.10.19", 1919, True),  # 2019 is to come, but a hundred years deserve a look
        ("23.09.19", 2019, True),
        ("02.02.08", 2008, False),  # 1908 is 111 years ago
        ("29.02.12", 2012, True),
    ],
)
def test_two_digits_are_a_century_only_when_one_is_possible(text, year, is_doubted):
    reading = birth(text)

    assert reading.value.year == year
    assert bool(reading.doubt) == is_doubted


def test_29_february_is_sought_in_the_century_that_has_it():
    reading = read_birth(a_cell("29.02.00"), as_of=date(2005, 1, 1))

    assert reading.value == PartialDate(2000, 2, 29)
    assert reading.doubt is None  # 1900 was no leap year


def test_first_of_january_is_doubted():
    assert "1. Januar" in birth("01.01.1990").doubt
    assert "1. Januar" in birth(date(1990, 1, 1)).doubt
    assert birth("02.01.1990").doubt is None


@pytest.mark.parametrize(
    "text",
    ["31.02.2001", "19970-04-22", "29.02.2001", "13.13.2001", "abc", "24.09.2020", "1.1.1850"],
)
def test_what_cannot_be_keeps_its_text(text):
    reading = birth(text)

    assert (reading.value, reading.original) == (None, text)
    assert reading.problem
    assert reading.mend


class TestColumnHint:
    def test_month_first_only_when_the_column_proves_it(self):
        proven = date_hint([a_cell("05/25/1998"), a_cell("01/02/2000")])
        open_ = date_hint([a_cell("05/05/1998"), a_cell("01/02/2000")])
        torn = date_hint([a_cell("05/25/1998"), a_cell("25/05/1998")])

        assert (proven.is_month_first, open_.is_month_first, torn.is_month_first) == (
            True,
            False,
            False,
        )
        assert birth("01/02/2000", hint=proven).value == PartialDate(2000, 1, 2)
        assert birth("01/02/2000", hint=open_).value == PartialDate(2000, 2, 1)

    def test_points_are_never_month_first(self):
        assert not date_hint([a_cell("05.25.1998")]).is_month_first

    def test_numbers_are_days_only_among_dates(self):
        assert birth(31646.0).problem
        assert birth(31646.0, hint=DateHint(is_mostly_dates=True)).value == PartialDate(1986, 8, 22)
        assert birth(1985.0, hint=DateHint(is_mostly_dates=True)).value.iso() == "1985"

    def test_a_column_that_lost_its_format_is_days_and_doubtful(self):
        cells = [a_cell(33333.0), a_cell("45992"), a_cell("unbekannt")]

        hint = date_hint(cells, is_of_days=True)

        assert not date_hint(cells).is_mostly_dates  # by its content alone it may be anything
        read = birth("33333", hint=hint)
        assert (read.value, bool(read.doubt)) == (PartialDate(1991, 4, 5), True)

    def test_one_number_among_words_is_no_day(self):
        cells = [a_cell("bald"), a_cell("nach Absprache"), a_cell("45992")]

        assert not date_hint(cells, is_of_days=True).is_mostly_dates


class TestPartialDate:
    def test_earliest_is_the_first_day_that_fits(self):
        assert PartialDate(1985, None, None).earliest() == date(1985, 1, 1)
        assert PartialDate(1985, 3, None).earliest() == date(1985, 3, 1)
        assert PartialDate(None, 3, 14).earliest() is None

    def test_a_day_that_does_not_exist_is_refused(self):
        with pytest.raises(ValueError):
            PartialDate(2001, 2, 29)


def test_a_day_of_moving_in_has_to_be_whole():
    reading = read_day(a_cell("03.2018"), as_of=AS_OF)

    assert reading.value is None
    assert "nicht vollständig" in reading.problem


def test_no_end_of_a_permit_is_no_problem():
    reading = read_day(a_cell("-"), as_of=AS_OF)

    assert (reading.value, reading.doubt, reading.problem) == (None, None, None)
