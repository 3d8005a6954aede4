# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two versions of one text, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from geleit.core import versions
from geleit.together import rules

NOON = datetime(2020, 2, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seen", "changes", "codes"), [(2, 2, []), (1, 2, ["overtaken"]), (None, 2, [])]
)
def test_who_saves_second_is_told(seen, changes, codes):
    found = versions.seen_problems(seen=seen, changes=changes)

    assert [problem.code for problem in found] == codes


@pytest.mark.parametrize(("seconds", "there"), [(0, True), (70, True), (71, False)])
def test_who_gives_no_sign_for_seventy_seconds_is_gone(seconds, there):
    assert rules.is_present(NOON, at=NOON + timedelta(seconds=seconds)) is there


def test_only_what_differs_is_shown_in_the_order_of_the_form():
    mine = {"text": "Neu ", "kind": "Telefonat", "place": ""}
    theirs = {"text": "Alt", "kind": "Telefonat", "place": "im Büro"}
    labels = {"kind": "Art", "place": "Ort", "text": "Notiz"}

    found = versions.differences(mine, theirs, labels, long=["text"])

    assert [(one.name, one.mine, one.theirs, one.is_long) for one in found] == [
        ("place", "", "im Büro", False), ("text", "Neu ", "Alt", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "neu"), ("theirs", "alt"), ("both", "alt\n\nneu"), ("x", "neu")]
)
def test_one_version_or_both_are_kept(choice, kept):
    assert versions.kept("neu", "alt", choice=choice) == kept


def test_a_draft_has_an_end():
    assert rules.draft_problems({"text": ["x" * 40_000]}) == []
    assert rules.draft_problems({"text": ["x" * 40_000], "kind": ["y"]})[0].code == "too-long"


def test_a_closed_file_says_until_when_its_wordings_could_go_and_when_again():
    closed = rules.fixed_text(["Abgeschlossen."], closed_on=NOON.date())

    assert closed.startswith("Abgeschlossen. Bis dahin bleibt jede Fassung")
    assert rules.fixed_text(["Wartet."], closed_on=None) == "Wartet."
    assert rules.fixed_text([], closed_on=None) == ""
