# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stays behind when a process is killed: everything whole, or a rest that is named."""

import json
import os
import signal
import time

import pytest

pytestmark = pytest.mark.process
COUNT = 6

FILL = f"""
from tests import factories
from geleit.documents import actions
anna = factories.a_worker("anna")
case = factories.a_case(holder=anna)
for number in range({COUNT}):
    actions.upload(
        case, data=b"Zeile %d" % number, file_name="a.txt", kind="other", title="x", by=anna
    )
"""
KILLED_AT_UPLOAD = """
import os
from geleit.accounts.models import User
from geleit.cases.models import Case
from geleit.documents import actions
actions._insert = lambda *_a, **_k: os.kill(os.getpid(), 9)
case, anna = Case.unguarded.get(), User.objects.get()
actions.upload(case, data=b"Zeile", file_name="a.txt", kind="other", title="x", by=anna)
"""
KILLED_AT = """
import os
from geleit.documents import actions, content, scanner
from geleit.documents.scanner import Verdict
from geleit.core.vault import rotation
from django.core.management import call_command
from django.test.utils import override_settings
left = [{after}]
def counted(act):
    def around(*args, **kwargs):
        done = act(*args, **kwargs)
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), 9)
        return done
    return around
def clean(pieces):
    b"".join(pieces)
    return Verdict(is_clean=True, scanner="ClamAV test")
scanner.scan = counted(clean)
content.keep = counted(content.keep)
with override_settings(CLAMD="/nowhere"):
    call_command({command})
"""
OPEN = """
from geleit.documents import content
from geleit.documents.models import Document
texts = [b"".join(content.opened(d)) for d in Document.unguarded.order_by("pk")]
assert texts == [b"Zeile %d" % number for number in range(len(texts))], texts
print(len(texts), Document.unguarded.exclude(scanned_at=None).count())
"""


@pytest.fixture
def house(ready):
    ready.python(FILL)
    return ready


def shell(house, text):
    status, out, err = house.run("shell", "-v0", "-c", text)
    return status, out.strip(), err


def checked(house, *options):
    for path in (house.folder / "documents").rglob("*"):
        then = time.time() - 2 * 60 * 60
        os.utime(path, (then, then))
    status, out, _err = house.run("documents", "check", "--deep", "--json", *options)
    return status, json.loads(out)


@pytest.mark.timeout(600)  # fifteen processes, one after the other
def test_whenever_a_process_is_killed_nothing_is_lost_and_it_can_be_done_again(house):
    status, _out, _err = shell(house, KILLED_AT_UPLOAD)
    assert status == -signal.SIGKILL
    status, found = checked(house)
    assert (status, found["documents"], len(found["files_without_row"])) == (1, COUNT, 1)
    assert checked(house, "--remove")[0] == 0

    scan = KILLED_AT.format(after=3, command='"documents", "scan"')
    assert shell(house, scan)[0] == -signal.SIGKILL
    assert shell(house, OPEN)[1] == f"{COUNT} 2"
    status, _out, err = shell(house, scan.replace("[3]", "[99]"))
    assert status == 0, err
    assert shell(house, OPEN)[1] == f"{COUNT} {COUNT}"

    rotate = KILLED_AT.format(after=3, command='"keys", "rotate", "--data"')
    assert shell(house, rotate)[0] == -signal.SIGKILL
    assert shell(house, OPEN)[1] == f"{COUNT} {COUNT}"
    house.does("keys", "rotate", "--data")
    assert shell(house, OPEN)[1] == f"{COUNT} {COUNT}"
    status, found = checked(house, "--remove")
    assert (status, found["documents"], len(found["files_without_row"])) == (0, COUNT, 1)
    assert len(list(house.folder.glob("documents/*/*"))) == COUNT


def test_without_its_master_key_nothing_is_handed_out_and_the_command_says_which(house):
    keys = house.folder / "keys"
    (name,) = [path.name for path in keys.iterdir() if not path.name.startswith(".")]
    (keys / name).rename(house.folder / "away")

    status, _out, err = house.run("documents", "check", "--deep")

    assert status == 1
    assert name in err
    (keys / name).write_bytes(os.urandom(32))
    status, _out, err = house.run("documents", "check", "--deep")
    assert status == 1
    assert "nicht der Schlüssel" in err
