# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""geleit import as a process of its own: standard output, standard error, exit status."""

import json
import subprocess
import sys

import pytest

from tests.installation import ROOT, surroundings

pytestmark = pytest.mark.process
SEED = """
from tests import factories
factories.an_agreement(key="steinheim-2020")
"""


def run(folder, *arguments):
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=surroundings(folder), capture_output=True, text=True, check=False
    )  # fmt: skip


def geleit(folder, *arguments):
    return run(folder, "-c", "from geleit.config.cli import main; main()", *arguments)


@pytest.fixture(scope="module")
def data(tmp_path_factory, copy_with_tables):
    folder = copy_with_tables(tmp_path_factory.mktemp("data"))
    assert run(folder, "manage.py", "shell", "-c", SEED).returncode == 0
    return folder


def test_a_trial_run_says_what_would_happen_and_changes_nothing(data, lists):
    file = str(lists / "zuweisungsliste_landkreis.xlsx")

    first = geleit(data, "import", file, "--agreement", "steinheim-2020", "--dry-run", "--json")
    second = geleit(data, "import", file, "--agreement", "steinheim-2020", "--dry-run", "--json")

    answer = json.loads(first.stdout)
    assert first.returncode == 0
    assert answer["persons"] == {"new": 68, "changed": 0, "unchanged": 0}
    assert answer["households"] == 24
    assert answer["refused"] is False
    assert {(p["row"], p["value"]) for p in answer["problems"] if p["value"] == "unbek."} == {
        (18, "unbek."), (28, "unbek."), (39, "unbek."),
    }  # fmt: skip
    assert json.loads(second.stdout) == answer


def test_taken_over_once_the_second_time_changes_nothing(data, lists):
    arguments = [
        "import",
        str(lists / "zuweisungsliste_landkreis.xlsx"),
        "--agreement",
        "steinheim-2020",
    ]

    first = geleit(data, *arguments, "--json")
    second = geleit(data, *arguments, "--json")

    assert json.loads(first.stdout)["persons"] == {"new": 68, "changed": 0, "unchanged": 0}
    assert json.loads(second.stdout)["persons"] == {"new": 0, "changed": 0, "unchanged": 68}


def test_messages_name_row_and_column_but_no_content(data, lists):
    done = geleit(
        data, "import", str(lists / "sahana_mrcms_demo_cases.csv"), "--agreement", "steinheim-2020"
    )

    assert done.returncode == 0
    assert done.stdout == ""
    assert "Hamed" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["import", "gibtsnicht.csv", "--agreement", "steinheim-2020"], 1),
        (["import", "README.md", "--agreement", "gibtsnicht"], 1),
        (["import"], 2),
        (["import", "a.csv"], 2),
        (["gibtsnicht"], 2),
        ([], 2),
    ],
)
def test_the_exit_status_tells_refusal_from_usage(data, arguments, status):
    done = geleit(data, *arguments)

    assert done.returncode == status
    assert done.stdout == ""
    assert done.stderr


def test_a_refusal_as_json_names_file_row_column_value_and_mend(data, lists):
    done = geleit(
        data,
        "import",
        str(lists / "casa_volunteers.csv"),
        "--agreement",
        "steinheim-2020",
        "--json",
    )

    answer = json.loads(done.stdout)
    assert done.returncode == 1
    assert answer["refused"] is True
    assert set(answer["problems"][0]) == {"file", "row", "column", "value", "message", "mend"}
    assert answer["problems"][0]["file"] == "casa_volunteers.csv"
