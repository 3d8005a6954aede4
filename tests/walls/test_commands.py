# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""No command prints what stands in a case. A new command without an entry here fails."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from geleit.config.cli import COMMANDS
from tests.walls.test_every_address import WORDS_OF_CASES, world

__all__ = ["world"]
REPORT = ["statement", "--from", "2020-01-01", "--to", "2020-03-31", "--format"]
# How each command is tried on a database full of cases.
TRIED = {
    "audit": [["verify"], ["verify", "--json"], ["trim", "--dry-run"]],
    "import": [["LIST", "--dry-run"], ["LIST", "--dry-run", "--json"], ["LIST"]],
    "report": [[*REPORT, form] for form in ("json", "csv", "text")],
    "keys": [["list"], ["list", "--json"]],
    "work": [["--once"]],
    "documents": [["scan"], ["check", "--json"], ["check", "--deep"]],
    "duplicates": [[], ["--json"]],
    "handover": [
        ["keys", "--make"],
        ["keys", "--json"],
        ["partners"],
        ["open", "LIST", "--agreement", "x"],
    ],
    "privacy-docs": [["--folder", "FOLDER"]],
}
# Not tried, and why.
READS_NO_CASE = {
    "demo": "works in an empty folder only",
    "access": "makes accounts and codes (tests/accounts)",
    "deadline": "computes from what is typed",
    "match-name": "compares two names that are typed",
    "bench": "runs for minutes; prints durations and numbers of queries (tests/demo/test_bench.py)",
}
WITH_AGREEMENT = ("import", "report")


def test_every_command_is_tried_or_excused():
    lacking = set(COMMANDS) - set(TRIED) - set(READS_NO_CASE)

    assert lacking == set(), "add it to TRIED: how it is run, so that its output is read here"


@pytest.mark.parametrize("command", sorted(set(TRIED) & set(COMMANDS)))
def test_no_command_prints_what_stands_in_a_case(world, tmp_path, capfd, caplog, command):
    Path(tmp_path / "liste.csv").write_text(
        "Name;Vorname;geb. am\nBirnbaumer;Mina;04.05.1990\n;;31.02.1990\n", encoding="utf-8"
    )
    places = {"LIST": str(tmp_path / "liste.csv"), "FOLDER": str(tmp_path / "blaetter")}
    for given in TRIED[command]:
        arguments = [places.get(word, word) for word in given]
        if command in WITH_AGREEMENT:
            arguments += ["--agreement", world["own"]["key"]]
        try:
            call_command(command.replace("-", "_"), *arguments)
        except (CommandError, SystemExit) as refusal:
            print(refusal)
    said = capfd.readouterr()
    shown = said.out + said.err + caplog.text

    assert [word for word in WORDS_OF_CASES if word in shown] == []
