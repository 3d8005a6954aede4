# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""geleit import: whose columns it knows, and a list with mistakes that comes back mended."""

import io
from importlib import import_module

import pytest
from django.core.management import CommandError, call_command

from geleit.cases.models import Case, Person
from geleit.intake.models import ColumnMemory, ImportBatch
from geleit.organisations.models import Organisation
from tests import factories
from tests.intake.things import handed_in

COMMAND = "geleit.intake.management.commands.import"
FAULTY = "Name;Vorname;geb. am;Staat\nBerg;Amal;31.02.1990;SY\nTal;Sami;01.03.1980;SY\n"
MENDED = "Name;Vorname;geb. am;Staat\nTal;Sami;01.03.1980;SY\nBerg;Amal;28.02.1990;SY\n"


@pytest.fixture
def run(steinheim, tmp_path):
    """Read a list by the command; return what it says."""

    def run(content, *arguments):
        file, said = tmp_path / "liste.csv", io.StringIO()
        file.write_text(content)
        call_command("import", str(file), "--agreement", steinheim.key, *arguments, stderr=said)
        return said.getvalue()

    return run


def test_rows_that_come_back_mended_find_their_persons(run, tmp_path):
    back = tmp_path / "zurueck.csv"
    said = run(FAULTY, "--faulty", str(back))
    text = back.read_text()

    again = run(text.replace("Berg;Amal;31.02.1990", "Bergh;Amal;28.02.1990"))

    assert f"1 Zeile ist zu verbessern. Bitte in „{back}“ verbessern" in said
    assert back.stat().st_mode & 0o077 == 0
    assert "0 neu, 1 mit neuen Angaben" in again
    assert Person.unguarded.count() == 2


def test_without_the_file_it_says_where_to_mend_them(run):
    assert "„Zeilen mit Fehlern“ (auf dem Beleg oder mit --faulty)" in run(FAULTY)
    assert "zu verbessern" not in run(MENDED.replace("Berg", "Ost"))


def test_a_namesake_whose_birth_was_not_read_is_said_and_not_decided(run):
    run(FAULTY)

    trial = run(MENDED, "--dry-run")
    said = run(MENDED)

    for text in (trial, said):
        assert "Zeile 3: Das ist vielleicht eine Person, die schon eine Akte hat" in text
    assert "legt solche Personen neu an" in trial
    assert "Diese Personen sind neu angelegt" in said
    assert Person.unguarded.count() == 3


def test_the_page_asks_of_a_namesake_whose_birth_was_not_read(run, lead, steinheim):
    run(FAULTY)

    page = lead.get(handed_in(lead, steinheim, MENDED))

    assert [one.case for one in page.context["persons"]] == [
        Case.unguarded.get(household__persons__family_name="Berg")
    ]
    assert page.context["likely"] == []  # the name alone never has to be answered


@pytest.mark.parametrize("name", ["amt nord", "Landratsamt Nord"])
def test_the_columns_of_the_sender_are_known(run, steinheim, name):
    nord = Organisation.objects.create(
        kind="county", name="Landratsamt Nord", short_name="Amt Nord", land="BW"
    )
    other = factories.an_agreement(key="nord-2020")
    other.county = nord
    other.save()
    ColumnMemory.objects.create(
        carrier=steinheim.carrier, sender=nord, title="staat", field="left_out"
    )

    run(MENDED, "--sender", name)

    batch = ImportBatch.unguarded.get()
    assert (batch.sender, batch.reading["left_out"]) == (nord, ["Staat"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--sender", "Amt Süd"], "„Amt Süd“ übergibt dem Träger keine Personen"),
        (["--faulty", "{here}/liste.csv"], "gibt es schon"),
        (["--faulty", "{here}/fehlt/zurueck.csv"], "Den Ordner"),
        (["--faulty", "{here}/leads-nowhere"], "gibt es schon"),
        (["--faulty", "/proc/zurueck.csv"], "lässt sich nicht schreiben"),
        (["--faulty", "{here}/" + 300 * "x"], "lässt sich nicht schreiben"),
        (["--faulty", "{here}/zurueck.csv", "--dry-run"], "Probelauf"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_taken_over(
    run, tmp_path, arguments, words
):
    (tmp_path / "leads-nowhere").symlink_to(tmp_path / "nowhere")
    with pytest.raises(CommandError, match=words):
        run(FAULTY, *(one.format(here=tmp_path) for one in arguments))

    assert not ImportBatch.unguarded.exists()


def test_where_the_rows_cannot_be_written_any_more_it_says_where_they_are(
    run, tmp_path, monkeypatch
):
    back, command = tmp_path / "zurueck.csv", import_module(COMMAND)
    as_file = command.as_file

    def somebody_was_faster(*given, **named):
        back.write_text("fremd")
        return as_file(*given, **named)

    monkeypatch.setattr(command, "as_file", somebody_was_faster)
    said = run(FAULTY, "--faulty", str(back))

    assert f"Die Liste ist übernommen, aber „{back}“ ließ sich nicht schreiben" in said
    assert "Bitte in „Zeilen mit Fehlern“ (auf dem Beleg" in said
    assert back.read_text() == "fremd"
    assert Person.unguarded.count() == 2
