# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Templates: all used, no inline style or script, no untranslated sentence that we can see."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "geleit"
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
ASKED_BY_DJANGO = {  # named by Django or allauth, not by us
    "403.html", "404.html", "500.html", "account/login.html", "account/logout.html",
    "account/password_change.html", "account/signup_closed.html", "account/account_inactive.html",
    "account/reauthenticate.html", "429.html", "mfa/authenticate.html", "mfa/reauthenticate.html",
    "mfa/recovery_codes/generate.html", "mfa/recovery_codes/index.html",
    "mfa/totp/activate_form.html", "mfa/totp/deactivate_form.html", "mfa/webauthn/add_form.html",
    "mfa/webauthn/authenticator_confirm_delete.html", "mfa/webauthn/reauthenticate.html",
}  # fmt: skip


def name_of(path):
    return path.as_posix().split("/templates/", 1)[1]


def test_every_template_is_used():
    texts = [path.read_text(encoding="utf-8") for path in [*ROOT.rglob("*.py"), *TEMPLATES]]
    everything = "\n".join(texts)
    unused = [name_of(p) for p in TEMPLATES if f'"{name_of(p)}"' not in everything]

    assert sorted(set(unused) - ASKED_BY_DJANGO) == []


def test_no_inline_style_script_or_handler():
    broken = []
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        if "letters" in path.parts or "_pdf" in path.name or "pdf" in path.stem:
            continue  # paper has its own style sheet and no browser
        for word in (r"<style", r"\sstyle=", r"<script(?![^>]*\bsrc=)", r"\son[a-z]+=", r"hx-on"):
            if re.search(word, text):
                broken.append(f"{name_of(path)}: {word}")

    assert broken == []


def test_every_string_can_be_translated():
    """German words outside a translation tag would stay German in the English interface."""
    broken = []
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"{%\s*blocktrans.*?endblocktrans\s*%}", "", text, flags=re.DOTALL)
        text = re.sub(r"<code>.*?</code>", "", text, flags=re.DOTALL)  # what is typed, not said
        text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", " ", text, flags=re.DOTALL)
        words = re.findall(r"\b[A-ZÄÖÜ]?[a-zäöüß]{4,}\b", text)
        if words and path.name not in ("500.html", "base.html") and "pdf" not in path.stem:
            broken.append(f"{name_of(path)}: {words[:6]}")

    assert broken == []


def test_nothing_unsafe_is_marked_safe():
    broken = [
        name_of(p)
        for p in TEMPLATES
        if re.search(r"\|\s*safe\b|autoescape off", p.read_text(encoding="utf-8"))
    ]

    assert [name for name in broken if "pdf" not in name] == []


def test_words_for_ears_inside_a_button_do_not_make_it_an_icon():
    button = re.compile(r'<(a|button) class="kern-btn[^>]*>(?:(?!</\1>).)*?kern-sr-only', re.DOTALL)
    broken = [name_of(p) for p in TEMPLATES if button.search(p.read_text(encoding="utf-8"))]

    assert broken == []
