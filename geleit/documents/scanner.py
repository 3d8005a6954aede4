# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ask clamd whether a file is harmless. Whatever is not a clear answer is none.

The protocol (clamd(8)): "zINSTREAM", then pieces, each with its length before it in four bytes,
then a length of zero; the answer ends with a zero byte.
"""

import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from django.conf import settings

CONNECT, ANSWER = 2.0, 30.0  # seconds
LONGEST_ANSWER = 4096  # bytes
# clamd gives up at sizes and depths of its own: that is no finding and no all-clear.
UNDECIDED = ("Heuristics.Limits.Exceeded",)


@dataclass(frozen=True)
class Verdict:
    """What the scanner said; `is_clean` None: nothing that counts. `why` is for the log."""

    is_clean: bool | None
    scanner: str = ""
    why: str = ""


def is_configured() -> bool:
    return settings.CLAMD is not None


def scan(pieces: Iterable[bytes]) -> Verdict:
    """Return what clamd says of the content; down, slow or over its limits is no verdict."""
    try:
        scanner = _asked(b"zVERSION\0", (), patience=CONNECT)
        answer = _asked(b"zINSTREAM\0", pieces)
    except (OSError, struct.error) as error:
        return Verdict(None, why=type(error).__name__)
    said = answer.removeprefix("stream: ")
    if said == "OK" and scanner.startswith("ClamAV"):
        return Verdict(is_clean=True, scanner=scanner[:120])
    if said.endswith(" FOUND") and not said.startswith(UNDECIDED):
        return Verdict(is_clean=False, scanner=scanner[:120] or "clamd", why=said[:-6])
    return Verdict(None, why="limit" if "limit" in said.lower() else "no answer")


def version() -> str:
    """Return the scanner's version, or nothing when it does not answer within a moment."""
    try:
        return _asked(b"zVERSION\0", (), patience=CONNECT)
    except OSError:
        return ""


def _asked(command: bytes, pieces: Iterable[bytes], *, patience: float = ANSWER) -> str:
    until = monotonic() + patience
    with _connection() as line:
        _send(line, command, until)
        try:
            for piece in pieces:
                _send(line, struct.pack("!L", len(piece)) + piece, until)
            if command == b"zINSTREAM\0":
                _send(line, struct.pack("!L", 0), until)
        except (BrokenPipeError, ConnectionResetError):
            pass  # clamd hangs up when it has enough: its answer says why
        return _answer(line, until)


def _send(line: socket.socket, data: bytes, until: float) -> None:
    line.settimeout(max(0.01, until - monotonic()))
    line.sendall(data)


def _answer(line: socket.socket, until: float) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        line.settimeout(max(0.01, until - monotonic()))
        some = line.recv(LONGEST_ANSWER)
        if not some:
            break
        answer += some
    return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()


@contextmanager
def _connection() -> Iterator[socket.socket]:
    place = settings.CLAMD
    if place is None:
        raise OSError("no scanner is configured")
    family = socket.AF_UNIX if isinstance(place, str) else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as line:
        line.settimeout(CONNECT)
        line.connect(place)
        yield line
