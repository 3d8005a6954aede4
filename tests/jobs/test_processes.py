# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a process still lives is told by its number and by the moment of its start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geleit.jobs import processes
from geleit.jobs.processes import is_alive, this_process

linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux")


def named(number):
    return this_process().replace(f":{os.getpid()}:", f":{number}:")


def test_this_process_lives_and_its_name_fits_the_column():
    assert is_alive(this_process()) is True
    assert len(this_process()) <= 80


def test_a_process_that_ended_is_gone():
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass

    assert is_alive(named(ended.pid)) is False


@linux
def test_an_ended_process_nobody_asked_about_is_gone_too():
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # it ended and keeps its number
    os.kill(child.pid, 0)

    host = this_process().split(":")[0]
    answer = is_alive(f"{host}:{child.pid}")

    child.wait()
    assert answer is False


@linux
def test_another_process_that_got_the_number_is_not_taken_for_it():
    host, number, start = this_process().split(":")
    ticks, _dot, boot = start.partition(".")

    assert is_alive(f"{host}:{number}:{int(ticks) - 1}.{boot}") is False
    assert is_alive(f"{host}:{number}:{ticks}.00000000") is False


def test_a_name_from_before_is_told_by_its_number():
    host = this_process().split(":")[0]

    assert is_alive(f"{host}:{os.getpid()}") is True


def test_without_the_word_of_the_system_the_number_tells(monkeypatch, tmp_path):
    monkeypatch.setattr(processes, "PROC", tmp_path)

    assert is_alive(this_process()) is True
    assert this_process().endswith(f":{os.getpid()}:")


def test_of_a_process_on_another_machine_nobody_here_can_say():
    assert is_alive("anderswo.example:4711:1.00000000") is None
