# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit match-name` and `geleit duplicates` with a file."""

import json

import pytest
from django.core.management import call_command

from geleit.identity import engines
from geleit.identity.engines import EngineMissing, duplicates_of
from geleit.names.births import Birth
from geleit.names.records import Linker, Record, levels, why
from geleit.spreadsheets.writing import Sheet, write_xlsx

HEAD = "id,given_name,family_name,date_of_birth\n"


def run(capsys, *arguments):
    """Return the exit status and what was printed."""
    try:
        call_command(*arguments)
        status = 0
    except SystemExit as left:
        status = left.code
    return status, *capsys.readouterr()


@pytest.fixture
def a_list(tmp_path):
    def write(content):
        path = tmp_path / "list.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def test_two_names_are_compared_as_json(capsys):
    _status, out, _err = run(capsys, "match_name", "محمد", "Mohamad", "--json")

    said = json.loads(out)
    assert said["score"] >= 0.9
    assert said["why"] == ["name: two spellings of one name"]


def test_two_names_are_compared_in_words(capsys):
    assert "zwei Schreibweisen eines Namens" in run(capsys, "match_name", "Aisha", "Aicha")[1]


def test_a_nationality_may_be_written_in_any_way(capsys, a_list):
    head = HEAD.replace("\n", ",nationality\n")
    rows = "1,Walid,Hamdan,1958-10-10,SY\n2,Waleed,Hamdan,1958-10-10,Syrien\n"

    out = run(capsys, "duplicates", a_list(head + rows))[1]

    assert "Staatsangehörigkeit: gleich" in out


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\nabc", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"%PDF-1.7\nabc", b"{\\rtf1"],
)
def test_a_picture_or_a_paper_is_said_to_be_no_list(capsys, a_list, content):
    status, _out, err = run(capsys, "duplicates", a_list(content))

    assert status == 1
    assert "Das ist keine Textdatei." in err
    assert "Spalte" not in err


def test_an_old_mark_of_the_end_is_no_picture(capsys, a_list):
    assert run(capsys, "duplicates", a_list(f"{HEAD}1,Karl,Zuse,1950-01-07\n\x1a"))[0] == 0


def test_rows_about_one_person_are_found(capsys, a_list):
    rows = "1,Mohamad,Al-Hassan,1990-05-04\n2,محمد,الحسن,04.05.1990\n3,Karl,Zuse,1950-01-07\n"

    status, out, _err = run(capsys, "duplicates", a_list(HEAD + rows), "--json")

    (pair,) = json.loads(out)
    assert (status, pair["a"], pair["b"]) == (0, "1", "2")
    assert pair["probability"] >= 0.9
    assert "birth date: equal" in pair["why"]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffID;Vorname;Nachname;Geburtsdatum\r\n1;Jörg;Groß;4.5.1990\r\n2;Joerg;Gross;4.5.1990\r\n",
        "id\tgiven_name\tfamily_name\tdate_of_birth\n1\tJörg\tGroß\t1990-05-04\n2\tJoerg\tGross\t1990-05-04\n",
        "Nr;Vorname;Name;geb. am\n1;Jörg;Groß;4.5.1990\n2;Joerg;Gross;4.5.1990\n".encode("cp1252"),
        "id,given_name,family_name,date_of_birth\n1,Jörg,Groß,1990-05-04\n\n2,Joerg,Gross,1990-05-04\n".encode("utf-16"),
    ],
    ids=["excel", "tabs", "cp1252", "utf-16"],
)  # fmt: skip
def test_lists_are_read_however_they_were_saved(capsys, a_list, content):
    _status, out, _err = run(capsys, "duplicates", a_list(content), "--json")

    assert [(pair["a"], pair["b"]) for pair in json.loads(out)] == [("1", "2")]


def test_a_date_that_is_none_is_named_and_the_row_still_compared(capsys, a_list):
    rows = "1,Wilhelmine,Katzbach,gestern\n2,Wilhelmine,Katzbach,1990-05-04\n"

    status, out, err = run(capsys, "duplicates", a_list(HEAD + rows), "--json")

    assert status == 0
    assert isinstance(json.loads(out), list)
    assert "Zeile 2, Spalte date_of_birth „gestern“" in err


@pytest.mark.parametrize(
    ("content", "row", "column"),
    [
        ("", None, ""),
        ("id,given_name,family_name\n1,A,B\n", 1, "date_of_birth"),
        (HEAD + "1,A,B,1990\n1,C,D,1991\n", 3, "id"),
        (HEAD + ",A,B,1990\n", 2, "id"),
    ],
    ids=["empty", "no birth", "twice", "blank id"],
)
def test_a_list_that_cannot_be_compared_says_where_and_how_to_mend_it(
    capsys, a_list, content, row, column
):
    status, out, err = run(capsys, "duplicates", a_list(content), "--json")

    (error,) = json.loads(out)["errors"]
    assert status == 1
    assert (error["row"], error["column"]) == (row, column)
    assert error["mend"]
    assert error["message"] in err


TWINS = "Mohamad,Al-Hassan,1990-05-04\n\nKarl,Zuse,1950-01-07\nمحمد,الحسن,04.05.1990\n"


def test_without_ids_the_row_of_the_file_is_the_id_and_that_is_said(capsys, a_list):
    head = "given_name,family_name,date_of_birth\n"

    status, out, err = run(capsys, "duplicates", a_list(head + TWINS), "--json")

    assert status == 0
    assert [(pair["a"], pair["b"]) for pair in json.loads(out)] == [("2", "5")]
    assert "Nummer der Zeile" in err


