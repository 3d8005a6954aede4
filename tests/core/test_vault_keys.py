# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys as an installation has them: processes, a data folder and a database of their own."""

import json
import os
import signal
import time

import pytest

from tests.core.things import FAMILY, WORD
from tests.installation import SERVER

pytestmark = pytest.mark.process
PLAIN = 13  # values with the word, apart from the notes
EMPTY = 3  # columns of a list and its row that are sealed though nothing stands in them yet
BEFORE = {  # the last migrations with plain columns
    "cases": "0003", "counselling": "0003", "deadlines": "0003", "intake": "0001_initial",
    "plans": "0004", "volunteers": "0002",
}  # fmt: skip

READ = """
import time
from geleit.core.vault import data_keys
from geleit.counselling.models import Contact
from tests.core.things import WORD
data_keys.LOOK_AGAIN = 0.2
first, until, count = Contact.unguarded.order_by("pk").first(), time.monotonic() + {seconds}, 0
while time.monotonic() < until:
    texts = Contact.unguarded.order_by("?").values_list("text", flat=True)[:50]
    assert all(text.startswith(WORD) for text in texts)
    first.text = f"{{WORD}} geändert {{count}}"
    first.save(update_fields=["text"])
    count += 1
    time.sleep(0.01)
print(count)
"""


@pytest.fixture
def house(ready):
    return ready


def filled(house, notes):
    house.python(f"from tests.core.things import fill; fill({notes})")
    return PLAIN + notes


def opened(house):
    status, out, err = house.run(
        "shell", "-v0", "-c", "from tests.core.things import opened; print(opened())"
    )
    assert status == 0, err
    return int(out)


def listed(house):
    status, out, err = house.run("keys", "list", "--json")
    assert status == 0, err
    return json.loads(out)


def stolen(house):
    """Return all bytes of the data folder without the keys, or of the columns on a server."""
    if SERVER:
        text = "from tests.core.things import raw_bytes; import sys; print(raw_bytes())"
        return house.run("shell", "-v0", "-c", text)[1].encode()
    files = [path for path in house.folder.rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in files if "keys" not in path.parts)


def test_a_stolen_database_tells_names_and_nothing_that_was_written_about_people(house):
    look = (
        "" if SERVER else "import os; from django.conf import settings; from pathlib import Path;"
    )
    script = f"""
{look}
from tests.core.things import fill, raw_bytes, WORD
fill(20)
from geleit.cases.models import Person
assert Person.unguarded.named("{FAMILY}").count() == 1
assert WORD.encode() not in raw_bytes()
"""
    if not SERVER:  # while it runs: with the write-ahead log
        script += (
            "files = [p for p in Path(settings.DATA_DIR).glob('geleit.sqlite3*')]\n"
            "assert len(files) == 3, files\n"
            "assert not any(WORD.encode() in p.read_bytes() for p in files)\n"
        )
    house.python(script)

    thing = stolen(house)
    assert WORD.encode() not in thing
    if not SERVER:
        assert FAMILY.encode() in thing
    assert opened(house) == PLAIN + 20


def test_what_was_plain_is_sealed_when_the_tables_change_and_comes_back(house):
    count = filled(house, 1_203)
    house.goes_to(*BEFORE.items())
    plain = stolen(house)

    house.does("migrate", "-v0")

    assert plain.count(WORD.encode()) >= count
    assert WORD.encode() not in stolen(house)
    assert opened(house) == count
    assert sum(key["values"] for key in listed(house)["data_keys"]) == count + EMPTY


def test_a_new_master_key_wraps_the_data_key_anew_and_the_old_one_can_go(house):
    count = filled(house, 5)
    before = listed(house)

    assert house.run("keys", "rotate")[0] == 0

    after = listed(house)
    assert [key["active"] for key in after["master_keys"]] == [False, True]
    assert [key["data_keys"] for key in after["master_keys"]] == [0, 1]
    assert [key["id"] for key in after["data_keys"]] == [key["id"] for key in before["data_keys"]]
    assert opened(house) == count
    old = before["master_keys"][0]["id"]
    assert (house.folder / "keys" / f"{old}.retired").stat().st_mode & 0o777 == 0o600

    assert house.run("keys", "forget")[0] == 0

    assert [key["active"] for key in listed(house)["master_keys"]] == [True]
    assert opened(house) == count


