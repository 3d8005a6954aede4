# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Things for tests: functions, keyword-only, no surprises. All people are invented."""

from datetime import date
from hashlib import sha256

from geleit.accounts.models import Membership, User
from geleit.agreements.models import (
    Annex,
    AnnexFile,
    CooperationAgreement,
    CoveredAgreement,
    Mandate,
    ServiceItem,
)
from geleit.cases.models import Case, Household, Person
from geleit.counselling.models import Contact
from geleit.documents import content
from geleit.documents.models import Document
from geleit.organisations.models import Organisation
from geleit.plans.models import (
    Assessment,
    Goal,
    IndependenceScale,
    IntegrationPlan,
    PlanStep,
    PlanTemplate,
    Rating,
)

PASSWORD = "ein-langes-Testpasswort"

ORGANISATIONS = {
    "carrier": ("carrier", "Testträger e. V.", "Träger"),
    "municipality": ("municipality", "Stadt Testheim", "Testheim"),
    "county": ("county", "Landkreis Teststadt", "Landkreis"),
    "volunteers": ("volunteer_group", "Freundeskreis Testheim", "Freundeskreis"),
    "operator": ("operator", "Rechenzentrum Test", "Betrieb"),
}


def an_organisation(which: str) -> Organisation:
    kind, name, short = ORGANISATIONS[which]
    return Organisation.objects.get_or_create(
        name=name, defaults={"kind": kind, "short_name": short, "land": "BW"}
    )[0]


def an_agreement(*, key: str = "testheim-2020") -> CooperationAgreement:
    agreement, made = CooperationAgreement.objects.get_or_create(
        key=key,
        defaults={
            "title": "Kooperationsvereinbarung Testheim",
            "municipality": an_organisation("municipality"),
            "carrier": an_organisation("carrier"),
            "county": an_organisation("county"),
            "signed_on": date(2019, 9, 24),
            "in_force_on": date(2020, 1, 1),
            "started_on": date(2020, 1, 1),
            "mandate_text": "Begleitung in der Anschlussunterbringung",
        },
    )
    if made:
        mandate = Mandate.objects.create(
            agreement=agreement,
            name="Begleitung",
            funding_source="Stadt",
            begins_on=date(2020, 1, 1),
        )
        for number, (name, unit, amount) in enumerate(
            [("Beratung", "hours", 100), ("Behördenbegleitung", "contacts", 20)], 1
        ):
            ServiceItem.objects.create(
                mandate=mandate,
                number=number,
                action_field="everyday",
                name=name,
                unit=unit,
                agreed_quantity=amount,
                period="quarter",
                valid_from=date(2020, 1, 1),
            )
    return agreement


def a_member(
    name: str, *, role: str, organisation: str, since: date = date(2019, 1, 1), until=None
) -> User:
    user = User.objects.create_user(f"{name}@example.org", PASSWORD, name=name.capitalize())
    Membership.objects.create(
        user=user,
        organisation=an_organisation(organisation),
        role=role,
        starts_on=since,
        ends_on=until,
    )
    return user


def limited(user: User, *agreements: CooperationAgreement) -> User:
    """Let the memberships of the user reach these agreements alone; return the user anew."""
    for membership in user.memberships.all():
        for agreement in agreements:
            CoveredAgreement.objects.create(membership=membership, agreement=agreement)
    return User.objects.get(pk=user.pk)


def a_worker(name: str) -> User:
    return a_member(name, role="social_worker", organisation="carrier")


_numbers = iter(range(1, 10**6))


def a_person(*, household: Household | None = None, family_name="Muster", **fields) -> Person:
    household = household or Household.unguarded.create(name=family_name)
    values = {"given_names": "Mina", "born_on": date(1990, 5, 4), "nationality": "SY"} | fields
    return Person.unguarded.create(household=household, family_name=family_name, **values)


