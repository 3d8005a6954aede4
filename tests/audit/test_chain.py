# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a sequence of entries; no database."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geleit.audit.chain import (
    BREAK,
    LIMIT,
    START,
    Check,
    Entry,
    Fault,
    Finding,
    Head,
    Key,
    append,
    canonical,
    moment,
    plain,
    storable,
)

KEY, OTHER = Key(b"k" * 40), Key(b"o" * 40)
EMPTY = Head(0, START, KEY.seal_of(0, START))


def a_draft(number=0, **values):
    given = {"actor": "user:7", "verb": "case-read", "kind": "cases.case", "key": str(number)}
    rest = {"data": {"n": number}, "signed_with": "", "previous_hash": ""}
    return Entry(**{"sequence": 0, "at": moment(datetime(2026, 1, 1, tzinfo=UTC))} | given | rest)


def a_log(length, *, key=KEY, head=EMPTY):
    drafts = [a_draft(number) for number in range(head.sequence + 1, head.sequence + length + 1)]
    return append(key, head, drafts, longest=lambda: head.sequence)


def findings(entries, head, *, key=KEY, after=None, reference=None):
    check = Check(key, head, reference)
    for entry in entries:
        check.take(entry)
    return check.finish(after or head)


def renumbered(entries):
    return [entry._replace(sequence=number) for number, entry in enumerate(entries, 1)]


def test_a_log_that_nobody_touched_is_whole():
    assert findings(*a_log(7)) == []
    assert findings([], EMPTY) == []


def test_entries_written_while_it_is_checked_are_no_fault():
    entries, head = a_log(3)
    more, later = a_log(2, head=head)

    assert findings([*entries, *more], head, after=later) == []


FIELDS = [name for name in Entry._fields if name != "sequence"]


@given(place=st.integers(0, 6), name=st.sampled_from(FIELDS), value=st.text(max_size=70))
def test_every_changed_field_of_every_entry_is_found(place, name, value):
    entries, head = a_log(7)
    if value == getattr(entries[place], name):
        return
    entries[place] = entries[place]._replace(**{name: value})

    fault = Fault.OTHER_KEY if name == "signed_with" else Fault.CHANGED
    assert findings(entries, head) == [Finding(fault, place + 1, place + 1)]


@given(st.sets(st.integers(1, 9), min_size=1))
def test_every_missing_entry_is_found(gone):
    entries, head = a_log(9)

    found = findings([entry for entry in entries if entry.sequence not in gone], head)

    assert {number for one in found for number in range(one.first, one.last + 1)} == gone
    assert {one.fault for one in found} <= {Fault.MISSING, Fault.CUT_OFF}


def test_a_cut_off_end_is_found():
    entries, head = a_log(9)

    assert findings(entries[:6], head) == [Finding(Fault.CUT_OFF, 7, 9)]


def test_a_cut_off_end_is_found_when_the_head_was_forged_too():
    entries, _head = a_log(9)
    forged = Head(6, entries[5].hash, "0" * 64)

    assert findings(entries[:6], forged) == [Finding(Fault.HEAD, 6, 6)]


def test_an_old_head_beside_newer_entries_is_found():
    entries, old = a_log(6)
    more, _new = a_log(3, head=old)

    assert findings([*entries, *more], old) == [Finding(Fault.HEAD, 6, 6)]


def test_an_old_head_with_an_old_log_is_found_by_what_was_noted_down():
    entries, old = a_log(6)
    more, _new = a_log(3, head=old)

    assert findings(entries, old) == []
    assert findings(entries, old, reference=(9, more[2].hash)) == [Finding(Fault.REFERENCE, 9, 9)]


def test_a_log_rewritten_with_the_key_is_found_by_what_was_noted_down():
    entries, _head = a_log(5)
    rewritten, head = append(KEY, EMPTY, [a_draft(n + 100) for n in range(5)], longest=lambda: 0)

    reference = (3, entries[2].hash)
    assert findings(rewritten, head) == []
    assert findings(rewritten, head, reference=reference) == [Finding(Fault.REFERENCE, 3, 3)]
    assert findings(entries, _head, reference=reference) == []


@pytest.mark.parametrize(("one", "other"), [(3, 4), (2, 7), (1, 9)])
def test_exchanged_entries_are_named_with_the_numbers_they_had(one, other):
    entries, head = a_log(9)
    entries[one - 1], entries[other - 1] = entries[other - 1], entries[one - 1]

    assert findings(renumbered(entries), head) == [
        Finding(Fault.MOVED, one, one, was=other),
        Finding(Fault.MOVED, other, other, was=one),
    ]


def test_an_entry_pushed_in_between_is_found():
    entries, head = a_log(4)
    entries.insert(2, a_draft()._replace(signed_with=KEY.name, hash="0" * 64))

    assert findings(renumbered(entries), head) == [
        Finding(Fault.INSERTED, 3, 3),
        Finding(Fault.MOVED, 4, 4, was=3),
        Finding(Fault.MOVED, 5, 5, was=4),
    ]


