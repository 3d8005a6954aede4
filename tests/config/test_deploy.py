# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a production installation starts with: no warning, and cookies that stay at home."""

import json
import os
import subprocess
import sys
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, django
from django.conf import settings
django.setup()
print(json.dumps({name: str(getattr(settings, name)) for name in %r}))
"""


@pytest.fixture
def production(tmp_path):
    """Return the surroundings of a machine that others can reach."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "geleit.config.settings",
        "GELEIT_DATA": str(tmp_path / "data"),
        "GELEIT_HOSTS": "geleit.example.org",
    }


def run(environment, *command):
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True,
        timeout=450, check=False,
    )  # fmt: skip


def asked(environment, *names):
    return json.loads(run(environment, "-c", ASK % (list(names),)).stdout)


class Pong(BaseRequestHandler):
    """A virus scanner that is there, and nothing more."""

    def handle(self):
        self.request.recv(64)
        self.request.sendall(b"ClamAV 1.4.3/27000/Sun Nov 22 10:00:00 2026\0")


@pytest.fixture
def scanner():
    with ThreadingTCPServer(("127.0.0.1", 0), Pong) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.process
def test_the_check_before_a_start_finds_nothing(production, scanner):
    production["GELEIT_CLAMD"] = scanner
    done = run(production, "manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert "no issues (0 silenced)" in done.stdout, done.stderr
    assert done.returncode == 0


@pytest.mark.process
def test_cookies_belong_to_this_host_alone(production):
    found = asked(
        production, "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME",
        "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "DEBUG", "ADMINS",
    )  # fmt: skip

    assert found == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "LANGUAGE_COOKIE_NAME": "__Host-language",
        "SESSION_COOKIE_SECURE": "True",
        "CSRF_COOKIE_SECURE": "True",
        "LANGUAGE_COOKIE_SECURE": "True",
        "SECURE_HSTS_SECONDS": "31536000",
        "SECURE_SSL_REDIRECT": "True",
        "DEBUG": "False",
        "ADMINS": "[]",
    }


@pytest.mark.process
def test_proxies_are_believed_only_when_they_are_named(production):
    names = ("ALLAUTH_TRUSTED_PROXY_COUNT", "SECURE_PROXY_SSL_HEADER")

    assert asked(production, *names) == dict(zip(names, ("0", "None"), strict=True))
    assert asked(production | {"GELEIT_TRUSTED_PROXIES": "2"}, *names) == {
        "ALLAUTH_TRUSTED_PROXY_COUNT": "2",
        "SECURE_PROXY_SSL_HEADER": "('HTTP_X_FORWARDED_PROTO', 'https')",
    }