def a_case(*, holder: User | None = None, agreement=None, family_name="Muster", **fields) -> Case:
    """A household of one person with an open case."""
    person = a_person(family_name=family_name)
    values = {"opened_on": date(2020, 1, 7)} | fields
    return Case.unguarded.create(
        number=f"2020-T{next(_numbers):04d}",
        household=person.household,
        agreement=agreement or an_agreement(),
        holder=holder,
        **values,
    )


def a_document(*, case: Case, by: User, text="Inhalt", **fields) -> Document:
    """A small text file, sealed in the store as an uploaded one."""
    kept = content.keep([text.encode()])
    values = {
        "kind": "other",
        "title": "Zettel",
        "file_name": "zettel.txt",
        "media_type": "text/plain",
        "size_bytes": len(text.encode()),
        "state": "clean",
    } | fields
    return Document.unguarded.create(case=case, uploaded_by=by, **vars(kept), **values)


def an_annex(*, version, by: User, title="Lageplan", text="Inhalt") -> Annex:
    """A small text file as an annex of a version, sealed in the store."""
    kept = content.keep([text.encode()])
    file = AnnexFile.objects.create(
        agreement=version.agreement, sha256=sha256(text.encode()).hexdigest(), state="clean",
        media_type="text/plain", size_bytes=len(text.encode()), uploaded_by=by, **vars(kept),
    )  # fmt: skip
    return Annex.objects.create(version=version, title=title, file=file)


def rename(case: Case, **names) -> Person:
    """Give the person of a case other names, as an action does."""
    person = case.household.persons.get()
    for column, name in names.items():
        setattr(person, column, name)
    person.save()
    return person


def a_template() -> PlanTemplate:
    return PlanTemplate.objects.get_or_create(
        name="Testvorlage",
        defaults={"valid_from": date(2017, 1, 1), "review_months": 6, "source": "Test"},
    )[0]


def a_plan(*, case: Case, **fields) -> IntegrationPlan:
    values = {"begun_on": date(2020, 1, 14), "review_on": date(2020, 7, 14)} | fields
    return IntegrationPlan.unguarded.create(case=case, template=a_template(), **values)


def a_goal(*, case: Case, text="Eigene Wohnung", action_field="housing", **fields) -> Goal:
    plan = IntegrationPlan.unguarded.filter(case=case).first() or a_plan(case=case)
    return Goal.unguarded.create(plan=plan, action_field=action_field, text=text, **fields)


def a_step(*, goal: Goal, text="Wohnungsanzeigen lesen", bearer="1_person", **fields) -> PlanStep:
    return PlanStep.unguarded.create(goal=goal, text=text, bearer=bearer, **fields)


def an_assessment(*, case: Case, by: User, levels: dict[str, int], **fields) -> Assessment:
    scale = fields.pop("scale", None) or IndependenceScale.objects.order_by("-valid_from").first()
    scale = scale or IndependenceScale.objects.create(
        name="Testskala", valid_from=date(2017, 1, 1), source="Test"
    )
    values = {"view": "adviser", "occasion": "1_start", "assessed_on": date(2020, 2, 3)} | fields
    values.setdefault("person", case.household.persons.first())
    made = Assessment.unguarded.create(case=case, scale=scale, recorded_by=by, **values)
    Rating.unguarded.bulk_create(
        Rating(assessment=made, action_field=name, level=level) for name, level in levels.items()
    )
    return made


def an_item(*, number: int = 1, agreement=None) -> ServiceItem:
    return ServiceItem.objects.get(mandate__agreement=agreement or an_agreement(), number=number)


def a_contact(*, case: Case, by: User, minutes: int = 30, **fields) -> Contact:
    values = {
        "service_item": an_item(agreement=case.agreement),
        "kind": "talk",
        "happened_on": date(2020, 2, 3),
        "no_goal": "" if fields.get("goal") else "brief",
    } | fields
    contact = Contact.unguarded.create(case=case, recorded_by=by, minutes=minutes, **values)
    contact.persons.set(case.household.persons.all())
    return contact
