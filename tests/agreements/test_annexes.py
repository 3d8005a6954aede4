# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Annexes of a version as files: put in a draft, read by both, compared, never changed once signed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from geleit.agreements import signing_actions, version_actions
from geleit.agreements.models import Annex, AnnexFile
from geleit.audit.models import Event
from geleit.core.problems import Refused
from geleit.core.vault import rotation
from geleit.documents import actions, annex_actions, content
from geleit.documents.queries import look_through, waiting_for_scanner
from tests import factories
from tests.agreements.test_versions import EVERYBODY, PARTIES, a_draft, address, text_of
from tests.documents.clamd import EICAR
from tests.documents.conftest import clamd, data_folder, running_clamd
from tests.documents.things import PDF, TEXT, a_docx, files_in

__all__ = ["clamd", "data_folder", "running_clamd"]
OTHER = PDF.replace(b"1 0 obj", b"2 0 obj")


def attach(version, by, *, title="Lageplan", data=PDF, file_name="plan.pdf"):
    return annex_actions.attach(version, title=title, data=data, file_name=file_name, by=by)


def signed(version, lena, dora):
    version = version_actions.propose(version, by=lena)
    for user in (lena, dora):
        version = signing_actions.sign_off(version, office="x", seen=version.changes, by=user)
    return version


def send(client, steinheim, number, *, data=PDF, name="plan.pdf", title="Lageplan"):
    form = {"title": title, "file": SimpleUploadedFile(name, data)}
    return client.post(address(steinheim, number, "anlagen", "neu"), form)


def titles(version):
    return [one.title for one in version.annexes.all()]


def test_a_file_put_into_a_draft_is_read_by_both_sides_when_it_is_proposed(
    steinheim, sign_in, lena, dora
):
    version = a_draft(steinheim, lena)

    assert send(sign_in(lena), steinheim, version.number).status_code == 302
    annex = version.annexes.get()
    place = address(steinheim, version.number, "anlagen", annex.pk)
    before = sign_in(dora).get(place).status_code
    version_actions.propose(version, by=lena)
    response = sign_in(dora).get(place)

    assert before == 404
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="Lageplan.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert Event.objects.filter(verb="annex-downloaded", key=str(annex.pk)).count() == 1
    assert "Lageplan" in text_of(sign_in(dora).get(address(steinheim, version.number)))


@pytest.mark.parametrize("state", ["draft", "proposed", "signed"])
def test_who_sees_the_version_loads_its_annexes_and_nobody_else(
    steinheim, sign_in, request, lena, dora, state
):
    version = a_draft(steinheim, lena)
    annex = attach(version, lena)
    if state == "proposed":
        version_actions.propose(version, by=lena)
    elif state == "signed":
        signed(version, lena, dora)
    loaded = set()
    for who in EVERYBODY:
        client = sign_in(request.getfixturevalue(who))
        page = client.get(address(steinheim, version.number)).status_code
        file = client.get(address(steinheim, version.number, "anlagen", annex.pk)).status_code
        assert page == file, who
        loaded |= {who} if file == 200 else set()

    assert loaded >= {"draft": {"lena"}, "proposed": PARTIES, "signed": PARTIES | {"frida"}}[state]
    assert ("frida" in loaded) == (state == "signed")


def test_only_the_side_that_drafts_puts_files_in_or_takes_them_out(
    steinheim, sign_in, request, lena
):
    version = a_draft(steinheim, lena)
    annex = attach(version, lena)
    version_actions.propose(version, by=lena)

    for who in [*EVERYBODY]:
        client = sign_in(request.getfixturevalue(who))
        taken_out = client.post(
            address(steinheim, version.number, "anlagen", annex.pk, "entfernen")
        )
        put_in = send(client, steinheim, version.number, title="Neu")
        expected = {422} if who in PARTIES else {403, 404}
        assert {taken_out.status_code, put_in.status_code} <= expected, who

    assert titles(version) == ["Lageplan"]


def test_the_same_file_sent_twice_stays_one(steinheim, data_folder, lena):
    version = a_draft(steinheim, lena)

    assert attach(version, lena) == attach(version, lena)
    attach(version, lena, title="Derselbe Plan unter anderem Namen")

    assert (Annex.objects.count(), AnnexFile.objects.count()) == (2, 1)
    assert len(files_in(data_folder)) == 1


def test_another_file_under_the_same_title_replaces_it(
    steinheim, data_folder, lena, django_capture_on_commit_callbacks
):
    version = a_draft(steinheim, lena)
    former = attach(version, lena).file
    with django_capture_on_commit_callbacks(execute=True):
        annex = attach(version, lena, data=OTHER)

    assert titles(version) == ["Lageplan"]
    assert annex.file.sha256 != former.sha256
    assert [one.name for one in files_in(data_folder)] == [annex.file.storage_name]


def test_the_content_lies_sealed(steinheim, data_folder, lena):
    attach(a_draft(steinheim, lena), lena, data=TEXT, file_name="plan.txt")

    [file] = files_in(data_folder)
    assert TEXT.strip() not in file.read_bytes()


