# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The data protection officer reads the log: whose it is, in words, searched, handed out, noted."""

import pytest
import time_machine

from geleit.accounts.models import Membership
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import Event, record
from geleit.cases.models import Case, ProtectedReader
from geleit.organisations.models import Organisation
from tests import factories
from tests.walls.log_things import csv_of, last, log_text

SECRET = "Zwetschgenhuber"
READ_AT = "2020-03-02 09:00+01:00"


@pytest.fixture
def case(anna):
    return factories.a_case(holder=anna, family_name=SECRET)


@pytest.fixture
def read(case, anna):
    """Anna has read her case."""
    with time_machine.travel(READ_AT, tick=False):
        return record(anna, "case-read", case)


@pytest.fixture
def foreign(steinheim):
    """A case of another carrier, read by its own worker."""
    carrier = Organisation.objects.create(kind="carrier", name="Fremdträger", short_name="Fremd")
    agreement = CooperationAgreement.objects.create(
        key="fremd", title="Fremd", municipality=steinheim.municipality,
        carrier=carrier, in_force_on="2020-01-01", mandate_text="…",
    )  # fmt: skip
    worker = factories.User.objects.create_user("fremd@example.org", name="Fridolin Fremd")
    Membership.objects.create(
        user=worker, organisation=carrier, role="social_worker", starts_on="2019-01-01"
    )
    case = factories.a_case(holder=worker, agreement=agreement, family_name="Fremdling")
    record(worker, "case-read", case)
    return case


MAY = {"selma": 200} | dict.fromkeys(
    ["anna", "ben", "carla", "lena", "dora", "frida", "karl", "emil", "otto"], 403
)


@pytest.mark.parametrize("url", ["/protokoll/", "/protokoll/datei.csv"])
@pytest.mark.parametrize(("who", "status"), MAY.items())
def test_who_may_read_the_log(sign_in, read, request, who, status, url):
    assert sign_in(request.getfixturevalue(who)).get(url).status_code == status


def test_an_entry_is_a_sentence_with_time_person_and_office(sign_in, read, selma, case):
    text = log_text(sign_in(selma))

    assert f"Fall {case.number} gelesen" in text
    assert "02.03.2020 09:00" in text
    assert "Anna" in text
    assert "Sozialarbeit, Träger" in text
    assert SECRET not in text


def test_the_officer_sees_no_case(sign_in, case, selma):
    client = sign_in(selma)

    assert client.get(f"/faelle/{case.pk}/").status_code == 403
    assert client.get("/faelle/").status_code == 403
    assert client.get("/").status_code == 200
    assert not Case.objects.visible_to(selma).exists()


def test_another_carriers_log_is_not_shown_not_even_by_number(sign_in, read, foreign, selma):
    client = sign_in(selma)

    assert foreign.number not in log_text(client)
    searched = log_text(client, fall=foreign.number)
    assert "Dazu gibt es keinen Eintrag." in searched
    assert "Fridolin" not in log_text(client) + searched
    assert last("log-read").case_key is None
    assert foreign.number not in csv_of(client.get("/protokoll/datei.csv"))


def test_an_officer_of_the_town_reads_what_the_towns_people_did_only(sign_in, read, dora, case):
    officer = factories.a_member("tilda", role="data_protection", organisation="municipality")
    record(dora, "statement-exported", case.agreement)

    text = log_text(sign_in(officer))

    assert "Leistungsnachweis als Datei ausgegeben" in text
    assert case.number not in text


def test_a_case_in_the_hands_of_the_county_stands_in_both_logs(sign_in, frida, case, selma):
    officer = factories.a_member("tilda", role="data_protection", organisation="county")
    record(frida, "case-read", case)

    assert case.number in log_text(sign_in(officer))
    assert case.number in log_text(sign_in(selma))


def test_the_operators_officer_reads_what_belongs_to_nobody(sign_in, read, case, selma):
    officer = factories.a_member("tilda", role="data_protection", organisation="operator")
    record("command:keys", "log-trimmed")

    text = log_text(sign_in(officer))

    assert "Befehl „geleit keys“" in text
    assert case.number not in text
    assert "geleit keys" not in log_text(sign_in(selma))


# Searching


def test_the_log_is_searched_by_number_kind_and_period(sign_in, read, anna, selma, case):
    other = factories.a_case(holder=anna, family_name="Anders")
    with time_machine.travel("2020-04-01 09:00+01:00", tick=False):
        record(anna, "case-closed", other)
    client = sign_in(selma)

    assert f"Fall {case.number} gelesen" in log_text(client, fall=f" {case.number} ")
    assert other.number not in log_text(client, fall=case.number)
    assert "abgeschlossen</td>" not in log_text(client, was="gelesen")
    march = log_text(client, von="2020-03-02", bis="2020-03-02")
    assert f"Fall {case.number} gelesen" in march
    assert other.number not in march
    assert "Dazu gibt es keinen Eintrag." in log_text(client, von="2020-03-03", bis="2020-03-31")