def test_a_new_data_key_seals_everything_anew(house):
    count = filled(house, 700)

    status, out, err = house.run("keys", "rotate", "--data", "--json")

    [old, new] = listed(house)["data_keys"]
    assert (status, json.loads(out)) == (0, {"data_key": new["id"], "values": count + EMPTY})
    assert (old["values"], old["current"]) == (0, False)
    assert (new["values"], new["current"]) == (count + EMPTY, True)
    assert "counselling.contact.text: 700" in err
    assert WORD not in err
    assert opened(house) == count
    assert house.run("keys", "forget", "--json")[1].strip() == (
        '{"data_keys": 0, "master_keys": 0, "kept": 1}'  # within the hour servers may still use it
    )


def test_readers_and_writers_go_on_while_keys_change(house):
    count = filled(house, 1_500)
    readers = [house.start("shell", "-v0", "-c", READ.format(seconds=9)) for _ in range(2)]
    time.sleep(3)

    statuses = [house.run("keys", *how)[0] for how in (["rotate"], ["rotate", "--data"])]
    ends = [(*reader.communicate(timeout=450), reader.returncode) for reader in readers]

    assert statuses == [0, 0]
    assert [(err, code) for _out, err, code in ends] == [("", 0)] * 2
    assert all(int(out) > 5 for out, _err, _code in ends)
    assert [key["values"] for key in listed(house)["data_keys"]] == [0, count + EMPTY]
    assert opened(house) == count


def test_a_rotation_that_was_killed_is_finished_by_the_next_one(house):
    count = filled(house, 20_000)
    process = house.start("keys", "rotate", "--data")
    while "contact" not in process.stderr.readline():
        assert process.poll() is None
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    halfway = listed(house)["data_keys"]

    assert opened(house) == count
    assert house.run("keys", "rotate", "--data")[0] == 0

    after = listed(house)["data_keys"]
    assert [key["values"] > 0 for key in halfway] == [True, True]
    assert [key["id"] for key in after] == [key["id"] for key in halfway]
    assert [key["values"] for key in after] == [0, count + EMPTY]
    assert opened(house) == count


def test_without_its_key_nothing_starts_and_no_new_one_is_made(house):
    filled(house, 1)
    [key] = listed(house)["master_keys"]
    file = house.folder / "keys" / key["id"]
    content = file.read_bytes()
    file.unlink()

    for call in (["check"], ["keys", "rotate"], ["shell", "-c", "import geleit.config.wsgi"]):
        status, _out, err = house.run(*call)
        assert status == 1, call
        assert f"{key['id']} fehlt im Ordner {house.folder / 'keys'}" in err

    assert [path.name for path in file.parent.iterdir()] == [".lock"]
    file.write_bytes(content)
    assert house.run("check")[0] == 0


@pytest.mark.parametrize("call", [[], ["turn"], ["list", "--data"]])
def test_a_wrong_call_is_status_2(unready, call):
    assert unready.run("keys", *call)[0] == 2


def test_a_database_without_tables_is_said_in_words(unready):
    status, out, err = unready.run("keys", "list")

    assert (status, out) == (1, "")
    assert "manage.py migrate" in err


def test_starts_at_the_same_time_share_their_keys(house):
    if not SERVER:
        (house.folder / "geleit.sqlite3").unlink()
        house.does("migrate", "-v0")
    seal = "from geleit.core.vault import seal; print(seal('x', 'y'))"
    house.python("from geleit.core.models import DataKey; DataKey.objects.all().delete()")
    for path in (house.folder / "keys").iterdir():
        path.unlink()

    starts = [house.start("shell", "-v0", "-c", seal) for _ in range(4)]
    seals = [start.communicate(timeout=450)[0] for start in starts]

    keys = listed(house)
    assert len(keys["master_keys"]) == 1
    assert {text.split(".")[1] for text in seals} == {key["id"] for key in keys["data_keys"]}
    assert len(keys["data_keys"]) == 1
