# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The printed sheet, looked into: letters, direction, headings and languages in its tags."""

import io
from collections import Counter
from dataclasses import replace
from datetime import date, time
from functools import cache

import pypdf
import pytest
from django.db import connection
from pypdf.generic import ContentStream

from geleit.letters.enums import SheetLanguage
from geleit.letters.models import PhraseBlock
from geleit.letters.scripts import script_of
from geleit.plans.models import Goal, IntegrationPlan, PlanStep
from geleit.plans.printing import sheets

LANGUAGES = SheetLanguage.values
A4_MIDDLE = 298  # points
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="paper knows no database"),
]


def content():
    own = PlanStep(text="Anzeigen lesen", bearer="1_person", due_on=date(2026, 12, 12))
    office = PlanStep(text="Schein beantragen", bearer="5_authority", bearer_name="Bürgerbüro")
    housing = Goal(action_field="housing", text="Eigene Wohnung", measure="Mietvertrag")
    german = Goal(action_field="language", text="Deutsch B1", reached_on=date(2026, 10, 1))
    housing.standing_steps, german.standing_steps = [own, office], []
    return sheets.Content(
        name="Noori, Farid",
        on=date(2026, 11, 28),
        sender="Testträger e. V.",
        appointment=sheets.Appointment(date(2026, 12, 3), time(10, 30), "Rathaus", "Anna", "Pass"),
        steps=sheets.by_bearer([office, own]),
        plan=IntegrationPlan(agreed_on=date(2026, 11, 20), review_on=date(2027, 5, 20)),
        goals=sheets.by_field([housing, german]),
    )


@cache
def printed(language):
    """Make the sheet once for all tests of this file."""
    return sheets.to_pdf(content(), language)


def opened(language):
    return pypdf.PdfReader(io.BytesIO(printed(language)))


def tags(reader):
    """Give the structure elements from the first to the last, with the language that they name."""

    def walk(node):
        node = node.get_object()
        if isinstance(node, pypdf.generic.DictionaryObject):
            if "/S" in node:
                yield node["/S"], node.get("/Lang")
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                if not isinstance(kid, int):
                    yield from walk(kid)

    root = reader.trailer["/Root"]["/StructTreeRoot"]
    for kid in root["/K"]:
        yield from walk(kid)


def glyphs(reader):
    """Give the numbers of all glyphs that are drawn; 0 is the box for a letter that is missing."""
    for page in reader.pages:
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator in (b"Tj", b"TJ"):
                parts = operands[0] if operator == b"TJ" else operands
                for part in parts:
                    raw = getattr(part, "original_bytes", b"")
                    yield from (int.from_bytes(raw[i : i + 2]) for i in range(0, len(raw), 2))


def letters_of(text):
    return Counter(letter for letter in text if letter.isalpha())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_is_missing_and_every_font_travels_along(language):
    reader = opened(language)
    drawn = list(glyphs(reader))
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]

    assert len(drawn) > 500
    assert 0 not in drawn
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    names = {str(font["/FontName"]) for font in fonts}
    family = script_of(language).family.replace(" ", "-")
    assert any(family in name for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_can_be_taken_out_again(language):
    text = "".join(page.extract_text() for page in opened(language).pages)
    found = letters_of(text)
    blocks = PhraseBlock.objects.youngest(language)[language]

    for key in ("plan.title", "steps.title", "step.1_person", "appointment.title"):
        assert letters_of(blocks[key].text) - found == Counter(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_names_its_language_title_and_headings(language):
    reader = opened(language)
    root, found = reader.trailer["/Root"], list(tags(reader))
    title = PhraseBlock.objects.youngest(language)[language]["plan.title"].text

    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == title
    headings = [kind for kind, _lang in found if kind in ("/H1", "/H2", "/H3")]
    assert headings == ["/H1", "/H2", "/H2", "/H3", "/H3", "/H2", "/H3", "/H3"]
    spoken = {lang for _kind, lang in found if lang}
    assert spoken == {language, "de"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_turns_the_way_its_language_runs(language):
    reader = opened(language)
    is_rtl = script_of(language).is_rtl
    places = []

    def note(text, _cm, tm, font, size):
        is_theirs = font and script_of(language).family.replace(" ", "-") in font["/BaseFont"]
        if text.strip() and size > 10 and is_theirs:
            places.append(tm[4])

    reader.pages[0].extract_text(visitor_text=note)

    turned = reader.trailer["/Root"]["/ViewerPreferences"].get("/Direction")
    assert turned == ("/R2L" if is_rtl else None)
    if is_rtl:  # the person's own words stand in the right half, German in the left
        assert places
        assert min(places) > A4_MIDDLE - 40


def places_of(reader, wanted):
    """Give where on its page the first text stands that begins with what is wanted."""
    found = []

    def note(text, _cm, tm, _font, _size):
        if text.strip().startswith(wanted):
            found.append(tm[4])

    for page in reader.pages:
        page.extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bullet_stands_beside_the_step_that_it_belongs_to(language):
    reader = opened(language)
    bullets, steps = places_of(reader, "•"), places_of(reader, "Anzeigen lesen")

    assert bullets
    assert steps
    assert all(0 < min(steps) - bullet < 40 for bullet in bullets)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_person_s_signature_comes_first_in_the_direction_of_reading(language):
    reader = opened(language)
    (person,) = places_of(reader, "Datum · Ihre Unterschrift")
    (adviser,) = places_of(reader, "Datum · Unterschrift der Beratung")

    assert (person > adviser) == script_of(language).is_rtl


def test_what_is_typed_stays_german_and_the_sheet_says_so():
    html = sheets.to_html(content(), "ti")

    assert html.count("Anzeigen lesen") == 2
    assert 'lang="de" dir="ltr">Anzeigen lesen' in html
    assert PhraseBlock.objects.get(language="ti", key="sheet.german_only").text in html


def test_the_sheet_says_that_nobody_checked_the_translation_until_somebody_did():
    unchecked = PhraseBlock.objects.get(language="tr", key="sheet.unchecked").text
    before = sheets.to_html(content(), "tr")
    PhraseBlock.objects.filter(language="tr").update(
        checked_by="Ayşe Örnek", checked_on=date(2026, 12, 1)
    )

    assert unchecked in before
    assert unchecked not in sheets.to_html(content(), "tr")


def test_the_person_s_own_steps_come_first():
    (first, _steps), (last, _others) = content().steps

    assert (first, last) == ("1_person", "5_authority")


@pytest.mark.parametrize(
    ("own", "language", "is_used"),
    [
        ("فرید نوری", "prs", True), ("فرید نوری", "ar", True), ("فرید نوری", "tr", False),
        ("ዮናስ ሃይለ", "ti", True), ("Юлія Шевченко", "uk", True), ("Юлія Шевченко", "ar", False),
        ("Farid Noori", "ar", False), ("", "ar", False),
    ],
)  # fmt: skip
def test_the_name_stands_in_the_person_s_own_script_beside_the_latin_one(own, language, is_used):
    html = sheets.to_html(replace(content(), own_name=own), language)

    assert (f"<bdi>{own}</bdi>" in html) == is_used
    assert html.count("<bdi>Noori, Farid</bdi>") == (1 if is_used else 2)


def test_the_name_in_ethiopic_letters_is_drawn():
    reader = pypdf.PdfReader(
        io.BytesIO(sheets.to_pdf(replace(content(), own_name="ዮናስ ሃይለ"), "ti"))
    )

    assert "ዮናስ" in "".join(page.extract_text() for page in reader.pages)
    assert 0 not in list(glyphs(reader))
