# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists in the browser: hand in, preview, take over, and who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from geleit.cases.models import Case, Person
from geleit.intake import actions
from geleit.intake.models import ImportBatch
from tests import factories
from tests.intake.things import handed_in

LIST = "Name, Vorname;geb. am;Fam.-Nr.\nBerg, Amal;04.05.1990;1\nBerg, Nuri;unbek.;1\n"


def hand_in(client, agreement, content=LIST, name="liste.csv"):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post("/listen/neu/", {"agreement": agreement.pk, "file": file})


def test_the_preview_marks_what_needs_a_look_and_writes_no_person(lead, steinheim):
    response = lead.get(hand_in(lead, steinheim).url)

    page = response.content.decode()
    assert response.context["plan"]["counts"] == {"new": 2}
    assert response.context["plan"]["to_look_at"] == 1
    assert "unbek." in page
    assert Person.unguarded.count() == 0


def test_the_same_file_is_kept_once_while_it_waits_and_the_second_is_led_to_it(lead, steinheim):
    first = hand_in(lead, steinheim).url

    second = hand_in(lead, steinheim, name="kopie.csv").url

    assert second == first
    assert "Diese Datei ist schon da und wartet" in lead.get(second).content.decode()
    assert ImportBatch.unguarded.count() == 1


def test_a_file_that_was_taken_over_can_be_handed_in_again(lead, steinheim):
    first = hand_in(lead, steinheim).url
    lead.post(f"{first}uebernehmen/")

    second = hand_in(lead, steinheim).url

    assert second != first
    assert "schon übernommen" in lead.get(second).content.decode()


def test_another_sender_of_the_same_file_is_another_list(lead, steinheim):
    first = hand_in(lead, steinheim).url
    file = SimpleUploadedFile("liste.csv", LIST.encode())

    given = {"agreement": steinheim.pk, "sender": steinheim.county.pk, "file": file}

    assert lead.post("/listen/neu/", given).url != first


def test_taking_over_makes_cases_for_the_chosen_worker(lead, steinheim, anna):
    url = hand_in(lead, steinheim).url

    response = lead.post(f"{url}uebernehmen/", {"holder": anna.pk}, follow=True)

    assert response.redirect_chain == [(url, 302)]
    assert response.context["batch"].persons_new == 2
    assert Case.unguarded.get().holder == anna


def test_a_second_click_takes_over_nothing_more(lead, steinheim):
    url = hand_in(lead, steinheim).url
    lead.post(f"{url}uebernehmen/")

    lead.post(f"{url}uebernehmen/")

    assert Person.unguarded.count() == 2


def test_only_workers_of_the_carrier_can_become_responsible(lead, steinheim, dora):
    url = hand_in(lead, steinheim).url

    lead.post(f"{url}uebernehmen/", {"holder": dora.pk})

    assert Case.unguarded.count() == 0


def test_a_list_thrown_away_leaves_nothing(lead, steinheim):
    url = hand_in(lead, steinheim).url

    lead.post(f"{url}verwerfen/")

    assert ImportBatch.unguarded.count() == 0
    assert lead.get(url).status_code == 404


def test_the_columns_are_not_called_voluntary(lead, steinheim):
    page = lead.get(hand_in(lead, steinheim).url).content.decode()

    assert page.count('name="column-') == 3
    assert page.count("– freiwillig") == 1  # who becomes responsible


def test_columns_can_be_read_otherwise(lead, steinheim):
    url = hand_in(lead, steinheim).url

    lead.post(f"{url}spalten/", {"column-0": "full_name", "column-1": "birth", "column-2": ""})

    assert lead.get(url).context["plan"]["households"] == 2


def test_a_list_of_volunteers_is_refused_with_place_and_mend(lead, steinheim, lists):
    content = (lists / "casa_volunteers.csv").read_bytes()

    response = hand_in(lead, steinheim, content, "casa_volunteers.csv")

    page = response.content.decode()
    assert response.status_code == 422
    assert "casa_volunteers.csv" in page
    assert "Zeile 1" in page
    assert ImportBatch.unguarded.count() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leer.csv", b""),
        ("bild.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 50),
        ("a.xlsx", b"PK\x03\x04kaputt"),
    ],
)
def test_broken_files_are_refused_in_words(lead, steinheim, name, content):
    response = hand_in(lead, steinheim, content, name)

    assert response.status_code == 422
    assert ImportBatch.unguarded.count() == 0