def test_a_list_as_a_county_writes_it_is_compared_by_its_rows(capsys, a_list):
    rows = "Liste der Stadt\n\nName, Vorname;geb. am;m/w\nGroß, Jörg;4.5.1990;m\nGross, Joerg;04.05.1990;m\n"

    _status, out, err = run(capsys, "duplicates", a_list(rows), "--json")

    assert [(pair["a"], pair["b"]) for pair in json.loads(out)] == [("4", "5")]
    assert "Nummer der Zeile" in err


def test_a_birth_that_is_none_in_such_a_list_is_named_and_the_row_still_compared(capsys, a_list):
    rows = "Name, Vorname;geb. am\nKatzbach, Ida;4.5.1990\nKatzbach, Ida;45.45.1990\n"

    status, _out, err = run(capsys, "duplicates", a_list(rows))

    assert status == 0
    assert "Zeile 3, Spalte geb. am „45.45.1990“" in err


def test_a_workbook_is_read_like_a_text_file(capsys, tmp_path):
    head = ["id", "given_name", "family_name", "date_of_birth"]
    body = [["a", "Jörg", "Groß", "4.5.1990"], ["b", "Joerg", "Gross", "1990-05-04"]]
    path = tmp_path / "list.xlsx"
    path.write_bytes(write_xlsx([Sheet("Liste", head, body)]))

    _status, out, err = run(capsys, "duplicates", str(path), "--json")

    assert [(pair["a"], pair["b"]) for pair in json.loads(out)] == [("a", "b")]
    assert not err


def test_a_workbook_that_does_not_open_is_refused_with_words(capsys, a_list):
    status, out, err = run(capsys, "duplicates", a_list(b"PK\x03\x04torn"), "--json")

    (error,) = json.loads(out)["errors"]
    assert (status, error["message"]) == (1, "Die Datei ist beschädigt oder unvollständig.")
    assert error["mend"] in err


@pytest.mark.parametrize("day", ["9999-12-31", "0000-13-45", "1066", "32.01.1990"])
def test_a_birth_that_cannot_be_is_named(capsys, a_list, day):
    status, _out, err = run(capsys, "duplicates", a_list(f"{HEAD}1,A,B,{day}\n"), "--json")

    assert (status, f"Spalte date_of_birth „{day}“" in err) == (0, True)


def test_a_file_that_is_not_there_is_named(capsys, tmp_path):
    path = str(tmp_path / "missing.csv")

    status, out, err = run(capsys, "duplicates", path, "--json")

    (error,) = json.loads(out)["errors"]
    assert (status, error["file"]) == (1, path)
    assert error["message"].startswith("Die Datei lässt sich nicht öffnen")
    assert path in err


def test_only_the_head_gives_an_empty_document(capsys, a_list):
    assert json.loads(run(capsys, "duplicates", a_list(HEAD), "--json")[1]) == []


def test_splink_asked_for_and_missing_says_what_to_install(monkeypatch):
    monkeypatch.setattr(engines, "splink_is_here", lambda: False)

    with pytest.raises(EngineMissing, match=r"requirements-linkage\.txt"):
        duplicates_of([], engine="splink")


def test_the_own_persons_are_compared_without_a_file(capsys, db):
    _status, out, _err = run(capsys, "duplicates", "--json")

    assert json.loads(out) == {"persons": 0, "compared": 0, "new": 0, "open": 0}


def test_the_document_is_written_as_one_whatever_stands_in_it(capsys, a_list):
    rows = (
        "1\u2028a,Mohamad,Haddad,1990-05-04\n2,محمد,حداد,1990-05-04\n3,Muhammed,Hadad,1990-05-04\n"
    )

    _status, out, _err = run(capsys, "duplicates", a_list(HEAD + rows), "--json")
    _status, none, _err = run(capsys, "duplicates", a_list(HEAD), "--json")

    pairs = json.loads(out)
    assert len(pairs) == 3
    assert {"1\u2028a", "2", "3"} == {key for pair in pairs for key in (pair["a"], pair["b"])}
    assert out.strip("\n") == json.dumps(pairs, ensure_ascii=False, indent=1)
    assert json.loads(none) == []


def test_namesakes_of_one_day_are_weighed_once_for_all(monkeypatch):
    records = [Record(str(n), "Mohamad", "Haddad", Birth(1990, 5, 4)) for n in range(520)]
    weighed = []
    as_before = Linker.probability

    def counted(self, a, b, compared=None):
        weighed.append((a.key, b.key))
        return as_before(self, a, b, compared)

    monkeypatch.setattr(Linker, "probability", counted)

    found = Linker(records).found()

    assert len(found) > 20_000
    assert len({(pair.probability, pair.why) for pair in found}) == 1
    assert len(weighed) == 1


def test_weighing_alike_pairs_together_gives_what_weighing_each_gives():
    given, family = ["Mohamad", "Muhammed", "Ahmad", "Aisha"], ["Haddad", "Hadad", "Said", "Bekele"]
    records = [
        Record(
            str(n), given[n % 4], family[n // 4 % 4], Birth(1980 + n % 3, 5, 1 + n % 9), "mw"[n % 2]
        )
        for n in range(560)
    ]
    linker = Linker(records)

    found = linker.found()

    by_key = {record.key: record for record in records}
    assert linker.has_learned
    assert found
    for pair in found[:: len(found) // 200]:
        one, other = by_key[pair.a], by_key[pair.b]
        assert pair.probability == round(linker.probability(one, other), 4)
        assert pair.why == why(levels(one, other))
