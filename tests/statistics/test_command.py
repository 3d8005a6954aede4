# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit report` as somebody starts it: a process with a data folder of its own."""

import io
import json
import os
import pty
import subprocess
import sys

import openpyxl
import pypdf
import pytest

from tests.installation import ROOT, surroundings

SEED = """
from tests import factories
from tests.statistics.things import households
anna = factories.a_worker("anna")
households(4, by=anna, item=factories.an_item(number=1), minutes=90, name="Zzyzxowitsch")
households(1, by=anna, item=factories.an_item(number=2), name="Zzyzxowitsch")
"""
QUARTER = ["--agreement", "testheim-2020", "--from", "2020-01-01", "--to", "2020-03-31"]

pytestmark = pytest.mark.process


def manage(folder, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=surroundings(folder), capture_output=True, timeout=450, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory, copy_with_tables):
    made = copy_with_tables(tmp_path_factory.mktemp("report"))
    assert manage(made, "shell", "-v0", "-c", SEED).returncode == 0
    return made


def report(folder, *arguments, name="town-sheet"):
    return manage(folder, "report", name, *arguments)


def test_json_is_one_document_and_nothing_else(folder):
    run = report(folder, *QUARTER, "--format", "json")

    document = json.loads(run.stdout)
    assert (run.returncode, run.stderr) == (0, b"")
    assert [(i["delivered"], i["protected"]) for i in document["items"]] == [
        (6, False),
        (None, True),
    ]
    assert b"Zzyzxowitsch" not in run.stdout


def test_the_council_sheet_has_the_thresholds_of_publication(folder):
    run = report(folder, *QUARTER, "--format", "json", name="council-sheet")

    document = json.loads(run.stdout)
    assert document["rule"]["name"] == "publication"
    assert [item["protected"] for item in document["items"]] == [True, True]


def test_binary_files_come_through_a_pipe(folder):
    book = openpyxl.load_workbook(io.BytesIO(report(folder, *QUARTER, "--format", "xlsx").stdout))
    paper = pypdf.PdfReader(io.BytesIO(report(folder, *QUARTER, "--format", "pdf").stdout))

    assert book["Nachweis"]["B6"].value == "Beratung"
    assert "Stadt Testheim" in paper.pages[0].extract_text()


def test_a_file_is_written_whole(folder, tmp_path):
    target = tmp_path / "nachweis.csv"
    target.write_text("alt")

    run = report(folder, *QUARTER, "--format", "csv", "--out", str(target))

    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert target.read_text("utf-8-sig").splitlines()[1].startswith("1;Beratung;")
    assert [path.name for path in tmp_path.iterdir()] == ["nachweis.csv"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--agreement", "anderswo", *QUARTER[2:]], "„anderswo“ gibt es nicht"),
        ([*QUARTER[:4], "--to", "2019-12-31"], "liegt vor dem ersten"),
        ([*QUARTER, "--out", "nirgends/da/x.json"], "lässt sich nicht schreiben"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(folder, arguments, words):
    run = report(folder, *arguments, "--format", "json")

    assert (run.returncode, run.stdout) == (1, b"")
    assert words in run.stderr.decode()
    assert len(run.stderr.decode().strip().splitlines()) == 1


def test_a_binary_file_is_not_thrown_at_a_terminal(folder):
    ours, theirs = pty.openpty()

    run = subprocess.run(
        [sys.executable, "manage.py", "report", "town-sheet", *QUARTER, "--format", "xlsx"],
        cwd=ROOT, env=surroundings(folder), stdout=theirs, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)

    assert run.returncode == 1
    assert "--out DATEI" in run.stderr.decode()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("haushaltsplan", [*QUARTER, "--format", "json"]),
        ("town-sheet", [*QUARTER, "--format", "docx"]),
        ("town-sheet", ["--from", "2020-01-01", "--to", "2020-03-31", "--format", "json"]),
        ("town-sheet", [*QUARTER[:3], "gestern", *QUARTER[4:], "--format", "json"]),
    ],
)
def test_wrong_use_is_status_two(folder, name, arguments):
    run = report(folder, *arguments, name=name)

    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr != b""


def test_every_report_leaves_an_entry_in_the_log(folder):
    count = "from geleit.audit.models import Event; print(Event.objects.filter(verb='statement-exported', actor__startswith='command:report@').count())"
    before = int(manage(folder, "shell", "-v0", "-c", count).stdout)

    assert report(folder, *QUARTER, "--format", "csv").returncode == 0

    assert int(manage(folder, "shell", "-v0", "-c", count).stdout) == before + 1