def test_a_period_that_ends_before_it_begins_is_said(sign_in, read, selma):
    answer = sign_in(selma).get("/protokoll/", {"von": "2020-03-02", "bis": "2020-03-01"})

    assert answer.status_code == 422
    assert "Der letzte Tag liegt vor dem ersten." in answer.content.decode()


def test_searching_for_a_person_takes_a_reason_which_is_noted(sign_in, read, anna, selma, case):
    client = sign_in(selma)
    refused = client.get("/protokoll/", {"wer": anna.pk})
    found = client.get("/protokoll/", {"wer": anna.pk, "grund": "complaint"})

    assert refused.status_code == 422
    assert "warum Sie nach einer Person suchen" in refused.content.decode()
    assert case.number not in refused.content.decode()
    assert case.number in found.content.decode()
    assert last("log-read").data == {"person": anna.pk, "why": "complaint"}
    assert "nach einer Person gesucht" in log_text(client)


def test_only_people_of_ones_own_organisation_can_be_searched_for(sign_in, read, dora, selma):
    answer = sign_in(selma).get("/protokoll/", {"wer": dora.pk, "grund": "complaint"})

    assert answer.status_code == 422
    assert "Dora" not in answer.content.decode()


def test_the_page_says_that_it_is_no_control_and_counts_nothing(sign_in, read, selma):
    text = log_text(sign_in(selma))

    assert "nicht für die Kontrolle von Leistung oder Verhalten" in text


def test_pages_go_on_by_number(sign_in, selma, anna, case):
    for _number in range(60):
        record(anna, "case-read", case)
    client = sign_in(selma)
    first = client.get("/protokoll/")
    second = client.get("/protokoll/?" + first.context["page"].next_query)

    ours = [row.pk for row in first.context["page"].rows + second.context["page"].rows]
    assert len(ours) == len(set(ours)) == 60
    assert ours == sorted(ours, reverse=True)


def test_the_number_of_queries_does_not_grow(sign_in, selma, anna, django_assert_max_num_queries):
    client = sign_in(selma)
    for _number in range(3):
        record(anna, "case-read", factories.a_case(holder=anna))

    client.get("/protokoll/")
    with django_assert_max_num_queries(20):
        client.get("/protokoll/")


# Specially protected


@pytest.fixture
def protected(case, anna):
    Case.unguarded.filter(pk=case.pk).update(is_protected=True)
    ProtectedReader.objects.create(case=case, user=anna)
    return case


def test_of_a_protected_case_the_number_stands_and_no_name(sign_in, protected, read, selma):
    client = sign_in(selma)
    pages = [log_text(client), log_text(client, fall=protected.number)]
    pages.append(client.get(f"/protokoll/fall/{protected.pk}/").content.decode())
    pages.append(csv_of(client.get("/protokoll/datei.csv")))

    for text in pages:
        text = text.replace(">Anna</option>", "")
        assert protected.number in text
        assert "Sozialarbeit, Träger" in text
        assert "Anna" not in text


def test_searching_for_a_person_does_not_betray_who_is_named(sign_in, protected, read, anna, selma):
    asked = {"wer": anna.pk, "grund": "suspicion"}
    client = sign_in(selma)

    assert protected.number not in log_text(client, **asked)
    assert protected.number not in csv_of(client.get("/protokoll/datei.csv", asked))


# Handing out


def test_the_file_is_streamed_and_noted(sign_in, read, selma, case):
    answer = sign_in(selma).get("/protokoll/datei.csv", {"fall": case.number})

    assert answer.streaming
    assert last("log-exported").data == {"by_case": True, "format": "csv"}
    assert last("log-exported").case_key == case.pk
    header, *rows = csv_of(answer).splitlines()
    assert header == "Nr.;Zeitpunkt;Was;Fall;Wer;Rolle;Grund"
    assert rows[-1] == (
        f"{read.sequence};02.03.2020 09:00;Fall {case.number} gelesen;{case.number};Anna;"
        "Sozialarbeit, Träger;"
    )


def test_a_name_that_a_spreadsheet_would_calculate_is_defused(sign_in, read, selma, anna):
    anna.name = "=1+1"
    anna.save()

    assert ";'=1+1;" in csv_of(sign_in(selma).get("/protokoll/datei.csv"))


def test_a_long_file_is_whole(sign_in, selma, anna, case, monkeypatch):
    monkeypatch.setattr("geleit.walls.log.queries.PORTION", 7)
    for _number in range(20):
        record(anna, "case-read", case)

    rows = csv_of(sign_in(selma).get("/protokoll/datei.csv")).splitlines()[1:]

    assert len(rows) == Event.objects.count()


def test_reading_the_log_is_in_the_log(sign_in, read, selma):
    client = sign_in(selma)
    log_text(client)

    assert last("log-read").actor == f"user:{selma.pk}"
    assert "Protokoll gelesen" in log_text(client)


def test_the_home_page_shows_refusals_one_by_one(sign_in, selma, carla, case):
    assert "Nichts wurde abgewiesen" in sign_in(selma).get("/").content.decode()
    assert last("log-read").data == {"part": "home"}
    sign_in(carla).get(f"/faelle/{case.pk}/")

    assert f"Zugriff abgewiesen: Fall {case.number}" in sign_in(selma).get("/").content.decode()
