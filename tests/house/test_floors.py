# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Imports and foreign keys point downwards; rules are pure. The floors: docs/architecture.md."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2] / "geleit"
FLOORS = [
    {"core", "kern", "audit", "letters", "spreadsheets", "jobs", "names"},
    {"organisations", "accounts"},
    {"agreements"},
    {"staffing", "housing"},
    {"cases"},
    {"together"},
    {"consents", "identity", "documents", "persons"},
    {"plans", "deadlines", "volunteers", "referrals"},
    {"counselling"},
    {"course", "packages"},
    {"handover", "intake", "statistics", "retention", "walls"},
    {"desk", "demo", "api", "privacy"},
    {"config"},
]
FLOOR = {app: number for number, names in enumerate(FLOORS) for app in names}
# Brothers on one floor do not know each other, except where the ground floor and the first floor
# are one thing each: accounts stand on organisations, letters and spreadsheets on core.
SAME_FLOOR = {("accounts", "organisations")} | {
    (app, "core") for app in ("kern", "audit", "letters", "spreadsheets")
}
PURE = {
    "rules.py",
    "duty_rules.py",
    "version_rules.py",
    "notice_rules.py",
    "comparison.py",
    "pricing.py",
    "terms.py",
    "disclosure.py",
    "enums.py",
}
FOREIGN_TO_RULES = ("django.db.models.query", "django.utils.timezone", "geleit.audit")


def sources():
    files = [path for path in ROOT.rglob("*.py") if len(path.relative_to(ROOT).parts) > 1]
    return [path for path in files if "migrations" not in path.parts]


def modules_imported_by(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def may_use(app, other):
    return app == other or FLOOR[other] < FLOOR[app] or (app, other) in SAME_FLOOR


def test_every_app_has_a_floor():
    here = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}

    assert here - set(FLOOR) == set()


def test_apps_import_only_from_the_floors_below():
    broken = []
    for path in sources():
        app = path.relative_to(ROOT).parts[0]
        for module in modules_imported_by(path):
            parts = module.split(".")
            if parts[0] == "geleit" and len(parts) > 1 and not may_use(app, parts[1]):
                broken.append(f"{path.relative_to(ROOT)}: {module}")

    assert [line for line in broken if "config.env" not in line] == []


def test_foreign_keys_point_downwards():
    broken = []
    for model in apps.get_models():
        app = model._meta.app_label
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and field.related_model
            if not target or field.auto_created or app not in FLOOR:
                continue
            if target._meta.app_label in FLOOR and not may_use(app, target._meta.app_label):
                broken.append(f"{model._meta.label}.{field.name} → {target._meta.label}")

    assert broken == []


@pytest.mark.parametrize(
    "path", [p for p in sources() if p.name in PURE - {"enums.py"}], ids=lambda p: p.parent.name
)
def test_rules_know_no_tables_and_no_clock(path):
    app = path.relative_to(ROOT).parts[0]
    for module in modules_imported_by(path):
        own = module in (f"geleit.{app}.enums", f"geleit.{app}.rules")
        pure = module.startswith(("geleit.core", "django.utils.translation")) or own
        enums = module.startswith("geleit.") and module.endswith(".enums")
        assert pure or enums or not module.startswith(("django", "geleit")), f"{path}: {module}"
    text = path.read_text(encoding="utf-8")
    assert ".today(" not in text
    assert "localdate(" not in text
