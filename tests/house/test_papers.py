# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The papers that others judge us by: licence, publiccode.yml, read-me, change log, pictures."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# In pieces, so that licence checkers do not take these lines for this file's own.
HEADER = (
    "SPDX-" + "FileCopyrightText: 2026 Geleit contributors",
    "SPDX-" + "License-Identifier: EUPL-1.2",
)
READ_MES = ("README.md", "LIESMICH.md")
# Hosts stand here in pieces, so that this file does not name them either.
REGISTRY = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|debian|yarnpkg)\.(?:org|com|net)\b", re.IGNORECASE
)
OWN_MACHINE = re.compile(r"(?<![\w.:/-])/(?:work|root|home|Users|tmp)/\w")
LARGEST_PICTURE_BYTES = 250 * 1024


def tracked(*patterns):
    """Return the files that git knows or would take in, so that build folders do not count."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    try:
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this tree is not a git repository")
    return sorted({ROOT / line for line in run.stdout.splitlines() if (ROOT / line).is_file()})


def documents():
    return tracked("*.md", "publiccode.yml")


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def publiccode():
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def text_of(path):
    return path.read_text(encoding="utf-8")


def short(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def test_the_licence_is_whole():
    lines = text_of(ROOT / "LICENSE").splitlines()

    articles = [int(found[1]) for line in lines if (found := re.match(r"(\d+)\.[A-Z]", line))]
    assert lines[0] == "EUROPEAN UNION PUBLIC LICENCE v. 1.2"
    assert articles == list(range(1, 16))
    assert [line.strip() for line in lines if line.strip() == "Appendix"] == ["Appendix"]
    assert lines[-1].startswith("All other changes or additions to this Appendix")


def test_the_licence_stands_where_reuse_looks_for_it():
    assert text_of(ROOT / "LICENSES" / "EUPL-1.2.txt") == text_of(ROOT / "LICENSE")


def test_everybody_names_the_same_licence():
    npm = json.loads(text_of(ROOT / "package.json"))

    assert project()["license"] == {"text": "EUPL-1.2"}
    assert npm["license"] == "EUPL-1.2"
    assert publiccode()["legal"]["license"] == "EUPL-1.2"


def test_every_program_file_carries_its_licence():
    files = tracked("*.py", "*.js", "*.css", "scripts/*", "Makefile")

    bare = [
        path
        for path in files
        if "migrations" not in path.parts
        and path.name != "__init__.py"
        and not all(line in text_of(path)[:400] for line in HEADER)
    ]
    assert short(bare) == []


def test_the_version_is_the_same_everywhere():
    changes = text_of(ROOT / "CHANGELOG.md")

    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", changes, re.MULTILINE)
    assert newest
    assert newest[1] == project()["version"] == publiccode()["softwareVersion"]
    assert newest[2] == str(publiccode()["releaseDate"])


def test_publiccode_has_what_the_standard_asks_for():
    paper = publiccode()

    assert paper["publiccodeYmlVersion"] == "0.4"
    assert paper["name"] == "Geleit"
    assert paper["url"].startswith("https://")
    assert paper["softwareType"] == "standalone/web"
    assert paper["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert paper["platforms"] == ["web"]
    assert paper["categories"] != []
    assert paper["intendedAudience"]["countries"] == ["de"]
    assert paper["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert [bool(contact["name"]) for contact in paper["maintenance"]["contacts"]] == [True]
    assert paper["localisation"] == {"localisationReady": True, "availableLanguages": ["de", "en"]}
    assert all(entry["name"] for entry in paper["dependsOn"]["open"])


@pytest.mark.parametrize("language", ["de", "en"])
def test_publiccode_describes_the_product_within_the_limits(language):
    words = publiccode()["description"][language]

    assert 1 <= len(words["shortDescription"]) <= 150
    assert 150 <= len(words["longDescription"]) <= 10_000
    assert 5 <= len(words["features"]) <= 20


def test_publiccode_points_to_files_that_exist():
    paper = publiccode()
    named = [paper["logo"]]
    for words in paper["description"].values():
        named += words.get("screenshots", [])

    assert [name for name in named if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("name", READ_MES)
@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_read_me_names_both_commands(name, command):
    assert f"`{command}`" in text_of(ROOT / name)


def test_the_commands_that_the_read_me_names_are_in_the_makefile():
    targets = re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE)

    for name in READ_MES:
        named = set(re.findall(r"`make ([a-z]+)`", text_of(ROOT / name)))
        assert named - set(targets) == set(), name


def test_every_command_of_geleit_is_in_both_read_mes():
    from geleit.config.cli import COMMANDS

    for name in READ_MES:
        named = set(re.findall(r"\bgeleit ([a-z][a-z-]*)\b", code_of(text_of(ROOT / name))))
        assert named == set(COMMANDS), name


def code_of(text):
    """Return what stands in code blocks and code words of a document."""
    blocks = re.findall(r"```.*?```", text, re.DOTALL)
    words = re.findall(r"`[^`\n]+`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return "\n".join(blocks + words)


def test_links_and_pictures_lead_to_files():
    broken = []
    for path in documents():
        for target in re.findall(r"\]\(([^)\s]+)\)", text_of(path)):
            file = target.split("#")[0]
            elsewhere = "://" in target or target.startswith("mailto:")
            if file and not elsewhere and not (path.parent / file).exists():
                broken.append(f"{path.relative_to(ROOT)}: {target}")

    assert broken == []


def test_every_picture_is_shown_somewhere_and_small():
    pictures = tracked("docs/images/*.png")
    all_words = "\n".join(text_of(path) for path in documents())

    assert [path.name for path in pictures if f"images/{path.name}" not in all_words] == []
    assert [p.name for p in pictures if p.stat().st_size > LARGEST_PICTURE_BYTES] == []


@pytest.mark.parametrize(
    ("pattern", "what"), [(REGISTRY, "package registry"), (OWN_MACHINE, "path of one machine")]
)
def test_no_document_names_a_place_that_only_the_writer_has(pattern, what):
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]} ({what})"
        for path in documents() + tracked("package-lock.json", "requirements*.txt", ".npmrc")
        for hit in pattern.finditer(text_of(path))
    ]

    assert found == []
