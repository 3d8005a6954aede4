# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every act that the code writes into the log has words; so have acts of earlier versions."""

import ast
from pathlib import Path

from geleit.walls.log.words import PARTS, REASONS, REASONS_FOR_A_PERSON, WORDS, Group, verbs_of

ROOT = Path(__file__).resolve().parents[2] / "geleit"
WRITERS = {"record", "Entry", "_change", "_mark", "_withdraw", "_restore", "_set_active"}
MADE = {  # put together while the program runs, from the name of a table or a state
    "case-read", "deadline-done", "deadline-withdrawn",
    "advice-topic-added", "advice-topic-ended", "advice-topic-resumed",  # of kept lists
    "closing-reason-added", "closing-reason-ended", "closing-reason-resumed",
}  # fmt: skip


def texts_in(node):
    return {
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant)
        and isinstance(one.value, str)
    }  # fmt: skip


def verbs_in(tree):
    """Give the verbs of one module: as they stand in the call, or in what is called verb there."""
    named = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, set()).update(texts_in(node.value))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        said = [word.value for word in node.keywords if word.arg == "verb"]
        if name in WRITERS:
            said += node.args[1:2] if name in {"record", "Entry"} else node.args[1:]
        for value in said:
            if isinstance(value, ast.Name):
                yield from named.get(value.id, set())
            elif name in {"record", "Entry"} or isinstance(value, ast.Constant):
                yield from texts_in(value)


def verbs_written():
    found = set(MADE)
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "audit.models import" in text and path.parts[-2] != "audit":
            found |= set(verbs_in(ast.parse(text)))
    for path in (ROOT / "audit").glob("*.py"):
        found |= set(verbs_in(ast.parse(path.read_text(encoding="utf-8"))))
    whole = {verb for verb in found if verb.strip("-") == verb}
    return {verb for verb in whole if "-" in verb or verb == "refused"}


def test_every_verb_has_words():
    assert sorted(verbs_written() - set(WORDS)) == []


def test_the_search_by_kind_finds_every_verb_once():
    found = [verb for group in Group for verb in verbs_of(group)]

    assert sorted(found) == sorted(WORDS)


def test_words_name_only_what_the_log_can_fill_in():
    odd = [
        verb for verb, words in WORDS.items()
        if str(words.text).format(case="", account="").count("{")
    ]  # fmt: skip

    assert odd == []


def written_as(word):
    """Give the texts that the code hands to the log under a name, such as part="plan"."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name in {"record", "record_read", "_note"}:
                for keyword in node.keywords:
                    if keyword.arg == word:
                        yield from texts_in(keyword.value) - {""}


def test_every_part_and_every_reason_has_words():
    assert sorted(set(written_as("part")) - set(PARTS)) == []
    assert sorted(set(written_as("why")) - set(REASONS)) == []
    assert set(REASONS_FOR_A_PERSON) <= set(REASONS)