def test_a_long_list_is_shown_in_pages_of_200_rows(lead, steinheim):
    rows = [f"Berg{n}, Amal;04.05.1990;{n}" for n in range(250)]
    url = hand_in(lead, steinheim, "\n".join(["Name, Vorname;geb. am;Fam.-Nr.", *rows])).url

    pages = [lead.get(f"{url}?seite={page}").context["shown"] for page in (1, 2, 99, "x")]

    assert [(len(shown.rows), shown.page, shown.pages) for shown in pages] == [
        (200, 1, 2), (50, 2, 2), (50, 2, 2), (200, 1, 2),
    ]  # fmt: skip


def test_the_preview_asks_the_same_number_of_questions_for_1_and_40_rows(
    lead, steinheim, django_assert_max_num_queries
):
    one = hand_in(lead, steinheim).url
    rows = [f"Berg{n}, Amal;04.05.1990;{n}" for n in range(40)]
    many = hand_in(lead, steinheim, "\n".join(["Name, Vorname;geb. am;Fam.-Nr.", *rows])).url

    for url in (one, many):
        with django_assert_max_num_queries(13):
            lead.get(url)


@pytest.mark.parametrize("who", ["anna", "ben", "carla", "dora", "frida", "karl", "emil", "otto"])
def test_nobody_but_the_lead_takes_in_lists(request, client, sign_in, lena, steinheim, who):
    url = hand_in(sign_in(lena), steinheim).url
    sign_in(request.getfixturevalue(who))

    answers = {
        client.get("/listen/").status_code,
        client.get(url).status_code,
        client.post(f"{url}uebernehmen/").status_code,
    }

    assert answers == {403}


def test_the_lead_of_another_carrier_sees_no_list(client, sign_in, lena, steinheim):
    url = hand_in(sign_in(lena), steinheim).url
    factories.ORGANISATIONS["other"] = ("carrier", "Anderer Träger", "Anderer")
    sign_in(factories.a_member("olga", role="carrier_lead", organisation="other"))

    assert client.get(url).status_code == 404
    assert client.post(f"{url}uebernehmen/").status_code == 404


def test_on_a_telephone_each_recognised_column_says_why(lead, steinheim):
    page = lead.get(hand_in(lead, steinheim).url).content.decode()

    assert page.count('data-label="Gelesen als"') == page.count('data-label="Warum"') == 3
    assert "g-scroll" not in page


def test_thrown_away_while_it_is_taken_over_is_said_in_words(lead, steinheim, monkeypatch):
    url = hand_in(lead, steinheim).url
    take_over = actions.take_over_now_or_later

    def too_late(batch, **given):
        actions.discard(ImportBatch.unguarded.get(pk=batch.pk), by=given["by"])
        return take_over(batch, **given)

    monkeypatch.setattr(actions, "take_over_now_or_later", too_late)
    answer = lead.post(f"{url}uebernehmen/", follow=True)

    assert answer.redirect_chain == [("/listen/", 302)]
    assert "Jemand hat sie inzwischen verworfen" in answer.content.decode()
    assert not Person.unguarded.exists()


def test_one_of_a_kind_is_said_in_the_singular_and_unread_only_where_there_is_any(lead, steinheim):
    url = handed_in(lead, steinheim, "Name, Vorname;geb. am\nTal, Sami;02.03.1980\n")
    before = lead.get(url).content.decode()
    lead.post(f"{url}uebernehmen/")
    receipt = lead.get(url).content.decode()
    doubtful = handed_in(lead, steinheim, "Name, Vorname;geb. am\nOst, Ida;31.02.1980\n")
    lead.post(f"{doubtful}uebernehmen/")

    for page in (before, receipt):
        assert "<span>neue Person</span>" in page
        assert "<span>Haushalt in der Liste</span>" in page
        assert "<span>Personen unverändert</span>" in page  # none
    assert "sicher zu lesen" not in receipt
    assert "Eine Angabe war nicht sicher zu lesen." in lead.get(doubtful).content.decode()
