# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the surroundings say, and what is said when they make no sense."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from geleit.config import env

ROOT = Path(__file__).resolve().parents[2]


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("GELEIT_SECRET_KEY", raising=False)

    first, second = env.secret_key(tmp_path), env.secret_key(tmp_path)

    assert first == second
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_an_empty_key_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.delenv("GELEIT_SECRET_KEY", raising=False)
    (tmp_path / "secret_key").touch()

    with pytest.raises(ImproperlyConfigured, match="holds no key"):
        env.secret_key(tmp_path)


@pytest.mark.process
@pytest.mark.parametrize(
    "setting", [("GELEIT_DATA", "/proc/nothing"), ("GELEIT_HTTPS", "vielleicht")]
)
def test_a_senseless_setting_gets_a_sentence_and_no_traceback(setting, tmp_path):
    surroundings = os.environ | {"GELEIT_DATA": str(tmp_path)} | dict([setting])

    done = subprocess.run(
        [sys.executable, "-c", "from geleit.config.cli import main; main()", "keys", "list"],
        cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stdout == ""
    assert setting[1] in done.stderr
    assert "Traceback" not in done.stderr
