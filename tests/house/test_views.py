# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address names its permission, tells strangers nothing, and never writes on GET."""

import inspect
import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from geleit.accounts.permissions import Permission

ROOT = Path(__file__).resolve().parents[2] / "geleit"
OPEN = {  # without a permission of our own: signing in and out, language
    "account_login", "account_logout", "account_signup", "account_inactive",
    "account_change_password", "set_language", "mfa_authenticate", "mfa_login_webauthn",
    "radar:feed", "redeem_code", "sso_begin", "sso_back",
}  # fmt: skip


def patterns(resolver=None, space=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{entry.namespace or ''}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry


@pytest.mark.parametrize(("name", "pattern"), list(patterns()), ids=lambda v: str(v)[:40])
def test_every_view_names_its_permission(name, pattern):
    if name in OPEN:
        return
    assert isinstance(getattr(pattern.callback, "permission", None), Permission), name


def test_views_are_short_functions():
    long = []
    for name, pattern in patterns():
        view = inspect.unwrap(pattern.callback)
        if view.__module__.startswith("geleit."):
            lines, _ = inspect.getsourcelines(view)
            if (
                len([line for line in lines if line.strip() and not line.strip().startswith("@")])
                > 30
            ):
                long.append(f"{name}: {len(lines)} lines")

    assert long == []


def test_views_do_not_save():
    """Only actions write: a view that saves a row by itself has no rule, no lock and no log."""
    broken = []
    desk = [p for p in (ROOT / "desk").glob("*.py") if not p.name.endswith("actions.py")]
    for path in [
        *ROOT.rglob("views.py"),
        *ROOT.rglob("*_views.py"),
        *desk,
        *ROOT.rglob("forms.py"),
    ]:
        text = path.read_text(encoding="utf-8")
        for word in (r"\.save\(", r"\.create\(", r"\.update\(\s*\w+=", r"\.delete\("):
            if re.search(word, text):
                broken.append(f"{path.relative_to(ROOT)}: {word}")

    assert broken == []