def test_an_amendment_takes_the_annexes_over_and_the_comparison_says_what_changed(
    steinheim, sign_in, data_folder, lena, dora
):
    first = a_draft(steinheim, lena)
    for title in ("Lageplan", "Preisblatt", "Muster"):
        attach(first, lena, title=title, data=a_docx(title), file_name="x.docx")
    signed(first, lena, dora)

    second = a_draft(steinheim, lena, in_force_on=date(2023, 1, 1))
    assert titles(second) == titles(first)
    annex_actions.detach(second.annexes.get(title="Muster"), by=lena)
    attach(second, lena, title="Lageplan", data=OTHER)
    attach(second, lena, title="Satzung")
    text = text_of(sign_in(lena).get(address(steinheim, second.number, "vergleich")))

    part = text.split('id="annex-changes"')[1].split("</section>")[0]
    lines = [line.split("<br>")[0] for line in part.split("<li>")[1:]]
    for line, (word, title) in zip(
        lines,
        [("ersetzt", "Lageplan"), ("unverändert", "Preisblatt"), ("neu", "Satzung"),
         ("fällt weg", "Muster")],
        strict=True,
    ):  # fmt: skip
        assert word in line
        assert title in line
    assert titles(first) == ["Lageplan", "Preisblatt", "Muster"]
    assert len(files_in(data_folder)) == 5  # three, and two new ones: what is the same is kept once


def test_what_is_signed_keeps_its_annexes_even_against_the_database_s_user(steinheim, lena, dora):
    version = a_draft(steinheim, lena)
    annex = attach(version, lena)
    signed(version, lena, dora)
    other = factories.an_annex(
        version=a_draft(steinheim, lena, in_force_on=date(2023, 1, 1)), by=lena, title="Neu"
    )

    for act in (
        lambda: Annex.objects.filter(pk=annex.pk).update(title="Anders"),
        lambda: Annex.objects.filter(pk=annex.pk).update(file=other.file),
        lambda: Annex.objects.filter(pk=annex.pk).delete(),
        lambda: Annex.objects.filter(pk=other.pk).update(version=version),
        lambda: Annex.objects.create(version=version, title="Dazu", file=other.file),
        lambda: AnnexFile.objects.filter(pk=annex.file_id).update(sha256="0" * 64),
        lambda: AnnexFile.objects.filter(pk=annex.file_id).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    for act in (
        lambda: attach(version, lena, title="Dazu"),
        lambda: annex_actions.detach(annex, by=lena),
    ):
        with pytest.raises(Refused):
            act()
    assert titles(version) == ["Lageplan"]


def test_a_file_that_is_not_taken_is_refused_in_words_and_nothing_is_kept(
    steinheim, sign_in, data_folder, lena
):
    version = a_draft(steinheim, lena)

    response = send(sign_in(lena), steinheim, version.number, data=b"MZ\0\0", name="x.exe")

    assert response.status_code == 422
    assert "Diese Art von Datei wird nicht angenommen" in text_of(response)
    assert not AnnexFile.objects.exists()
    assert not files_in(data_folder)
    assert Event.objects.get(verb="annex-refused").data["why"] == "unknown-type"


def test_harmful_files_are_refused(steinheim, clamd, data_folder, lena):
    with pytest.raises(Refused, match="Schadsoftware"):
        attach(a_draft(steinheim, lena), lena, data=EICAR + b"\n", file_name="x.txt")

    assert not files_in(data_folder)


def test_a_file_that_waits_for_the_scanner_is_neither_loaded_nor_proposed(
    steinheim, sign_in, settings, request, lena
):
    settings.CLAMD = "/nowhere/clamd"
    version = a_draft(steinheim, lena)
    annex = attach(version, lena)

    place = address(steinheim, version.number, "anlagen", annex.pk)
    assert sign_in(lena).get(place).status_code == 409
    with pytest.raises(Refused, match="Lageplan"):
        version_actions.propose(version, by=lena)

    request.getfixturevalue("clamd")
    [waiting] = waiting_for_scanner()
    assert actions.scan_again(waiting, by="command:documents") == "clean"
    assert version_actions.propose(version, by=lena).state == "proposed"


def test_the_check_of_files_knows_annexes(steinheim, data_folder, lena):
    annex = attach(a_draft(steinheim, lena), lena)
    whole = look_through(at=now(), deep=True)
    for file in files_in(data_folder):
        file.unlink()

    assert (whole.documents, whole.is_whole) == (1, True)
    assert look_through(at=now()).rows_without_file == [f"A{annex.file_id}"]


def test_a_change_of_keys_seals_annexes_anew(steinheim, lena):
    file = attach(a_draft(steinheim, lena), lena).file
    former = file.storage_name

    assert list(rotation.FILES["agreements.annexfile"]("another")) == [1]
    file.refresh_from_db()

    assert file.storage_name != former
    assert b"".join(content.opened(file)) == PDF


def test_one_annex_and_three_take_the_same_number_of_queries(steinheim, sign_in, lena):
    version = a_draft(steinheim, lena)
    client = sign_in(lena)
    counts = []
    for title in ("Eins", "Zwei", "Drei"):
        attach(version, lena, title=title, data=a_docx(title), file_name="x.docx")
        client.get(address(steinheim, version.number))
        with CaptureQueriesContext(connection) as seen:
            client.get(address(steinheim, version.number))
        counts.append(len(seen))

    assert len(set(counts)) == 1


def test_who_waits_for_the_scanner_asks_it_again_on_the_page(
    steinheim, sign_in, request, settings, lena, dora, anna
):
    settings.CLAMD = "/nowhere/clamd"
    version = a_draft(steinheim, lena)
    annex = attach(version, lena)
    place = address(steinheim, 1, "anlagen", annex.pk, "pruefen")
    page = text_of(sign_in(lena).get(address(steinheim, 1)))
    silent = text_of(sign_in(lena).post(place, follow=True))
    strangers = [sign_in(one).post(place).status_code for one in (dora, anna)]
    request.getfixturevalue("clamd")

    found = text_of(sign_in(lena).post(place, follow=True))

    assert ("Noch einmal prüfen" in page, "noch nicht auf Viren geprüft" in silent) == (True, True)
    assert strangers == [404, 403]
    assert "Die Datei ist geprüft und bereit." in found
    assert "Noch einmal prüfen" not in found
