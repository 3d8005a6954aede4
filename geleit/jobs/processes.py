# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which process is at something long, and whether it still lives.

Its number alone does not tell: numbers are given again, and an ended process keeps its own until
somebody asks for its end. So the moment of its start belongs to its name, where the system tells it.
"""

import os
import socket
from pathlib import Path

PROC = Path("/proc")
ENDED = ("Z", "X")


def this_process() -> str:
    """Return machine:number:start, at most 80 signs."""
    _state, start = _told(os.getpid())
    return f"{_host()}:{os.getpid()}:{start}"


def is_alive(runner: str) -> bool | None:
    """Whether the process lives; None when it is of another machine and nobody here can say."""
    host, number, start = [*runner.split(":"), ""][:3]
    if host != _host():
        return None
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # lives, and is of another user
        pass
    state, present = _told(int(number))
    if state in ENDED:
        return False
    return not (start and present and start != present)


def _host() -> str:
    return socket.gethostname()[:45]


def _told(number: int) -> tuple[str, str]:
    """Return the state and the start of a process, empty where the system does not tell.

    The start counts from when the machine came up, so the name of that time belongs to it.
    """
    try:
        stat = (PROC / str(number) / "stat").read_text(errors="replace")
        boot = (PROC / "sys/kernel/random/boot_id").read_text()
    except OSError:
        return "", ""
    fields = stat.rpartition(")")[2].split()  # a name may hold spaces and brackets
    return fields[0], f"{fields[19]}.{boot[:8]}"
