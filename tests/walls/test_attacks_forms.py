# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every form of every page: fields nobody offered do nothing, and scripts stay words.

The forms come from the pages as each role gets them; a new form is attacked without being listed.

How a page writes what somebody typed is a matter of templates: those walks run once, on SQLite. What
the forms do to rows is asked on both databases.
"""

import io
import re
import zipfile
from contextlib import contextmanager
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.urls import reverse

from geleit.accounts.models import Membership
from geleit.accounts.permissions import ROLES
from geleit.cases.models import Person
from tests.walls.test_every_address import CAST, addresses, text_of, world

__all__ = ["world"]
PAYLOAD = "<script>alert(7)</script>\"><img src=x onerror=alert(7)>{{7*7}}javascript:alert(7)'"
RAW = ("<script>alert(7)", '"><img src=x', "<img src=x")
LEFT_ALONE = ("logout", "abmelden", "ueberall-abmelden", "sprache")  # they would end the walk
WORDS_ONLY = pytest.mark.skipif(connection.vendor != "sqlite", reason="templates know no database")
OF_THE_LOG = {"audit", "sessions", "usersessions", "core", "jobs", "mfa"}


class Forms(HTMLParser):
    """The forms of a page: where they go, and which fields they have."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.field, self.options = [], None, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.forms.append({"action": attrs.get("action"), "method": attrs.get("method"),
                               "fields": {}})  # fmt: skip
        if not self.forms:
            return
        fields = self.forms[-1]["fields"]
        name = attrs.get("name")
        if tag in ("input", "textarea") and name and name != "csrfmiddlewaretoken":
            kind = attrs.get("type", "text") if tag == "input" else "textarea"
            if kind in ("checkbox", "radio"):
                fields.setdefault(name, ("choice", attrs.get("value", "on")))
            else:
                fields[name] = (kind, attrs.get("value", ""))
        if tag == "select" and name:
            self.field = name
            fields[name] = ("choice", "")
        if tag == "option" and self.field and attrs.get("value") and not fields[self.field][1]:
            fields[self.field] = ("choice", attrs["value"])

    def handle_endtag(self, tag):
        if tag == "select":
            self.field = None


def filled(fields, *, text):
    """Values for a form: what it offers, days and numbers that may be, and the text elsewhere."""
    plain = {"date": "2020-02-20", "number": "5", "email": "neu@example.org", "tel": text}
    values = {}
    for name, (kind, value) in fields.items():
        if kind in ("hidden", "choice"):
            values[name] = value
        elif kind == "file":
            continue
        elif name.endswith("_on") or "day" in name:
            values[name] = value or "2020-02-20"
        elif name in ("minutes", "participants", "places", "occupied"):
            values[name] = value or "5"
        else:
            values[name] = plain.get(kind, text)
    return values


def posts(client, person, objects, *, text):
    """Every form that this person finds on the pages, filled in: address and values."""
    role = Membership.objects.get(user=person).role
    found = {}
    for _name, url, may in addresses(objects):
        if not may & ROLES[role]:
            continue
        response = client.get(url)
        if "text/html" not in response.get("Content-Type", ""):
            continue
        for form in Forms(text_of(response)).forms:
            target = form["action"] or url
            if form["method"] != "post" or any(word in target for word in LEFT_ALONE):
                continue
            found.setdefault((target, tuple(sorted(form["fields"]))), form["fields"])
    return [(target, filled(fields, text=text)) for (target, _names), fields in found.items()]


def tables():
    return {
        model._meta.db_table: model
        for model in apps.get_models()
        if model._meta.app_label not in OF_THE_LOG
    }


def known_rows():
    """The keys of all rows there are: what has another one was made by a post."""
    return {
        model: set(model._base_manager.values_list("pk", flat=True)) for model in tables().values()
    }


def state(names, known):
    """The rows of these tables with what can be compared: no moments, no drawn words, no drawn keys.

    A row that was made in between carries another key each time; what points at it says "new".
    """
    rows = {}
    for model in (model for table, model in tables().items() if table in names):
        fields = [
            field
            for field in model._meta.concrete_fields
            if not isinstance(
                field, models.DateTimeField | models.UUIDField | models.GeneratedField
            )
            and field.name not in ("password", "code", "key", "storage_name", "file_key")
        ]
        rows[model._meta.label] = sorted(
            repr([comparable(row, field, known) for field in fields])
            for row in model._base_manager.all()
        )
    return rows


def comparable(row, field, known):
    value = getattr(row, field.attname)
    if field.name == "args_kwargs":  # of a job: which persons it is about
        persons = value["kwargs"].get("persons", [])
        named = [one if one in known[Person] else "new" for one in persons]
        return value | {"kwargs": value["kwargs"] | {"persons": named}}
    if isinstance(value, str):
        return re.sub(r":\d+$", ":key", value)  # "fact:12" names a row by its key
    target = field.related_model or (type(row) if field.primary_key else None)
    if value is None or target not in known:
        return value
    return value if value in known[target] else "new"


WRITES = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)


@contextmanager
def written():
    """Collect the tables that are written to inside the block."""
    names = set()

    def look(execute, sql, params, many, context):
        names.update(WRITES.match(sql).groups() if WRITES.match(sql) else ())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield names


