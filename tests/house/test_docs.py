# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is undocumented fails; what is documented and not there fails too."""

import ast
import json
import re
from enum import Enum
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
ADR_PARTS = ["Context", "Options", "Decision", "Consequences", "How we notice if it was wrong"]
SET_BY_OTHERS = {"DJANGO_SETTINGS_MODULE", "PYTEST_VERSION"}
READERS = {"get", "getenv", "setdefault", "flag", "names", "db"}
SURROUNDINGS = {"environ", "os", "env", "_env"}


def text_of(path):
    return path.read_text(encoding="utf-8")


def first_cells(text):
    """Return the code words in the first cells of all tables of a document."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


# Settings


def environment_names_read_by(path):
    """Return the names that a module reads from its surroundings."""
    for node in ast.walk(ast.parse(text_of(path))):
        asked = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            if node.func.attr in READERS and last_name(node.func.value) in SURROUNDINGS:
                asked = node.args[0]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            if node.func.id in {"flag", "names"}:
                asked = node.args[0]
        elif isinstance(node, ast.Subscript) and last_name(node.value) == "environ":
            asked = node.slice
        elif isinstance(node, ast.Compare) and last_name(node.comparators[0]) == "environ":
            asked = node.left
        if isinstance(asked, ast.Constant) and isinstance(asked.value, str):
            yield asked.value


def last_name(node):
    return getattr(node, "attr", getattr(node, "id", ""))


def settings_read():
    names = set()
    for path in (ROOT / "geleit").rglob("*.py"):
        names |= set(environment_names_read_by(path))
        names |= set(re.findall(r"\bGELEIT_[A-Z_]+[A-Z]\b", text_of(path)))
    return {name for name in names if name.isupper()}


def test_every_setting_that_is_read_is_documented():
    documented = set(first_cells(text_of(DOCS / "settings.md")))

    assert settings_read() - documented == SET_BY_OTHERS


def test_every_documented_setting_is_read():
    assert set(first_cells(text_of(DOCS / "settings.md"))) - settings_read() == set()


# Dependencies


def wanted():
    """Return the names in the two .in files and in package.json."""
    names = set()
    for file in ("requirements.in", "requirements-dev.in"):
        for line in text_of(ROOT / file).splitlines():
            if line and not line.startswith(("#", "-")):
                names.add(re.match(r"[A-Za-z0-9._-]+", line)[0].lower())
    npm = json.loads(text_of(ROOT / "package.json"))
    return names | set(npm["dependencies"]) | set(npm["devDependencies"])


def test_every_requirement_has_its_reason_and_nothing_else_has():
    documented = first_cells(text_of(DOCS / "dependencies.md"))

    assert sorted(documented) == sorted(wanted())


def test_every_requirement_says_version_licence_reason_and_alternative():
    rows = re.findall(r"^\| `[^`]+` \|.*$", text_of(DOCS / "dependencies.md"), re.MULTILINE)

    thin = [row for row in rows if len([c for c in row.strip("|").split("|") if c.strip()]) != 5]
    assert thin == []


# Decisions


def decisions():
    return sorted((DOCS / "adr").glob("[0-9]*.md"))


def test_decisions_have_numbers_of_their_own_without_gaps():
    numbers = [int(path.name[:4]) for path in decisions()]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.name[:4])
def test_a_decision_has_its_five_parts_on_one_page(path):
    text = text_of(path)

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ADR_PARTS
    assert text.startswith(f"# {path.name[:4]} ")
    assert len(text.splitlines()) <= 60


def test_the_list_of_decisions_is_whole():
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", text_of(DOCS / "adr" / "README.md"))

    assert listed == [path.name for path in decisions()]


# Words


def our_models():
    return {m.__name__: m for m in apps.get_models() if m.__module__.startswith("geleit.")}


def our_choices():
    """Return the enumerations of words that people see."""
    found = {}
    for path in (ROOT / "geleit").rglob("*.py"):
        if path.name in ("enums.py", "models.py", "permissions.py"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for word, thing in vars(import_module(name)).items():
                if isinstance(thing, type) and issubclass(thing, models.TextChoices):
                    found[word] = thing
    found.pop("TextChoices", None)
    return found


def glossary_terms():
    """Return the code words in the second column of the glossary."""
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|", text_of(DOCS / "glossary.md"), re.MULTILINE)
    return [word for cell in rows for word in re.findall(r"`([^`]+)`", cell)]


def exists(term):
    """Say whether `Model`, `Model.field`, `Choices` or `Choices.MEMBER` is in the code."""
    owner, _, part = term.partition(".")
    thing = (our_models() | our_choices()).get(owner)
    if thing is None or not part:
        return thing is not None
    if issubclass(thing, Enum):
        return part in thing.__members__
    return part in {field.name for field in thing._meta.get_fields()}


def test_every_term_of_the_glossary_is_in_the_code():
    assert [term for term in glossary_terms() if not exists(term)] == []


def test_every_table_and_every_choice_is_in_the_glossary():
    named = {term.partition(".")[0] for term in glossary_terms()}

    assert sorted((set(our_models()) | set(our_choices())) - named) == []


# The example


@pytest.mark.parametrize("name", ["README.md", "LIESMICH.md"])
def test_the_read_mes_list_everybody_of_the_example(name):
    from geleit.demo.steinheim import KEY, LOGINS, PASSWORD

    text = text_of(ROOT / name)

    assert [
        row.email for row in LOGINS.values() if f"| `{row.email}` | {row.name} |" not in text
    ] == []
    assert f"`{PASSWORD}`" in text
    assert f"--agreement {KEY}" in text


def test_every_role_has_a_page_in_the_handbook():
    from geleit.accounts.models import Role

    index = text_of(DOCS / "handbuch" / "README.md")

    linked = set(re.findall(r"\]\(([a-z-]+\.md)\)", index))
    assert [role.label for role in Role if f"| {role.label} | [" not in index] == []
    assert linked == {path.name for path in (DOCS / "handbuch").glob("*.md")} - {"README.md"}


# The handbook


def test_every_key_of_a_page_stands_in_the_handbook():
    pages = "".join(text_of(page) for page in (ROOT / "geleit").rglob("*.html"))
    keys = set(re.findall(r'data-key="(.)"', pages))

    assert {"n", "/"} <= keys
    assert keys == set(first_cells(text_of(DOCS / "handbuch/README.md")))
