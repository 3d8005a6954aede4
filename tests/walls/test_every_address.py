# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address, with every role and an outsider, on objects inside and outside their circle.

The addresses come from the running URL table: a new one is walked without being listed here.
"""

import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.urls import NoReverseMatch, reverse

from geleit.accounts.models import AccessQuestion, FactorRemoval, Membership
from geleit.accounts.permissions import ROLES
from geleit.agreements.models import (
    AgreementVersion,
    CooperationAgreement,
    CooperationMeeting,
    HandBack,
    ReadinessCondition,
)
from geleit.cases.models import EmergencyAccess
from geleit.counselling.models import Attendance, Offer
from geleit.course.models import CaseClosing, CounsellingPeriod
from geleit.deadlines.models import (
    CaseFact,
    Deadline,
    FollowUpReminder,
    IncomingLetter,
    RuleVersion,
)
from geleit.desk.models import SavedFilter
from geleit.handover.models import Transfer
from geleit.housing.models import Accommodation
from geleit.identity.models import PersonLink, PossibleDuplicate, Trace, TraceEnd
from geleit.intake.models import Arrival, ImportBatch
from geleit.organisations.models import Organisation
from geleit.packages.models import Inquiry, Partner, ReceivedPackage, SeenPackage
from geleit.privacy.sheets import addresses as privacy_addresses
from geleit.referrals.models import MainstreamService
from geleit.staffing.models import Deputy, Duty, Position, PositionFilling
from geleit.volunteers.models import Assignment
from tests import factories
from tests.house.test_views import OPEN, patterns
from tests.packages.things import a_document

CAST = ["anna", "ben", "carla", "lena", "dora", "frida", "karl", "emil", "otto", "selma"]
SECRET = "Zwetschgenhuber"  # a name that stands nowhere else
OWN_SECRET = "Quittenmaier"
WORDS_OF_CASES = (SECRET, OWN_SECRET, "Vertrauliche Notiz")
MAY_READ_OWN = {"anna", "lena"}


def a_world(*, holder, agreement, name):
    """A case with everything in it that could leak, and one object for each kind of address."""
    case = factories.a_case(holder=holder, agreement=agreement, family_name=name)
    goal = factories.a_goal(case=case, text=f"Ziel von {name}")
    step = factories.a_step(goal=goal, text=f"Schritt von {name}")
    goal.plan.versions.create(
        number=1, agreed_on="2020-02-03", how="spoken", recorded_by=holder,
        content={"goals": [{"key": 1, "text": f"Ziel von {name}", "action_field": "work",
                            "measure": "", "due_on": None, "reached_on": None, "steps": []}]},
    )  # fmt: skip
    assessment = factories.an_assessment(
        case=case, by=holder, levels={"housing": 2}, note=f"Vertrauliche Notiz {name}"
    )
    reminder = FollowUpReminder.unguarded.create(
        case=case, text=f"Wiedervorlage {name}", due_on="2020-02-01"
    )
    fact = CaseFact.unguarded.create(case=case, kind="passport", day="2030-01-01", note=name)
    letter = IncomingLetter.unguarded.create(
        case=case, sender=name, answers={}, derivation=[], recorded_on="2020-01-07",
        recorded_by="Somebody",
    )  # fmt: skip
    deadline = Deadline.unguarded.create(
        case=case, kind="pass", name="Pass", source=f"fact:{fact.pk}", note=name,
        due_on="2030-01-01", work_by="2029-10-01", appears_on="2029-05-01",
    )  # fmt: skip
    length = RuleVersion.objects.create(
        agreement=agreement, rule="pass", valid_from="2020-01-07", period="1M", source="§ 1",
        checked_on="2020-01-07", state="V", entered_by="Somebody",
    )  # fmt: skip
    contact = factories.a_contact(
        case=case, by=holder, goal=goal, text=f"Vertrauliche Notiz {name}"
    )
    closing = CaseClosing.unguarded.create(
        case=case, written_by=holder, evaluation=f"Vertrauliche Notiz {name}"
    )
    closing.outcomes.create(goal=goal, result="partly")
    service = MainstreamService.objects.create(
        organisation=agreement.carrier, name="Beratung", action_field="everyday",
        checked_on="2020-01-07",
    )  # fmt: skip
    CounsellingPeriod.unguarded.create(case=case, begins_on="2020-01-07", ends_on="2023-01-06")
    case.phase_steps.create(phase="planning", begun_on="2020-01-08", by="Somebody")
    person = case.household.persons.get()
    consent = person.consents.create(
        case=case, recipient=name, purpose="Beratung", kinds=["contact"], given_on="2020-01-08",
        recorded_by=holder,
    )  # fmt: skip
    referral = person.referrals.create(
        case=case, service=service, concern=f"Vertrauliche Notiz {name}", referred_on="2020-01-08",
        referred_by=holder,
    )  # fmt: skip
    unread = person.unread_values.create(
        column="geb. am", value=name, message="?", source="liste.xlsx", row=3
    )
    entry = person.history.create(kind="work", title=f"Vertrauliche Notiz {name}")
    written = person.names.create(kind="variant", family_name=name)
    channel = person.channels.create(kind="phone", value=f"Vertrauliche Notiz {name}")
    membership = case.household.memberships.create(
        person=person, left_on="2020-01-20", left_how="moved_away", person_name=name
    )
    vulnerable = person.vulnerabilities.create(
        kind="illness", remark=f"Vertrauliche Notiz {name}", audience="case",
        noted_on="2020-01-20", noted_by="Somebody",
    )  # fmt: skip
    stay = case.household.housing_stays.create(street=f"{name}weg 1")
    status = person.statuses.create(kind="toleration", wording=name, valid_until="2020-03-01")
    position = Position.objects.create(
        agreement=agreement,
        organisation=agreement.carrier,
        title="Stelle",
        full_time_share="0.50",
        qualification="social_work",
    )
    filling = PositionFilling.objects.create(
        position=position, holder_name="Somebody", hired_from="2020-01-07",
        qualification="social_work",
    )  # fmt: skip
    absence = filling.absences.create(starts_on="2020-02-01", recorded_by="Somebody")
    condition = ReadinessCondition.objects.create(
        agreement=agreement, kind="room", label="Raum", responsible=agreement.carrier
    )
    batch = ImportBatch.unguarded.create(
        agreement=agreement,
        file_name="liste.csv",
        sha256="0" * 64,
        content=f"Name, Vorname;geb. am;Fam.-Nr.\n{name}, Mina;04.05.1990;1\n".encode(),
    )
    arrival = Arrival.unguarded.create(
        agreement=agreement,
        county=agreement.carrier,  # the cast's own county sees what it announced itself
        arrives_on="2020-03-02",
        household_name=name,
        persons=[{"family_name": name}],
        persons_count=1,
        announced_by=holder,
    )
    for found in (case, None):  # what was asked before it was accepted, and what still waits
        inquiry = Inquiry.unguarded.create(
            agreement=agreement, sender=agreement.carrier, case=found
        )
        inquiry.entries.create(
            is_answer=False, text=f"Rückfrage {name}", at="2020-01-07T09:00Z", by=holder
        )
    arrival.inquiry = inquiry
    arrival.save()
    partner = Partner.objects.create(
        organisation=agreement.municipality, fingerprint=agreement.key.ljust(40, "0"),
        added_at="2020-01-07T09:00Z", added_by="Somebody",
    )  # fmt: skip
    case.sent_packages.create(
        partner=partner, package_id=uuid.uuid4(), made_at="2020-01-07T09:00Z", made_by=holder
    )
    receipt = case.accepted_handovers.create(
        together=uuid.uuid4(), sender=agreement.municipality, receiver=agreement.carrier,
        handed_over_on="2020-01-07",
        accepted_at="2020-01-07T09:00Z", accepted_by=holder, holder=holder,
    )  # fmt: skip
    package = ReceivedPackage.unguarded.create(
        number=SeenPackage.objects.create(package_id=uuid.uuid4()),
        partner=partner,
        agreement=agreement,
        content=a_document(household={"name": name, "persons": [
            a_document()["household"]["persons"][0] | {"family_name": name}]}),
        persons_count=1,
        opened_at="2020-01-07T09:00Z",
        opened_by="Somebody",
    )  # fmt: skip
    offer = Offer.objects.create(
        service_item=factories.an_item(agreement=agreement),
        held_on="2020-02-02",
        minutes=60,
        recorded_by=holder,
    )
    Attendance.unguarded.create(offer=offer, case=case, person=person, recorded_by=holder)
    group = factories.an_organisation("volunteers")
    assignment = Assignment.unguarded.create(
        agreement=agreement, group=group, title="Begleitung", wanted_on="2020-02-02"
    )
    service = factories.an_item(agreement=agreement)
    draft = AgreementVersion.objects.create(
        agreement=agreement, number=2, in_force_on="2021-01-01", drafted_by=agreement.carrier
    ).item_drafts.create(mandate=service.mandate, replaces=service)
    signed = AgreementVersion.objects.create(
        agreement=agreement,
        number=1,
        state="withdrawn",
        in_force_on="2020-01-01",
        drafted_by=agreement.carrier,
    )
    annex = factories.an_annex(version=signed, by=holder)
    AgreementVersion.objects.filter(pk=signed.pk).update(state="signed")
    meeting = CooperationMeeting.objects.create(
        agreement=agreement, number=1, kind="cooperation", held_on="2020-02-02", place="Rathaus"
    )
    item = meeting.items.create(text="Sprechzeiten", brought_by=agreement.carrier)
    duty = Duty.objects.create(agreement=agreement, name="Begleitung", level="land")
    back = HandBack.objects.create(
        agreement=agreement, receiver=agreement.municipality, planned_on="2020-01-07",
        planned_by="Somebody",
    ).steps.create(
        kind="other", label="Schlüssel", organisation=agreement.carrier, due_on="2020-02-01"
    )  # fmt: skip
    house = Accommodation.objects.create(
        agreement=agreement, name=f"Haus {agreement.key}", places=9, is_run_by_carrier=True
    )
    door = EmergencyAccess.objects.create(
        case=case,
        user=holder,
        reason=f"Vertrauliche Notiz {name}",
        opened_at="2020-01-07T09:00Z",
        ends_at="2020-01-08T09:00Z",
    )
    document = factories.a_document(case=case, by=holder, text=f"Vertrauliche Notiz {name}")
    twin = factories.a_person(household=case.household, family_name=name)
    pair = PossibleDuplicate.unguarded.create(
        first=person, second=twin, probability=0.9, found_on="2020-01-07"
    )
    link = PersonLink.unguarded.create(
        first=person, second=twin, linked_at="2020-01-07T09:00Z", linked_by=holder
    )
    trace = Trace.objects.create(
        asking=agreement.carrier, answering=agreement.carrier, found_on="2020-01-07"
    )
    end = TraceEnd.unguarded.create(person=person, trace=trace, is_asking=True)
    transfer = Transfer.unguarded.create(
        agreement=agreement, receiver=agreement.municipality, basis="principal", prepared_by=holder
    )
    transfer.cases.create(case=case, number=case.number)
    kept = SavedFilter.objects.create(
        owner=holder, organisation=agreement.carrier, name=f"Filter {name}"
    )
    deputy = Deputy.objects.create(
        holder=holder,
        deputy=factories.User.objects.create_user(f"v{name}@example.org", name="Deputy"),
        starts_on="2020-01-07",
    )
    owner = factories.User.objects.create_user(f"{name}@example.org", name="Somebody else")
    removal = FactorRemoval.objects.create(
        user=owner, asked_by=holder, asked_at="2020-01-07T09:00Z"
    )
    question = AccessQuestion.objects.create(
        user=owner, kind="code", asked_by=holder, asked_at="2020-01-07T09:00Z"
    )
    passkey = Authenticator.objects.create(
        user=owner, type=Authenticator.Type.WEBAUTHN, data={"name": name}
    )
    return {
        "case_id": case.pk,
        "key_id": passkey.pk,
        "question_id": question.pk,
        "removal_id": removal.pk,
        "goal_id": goal.pk,
        "step_id": step.pk,
        "assessment_id": assessment.pk,
        "reminder_id": reminder.pk,
        "fact_id": fact.pk,
        "letter_id": letter.pk,
        "deadline_id": deadline.pk,
        "rule_key": "pass",
        "version_id": length.pk,
        "token": "no-secret-of-anybody",
        "contact_id": contact.pk,
        "entry_id": entry.pk,
        "name_id": written.pk,
        "channel_id": channel.pk,
        "membership_id": membership.pk,
        "note_id": vulnerable.pk,
        "kind": "work",
        "person_id": person.pk,
        "value_id": unread.pk,
        "stay_id": stay.pk,
        "status_id": status.pk,
        "closing_id": closing.pk,
        "position_id": position.pk,
        "filling_id": filling.pk,
        "condition_id": condition.pk,
        "batch_id": batch.pk,
        "arrival_id": arrival.pk,
        "together": receipt.together,
        "package_id": package.pk,
        "document_id": document.pk,
        "annex_id": annex.pk,
        "offer_id": offer.pk,
        "task_id": assignment.pk,
        "key": agreement.key,
        "door_id": door.pk,
        "pair_id": pair.pk,
        "link_id": link.pk,
        "end_id": end.pk,
        "house_id": house.pk,
        "duty_id": duty.pk,
        "absence_id": absence.pk,
        "hand_back_step_id": back.pk,
        "body": agreement.carrier_id,
        "new_mandate_id": draft.version.mandate_drafts.create(
            name="Zweiter Auftrag", funding_source="x"
        ).pk,
        "mandate_id": service.mandate_id,
        "service_id": service.pk,
        "draft_id": draft.pk,
        "item_id": item.pk,
        "number": 1,
        "user_id": holder.pk,
        "role_id": Membership.objects.get(user=holder).pk,
        "quarter": "2020-q1",
        "year": 2020,
        "language": "ar",
        "phrase": "plan.title",
        "to": "csv",
        "act": "erledigt",
        "consent_id": consent.pk,
        "mainstream_id": service.pk,
        "referral_id": referral.pk,
        "filter_id": kept.pk,
        "deputy_id": deputy.pk,
        "transfer_key": transfer.key,
        "holder_id": holder.pk,
    }


@pytest.fixture
def world(anna, ben, carla, lena, dora, frida, karl, emil, otto, selma):
    """Own objects of Anna under our agreement, and a stranger's under a foreign one."""
    foreign = CooperationAgreement.objects.create(
        key="anderswo",
        title="Anderswo",
        municipality=Organisation.objects.create(
            kind="municipality", name="Stadt Anderswo", short_name="Anderswo"
        ),
        carrier=Organisation.objects.create(
            kind="carrier", name="Anderer Träger", short_name="Anderer"
        ),
        in_force_on="2020-01-01",
        mandate_text="…",
    )
    ours = factories.an_agreement()
    mandate = ours.mandates.get()
    item = mandate.items.first()
    mandate.pk, mandate.agreement = None, foreign
    mandate.save()
    item.pk, item.mandate = None, mandate
    item.save()
    stranger = factories.User.objects.create_user("fremd@example.org", "x", name="Fremd")
    Membership.objects.create(
        user=stranger, organisation=foreign.carrier, role="social_worker", starts_on="2019-01-01"
    )
    people = {
        "anna": anna, "ben": ben, "carla": carla, "lena": lena, "dora": dora, "frida": frida,
        "karl": karl, "emil": emil, "otto": otto, "selma": selma,
    }  # fmt: skip
    return {
        "people": people,
        "own": a_world(holder=anna, agreement=ours, name=OWN_SECRET),
        "foreign": a_world(holder=stranger, agreement=foreign, name=SECRET),
    }


