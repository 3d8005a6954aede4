# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Debian's clamd in a folder of its own, with a database of one signature."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

BINARY = "/usr/sbin/clamd"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
FOUND = f"Eicar-Test:0:*:{EICAR.hex()}\n"


def missing() -> str:
    """Say why there is no clamd to test with; where all packages belong that is a failure."""
    if Path(BINARY).exists():
        return ""
    text = "clamd is missing: apt-get install --no-install-recommends clamav-daemon"
    if os.environ.get("CI"):
        raise AssertionError(text)
    return text


class Clamd:
    """Starts, pauses and stops the one process whose id it holds."""

    def __init__(self, **settings: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="geleit-clamd-"))
        self.socket = str(self.folder / "socket")
        self.settings = {"StreamMaxLength": "4M", "MaxThreads": "2"} | settings

    def __enter__(self) -> Self:
        database = self.folder / "db"
        database.mkdir()
        (database / "eicar.ndb").write_text(FOUND, encoding="ascii")
        user = "root" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        lines = {
            "Foreground": "true",
            "DatabaseDirectory": str(database),
            "LocalSocket": self.socket,
            "TemporaryDirectory": str(self.folder),
            "LogFile": str(self.folder / "log"),
            "User": user,
        } | self.settings
        configuration = self.folder / "clamd.conf"
        configuration.write_text("".join(f"{k} {v}\n" for k, v in lines.items()), encoding="ascii")
        command = [BINARY, "--config-file", configuration]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
        until = time.monotonic() + 60
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                log = self.folder / "log"
                text = log.read_text(errors="replace") if log.exists() else "no log"
                self.__exit__()
                raise AssertionError(f"clamd did not start: {text[-2000:]}")
            time.sleep(0.1)
        return self

    def __exit__(self, *_error: object) -> None:
        self.resume()
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def pause(self) -> None:
        """Let it take connections and answer nothing, as one that loads its signatures."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.settimeout(1)
                line.connect(self.socket)
                line.sendall(b"zPING\0")
                return line.recv(10).startswith(b"PONG")
            except OSError:
                return False
