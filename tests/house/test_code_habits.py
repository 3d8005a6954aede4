# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the code never does, because it could carry out or give away what somebody typed."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from tests.installation import House

ROOT = Path(__file__).resolve().parents[2] / "geleit"
TREES = {
    str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(ROOT.rglob("*.py"))
}
UNPACKERS = {"pickle", "marshal", "shelve", "yaml", "dill", "jsonpickle"}
# Who starts a program: charts are drawn and old workbooks looked at by this very Python, and the
# example is served.
STARTS = {"letters/chart.py", "demo/server.py", "spreadsheets/old_workbooks.py"}
WEAK = {"md5", "sha1", "new"}
# Who writes SQL by hand: walls, seals, the log's check, bulk writing. No page and no form.
BY_HAND = {
    "accounts/system.py", "audit/verify.py", "core/bulk.py", "core/kept_statements.py", "core/migrating.py",
    "core/postgresql/base.py", "core/vault/columns.py", "demo/bulk.py", "demo/measure.py", "desk/queries.py",
    "identity/splink_job.py", "walls/rows/checks.py", "walls/rows/policies.py",
}  # fmt: skip
RAW = {"execute", "executemany", "raw", "extra", "RawSQL"}


def calls():
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield name, node, ast.unparse(node.func)


def imported():
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((name, one.name.partition(".")[0]) for one in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield name, node.module.partition(".")[0]


def imported_in_full():
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                yield name, node.module


def test_no_text_is_carried_out_as_code():
    forbidden = {"eval", "exec", "__import__", "builtins.eval", "builtins.exec"}

    assert [(name, func) for name, _node, func in calls() if func in forbidden] == []


def test_sql_is_written_by_hand_in_a_few_places_that_hear_no_request():
    writing = {
        name
        for name, _node, func in calls()
        if func.rpartition(".")[2] in RAW and "migrations" not in name
    }
    hearing = {
        name for name, module in imported_in_full() if name in BY_HAND and module == "django.http"
    }

    assert (writing, hearing) == (BY_HAND, set())


def test_no_text_becomes_a_template():
    made = [
        (name, func)
        for name, _node, func in calls()
        if func in {"Template", "template.Template", "Engine"} or func.endswith(".from_string")
    ]
    formats = [
        (name, ast.unparse(node))
        for name, node, func in calls()
        if func == "format_html" and not is_fixed(node.args[0], name)
    ]

    assert (made, formats) == ([], [])


def is_fixed(node, name):
    """A text in the code, or a name that is given one there."""
    if isinstance(node, ast.Constant):
        return True
    given = [
        one.value
        for one in ast.walk(TREES[name])
        if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == ast.unparse(node)
    ]
    return bool(given) and all(isinstance(one, ast.Constant) for one in given)


def test_passwords_are_kept_by_a_slow_hash(tmp_path):
    hashing = (
        "from django.contrib.auth.hashers import make_password as hashed; print(hashed('Tag'))"
    )

    status, out, err = House(tmp_path, {}).run("shell", "-v0", "-c", hashing)

    assert status == 0, err
    assert out.startswith("argon2$argon2id$")


def test_programs_are_started_in_three_places_alone_and_never_by_a_shell():
    starting = {name for name, module in imported() if module == "subprocess"}
    shells = [
        (name, func)
        for name, node, func in calls()
        if func in {"os.system", "os.popen", "os.posix_spawn"}
        or any(word.arg == "shell" for word in node.keywords)
    ]

    assert (starting, shells) == (STARTS, [])
    for name, node, func in calls():
        if func == "subprocess.run":
            assert ast.unparse(node.args[0]).startswith("[sys.executable, '-m'"), name


def test_nothing_is_unpacked_that_could_carry_code():
    assert [(name, module) for name, module in imported() if module in UNPACKERS] == []
    assert settings.SESSION_SERIALIZER.endswith("JSONSerializer")


def test_no_weak_hash_is_used():
    weak = [
        (name, func) for name, _node, func in calls()
        if func.startswith("hashlib.") and func.partition(".")[2] in WEAK
    ]  # fmt: skip

    assert weak == []


def test_certificates_are_always_checked_and_redirects_not_followed():
    unsafe = [
        (name, func)
        for name, node, func in calls()
        for word in node.keywords
        if (word.arg == "verify" and ast.unparse(word.value) == "False")
        or func.endswith("_create_unverified_context")
    ]
    texts = {name: ast.unparse(tree) for name, tree in TREES.items()}

    assert unsafe == []
    assert [name for name, text in texts.items() if "CERT_NONE" in text] == []
    assert "session.max_redirects = 0" in texts["accounts/adapter.py"]


def test_the_number_of_a_session_cannot_be_guessed(db):
    session = SessionStore()
    session.create()

    assert len(session.session_key) == 32  # of 36 signs: 165 bits
    assert len({SessionStore()._get_new_session_key() for _ in range(100)}) == 100


@pytest.mark.parametrize("path", ["/.git/config", "/.env", "/static/", "/static/../manage.py"])
def test_neither_source_nor_folders_are_served(db, path):
    assert Client().get(path).status_code in (302, 404)
    assert "repositoryformatversion" not in Client().get(path).content.decode()


def test_of_a_name_given_twice_the_last_value_counts(rf):
    asked = rf.get("/?q=eins&q=zwei")
    sent = rf.post("/?q=eins", {"q": ["drei", "vier"]})

    assert (asked.GET["q"], sent.POST["q"], sent.GET["q"]) == ("zwei", "vier", "eins")


def test_passwords_can_be_pasted_and_filled_in_by_a_manager(db):
    page = Client().get("/konto/anmelden/").content.decode()

    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
    assert 'autocomplete="off"' not in page.partition('name="password"')[2].partition(">")[0]
