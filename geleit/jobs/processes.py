# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which process is at something long, and whether it still lives."""

import os
import socket


def this_process() -> str:
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def is_alive(runner: str) -> bool | None:
    """Whether the process lives; None when it is of another machine and nobody here can say."""
    host, _colon, number = runner.rpartition(":")
    if host != socket.gethostname()[:60]:
        return None
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
