# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One cell, one value; what cannot be read keeps its text and says how to mend it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geleit.spreadsheets import values
from geleit.spreadsheets.values import Address, NameOrder, PersonName

from .conftest import a_cell

READERS = [
    values.read_address,
    values.read_benefit_agency,
    values.read_email,
    values.read_flag,
    values.read_full_name,
    values.read_german_level,
    values.read_housing_type,
    values.read_language,
    values.read_name,
    values.read_nationality,
    values.read_phone,
    values.read_postcode,
    values.read_remark,
    values.read_residence_status,
    values.read_sex,
    values.read_text,
]


def check(reader, table):
    """Compare the value of every text; a value of ... means a problem with a mend."""
    for text, expected in table.items():
        reading = reader(a_cell(text))
        assert reading.original == a_cell(text).text
        assert reading.value == (None if expected is ... else expected), text
        assert bool(reading.problem) == bool(reading.mend) == (expected is ...), text


@pytest.mark.parametrize("reader", READERS)
@given(text=st.text())
def test_no_reader_fails_on_any_text(reader, text):
    reading = reader(a_cell(text))

    assert reading.original == a_cell(text).text
    assert reading.value is None or reading.problem is None


@pytest.mark.parametrize("reader", READERS)
def test_nothing_is_no_problem(reader):
    for text in (None, "", "  "):
        reading = reader(a_cell(text))
        assert (reading.value, reading.doubt, reading.problem) == (None, None, None)


def test_short_names_are_no_abbreviations():
    check(values.read_name, {"Nil": "Nil", "Na": "Na", "-": None, "unbek.": None, "?": None})


def test_sex_in_three_languages():
    words = {
        "m": "m M männlich Maennlich male Monsieur Herr homme",
        "w": "w W weiblich female f Madame Frau femme",
        "d": "d divers x",
    }
    check(values.read_sex, {word: sex for sex, line in words.items() for word in line.split()})
    check(values.read_sex, {"?": None, "unbek.": None, "mw": ..., "7": ...})


def test_nationality_in_three_languages_and_codes():
    check(
        values.read_nationality,
        {
            "Syrien": "SY",
            "Syria": "SY",
            "Syrie": "SY",
            "SYR": "SY",
            "sy": "SY",
            "syrisch": "SY",
            "Syrien, Arabische Republik": "SY",
            "Türkei": "TR",
            "Tuerkei": "TR",
            "Türkiye": "TR",
            "ERI": "ER",
            "Kosovo": "XK",
            "staatenlos": "XXA",
            "ungeklärt": "XXX",
            "unbekannt": "XXX",
            "-": None,
            "Kongo": ...,
            "Syrer?": "SY",
            "Mars": ...,
        },
    )


def test_second_nationality_is_named_as_doubt():
    reading = values.read_nationality(a_cell("Syrien / Irak"))

    assert reading.value == "SY"
    assert "Mehrere" in reading.doubt


def test_languages_in_three_languages_and_codes():
    check(
        values.read_language,
        {
            "Kurdisch (Sorani)": "ckb",
            "Sorani": "ckb",
            "Kurmancî": "kmr",
            "Kurdisch-Kurmandschi": "kmr",
            "Kurdisch": "ku",
            "Dari": "prs",
            "Farsi": "fa",
            "Persisch": "fa",
            "Paschtu": "ps",
            "Tigrinya": "ti",
            "Tigrinisch": "ti",
            "Mandinka": "mnk",
            "Somali": "so",
            "Amharisch": "am",
            "arabe": "ar",
            "ara": "ar",
            "Arabisch": "ar",
            "Marsianisch": ...,
            "unbek.": None,
        },
    )
    assert values.read_language(a_cell("Arabisch, Kurdisch")).doubt


class TestFullName:
    def test_comma_tells_the_parts(self):
        check(
            values.read_full_name,
            {
                "Haile, Tesfay": PersonName("Haile", "Tesfay"),
                "Al-Jubouri,Huda Maria": PersonName("Al-Jubouri", "Huda Maria"),
                "Haile,": ...,
                ", Tesfay": ...,
                "Haile Tesfay": ...,
                "Abu Bakr Al Sayed": ...,
            },
        )

    def test_without_comma_the_title_decides_and_says_so(self):
        family = values.read_full_name(a_cell("Haile Tesfay"), order=NameOrder.FAMILY_FIRST)
        given = values.read_full_name(a_cell("Tesfay Haile"), order=NameOrder.GIVEN_FIRST)
        three = values.read_full_name(a_cell("Haile Tesfay Abel"), order=NameOrder.FAMILY_FIRST)

        assert family.value == given.value == PersonName("Haile", "Tesfay")
        assert "Ohne Komma" in family.doubt
        assert three.problem

    def test_one_name_alone_is_doubted(self):
        reading = values.read_full_name(a_cell("Mirwais"))

        assert reading.value == PersonName(family="Mirwais", given="")
        assert reading.doubt


