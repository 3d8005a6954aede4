# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit deadline`: one case, or a file of them; what it prints, and when it refuses."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

HEADER = "id,regime,kind,posted_date,service_date,service_type,period,state\n"
LETTER = ["--regime", "sgbx", "--posted", "2025-08-27", "--service", "brief", "--period", "1M"]


def run(*arguments):
    """Return exit status, standard output and standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command("deadline", *arguments, stdout=out, stderr=err, no_color=True)
    except SystemExit as left:
        return left.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def run_csv(tmp_path, content, *arguments):
    file = tmp_path / "cases.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run("--csv", str(file), "--json", *arguments)


def test_one_case_is_told_to_a_person_in_numbered_sentences():
    status, out, err = run(*LETTER, "--state", "BW")

    assert (status, err) == (0, "")
    last, work_by, _empty, first_step, *_others = out.splitlines()
    assert last == "Letzter Tag: Dienstag, 30.09.2025"
    assert work_by == "Arbeiten bis: Dienstag, 30.09.2025"
    assert first_step == (
        "1. Zur Post gegeben am Mittwoch, 27.08.2025; das Schreiben gilt als bekannt gegeben am "
        "Sonntag, 31.08.2025. (§ 37 Abs. 2 Satz 1 SGB X)"
    )
    assert "keine Rechtsberatung" in out


def test_one_case_as_json_is_one_document():
    _status, out, err = run(*LETTER, "--json")

    document = json.loads(out)

    assert err == ""
    assert document["event_day"] == "2025-08-31"
    assert document["legal_last_day"] == document["work_by"] == "2025-09-30"
    assert document["assumptions"]


@pytest.mark.parametrize(
    ("arguments", "last"),
    [
        (["--regime", "ao", "--posted", "04.03.2025", "--period", "0", "--state", "BY"], "2025-03-10"),
        (["--regime", "bgb", "--service", "fix", "--received", "2025-08-08", "--period", "fix",
          "--state", "BY", "--municipality", "Augsburg"], "2025-08-11"),
        (["--regime", "bgb", "--service", "fix", "--received", "2025-08-15", "--period", "fix",
          "--state", "BY", "--municipality", "Dorf", "--local-feast", "yes"], "2025-08-18"),
        (["--regime", "vwvfg", "--service", "pzu", "--received", "2026-05-31", "--period", "0"], "2026-05-31"),
        (["--regime", "vwvfg", "--service", "fix", "--received", "2026-05-31", "--period", "fix",
          "--no-shift"], "2026-05-31"),
        (["--regime", "sgbx", "--service", "pzu", "--received", "2026-03-10", "--period", "1M",
          "--no-instruction"], "2027-03-10"),
        (["--regime", "sgbx", "--letter-date", "2026-03-09", "--period", "1M"], "2026-04-13"),
        (["--regime", "bgb", "--service", "mietende", "--received", "2026-12-31", "--period=-2M"],
         "2026-10-31"),
    ],
)  # fmt: skip
def test_every_option_counts(arguments, last):
    _status, out, _err = run(*arguments, "--json")

    assert json.loads(out)["legal_last_day"] == last


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--regime", "xx", "--period", "1M", "--posted", "2026-03-02"], "--regime"),
        (["--regime", "sgbx", "--period", "1X", "--posted", "2026-03-02"], "--period"),
        (["--regime", "sgbx", "--period", "1M"], "--posted"),
        (["--regime", "sgbx", "--period", "1M", "--posted", "30.02.2026"], "gibt es nicht"),
        (
            ["--regime", "sgbx", "--period", "1M", "--posted", "2026-03-02", "--service", "taube"],
            "pzu",
        ),
        (
            ["--regime", "sgbx", "--period", "1M", "--posted", "2026-03-02", "--state", "XY"],
            "--state",
        ),
    ],
)
def test_what_can_not_be_computed_is_refused_with_the_option_and_what_helps(arguments, said):
    status, out, err = run(*arguments, "--json")

    assert (status, out) == (1, "")
    assert said in err


def test_without_regime_or_file_the_call_is_wrong():
    with pytest.raises(CommandError) as wrong:
        run("--json")

    assert wrong.value.returncode == 2


def test_the_published_examples_come_out_of_the_command():
    file = Path(__file__).parent / "published_examples.csv"

    status, out, err = run("--csv", str(file), "--json")

    documents = json.loads(out)
    assert (status, err, len(documents)) == (0, "", 38)
    assert set(documents[0]) == {
        "id", "event_day", "unshifted_day", "legal_last_day", "work_by", "steps", "assumptions",
        "doubts",
    }  # fmt: skip


GOOD = "a,sgbx,Klage SG,2007-09-26,,brief,1M,\n"


@pytest.mark.parametrize(
    "content",
    [
        HEADER + GOOD,
        "\ufeff" + HEADER + GOOD,
        (HEADER + GOOD).replace("\n", "\r\n"),
        (HEADER + GOOD).replace(",", ";"),
        (HEADER + GOOD).replace(",", "\t"),
        "\n" + HEADER + "\n\n,,,,,,,\n" + GOOD + "\n\n",
        HEADER.upper() + GOOD.replace("sgbx", " SGBX ").replace("brief", " Brief").replace("1M", "1m"),
        HEADER + GOOD.replace("2007-09-26", "26.09.2007"),
        HEADER + GOOD.replace("2007-09-26", "26.9.2007"),
        HEADER.strip() + ",note\n" + GOOD.strip() + ",„später, sagt sie\n",
        "note,period,service_type,posted_date,regime,id\nx,1M,brief,2007-09-26,sgbx,a\n",
        (HEADER + GOOD).encode("utf-16"),
        (HEADER.strip() + ",müll\n" + GOOD).encode("cp1252"),
        HEADER + '"a","sgbx","Klage, SG","2007-09-26","","brief","1M",""\n',
        HEADER + "a,sgbx,Klage SG,2007-09-26,,brief,1M",
        (HEADER + GOOD).replace(",", "|"),
        "sep=;\n" + (HEADER + GOOD).replace(",", ";"),
        (HEADER + GOOD).encode("utf-16-le"),
        (HEADER + GOOD).encode("utf-16-be"),
        HEADER + GOOD.replace("2007-09-26", "26. September 2007"),
        HEADER + GOOD.replace("2007-09-26", "26. Sept. 2007"),
        HEADER + GOOD.replace("2007-09-26", "2007/09/26"),
        HEADER + GOOD.replace("2007-09-26", "20070926"),
        HEADER + GOOD.replace("2007-09-26", "2007-09-26T00:00:00.000Z"),
        HEADER + GOOD.replace("1M,", "1M,NRW"),
        HEADER + 'a,sgbx,"Klage\nSG",2007-09-26,,brief,1M,\n',
    ],
    ids=["plain", "mark", "crlf", "semicolon", "tab", "empty-rows", "case-and-blanks", "german-day",
         "short-day", "extra-column", "other-order", "utf16", "windows", "quoted", "short-row",
         "upright", "hint-for-excel", "utf16-le-bare", "utf16-be-bare", "month-in-words",
         "month-in-short", "slashes", "no-signs", "moment", "short-land", "two-lines-in-a-cell"],
)  # fmt: skip
def test_a_file_is_read_however_it_was_saved(tmp_path, content):
    status, out, err = run_csv(tmp_path, content)

    assert (status, err) == (0, "")
    assert [(each["id"], each["legal_last_day"]) for each in json.loads(out)] == [
        ("a", "2007-10-29")
    ]


@pytest.mark.parametrize(
    ("moment", "last"),
    [
        ("2007-09-26T21:59:00Z", "2007-10-29"),
        ("2007-09-26T22:00:00.000Z", "2007-10-30"),  # midnight of the 27th in Germany
        ("2007-09-26T22:00:00", "2007-10-29"),
        ("9999-12-31T23:30:00Z", None),
    ],
)
def test_a_moment_in_utc_is_of_the_day_it_was_here(tmp_path, moment, last):
    _status, out, _err = run_csv(tmp_path, HEADER + GOOD.replace("2007-09-26", moment))

    assert json.loads(out)[0].get("legal_last_day") == last


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("b,sgbx,,2025-02-30,,brief,1M,", "posted_date", "2025-02-30"),
        ("b,sgbx,,bald,,brief,1M,", "posted_date", "bald"),
        ("b,sgbx,,2025-03,,brief,1M,", "posted_date", "2025-03"),
        ("b,sgbx,,27.08.25,,brief,1M,", "posted_date", "27.08.25"),
        ("b,sgbx,,27/08/2025,,brief,1M,", "posted_date", "27/08/2025"),
        ("b,sgbx,,27. Brachet 2025,,brief,1M,", "posted_date", "27. Brachet 2025"),
        ("b,sgbx,,20250230,,brief,1M,", "posted_date", "20250230"),
        ("b,ao,,1978-03-03,,brief,1M,", "posted_date", "1978"),
        ("b,bgb,,,2150-12-31,ereignis,1M,", "service_date", "2151"),
        ("b,sgbx,,0025-03-01,,brief,1M,", "posted_date", "01.03.25"),
        ("b,sgbx,,,,brief,1M,", "posted_date", ""),
        ("b,sgbx,,2025-03-03,2025-03-01,brief,1M,", "service_date", "01.03.2025"),
        ("b,sgbx,,2025-03-03,,pzu,1M,", "service_date", ""),
        ("b,xyz,,2025-03-03,,brief,1M,", "regime", "xyz"),
        ("b,,,2025-03-03,,brief,1M,", "regime", ""),
        ("b,sgbx,,2025-03-03,,taube,1M,", "service_type", "taube"),
        ("b,sgbx,,2025-03-03,,,1M,", "service_type", ""),
        ("b,sgbx,,2025-03-03,,brief,bald,", "period", "bald"),
        ("b,sgbx,,2025-03-03,,brief,,", "period", ""),
        ("b,sgbx,,2025-03-03,,brief,1M,Bayreuth", "state", "Bayreuth"),
    ],
)
def test_a_row_that_can_not_be_computed_says_where_and_what_helps(tmp_path, row, column, value):
    status, out, err = run_csv(tmp_path, HEADER + GOOD + row + "\n")

    good, bad = json.loads(out)
    assert status == 1
    assert good["legal_last_day"] == "2007-10-29"
    assert (bad["id"], bad["row"], bad["column"], bad["value"]) == ("b", 3, column, value)
    assert bad["error"].startswith(f"Zeile 3, Spalte {column}: ")
    assert bad["mend"]
    assert bad["error"] in err


def test_a_broken_row_does_not_hide_the_next(tmp_path):
    too_long = f'b,sgbx,"{"x" * 140_000}",2025-03-03,,brief,1M,\n'
    status, out, _err = run_csv(tmp_path, HEADER + too_long + GOOD)

    bad, good = json.loads(out)
    assert status == 1
    assert (bad["row"], bad["column"]) == (2, "row")
    assert "eine Zelle hat mehr als" in bad["error"]
    assert "field" not in bad["error"]
    assert good["legal_last_day"] == "2007-10-29"


def test_a_header_with_a_cell_without_end_is_refused_in_german(tmp_path):
    status, out, err = run_csv(tmp_path, f'"{"x" * 140_000}",regime\n' + GOOD)

    assert (status, out) == (1, "")
    assert "eine Zelle hat mehr als" in err
    assert "field" not in err


@pytest.mark.parametrize("mark", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
def test_the_separator_that_excel_writes_first_is_understood(tmp_path, mark):
    sheet = (HEADER + GOOD + "b,xyz,,2025-03-03,,brief,1M,\n").replace(",", ";")

    status, out, _err = run_csv(tmp_path, f"{mark}\n{sheet}")

    good, bad = json.loads(out)
    assert status == 1
    assert good["legal_last_day"] == "2007-10-29"
    assert (bad["row"], bad["column"]) == (4, "regime")


def test_a_quotation_mark_that_is_never_closed_is_named(tmp_path):
    status, out, _err = run_csv(tmp_path, HEADER + 'b,"sgbx,,2025-03-03,,brief,1M,\n' + GOOD)

    bad, good = json.loads(out)
    assert status == 1
    assert (bad["id"], bad["row"], bad["column"]) == ("b", 2, "row")
    assert "Anführungszeichen" in bad["error"]
    assert (good["id"], good["legal_last_day"]) == ("a", "2007-10-29")


@pytest.mark.parametrize("cell", [0, 1, 2, 3, 5, 6])
def test_an_open_quotation_mark_swallows_no_other_line(tmp_path, cell):
    """Neither in a short file nor where so much follows that a cell would be too long."""
    lines = [f"{number},sgbx,Klage,2007-09-26,,brief,1M,BW" for number in range(5000)]
    torn = {7, 8, 100, 4000}
    for number in torn:
        cells = lines[number].split(",")
        cells[cell] = '"' + cells[cell]
        lines[number] = ",".join(cells)

    status, out, _err = run_csv(tmp_path, HEADER + "\n".join(lines), "--no-steps")

    found = json.loads(out)
    assert status == 1
    assert [each["id"] for each in found] == [str(number) for number in range(5000)]
    assert {int(each["id"]) for each in found if "error" in each} == torn
    assert [each["row"] for each in found if "error" in each] == [9, 10, 102, 4002]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "ist leer"),
        ("\n \n", "ist leer"),
        ("id,kind\n1,2\n", "fehlt: regime, service_type, period, posted_date"),
        ("regime,service_type,posted_date\nsgbx,brief,2025-03-03\n", "fehlt: period"),
        (
            "regime,service_type,period,posted_date,posted_date\nsgbx,brief,1M,2025-03-03,\n",
            "posted_date steht mehrmals",
        ),
        (
            "regime,service,type,period,posted_date\nsgbx,brief,pzu,1M,2025-03-03\n",
            "Spalten service und type sagen dasselbe",
        ),
    ],
)
def test_a_file_without_what_it_needs_is_refused_as_a_whole(tmp_path, content, said):
    status, out, err = run_csv(tmp_path, content)

    assert (status, out) == (1, "")
    assert said in err


def test_the_exact_name_of_a_column_counts(tmp_path):
    header = "regime,service_type,period,posted,posted_date"
    status, out, _err = run_csv(tmp_path, f"{header}\nsgbx,brief,1M,2025-07-01,2025-03-03\n")

    assert (status, json.loads(out)[0]["event_day"]) == (0, "2025-03-07")


def test_a_missing_file_is_refused(tmp_path):
    status, out, err = run("--csv", str(tmp_path / "none.csv"), "--json")

    assert (status, out) == (1, "")
    assert "none.csv" in err


def test_a_file_with_a_header_alone_gives_an_empty_list(tmp_path):
    assert run_csv(tmp_path, HEADER)[:2] == (0, "[]\n")


def test_a_file_can_be_told_to_a_person(tmp_path):
    file = tmp_path / "cases.csv"
    file.write_text(HEADER + GOOD + "b,xyz,,2025-03-03,,brief,1M,\n", encoding="utf-8")

    status, out, _err = run("--csv", str(file))

    assert status == 1
    assert "Letzter Tag: Montag, 29.10.2007" in out
    assert "b: Zeile 3, Spalte regime" in out


def test_steps_can_be_left_out(tmp_path):
    _status, out, _err = run_csv(tmp_path, HEADER + GOOD, "--no-steps")

    assert "steps" not in json.loads(out)[0]


def test_an_entry_in_the_data_folder_changes_the_law(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    (tmp_path / "law").mkdir()
    file = tmp_path / "law" / "mine.toml"
    file.write_text(
        '[[notice]]\nregime = "sgbx"\nmeans = "post"\nvalid_from = 2027-01-01\nafter = "6D"\n'
        'basis = "§ 37 n. F."\nsource = "BGBl."\nchecked_on = 2026-12-01\nstate = "V"\n',
        encoding="utf-8",
    )
    late = ["--regime", "sgbx", "--period", "0", "--posted", "2027-01-01", "--json"]

    assert json.loads(run(*late)[1])["event_day"] == "2027-01-07"
    assert json.loads(run(*LETTER, "--json")[1])["event_day"] == "2025-08-31"

    file.write_text(file.read_text(encoding="utf-8").replace("6D", "6X"), encoding="utf-8")
    status, _out, err = run(*late)
    assert status == 1
    assert "mine.toml, [[notice]] number 1, after" in err