def test_an_entry_taken_out_is_found_when_the_others_move_up():
    entries, head = a_log(5)
    del entries[2]

    assert findings(renumbered(entries), head) == [
        Finding(Fault.MOVED, 3, 3, was=4),
        Finding(Fault.MOVED, 4, 4, was=5),
        Finding(Fault.CUT_OFF, 5, 5),
    ]


@pytest.mark.parametrize("signed_with", [KEY.name, OTHER.name, ""])
def test_an_entry_added_at_the_end_is_found(signed_with):
    entries, head = a_log(4)
    extra = a_draft()._replace(
        sequence=5, signed_with=signed_with, previous_hash=head.hash, hash="0" * 64
    )

    assert findings([*entries, extra], head) == [Finding(Fault.INSERTED, 5, 5)]


def test_a_number_that_stands_twice_is_found():
    entries, head = a_log(4)

    assert findings([*entries[:3], entries[2], entries[3]], head) == [Finding(Fault.INSERTED, 3, 3)]


def test_a_genuine_entry_of_another_branch_does_not_follow():
    entries, old = a_log(3)
    branch, _head = append(KEY, old, [a_draft(99), a_draft(5)], longest=lambda: 3)
    trunk, head = a_log(2, head=old)

    found = findings([*entries, trunk[0], branch[1]], head._replace(hash=branch[1].hash))

    assert Finding(Fault.UNLINKED, 5, 5) in found


def test_another_key_is_one_finding_and_not_one_for_each_entry():
    entries, head = a_log(5_000, key=OTHER, head=Head(0, START, OTHER.seal_of(0, START)))

    assert findings(entries, head) == [Finding(Fault.OTHER_KEY, 1, 5_000)]


def test_a_key_lost_on_the_way_leaves_a_mark():
    entries, old = a_log(4)
    drafts = [a_draft(5), a_draft(6)]
    later, head = append(OTHER, old, drafts, longest=lambda: 4)

    assert [entry.sequence for entry in later] == [5, 6]
    assert later[0].previous_hash == BREAK
    assert findings([*entries, *later], head, key=OTHER) == [
        Finding(Fault.OTHER_KEY, 1, 4),
        Finding(Fault.RESTARTED, 5, 5),
    ]


def test_a_forged_head_is_not_healed_by_writing_on():
    entries, _head = a_log(9)
    forged = Head(6, entries[5].hash, "0" * 64)
    later, head = append(KEY, forged, [a_draft(7)], longest=lambda: 6)

    assert findings([*entries[:6], *later], head) == [Finding(Fault.RESTARTED, 7, 7)]


def test_a_hundred_findings_are_kept_and_all_are_counted():
    entries, head = a_log(350)
    check = Check(KEY, head)
    for entry in entries:
        check.take(entry._replace(verb="nothing"))

    assert len(check.finish(head)) == LIMIT
    assert check.wrong == 350


@pytest.mark.parametrize("number", ["7", 7.5, None, b"7", "zwei"])
def test_a_number_that_is_none_is_found(number):
    entries, head = a_log(3)

    odd = a_draft()._replace(sequence=number)
    assert findings([*entries, odd], head) == [Finding(Fault.INSERTED, 4, 4)]


# The bytes


def test_the_bytes_are_the_same_whatever_the_order_of_the_names():
    one = a_draft()._replace(data={"a": 1, "b": {"d": 2, "c": 3}})
    two = a_draft()._replace(data={"b": {"c": 3, "d": 2}, "a": 1})

    assert canonical(one) == canonical(two)


def test_text_cannot_slip_from_one_field_into_the_next():
    one, two = a_draft()._replace(kind="ab", key="c"), a_draft()._replace(kind="a", key="bc")

    assert canonical(one) != canonical(two)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 7, 1, 12, 0, 0, 5, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 7, 1, 10, 0, 0, 5, tzinfo=UTC),
        "2026-07-01 10:00:00.000005",
        "2026-07-01 10:00:00.000005+00",
        "2026-07-01 12:00:00.000005+02",
    ],
)
def test_a_time_is_sealed_in_utc_with_microseconds(at):
    assert moment(at) == "2026-07-01T10:00:00.000005+00:00"


def test_a_time_that_is_none_stays_as_it_is():
    assert moment("yesterday") == "yesterday"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON))
def test_what_is_stored_reads_back_as_it_was_sealed(data):
    kept = storable(data)

    assert plain(json.dumps(kept)) == kept


def test_whole_numbers_are_whole_in_every_spelling():
    assert plain('[1.0, 1e16, -0.0, 1.5]') == [1, 10**16, 0, 1.5]  # fmt: skip
    assert storable({"at": datetime(2026, 1, 2), "set": float("nan")}) == {  # noqa: DTZ001
        "at": "2026-01-02 00:00:00",
        "set": "NaN",
    }


def test_the_name_of_a_key_does_not_hold_the_key():
    assert KEY.secret.decode() not in KEY.name
    assert KEY.name != OTHER.name
