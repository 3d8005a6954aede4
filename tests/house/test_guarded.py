# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody gets rows about people without saying for whom."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from geleit.core.guarded import Guarded, Unguarded
from geleit.walls.rows import policies

ROOT = Path(__file__).resolve().parents[2] / "geleit"
# Which kinds of module act for the system and may name `unguarded`.
MAY = {
    "models.py", "actions.py", "household_actions.py", "vulnerability_actions.py", "tables.py",
    "matching.py", "comparing.py", "queries.py", "opening_actions.py",
    "homes.py", "changes.py", "removals.py",  # what a list does to files, in intake/takeover
}  # fmt: skip
MAY_BE_IN = {"demo"}
# Where more is asked of PostgreSQL than the person may see: as few and as narrow as possible.
EYES = {
    "cases/models/searching.py",  # numbers of households by name, for a look at the visible cases among them
    "cases/actions.py",  # another case of the household may be protected; protecting by itself
    "cases/opening_actions.py",  # a household that walks in has no case yet
    "cases/queries.py",  # whether another case of the household runs, as reopening itself says
    "config/cli.py",  # commands
    "consents/models.py",  # which releases hold: numbers of consents
    "counselling/actions.py",  # whether a form was used already, wherever
    "counselling/groups/actions.py",  # how many took part, of all cases together
    "deadlines/tracking/actions.py",  # files that a long list changed, by the job
    "desk/case_list.py",  # which closed cases fit; they are counted with the reader's eyes
    "documents/queries.py",  # how many files wait for the scanner
    "handover/queries.py",  # how many cases of the county were accepted
    "handover/released/queries.py",  # what a release opens, and nothing beside it
    "handover/transfers/actions.py",  # what was passed on is out of sight; confirming the sender's row
    "handover/transfers/queries.py",  # who has to agree, drafts of the team, the job
    "identity/actions.py",  # keeps who may be here twice, at night and as soon as somebody comes in
    "identity/comparing.py",  # the same: compares them
    "identity/models.py",  # a trace whose other side is protected is not shown
    "identity/queries.py",  # links of a file, of which those are shown whose other side is seen
    "intake/actions.py",  # long lists are read by the job
    "intake/matching.py",  # who is known already
    "intake/likely/matching.py",  # which households have only closed cases of the agreement
    "intake/likely/queries.py",  # what their files say, for whoever sees the case
    "intake/arrivals/actions.py",  # a new household has no case yet
    "intake/returning/actions.py",  # what was handed back or went on is out of sight
    "intake/returning/queries.py",  # and is not named to whoever does not see it
    "intake/running/actions.py",  # lists that were cut off, whoever handed them in
    "intake/takeover/actions.py",  # new households have no case yet
    "intake/undo/actions.py",  # and have none any more
    "packages/accepting/actions.py",  # a new household has no case yet
    "persons/household_actions.py",  # a new household has no case yet
    "plans/upkeep/queries.py",  # whether anybody used a template or scale; says no more
    "statistics/outcomes/tables.py",  # figures
    "statistics/tables.py",  # figures
    "walls/actions.py",  # the emergency door looks for a case behind the wall
    "walls/log/queries.py",  # where entries belong, case numbers, who was refused which case
    "walls/rows/apps.py",  # migrating
}
PLAIN = {  # tables about organisations, rules and the system itself, which hold no persons
    "accounts", "agreements", "staffing", "organisations", "audit", "auth", "contenttypes",
    "sessions", "account", "intake", "statistics", "packages",
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
        allowed = path.name in MAY or app in MAY_BE_IN or {"migrations", "models"} & {*path.parts}
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


def test_only_listed_modules_see_with_the_eyes_of_the_system():
    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if re.search(r"\bsystem_eyes\b", path.read_text(encoding="utf-8"))
    }

    assert found - {"core/eyes.py"} == EYES


def test_every_guarded_table_has_a_wall():
    """On PostgreSQL; policies.NoWay says what to do when one has none."""
    assert set(guarded_models()) <= set(policies.walled())
    assert len(policies.walls()) == len(policies.walled())


def test_views_read_children_only_through_a_row_that_was_narrowed():
    """`get_object_or_404(Model, …)` with a bare model asks the plain manager: never for people."""
    broken = []
    names = "|".join(model.__name__ for model in guarded_models()) + "|UnreadValue|HousingStay"
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(rf"get_(?:object|list)_or_404\(\s*({names})\s*,", text):
            broken.append(f"{path.relative_to(ROOT)}: {match.group(0)}")

    assert broken == []