FORMATS = ("csv", "xlsx", "json", "pdf", "exe")  # the last one is no format of ours


def addresses(objects):
    """Every address of the product with the parameters of one world, each export in each format.

    One line of the matrix: name, address, and the permissions of which a role must hold one. The
    same lines stand in docs/datenschutz/rollen.md.
    """
    for name, pattern in patterns():
        if name in OPEN:
            continue
        wanted = pattern.pattern.converters
        lacking = set(wanted) - set(objects)
        assert not lacking, f"{name}: put an object for {lacking} into a_world()"
        may = getattr(pattern.callback, "permissions", None)
        assert may, f"{name}: say with @requires(Permission.X) who may open it"
        for form in FORMATS if "to" in wanted else ("",):
            given = objects | {"to": form}
            try:
                url = reverse(name, kwargs={key: given[key] for key in wanted})
            except NoReverseMatch as error:
                raise AssertionError(f"{name}: {error}") from error
            yield name, url, may


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", errors="replace")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", CAST)
def test_a_role_without_the_permission_is_refused(client, sign_in, world, who, method):
    client.force_login(
        world["people"][who], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    role = Membership.objects.get(user=world["people"][who]).role
    opened = []
    for name, url, permissions in addresses(world["own"]):
        if not permissions & ROLES[role]:
            response = getattr(client, method)(url)
            if response.status_code != 403:
                opened.append(f"{method} {name}: {response.status_code}")

    assert opened == []


@pytest.mark.parametrize("who", CAST)
def test_nobody_reads_of_a_foreign_case_at_any_address(client, sign_in, world, who):
    client.force_login(
        world["people"][who], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    leaks = []
    for objects in (world["own"], world["foreign"]):
        for name, url, _permissions in addresses(objects):
            text = text_of(client.get(url))
            allowed = {OWN_SECRET, "Vertrauliche Notiz"} if who in MAY_READ_OWN else set()
            leaks += [f"{name}: {word}" for word in set(WORDS_OF_CASES) - allowed if word in text]

    assert leaks == []


@pytest.mark.parametrize("who", sorted(MAY_READ_OWN))
def test_who_may_read_a_case_does_find_its_words(client, sign_in, world, who):
    """The walk sees what is there: else the test above could not fail."""
    sign_in(world["people"][who])
    pages = "".join(text_of(client.get(url)) for _name, url, _may in addresses(world["own"]))

    assert OWN_SECRET in pages
    assert "Vertrauliche Notiz" in pages


@pytest.mark.parametrize("who", CAST)
def test_a_foreign_object_does_not_exist(client, sign_in, world, who):
    """Changed ids in the address: a foreign row answers as one that was never there."""
    client.force_login(
        world["people"][who], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    found = []
    role = Membership.objects.get(user=world["people"][who]).role
    for name, url, permissions in addresses(world["foreign"]):
        if not any(parameter.endswith(("_id", "key")) for parameter in _parameters(name)):
            continue
        if name.startswith(("accounts:", "volunteers:", "agreements:coverage")):
            continue  # accounts belong to the system, tasks of the one group stand in both worlds
        if permissions & ROLES[role]:
            for method in ("get", "post"):
                status = getattr(client, method)(url).status_code
                if status not in (404, 405):
                    found.append(f"{method} {name}: {status}")

    assert found == []


def _parameters(name):
    return next(pattern.pattern.converters for other, pattern in patterns() if other == name)


def test_somebody_who_is_not_signed_in_is_sent_to_sign_in(client, world):
    opened = []
    for name, url, _permissions in addresses(world["own"]):
        response = client.get(url)
        if response.status_code != 302 or not response.url.startswith("/konto/anmelden/"):
            opened.append(f"{name}: {response.status_code}")

    assert opened == []


def test_access_ends_with_the_membership(client, sign_in, world):
    anna = world["people"]["anna"]
    Membership.objects.filter(user=anna).update(ends_on="2019-12-31")
    sign_in(anna)

    answers = {client.get(url).status_code for _name, url, _permissions in addresses(world["own"])}

    assert answers == {403}


def test_the_matrix_of_the_walk_is_the_one_that_officers_read(world):
    """A view that is walked stands in rollen.md, and the other way round."""
    walked = {(name, frozenset(may)) for name, _url, may in addresses(world["own"])}
    written = {
        (name, frozenset(view.permissions))
        for name, _way, view in privacy_addresses()
        if getattr(view, "permissions", None) and name not in OPEN
    }

    assert walked == written


SHARED = ("accounts:", "volunteers:", "agreements:coverage")  # see above: not foreign to anybody


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["anna", "lena"])
def test_a_foreign_part_does_not_exist_in_a_case_of_one_s_own(client, sign_in, world, who, method):
    sign_in(world["people"][who])
    role = Membership.objects.get(user=world["people"][who]).role
    found = []
    own = {key: world["own"][key] for key in ("case_id", "key")}
    for name, url, may in addresses(world["foreign"] | own):
        parts = [p for p in _parameters(name) if p.endswith("_id") and p != "case_id"]
        if not parts or name.startswith(SHARED) or not may & ROLES[role]:
            continue
        response = getattr(client, method)(url)
        if response.status_code not in (404, 405) or SECRET in text_of(response):
            found.append(f"{name}: {response.status_code}")

    assert found == []


@pytest.mark.parametrize("who", CAST)
def test_nobody_is_told_of_a_foreign_case_in_answer_to_a_form(client, sign_in, world, who):
    sign_in(world["people"][who])
    leaks = []
    for name, url, _may in addresses(world["foreign"]):
        text = text_of(client.post(url))
        leaks += [f"{name}: {word}" for word in (SECRET,) if word in text]

    assert leaks == []
