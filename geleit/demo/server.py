# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The web server of the demonstration: gunicorn on one's own machine."""

import errno
import os
import socket
import subprocess
import sys
from typing import NoReturn

from django.conf import settings
from django.utils.translation import gettext as _
from gunicorn.config import KNOWN_SETTINGS

from geleit.core.problems import Problem

HOST = "127.0.0.1"
WORKERS, THREADS = 2, 4


def address(port: int) -> str:
    return f"http://{HOST}:{port}/"


def serving_problems(port: int) -> list[Problem]:
    """Return why nothing can be served on the port now, with the mend."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        text = _("Die Dateien der Oberfläche fehlen noch. Bitte zuerst „make setup“ ausführen.")
        return [Problem("no-static-files", text)]
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return [_port_problem(port, error)]
    return []


def _port_problem(port: int, error: OSError) -> Problem:
    words = {"port": port, "other": port + 1 if port < 65535 else 8000}
    if error.errno == errno.EADDRINUSE:
        text = _(
            "Auf dem Port %(port)s läuft schon ein Programm. Bitte dieses beenden oder einen "
            "anderen Port nennen: geleit demo --port %(other)s"
        )
        return Problem("port-busy", text % words)
    text = _(
        "Der Port %(port)s lässt sich nicht öffnen. Bitte einen anderen nennen, zum Beispiel: "
        "geleit demo --port 8000"
    )
    return Problem("port-refused", text % words)


def serve(port: int) -> NoReturn:
    """Become the web server; Ctrl-C ends it."""
    command = [
        *(sys.executable, "-m", "gunicorn", "geleit.config.wsgi"),
        *("--bind", f"{HOST}:{port}", "--worker-class", "gthread", "--preload"),
        *("--workers", str(WORKERS), "--threads", str(THREADS)),
        *("--log-level", "warning", "--chdir", str(settings.BASE_DIR)),
    ]
    if any("--no-control-socket" in (known.cli or ()) for known in KNOWN_SETTINGS):
        command.append("--no-control-socket")  # else gunicorn 27 writes into the home folder
    sys.stdout.flush()
    sys.stderr.flush()
    surroundings = os.environ | {
        "GELEIT_HTTPS": "0",
        "GELEIT_SECOND_FACTOR": "0",
        "GELEIT_DATA": str(settings.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "geleit.config.settings",
    }
    # Geleit's worker runs beside the server and ends with it, however the server ends.
    worker = [sys.executable, "-m", "geleit.config.cli", "work", "--with-parent"]
    subprocess.Popen(worker, env=surroundings, stdin=subprocess.DEVNULL)
    os.execve(sys.executable, command, surroundings)