def done_by(client, target, values, known):
    """What this post wrote: the tables as they are then; afterwards everything is as before."""
    with transaction.atomic():
        with written() as names:
            client.post(target, values)
        after = state(names, known)
        transaction.set_rollback(True)
    return after


def extras(world):
    """What an attacker would add: fields of the tables that no form offers."""
    foreign, people = world["foreign"], world["people"]
    return {
        "is_protected": "on", "holder": people["carla"].pk, "holder_id": people["carla"].pk,
        "role": "administrator", "agreement": "", "agreement_id": foreign["case_id"],
        "carrier": "1", "accepted_on": "2020-01-01", "accepted_by": "x", "handed_over_by": "1",
        "pk": "1", "id": "1", "case": foreign["case_id"], "case_id": foreign["case_id"],
        "household": "1", "household_id": "1", "person_id": foreign["person_id"],
        "user": people["carla"].pk, "user_id": people["carla"].pk, "by": people["lena"].pk,
        "is_active": "", "is_superuser": "on", "is_staff": "on", "organisation_id": "1",
        "closed_on": "2020-01-01", "recorded_by": people["carla"].pk, "number": "2020-9999",
        "taken_over_at": "2020-01-01", "withdrawn_at": "2020-01-01", "group_id": "1",
        "done_by": "x", "settled_by": "x", "is_verified": "on", "opened_on": "1999-01-01",
    }  # fmt: skip


@pytest.mark.parametrize("who", ["anna", "lena", "karl", "dora", "otto"])
def test_fields_that_no_form_offers_do_nothing(client, sign_in, world, who):
    person = world["people"][who]
    sign_in(person)
    different, known = [], known_rows()
    for target, values in posts(client, person, world["own"], text="Ein Wort"):
        more = {name: value for name, value in extras(world).items() if name not in values}
        plain = done_by(client, target, values, known)
        attacked = done_by(client, target, values | more, known)
        labels = plain.keys() | attacked.keys()
        different += [f"{target}: {m}" for m in labels if plain.get(m) != attacked.get(m)]

    assert different == []


def test_the_walk_of_forms_does_change_rows(client, sign_in, world):
    """Else the test above could not fail."""
    anna, known = world["people"]["anna"], known_rows()
    sign_in(anna)
    before = state(tables(), known)

    changed = [
        target
        for target, values in posts(client, anna, world["own"], text="Ein Wort")
        if any(before[m] != rows for m, rows in done_by(client, target, values, known).items())
    ]

    assert len(changed) >= 8


def words_of(response):
    """The text of an answer; of a spreadsheet its unzipped parts."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    return content.decode("utf-8", errors="replace")


def pages_of(world, who):
    """The addresses that the role may ask; the same refusal in words stands at all others."""
    role = Membership.objects.get(user=world["people"][who]).role
    found = [(name, url, may & ROLES[role]) for name, url, may in addresses(world["own"])]
    refused = [(name, url) for name, url, may in found if not may][:5]
    return [(name, url) for name, url, may in found if may] + refused


@WORDS_ONLY
def test_scripts_in_every_field_stay_words(client, sign_in, world):
    """Stored by everybody who can write, then read by everybody at every address."""
    raw = []
    for who in ("anna", "lena", "karl", "dora", "otto"):
        person = world["people"][who]
        sign_in(person)
        for target, values in posts(client, person, world["own"], text=PAYLOAD):
            if "schliessen" in target or "beenden" in target or "passwort" in target:
                continue  # they end somebody's access, and with it the walk
            answer = words_of(client.post(target, values))
            raw += [f"{who} {target}: {word}" for word in RAW if word in answer]
    escaped = 0
    for who in CAST:
        sign_in(world["people"][who])
        for name, url in pages_of(world, who):
            response = client.get(url)
            text = words_of(response)
            escaped += "&lt;script&gt;alert(7)" in text
            if "json" in response.get("Content-Type", "") or "csv" in response.get(
                "Content-Type", ""
            ):
                continue  # plain words there; never shown as a page (nosniff, attachment)
            raw += [f"{who} {name}: {word}" for word in RAW if word in text]
            raw += [
                f"{who} {name}: link"
                for link in ('href="javascript:', 'src="javascript:')
                if link in text
            ]

    assert raw == []
    assert escaped >= 5  # the words did arrive


@WORDS_ONLY
@pytest.mark.parametrize("who", CAST)
def test_scripts_in_the_address_stay_words(client, sign_in, world, who):
    """Reflected: whatever a page reads from its address."""
    sign_in(world["people"][who])
    asked = dict.fromkeys(
        (
            "q",
            "nach",
            "stand",
            "phase",
            "zustaendig",
            "alles",
            "zurueckgenommen",
            "von",
            "bis",
            "next",
        ),
        PAYLOAD,
    )
    raw = []
    for name, url in pages_of(world, who):
        response = client.get(url, asked)
        raw += [f"{name}: {word}" for word in RAW if word in words_of(response)]

    assert raw == []


def test_a_template_is_not_computed(client, sign_in, world):
    anna, case = world["people"]["anna"], world["own"]["case_id"]
    sign_in(anna).post(reverse("cases:household", args=[case]), {"name": "{{7*7}}{% now 'Y' %}"})

    page = client.get(reverse("desk:case", args=[case])).content.decode()

    assert "{{7*7}}{% now &#x27;Y&#x27; %}" in page
