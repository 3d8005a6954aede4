# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The law is dated data: an entry changes what it should and nothing else; nonsense is refused."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from geleit.deadlines.rules import Inquiry, LawError, Place, compute, load, standard

FIVE_DAYS = """
[[notice]]
regime = "sgbx"
means = "post"
valid_from = {start}
after = "5D"
basis = "§ 37 Abs. 2 Satz 1 SGB X n. F."
source = "BGBl."
checked_on = 2026-11-22
state = "V"
"""
YEARS = [date(2024, 11, 1) + timedelta(days=each) for each in range(1000)]


def law(tmp_path, *texts):
    files = []
    for number, text in enumerate(texts):
        file = tmp_path / f"{number}.toml"
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return load(*files)


def changed_days(book, regime, service="brief"):
    def days(law_book, posted):
        letter = Inquiry(regime, service, "1M", posted_on=posted, place=Place("BW"))
        deadline = compute(letter, book=law_book)
        return deadline.event_day, deadline.legal_last_day

    return [day for day in YEARS if days(book, day) != days(standard(), day)]


def test_a_new_entry_changes_only_what_is_posted_from_its_day(tmp_path):
    book = law(tmp_path, FIVE_DAYS.format(start="2027-01-01"))

    assert changed_days(book, "sgbx") == [day for day in YEARS if day >= date(2027, 1, 1)]
    assert changed_days(book, "vwvfg") == []
    assert changed_days(book, "ao") == []
    assert changed_days(book, "sgbx", "elektronisch") == []


def test_a_corrected_beginning_changes_only_the_days_between(tmp_path):
    """What if the Land's four days began on 1 March 2025?"""
    corrected = standard_text().replace("valid_from = 2025-02-07", "valid_from = 2025-03-01")
    book = load(folder=folder_with(tmp_path, corrected))

    changed = changed_days(book, "lvwvfg_bw")

    assert changed == [day for day in YEARS if date(2025, 2, 7) <= day < date(2025, 3, 1)]
    assert changed_days(book, "sgbx") == []


def standard_text():
    from geleit.deadlines.rules.lawbook import LAW_FOLDER

    return (LAW_FOLDER / "notice.toml").read_text(encoding="utf-8")


def folder_with(tmp_path, notice):
    from geleit.deadlines.rules.lawbook import FILES, LAW_FOLDER

    for name in FILES:
        (tmp_path / name).write_text((LAW_FOLDER / name).read_text(encoding="utf-8"), "utf-8")
    (tmp_path / "notice.toml").write_text(notice, encoding="utf-8")
    return tmp_path


def test_a_correction_of_the_same_day_must_say_that_it_replaces(tmp_path):
    text = FIVE_DAYS.format(start="2025-01-01")

    with pytest.raises(LawError, match=r"two entries begin on 2025-01-01.*replaces = true"):
        law(tmp_path, text)
    book = law(tmp_path, text + "replaces = true\n")
    assert changed_days(book, "sgbx") == [day for day in YEARS if day >= date(2025, 1, 1)]


def test_a_correction_of_nothing_is_refused(tmp_path):
    with pytest.raises(LawError, match="replaces nothing"):
        law(tmp_path, FIVE_DAYS.format(start="2025-01-02") + "replaces = true\n")


def test_overlapping_entries_are_refused(tmp_path):
    first = FIVE_DAYS.format(start="2027-01-01") + "valid_to = 2027-12-31\n"

    with pytest.raises(LawError, match="overlap"):
        law(tmp_path, first, FIVE_DAYS.format(start="2027-06-01"))


def test_a_gap_between_entries_is_refused(tmp_path):
    first = FIVE_DAYS.format(start="2027-01-01") + "valid_to = 2027-12-31\n"

    with pytest.raises(LawError, match="nothing holds from 2028-01-01 to 2028-01-31"):
        law(tmp_path, first, FIVE_DAYS.format(start="2028-02-01"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('source = "BGBl."', "missing: 'source'"),
        ('basis = "§ 37 Abs. 2 Satz 1 SGB X n. F."', "missing: 'basis'"),
        ("checked_on = 2026-11-22", "missing: 'checked_on'"),
        ('state = "V"', "missing: 'state'"),
        ('after = "5D"', "missing: 'after'"),
    ],
)
def test_an_entry_without_what_it_needs_is_refused_by_name(tmp_path, line, said):
    with pytest.raises(LawError, match=said) as refused:
        law(tmp_path, FIVE_DAYS.format(start="2027-01-01").replace(line, ""))

    assert "0.toml, [[notice]] number 1" in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"5D"', '"5X"', "no period"),
        ('"5D"', "5", "no period"),
        ('state = "V"', 'state = "sure"', "Say how sure it is"),
        ('"BGBl."', '" "', "source is empty"),
        ("2027-01-01", '"soon"', "is no day"),
        ('"post"', '"pigeon"', "means = 'pigeon' is unknown"),
        ('means = "post"', 'means = "post"\nshifts = "yes"', "neither true nor false"),
        ('means = "post"', 'means = "post"\ncolour = "red"', "'colour' is unknown"),
        ("[[notice]]", "[[notise]]", "[[notise]] is unknown"),
        ("[[notice]]", "[notice]", "two brackets"),
        ("[[notice]]", "[[notice", "not readable as TOML"),
        ("after =", "valid_to = 2026-01-01\nafter =", "lies before"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(tmp_path, old, new, said):
    text = FIVE_DAYS.format(start="2027-01-01").replace(old, new)

    with pytest.raises(LawError) as refused:
        law(tmp_path, text)
    assert said in str(refused.value)


def test_every_entry_of_the_product_names_source_and_day_of_checking():
    entries = [entry for table in standard().entries.values() for entry in table]

    assert entries
    assert [entry for entry in entries if not entry.source or entry.checked_on.year < 2026] == []


def test_entries_that_nobody_read_in_the_statute_are_told_as_doubts():
    letter = Inquiry("lvwvfg_bw", posted_on=date(2025, 2, 7), place=Place("BW"))

    assert "Inkrafttretens" in " ".join(compute(letter).doubts)


def test_the_library_needs_no_django():
    code = "import sys, geleit.deadlines.rules as rules; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
