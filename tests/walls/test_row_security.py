# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second wall: what PostgreSQL hands out when the application forgets for whom it asks."""

import random
from datetime import date, timedelta
from threading import Thread
from uuid import UUID

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.models import Q
from django.http import StreamingHttpResponse
from django.utils.timezone import localdate, now

from geleit.accounts.models import Membership, User
from geleit.agreements.models import CooperationAgreement, CoveredAgreement
from geleit.cases.models import Case, EmergencyAccess, Household, ProtectedReader
from geleit.core.eyes import OwnEyes, eyes_of, for_one_page, shut_waiting, system_eyes
from geleit.core.guarded import Guarded
from geleit.counselling.models import Contact
from geleit.intake.models import ImportBatch
from geleit.organisations.models import Organisation
from geleit.staffing.models import Deputy, DeputyReach
from geleit.volunteers.models import Assignment
from geleit.walls.rows import checks, policies
from tests.walls.test_every_address import (
    CAST,
    MAY_READ_OWN,
    OWN_SECRET,
    SECRET,
    addresses,
    text_of,
    world,
)

__all__ = ["world"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="SQLite has no row-level security"
    ),
]
ROLES = [*CAST, "nobody"]
WALLED = policies.walled()
ANYTHING = {
    "BinaryField": lambda number: b"x%d" % number,
    "BooleanField": lambda _number: False,
    "CharField": lambda number: f"x{number}",
    "DateField": lambda _number: date(2020, 2, 3),
    "DateTimeField": lambda _number: now(),
    "JSONField": lambda _number: {},
    "TextField": lambda number: f"x{number}",
    "UUIDField": lambda number: UUID(int=number),
} | dict.fromkeys(
    ["IntegerField", "PositiveIntegerField", "PositiveSmallIntegerField", "BigIntegerField",
     "PositiveBigIntegerField", "SmallIntegerField", "DecimalField"],
    lambda number: number + 1,
)  # fmt: skip
GUARDED = [model for model in WALLED if policies.is_guarded(model)]


def rows_of(model):
    return model._base_manager


def pks(rows):
    return sorted(rows.values_list("pk", flat=True))


def allowed(user):
    """Return by walled model what the application's own rule gives this person."""
    found = {}
    for model in sorted(WALLED, key=depth):
        if policies.is_guarded(model):
            found[model] = pks(rows_of(model).all().visible_to(user))
        else:
            field = policies._parent(model, WALLED)
            found[model] = pks(
                rows_of(model).filter(**{f"{field.name}__in": found[field.related_model]})
            )
    return found


def depth(model):
    """Tables that belong to others come after them."""
    field = policies._parent(model, WALLED)
    return 0 if field is None else 1 + depth(field.related_model)


def switch_off(monkeypatch):
    """Let the application's rule hand out everything to everybody."""
    monkeypatch.setattr("geleit.cases.models.case.access", lambda _user: Q())
    for model in GUARDED:
        for manager in model._meta.managers:
            if not isinstance(manager, Guarded):
                queryset = type(manager.all())
                monkeypatch.setattr(queryset, "visible_to", lambda self, _user: self.all())


def complete(world):
    """Give a row to each row above it, in tables of which the walk over addresses needs none."""
    for model in sorted(WALLED, key=depth):
        field = policies._parent(model, WALLED)
        if field and rows_of(model).count() < 2:
            above = rows_of(field.related_model).order_by("pk")
            rows = [any_row(model, number, **{field.name: one}) for number, one in enumerate(above)]
            try:
                with transaction.atomic():
                    rows_of(model).bulk_create(rows)
            except DatabaseError as error:
                label = model._meta.label
                raise AssertionError(f"{label}: put a row into a_world() ({error})") from error
    return world


def any_row(model, number, **given):
    """Make a row of any table, with something in every column that must have something."""
    values = {}
    for field in model._meta.concrete_fields:
        is_given = field.name in given or field.primary_key or field.generated
        if is_given or field.has_default() or field.null or getattr(field, "auto_now_add", False):
            continue
        if field.remote_field:
            values[field.name] = rows_of(field.related_model).first()
        elif field.choices:
            values[field.name] = field.choices[0][0]
        else:
            values[field.name] = ANYTHING[field.get_internal_type()](number)
    return model(**values | given)


