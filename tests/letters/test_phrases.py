# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The phrase blocks are whole in each language, and say of themselves that nobody checked them."""

import json
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from fontTools.ttLib import TTFont

from geleit.agreements.enums import ActionField
from geleit.letters.enums import SheetLanguage
from geleit.letters.models import PhraseBlock
from geleit.letters.pdf import FONTS, PdfUnavailable, font_file, html_to_pdf
from geleit.letters.scripts import ARABIC, ETHIOPIC, OWN, SCRIPTS, font_files, script_of
from geleit.plans.enums import Bearer

TEXTS = Path(__file__).resolve().parents[2] / "geleit" / "letters" / "texts"
LANGUAGES = SheetLanguage.values
REVIEW = import_module("geleit.letters.migrations.0003_when_the_plan_is_looked_at_again")


def texts(language):
    return json.loads((TEXTS / f"{language}.json").read_text("utf-8"))


def test_each_language_has_a_file_and_no_file_is_too_many():
    assert sorted(path.stem for path in TEXTS.iterdir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_everything_that_german_says(language):
    said = texts(language)

    assert list(said) == list(texts("de"))
    assert all(text.strip() == text and text for text in said.values())


def test_each_action_field_and_each_bearer_can_be_said():
    keys = set(texts("de"))

    assert {f"field.{field}" for field in ActionField} <= keys
    assert {f"step.{bearer}" for bearer in Bearer} <= keys


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"de"}))
def test_no_sentence_was_left_in_german(language):
    german = texts("de")
    same = {key for key, text in texts(language).items() if text == german[key]}

    assert same <= {"signature.day"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_before_a_day_ends_with_a_colon_in_every_language(language):
    before_a_value = [key for key, text in texts("de").items() if text.endswith(":")]

    assert "plan.review" in before_a_value
    assert [key for key in before_a_value if texts(language)[key][-1] not in ":፦"] == []


def of_review():
    blocks = PhraseBlock.objects.versions("de", "plan.review")
    return list(blocks.values_list("version", "text"))


def test_the_wrong_sentence_of_an_older_version_is_followed_by_the_right_one(db):
    PhraseBlock.objects.versions("de", "plan.review").update(text=REVIEW.WRONG)

    REVIEW.mend(apps, None)
    REVIEW.mend(apps, None)
    assert of_review() == [(2, REVIEW.RIGHT), (1, REVIEW.WRONG)]
    REVIEW.take_back(apps, None)
    assert of_review() == [(1, REVIEW.WRONG)]


def test_a_sentence_that_somebody_corrected_stays(db):
    PhraseBlock.objects.versions("de", "plan.review").update(text="Nächstes Mal:")

    REVIEW.mend(apps, None)

    assert of_review() == [(1, "Nächstes Mal:")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fonts_of_a_language_have_all_its_letters(language):
    letters = {ord(letter) for text in texts(language).values() for letter in text}
    files = font_files(script_of(language))
    weights = zip(sorted(FONTS), sorted(files, reverse=True) or [None, None], strict=True)

    for own, other in weights:  # regular with regular, bold with semi-bold
        drawn = set(TTFont(font_file(own)).getBestCmap())
        drawn |= set(TTFont(files[other]).getBestCmap()) if other else set()
        assert letters - drawn == set()


def test_four_languages_run_from_the_right():
    right = {code for code, script in SCRIPTS.items() if script.is_rtl}

    assert right == {"ar", "prs", "ps", "ckb"}
    assert script_of("tr") == OWN
    assert script_of("ti") == ETHIOPIC


def test_a_machine_without_the_font_names_the_package(monkeypatch, tmp_path):
    monkeypatch.setattr("geleit.letters.scripts.FONT_FOLDERS", (tmp_path,))

    with pytest.raises(PdfUnavailable, match="fonts-noto-core"):
        html_to_pdf('<html lang="ar"><title>x</title></html>', title="x", script=ARABIC)


def test_the_first_version_of_every_block_is_unchecked(db):
    blocks = PhraseBlock.objects.all()

    assert blocks.count() == len(LANGUAGES) * len(texts("de"))
    assert {block.version for block in blocks} == {1}
    assert not any(block.is_checked for block in blocks)
    words = {block.state_words for block in blocks.exclude(language="de")}
    assert words == {"nicht von Muttersprachler/in geprüft"}


@pytest.mark.parametrize(
    "impossible",
    [{"checked_by": "Somebody"}, {"checked_on": date(2026, 12, 1)}, {"text": ""}],
)
def test_the_database_refuses_half_a_check_and_silence(db, impossible):
    with pytest.raises(IntegrityError), transaction.atomic():
        PhraseBlock.objects.filter(language="ar", key="plan.title").update(**impossible)
