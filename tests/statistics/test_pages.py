# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.letters import chart, pdf
from geleit.organisations.models import Organisation
from geleit.statistics.models import DisclosureRule
from tests import factories
from tests.statistics.things import PAGE, an_item, households

NEXT_QUARTER = date(2020, 5, 4)
FILES = [f"{PAGE}statement.{kind}" for kind in ("pdf", "xlsx", "csv", "json")]
PAGES = [PAGE, PAGE + "chart.svg", PAGE + "council.pdf", *FILES]


@pytest.fixture(autouse=True)
def _may():
    with time_machine.travel(NEXT_QUARTER, tick=False):
        yield


@pytest.fixture
def quick_chart(monkeypatch):
    """Draw nothing: the chart itself has tests of its own."""
    monkeypatch.setattr(chart, "_draw", lambda spec, language: "<svg/>")


@pytest.mark.usefixtures("quick_chart")
@pytest.mark.parametrize("path", ["/auswertung/", *PAGES])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("lena", 200), ("dora", 200), ("anna", 403), ("ben", 403), ("carla", 403),
        ("frida", 403), ("karl", 403), ("emil", 403), ("otto", 403),
    ],
)  # fmt: skip
def test_who_may_read_the_statement(request, sign_in, anna, path, who, status):
    households(3, by=anna, item=factories.an_item(number=1))
    client = sign_in(request.getfixturevalue(who))

    assert client.get(path).status_code == status


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("role", "kind"), [("town", "municipality"), ("carrier_lead", "carrier")])
def test_the_statement_of_strangers_does_not_exist(sign_in, dora, path, role, kind):
    elsewhere = Organisation.objects.create(kind=kind, name="Andernorts", short_name="Andernorts")
    membership = dora.memberships.get()
    membership.organisation, membership.role = elsewhere, role
    membership.save()

    assert sign_in(dora).get(path).status_code == 404


def test_an_office_elsewhere_opens_nothing(sign_in, anna):
    """Anna advises for the carrier here and works for another town: she sees that town's only."""
    elsewhere = Organisation.objects.create(
        kind="municipality", name="Andernorts", short_name="Andernorts"
    )
    anna.memberships.create(organisation=elsewhere, role="town", starts_on=date(2019, 1, 1))

    client = sign_in(anna)

    assert client.get("/auswertung/").status_code == 200
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/auswertung/testheim-2020/2019-q4/",  # before the agreement
        "/auswertung/testheim-2020/2020-q3/",  # not begun
        "/auswertung/testheim-2020/2020-q5/",
        "/auswertung/testheim-2020/2020-01/",  # no other periods than quarters
        "/auswertung/testheim-2020/2020-q1/statement.html",
        "/auswertung/anderswo/2020-q1/",
    ],
)
def test_what_does_not_exist(sign_in, dora, address):
    assert sign_in(dora).get(address).status_code == 404


def test_only_whole_quarters_whatever_is_asked_for(sign_in, dora, anna):
    households(3, by=anna, item=factories.an_item(number=1))
    client = sign_in(dora)

    asked = client.get(PAGE + "statement.csv?from=2020-02-03&to=2020-02-03&von=2020-02-03")

    assert asked.content == client.get(PAGE + "statement.csv").content


def test_the_list_has_the_latest_quarter_first_and_marks_the_running_one(sign_in, dora):
    with time_machine.travel(date(2021, 2, 1), tick=False):
        page = sign_in(dora).get("/auswertung/").content.decode()

    assert page.index("2021-q1") < page.index("2020-q4")
    assert page.count("läuft noch") == 1
    assert "2021-q2" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_items(
    sign_in, dora, anna, number, django_assert_num_queries
):
    for n in range(number):
        households(number, by=anna, item=an_item(number=10 + n))
    client = sign_in(dora)

    with django_assert_num_queries(10):  # session, user, memberships, agreement, 5 counts, rule
        client.get(PAGE)


def test_the_town_reads_words_instead_of_a_small_figure(sign_in, dora, anna):
    households(1, by=anna, item=factories.an_item(number=1), minutes=77)
    households(3, by=anna, item=factories.an_item(number=2))

    page = sign_in(dora).get(PAGE).content.decode()

    assert "aus weniger als 3 Haushalten" in page
    assert "1,28" not in page
    assert "Nur für den Träger" not in page