def test_housing_types():
    check(
        values.read_housing_type,
        {
            "städt. Unterkunft": "municipal",
            "städtische Wohnung": "municipal",
            "AU Container": "container",
            "privat": "private",
            "Privatwohnung": "private",
            "GU": "shared",
            "Gemeinschaftsunterkunft": "shared",
            "Zelt": ...,
            "-": None,
        },
    )


def test_residence_status():
    check(
        values.read_residence_status,
        {
            "§25 Abs.1": "permit_25_1",
            "§ 25 I AufenthG": "permit_25_1",
            "§ 25 II AufenthG 1. Alt.": "permit_25_2_refugee",
            "§ 25 Abs. 2 (Flüchtling)": "permit_25_2_refugee",
            "§ 25 Abs. 2 Alt. 1": "permit_25_2_refugee",
            "§ 25 Abs. 2 (subs.)": "permit_25_2_subsidiary",
            "§ 25 II 2. Alt.": "permit_25_2_subsidiary",
            "subsidiärer Schutz": "permit_25_2_subsidiary",
            "§ 25 (3)": "permit_25_3",
            "§25 III": "permit_25_3",
            "25/3": "permit_25_3",
            "AE § 24": "permit_24",
            "§ 24 Abs. 1 AufenthG": "permit_24",
            "Gestattung": "application",
            "Aufenthaltsgestattung (§ 55 AsylG)": "application",
            "Duldung § 60a": "toleration",
            "§ 60a AufenthG": "toleration",
            "Fiktionsbesch.": "fictional",
            "Fiktionsbescheinigung § 25 Abs. 3": "fictional",
            "Niederlassungserlaubnis": "settlement",
            "§ 26 Abs. 3": "settlement",
            "§ 25a": "other",
            "§ 25 Abs. 5": "other",
            "irgendwas": "other",
            "unbek.": None,
        },
    )


def test_section_25_2_without_alternative_is_not_guessed():
    reading = values.read_residence_status(a_cell("§ 25 Abs. 2"))

    assert reading.value == "other"
    assert "1. oder die 2. Alternative" in reading.doubt


def test_benefit_agencies():
    check(
        values.read_benefit_agency,
        {
            "JC": "jobcenter",
            "Jobcenter Ludwigsburg": "jobcenter",
            "LRA AsylbLG": "asylblg",
            "Selbstzahler": "self",
            "JC / Selbstzahler": ...,
            "Oma": ...,
        },
    )


def test_german_levels():
    check(
        values.read_german_level,
        {
            "keine": "none",
            "Alpha": "alpha",
            "Alphakurs": "alpha",
            "a1": "A1",
            "A2/B1": "A2/B1",
            "A2 - B1": "A2/B1",
            "B1+": "B1+",
            "-": None,
            "D1": ...,
            "gut": ...,
        },
    )


def test_addresses():
    check(
        values.read_address,
        {
            "Bahnhofstr. 11, 71711 Steinheim": Address("Bahnhofstr. 11", "71711", "Steinheim"),
            "Hof 1\n71711 Steinheim a.d. Murr": Address("Hof 1", "71711", "Steinheim a.d. Murr"),
            "Hof 1 D-71711 Steinheim": Address("Hof 1", "71711", "Steinheim"),
            "59402 Nice": Address("", "59402", "Nice"),
            "Hof 1": Address("Hof 1", "", ""),
        },
    )
    assert values.read_address(a_cell("Hof 1")).doubt


def test_excel_takes_the_zero_off_a_postcode():
    reading = values.read_postcode(a_cell(1067.0))

    assert reading.value == "01067"
    assert "Führende Null" in reading.doubt


def test_phones_and_mails():
    check(
        values.read_phone,
        {"07144 12-34": "07144 12-34", "+49 (0)711/1234": "+49 (0)711/1234", "1bc12345678": ...},
    )
    check(values.read_email, {"a.b@c.de": "a.b@c.de", "a@b": ..., "a.b(at)c.de": ..., "k.A.": None})
    assert values.read_phone(a_cell(71441234567.0)).doubt
    assert values.read_email(a_cell("a@b.de; c@d.de")).doubt


def test_flags():
    check(values.read_flag, {"ja": True, "x": True, "true": True, "nein": False, "vielleicht": ...})
    assert values.read_flag(a_cell(value=True)).value is True


@pytest.mark.parametrize(
    "text", ["schwanger", "Krank seit Mai", "in Reha", "Schwerbehinderung GdB 50", "PTBS"]
)
def test_health_needs_a_legal_basis(text):
    reading = values.read_remark(a_cell(text))

    assert reading.value == text
    assert "Art. 9 DSGVO" in reading.doubt


@pytest.mark.parametrize("text", ["Umzug gepl.", "Krankenkasse AOK", "Kita-Platz fehlt"])
def test_other_remarks_are_simply_kept(text):
    assert values.read_remark(a_cell(text)).doubt is None
