# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody gets rows about people without saying for whom."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from geleit.core.guarded import Guarded, Unguarded

ROOT = Path(__file__).resolve().parents[2] / "geleit"
# Which kinds of module act for the system and may name `unguarded`.
MAY = {"models.py", "actions.py", "tables.py", "matching.py", "queries.py"}
MAY_BE_IN = {"demo"}
PLAIN = {  # tables about organisations, rules and the system itself, which hold no persons
    "accounts", "agreements", "staffing", "organisations", "audit", "auth", "contenttypes",
    "sessions", "account", "intake", "statistics",
}  # fmt: skip


def guarded_models():
    return [m for m in apps.get_models() if isinstance(m.__dict__.get("objects"), object) and
            any(isinstance(manager, Guarded) for manager in m._meta.managers)]  # fmt: skip


def test_the_tables_about_people_are_guarded():
    names = {model._meta.label for model in guarded_models()}

    assert names >= {
        "cases.Household", "cases.Person", "cases.Case", "plans.IntegrationPlan", "plans.Goal",
        "plans.PlanStep", "deadlines.FollowUpReminder", "counselling.Contact",
        "volunteers.Assignment",
    }  # fmt: skip


@pytest.mark.parametrize("model", guarded_models(), ids=lambda m: m.__name__)
def test_a_guarded_table_asks_for_whom(model):
    for ask in ("all", "count", "first", "exists"):
        with pytest.raises(Unguarded):
            getattr(model.objects, ask)()
    with pytest.raises(Unguarded):
        model.objects.filter(pk=1)


def test_only_modules_that_act_for_the_system_go_round_the_guard():
    broken = []
    for path in ROOT.rglob("*.py"):
        app = path.relative_to(ROOT).parts[0]
        allowed = path.name in MAY or app in MAY_BE_IN or "migrations" in path.parts
        if not allowed and path.name != "guarded.py":
            text = path.read_text(encoding="utf-8")
            for word in (
                r"\.unguarded\b",
                r"\.with_withdrawn\b",
                r"_base_manager\b",
                r"_default_manager\b",
            ):
                if re.search(word, text):
                    broken.append(f"{path.relative_to(ROOT)}: {word}")

    assert broken == []


def test_views_read_children_only_through_a_row_that_was_narrowed():
    """`get_object_or_404(Model, …)` with a bare model asks the plain manager: never for people."""
    broken = []
    names = "|".join(model.__name__ for model in guarded_models()) + "|UnreadValue|HousingStay"
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(rf"get_(?:object|list)_or_404\(\s*({names})\s*,", text):
            broken.append(f"{path.relative_to(ROOT)}: {match.group(0)}")

    assert broken == []
