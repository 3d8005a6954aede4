# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of the security standard is whole, honest and points to tests that exist."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = tomllib.loads((ROOT / "docs/security/asvs.toml").read_text(encoding="utf-8"))
# How many requirements of level 1 and 2 each chapter of ASVS 5.0.0 has.
CHAPTERS = {
    1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13,
    14: 9, 15: 13, 16: 16, 17: 7,
}  # fmt: skip


def test_every_requirement_of_both_levels_has_a_row():
    counted = dict.fromkeys(CHAPTERS, 0)
    for number in ROWS:
        counted[int(number.partition(".")[0])] += 1

    assert counted == CHAPTERS
    assert (len(ROWS), sum(row["level"] == 1 for row in ROWS.values())) == (253, 70)


def test_every_row_has_a_status_and_says_why():
    wanting = [
        number
        for number, row in ROWS.items()
        if row["status"] not in {"met", "partly", "open", "n/a"}
        or not row["about"] or not row["how"] or row["level"] not in (1, 2)
    ]  # fmt: skip

    assert wanting == []


def test_every_test_that_is_named_exists():
    lost = []
    for number, row in ROWS.items():
        for name in row.get("tests", []):
            path, _colons, function = name.partition("::")
            file = ROOT / path
            text = file.read_text(encoding="utf-8") if file.exists() else ""
            if not re.search(rf"^def {function}\(", text, re.MULTILINE):
                lost.append(f"{number}: {name}")

    assert lost == []


def test_what_is_met_names_a_test_or_the_place_to_read():
    bare = [
        number
        for number, row in ROWS.items()
        if row["status"] == "met" and not row.get("tests") and not row.get("seen")
    ]
    lost = [place for row in ROWS.values() for place in row.get("seen", [])
            if not (ROOT / place).exists()]  # fmt: skip

    assert (bare, lost) == ([], [])


def test_what_does_not_apply_names_no_test():
    assert [n for n, row in ROWS.items() if row["status"] == "n/a" and row.get("tests")] == []


def test_the_table_is_up_to_date():
    command = [sys.executable, str(ROOT / "scripts" / "asvs"), "--check"]

    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