def test_the_lead_reads_the_same_and_below_it_the_rest(sign_in, lena, anna):
    households(1, by=anna, item=factories.an_item(number=1), minutes=77)

    page = sign_in(lena).get(PAGE).content.decode()
    shared, own = page.split("Nur für den Träger")

    assert "aus weniger als 3 Haushalten" in shared
    assert "1,28" not in shared
    assert "1,28" in own


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_files_of_the_lead_are_those_of_the_town(sign_in, lena, dora, anna, kind):
    households(1, by=anna, item=factories.an_item(number=1), minutes=77)
    address = f"{PAGE}statement.{kind}"

    assert sign_in(lena).get(address).content == sign_in(dora).get(address).content


def test_each_file_leaves_an_entry_in_the_log(sign_in, dora, steinheim):
    sign_in(dora).get(PAGE + "statement.csv")

    event = Event.objects.get(verb="statement-exported")
    assert (event.actor, event.key) == (f"user:{dora.pk}", str(steinheim.pk))
    assert event.data == {
        "first": "2020-01-01",
        "last": "2020-03-31",
        "format": "csv",
        "rule": "steering",
    }


def test_without_pango_the_page_says_what_to_install(sign_in, dora, monkeypatch):
    def missing():
        raise pdf.PdfUnavailable("Es fehlen die Debian-Pakete libpango-1.0-0 …")

    monkeypatch.setattr(pdf, "_weasyprint", missing)
    client = sign_in(dora)

    answer = client.get(PAGE + "statement.pdf")

    assert answer.status_code == 503
    assert "libpango-1.0-0" in answer.content.decode()
    assert client.get(PAGE).status_code == 200
    assert not Event.objects.filter(verb="statement-exported").exists()


def test_without_the_chart_the_page_is_complete_and_says_so(sign_in, dora, anna, monkeypatch):
    households(3, by=anna, item=factories.an_item(number=1))
    monkeypatch.setattr(chart, "_draw", lambda spec, language: None)
    client = sign_in(dora)

    assert client.get(PAGE + "chart.svg").status_code == 503
    page = client.get(PAGE).content.decode()
    assert "Das Diagramm ließ sich gerade nicht zeichnen" in page
    assert "<img" not in page
    assert client.get(PAGE + "statement.pdf").status_code == 200


def test_without_a_rule_there_is_a_sentence_and_no_figure(sign_in, dora):
    DisclosureRule.objects.all().delete()

    answer = sign_in(dora).get(PAGE)

    assert answer.status_code == 503
    assert "keine Schutzregel hinterlegt" in answer.content.decode()


def test_the_chart_is_an_image_with_words_for_those_who_do_not_see_it(sign_in, dora, anna):
    households(2, by=anna, item=factories.an_item(number=1))
    households(5, by=anna, item=factories.an_item(number=2))
    client = sign_in(dora)

    page = client.get(PAGE).content.decode()
    image = client.get(PAGE + "chart.svg")

    assert (
        'alt="Balkendiagramm, geleistet als Anteil von vereinbart: Beratung nicht ausgewiesen; '
        'Behördenbegleitung 25\xa0%."' in page
    )
    assert image["Content-Type"] == "image/svg+xml"
    drawing = image.content.decode().replace("&#160;", "\xa0").replace("&nbsp;", "\xa0")
    assert drawing.startswith("<svg")
    assert "25\xa0%" in drawing
    assert "geschützt" in drawing
    assert " style=" not in drawing
    assert "<style" not in drawing


def test_the_interface_in_english_draws_english_numbers(sign_in, dora, anna, monkeypatch):
    seen = []
    monkeypatch.setattr(chart, "_draw", lambda spec, language: seen.append(language) or "<svg/>")
    client = sign_in(dora)

    client.get(PAGE + "chart.svg", headers={"accept-language": "en"})
    client.get(PAGE + "chart.svg", headers={"accept-language": "de"})
    client.get(PAGE + "chart.svg", headers={"accept-language": "de"})

    assert seen == ["en", "de"]