@pytest.fixture
def people(world):
    return complete(world)["people"] | {"nobody": None}


def test_every_walled_table_has_rows_to_hide(people):
    """Else the tests below prove nothing for it: put a row into a_world() or complete()."""
    empty = [model._meta.label for model in WALLED if rows_of(model).count() < 2]

    assert empty == []


@pytest.mark.parametrize("who", CAST)
def test_the_database_hands_out_what_the_rule_says_and_no_more(people, monkeypatch, who):
    user = people[who]
    right = allowed(user)
    switch_off(monkeypatch)

    with eyes_of(user):
        found = {
            model: pks(model.objects.visible_to(user) if policies.is_guarded(model) else rows)
            for model, rows in ((model, rows_of(model).all()) for model in WALLED)
        }

    assert found == right


@pytest.mark.parametrize("who", CAST)
def test_with_the_rule_switched_off_no_page_shows_a_foreign_name(client, people, world, monkeypatch, who):  # fmt: skip
    client.force_login(people[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    switch_off(monkeypatch)
    hidden = {SECRET} if who in MAY_READ_OWN else {SECRET, OWN_SECRET}

    leaks = [
        f"{name}: {word}"
        for objects in (world["own"], world["foreign"])
        for name, url, _permissions in addresses(objects)
        for word in hidden
        if word in text_of(client.get(url))
    ]

    assert leaks == []


def test_the_switch_in_these_tests_does_switch_the_rule_off(people, monkeypatch):
    switch_off(monkeypatch)

    assert [model._meta.label for model in GUARDED if
            model.objects.visible_to(people["otto"]).count() < 2] == []  # fmt: skip


def test_nobody_gets_nothing(people):
    with eyes_of(None):
        found = {model._meta.label: rows_of(model).count() for model in WALLED}

    assert set(found.values()) == {0}


def test_a_thread_in_which_nobody_said_more_gets_nothing(people):
    from geleit.core.eyes import NOBODY, present

    seen = []
    thread = Thread(target=lambda: seen.append(present()))
    thread.start()
    thread.join()

    assert seen == [NOBODY]


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_nobody_writes_into_a_foreign_row(people, monkeypatch, model):
    """Neither changed nor deleted, and none that is put there; for the one without any case."""
    with eyes_of(people["otto"]):
        changed = rows_of(model).all().update(**{model._meta.pk.name: 1})
        with system_eyes():
            row = rows_of(model).first()
        row.pk = None
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)

    assert changed == 0


def test_a_row_cannot_be_moved_into_a_foreign_case(people, world):
    with eyes_of(people["anna"]):
        contact = Contact.unguarded.get(pk=world["own"]["contact_id"])
        contact.case_id = world["foreign"]["case_id"]
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            contact.save()


def count_of(user):
    with eyes_of(user):
        return Case.unguarded.count()


def test_system_eyes_end_with_their_block_and_nest(people):
    with eyes_of(people["anna"]):
        with system_eyes():
            lazy = Case.unguarded.all()
            with system_eyes():
                inside = Case.unguarded.count()
            still = Case.unguarded.count()
        after = len(lazy)

    assert (inside, still, after) == (2, 2, 1)


def test_a_rollback_brings_back_nobody_elses_eyes(people):
    counts = []
    with eyes_of(people["anna"]):
        for look in (system_eyes(), eyes_of(people["otto"])):
            with transaction.atomic():
                with look:
                    Case.unguarded.count()
                transaction.set_rollback(True)
            counts.append(Case.unguarded.count())
    with system_eyes(), transaction.atomic():
        with eyes_of(people["otto"]):
            counts.append(Case.unguarded.count())
        transaction.set_rollback(True)
    counts.append(Case.unguarded.count())

    assert counts == [1, 1, 0, 2]


def test_an_error_inside_leaves_the_right_eyes(people):
    with eyes_of(people["anna"]):
        with pytest.raises(DatabaseError), transaction.atomic(), system_eyes():
            connection.cursor().execute("SELECT 1/0")

        assert Case.unguarded.count() == 1


def test_a_request_leaves_nothing_in_the_session(client, people):
    client.force_login(
        people["anna"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    client.get("/")
    with connection.connection.cursor() as cursor:  # past the application's own cursor
        cursor.execute("SELECT current_setting('geleit.user', true), count(*) FROM cases_case")
        left = cursor.fetchone()

    assert left == ("", 0)


def test_a_request_of_somebody_who_is_not_signed_in_sees_nothing(client, people, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "allauth.account.views.LoginView.get_context_data",
        lambda *_all, **_named: seen.append(Case.unguarded.count()) or {},
    )
    client.get("/konto/anmelden/")

    assert seen == [0]


def test_an_answer_in_pieces_sees_what_its_person_sees(rf, people):
    request = rf.get("/")
    request.user = people["anna"]

    def counts():
        for _piece in range(2):
            yield str(Case.unguarded.count())

    answer = OwnEyes(lambda _request: StreamingHttpResponse(counts()))(request)

    assert (list(answer), Case.unguarded.count()) == ([b"1", b"1"], 2)


def test_walls_and_role_hold():
    assert checks.problems() == []


@pytest.mark.parametrize(
    "damage",
    [
        "ALTER TABLE cases_person DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE cases_person NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY geleit_wall ON cases_person",
        "CREATE POLICY open ON cases_person USING (true)",
        "COMMENT ON POLICY geleit_wall ON cases_person IS 'older'",
    ],
)
def test_a_gap_is_noticed_and_mended(damage):
    with connection.cursor() as cursor:
        cursor.execute(damage)

    noticed = checks.problems()
    policies.raise_walls()

    assert noticed == [
        "Row-level security is missing or out of date on: cases_person. Run: manage.py migrate"
    ]
    assert checks.problems() == []


def test_a_role_that_goes_through_walls_is_noticed(monkeypatch):
    monkeypatch.setattr(checks, "ROLE", "SELECT 'postgres', true")

    [text] = checks.problems()

    assert text == (
        "The role postgres goes through every policy of PostgreSQL: it may see all rows. Take a "
        "role of its own, or: ALTER ROLE postgres NOSUPERUSER NOBYPASSRLS (docs/zeilenschutz.md)"
    )


def test_while_tables_are_changed_the_system_alone_passes(people):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else no table here can be changed
    policies.shut_walls()
    shut = count_of(people["anna"]), Case.unguarded.count()
    policies.raise_walls()

    assert (shut, count_of(people["anna"])) == ((0, 2), 1)


def some_people(rng, organisations, agreements):
    """Users with memberships in every state: ended, to come, limited, several, inactive."""
    users = []
    for number in range(12):
        user = User.objects.create(
            email=f"w{number}@example.org", name=f"W{number}", is_active=rng.random() > 0.05
        )
        pair = rng.choice(organisations[:2]), rng.choice(organisations)
        for organisation in dict.fromkeys(pair):  # a set would go by the keys of the rows
            start = localdate() + timedelta(days=rng.choice([-400, -400, -400, 0, 1]))
            end = rng.choice(
                [None, None, None, start + timedelta(days=399), start + timedelta(500)]
            )
            membership = Membership.objects.create(
                user=user, organisation=organisation, starts_on=start, ends_on=end,
                role=rng.choice(["carrier_lead", "social_worker", "social_worker", "county", "town",
                                 "volunteer", "volunteer_coordinator", "administrator"]),
            )  # fmt: skip
            if rng.random() < 0.3:
                for agreement in rng.sample(agreements, rng.choice([1, 2])):
                    CoveredAgreement.objects.create(membership=membership, agreement=agreement)
        users.append(user)
    return users


def some_cases(rng, users, organisations, agreements):
    for number in range(40):
        sent = rng.choice([None, rng.choice(organisations)])
        accepted = rng.choice([None, date(2020, 2, 1)]) if sent else None
        closed = rng.choice([None, None, date(2020, 5, 1)])
        Case.unguarded.create(
            number=f"Z-{number}",
            household=Household.unguarded.create(name="Z"),
            agreement=rng.choice(agreements),
            holder=rng.choice([None, *users]),
            opened_on=date(2020, 1, 1),
            closed_on=closed,
            phase="closed" if closed else "intake",
            handed_over_by=sent,
            handed_over_on=sent and date(2020, 1, 1),
            accepted_on=accepted,
            accepted_by="Z" if accepted else "",
            is_protected=rng.random() < 0.25,
        )


def some_openings(rng, users, agreements):
    """Deputies of every reach, names and doors, some of them over."""
    cases, today = list(Case.unguarded.order_by("pk")), localdate()
    for user in users:
        other = rng.choice([one for one in users if one != user])
        deputyship = Deputy.objects.create(
            holder=other, deputy=user, starts_on=today - timedelta(days=rng.choice([9, 0, -1])),
            ends_on=rng.choice([None, today + timedelta(days=2)]),
        )  # fmt: skip
        for agreement in rng.sample(agreements, rng.choice([0, 1, 2])):
            DeputyReach.objects.get_or_create(
                deputyship=deputyship, organisation=agreement.carrier,
                agreement=agreement if rng.random() < 0.7 else None,
            )  # fmt: skip
        for case in rng.sample(cases, 4):
            ProtectedReader.objects.create(case=case, user=user)
        for case in rng.sample(cases, 3):
            begun = now() - timedelta(hours=rng.choice([1, 30]))
            EmergencyAccess.objects.create(
                case=case, user=user, reason="Z", opened_at=begun, ends_at=begun + timedelta(1)
            )


def some_tasks(rng, users, organisations, agreements):
    for agreement in agreements:
        ImportBatch.unguarded.create(agreement=agreement, file_name="Z", sha256="0" * 64)
        for group in organisations:
            Assignment.unguarded.create(
                agreement=agreement, group=group, title="Z", wanted_on=date(2020, 2, 2),
                volunteer=rng.choice([None, *users]),
            )  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_rule_and_database_agree_in_worlds_of_every_kind(seed):
    rng = random.Random(seed)
    organisations = [
        Organisation.objects.create(kind="carrier", name=f"O{number}", short_name="O")
        for number in range(4)
    ]
    agreements = [
        CooperationAgreement.objects.create(
            key=f"a{number}", title="A", in_force_on=date(2020, 1, 1),
            municipality=rng.choice(organisations), carrier=rng.choice(organisations[:2]),
        )
        for number in range(4)
    ]  # fmt: skip
    users = some_people(rng, organisations, agreements)
    some_cases(rng, users, organisations, agreements)
    some_openings(rng, users, agreements)
    some_tasks(rng, users, organisations, agreements)
    tables = [Case, Household, ImportBatch, Assignment]

    by_rule, by_database = {}, {}
    for user in users:
        by_rule[user.name] = [pks(table.objects.visible_to(user)) for table in tables]
        with eyes_of(user):
            by_database[user.name] = [pks(table.unguarded.all()) for table in tables]
            with for_one_page():
                shut_waiting()
                found = [pks(table.unguarded.all()) for table in (Case, Household)]
                right = [pks(table.objects.visible_to(user)) for table in (Case, Household)]
                by_rule[user.name, "shut"], by_database[user.name, "shut"] = right, found

    assert by_database == by_rule
    assert sum(bool(cases) for cases, *_others in by_rule.values()) > 0
    assert any(by_rule[user.name, "shut"][0] != by_rule[user.name][0] for user in users)


def test_a_guarded_table_without_a_way_says_what_to_do(monkeypatch):
    monkeypatch.delitem(policies.OWN, "intake.ImportBatch")

    [error] = checks.every_guarded_table_has_a_way()

    assert error.msg == (
        "intake.ImportBatch is guarded, and no foreign key that is never empty leads from it to a "
        "case, a household or a person. Add one, or write its condition into OWN in "
        "geleit/walls/rows/policies.py."
    )
