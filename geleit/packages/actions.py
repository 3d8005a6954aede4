# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Packs a case for another installation, opens what another one packed; the only writer here."""

import uuid
from base64 import b64encode
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.cases.actions import locked
from geleit.cases.models import Case
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import Organisation
from geleit.packages import coherence, content, keys, rules, schema
from geleit.packages.checklist import Point, checklist, states_of
from geleit.packages.enums import ItemState
from geleit.packages.envelope import PublicKeys, Unopened, canonical, from_json, seal, unseal
from geleit.packages.models import Partner, ReceivedPackage, SeenPackage, SentPackage


@transaction.atomic
def add_partner(organisation: Organisation, found: PublicKeys, *, by: Any, at: datetime) -> Partner:
    """Believe packages signed with these keys, once more where that had ended; twice is once.

    Raises Refused where they are our own, or those of the one carrier that works here.
    """
    _refuse_ourselves(organisation, found)
    now_said = {"organisation": organisation, "added_at": at, "added_by": str(by)[:120]}
    partner, made = Partner.objects.get_or_create(
        fingerprint=found.fingerprint,
        defaults={
            "sign_key": b64encode(found.sign).decode(),
            "seal_key": b64encode(found.seal).decode(),
            **now_said,
        },
    )
    if not made:
        partner = Partner.objects.select_for_update().get(pk=partner.pk)
        _refuse_another_name(partner, organisation)
        if partner.ended_at is None:
            return partner
        Partner.objects.filter(pk=partner.pk).update(ended_at=None, **now_said)
        partner.refresh_from_db()
    record(by, "partner-added", partner)
    return partner


def _refuse_ourselves(organisation: Organisation, found: PublicKeys) -> None:
    agreements = CooperationAgreement.objects.all()
    own = agreements.filter(carrier=organisation).exists()
    problems = rules.partner_problems(
        are_ours=keys.find(found.fingerprint) is not None,
        is_only_carrier=own and not agreements.exclude(carrier=organisation).exists(),
    )
    if problems:
        raise Refused(problems)


def _refuse_another_name(partner: Partner, organisation: Organisation) -> None:
    packages = (SentPackage.unguarded, ReceivedPackage.unguarded)
    problems = rules.believing_problems(
        known_as=partner.organisation.name,
        is_same=partner.organisation_id == organisation.pk,
        is_over=partner.ended_at is not None,
        is_used=any(rows.filter(partner=partner).exists() for rows in packages),
    )
    if problems:
        raise Refused(problems)


@transaction.atomic
def end_partner(partner: Partner, *, by: Any, at: datetime) -> Partner:
    """Believe these keys no longer; what was accepted stays."""
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    if partner.ended_at is None:
        partner.ended_at = at
        partner.save(update_fields=["ended_at"])
        record(by, "partner-ended", partner)
    return partner


@transaction.atomic
def pack(case: Case, partner: Partner, *, by: User, at: datetime, on: date) -> bytes:
    """Return the file of the case for this partner; the case itself stays as it is."""
    case = locked(case)
    sender = case.agreement.carrier
    points = checklist(case, sender=sender, receiver=partner.organisation, reader=by, on=on)
    states = states_of(points)
    own = keys.newest()
    problems = rules.packing_problems(
        states=states,
        is_waiting=case.is_waiting,
        has_keys=own is not None,
        has_partner=Partner.objects.active().filter(pk=partner.pk).exists(),
        is_own=partner.organisation_id == sender.pk,
    )
    if problems or own is None:
        raise Refused(problems)
    package_id = uuid.uuid4()
    document = written(case, points, sender=sender, by=by, on=on)
    if found := schema.misfits(document, content.VERSION):
        raise ValueError(f"Our own content does not fit: {found[:3]}")
    if parts := coherence.impossible(document):
        raise Refused([rules.impossible_here(parts)])
    data = seal(canonical(document), sender=own, receiver=partner.keys, package_id=str(package_id))
    sent = SentPackage.unguarded.create(
        case=case, package_id=package_id, partner=partner, items=states, made_at=at, made_by=by
    )
    filled = [item for item, state in states.items() if state == ItemState.FILLED]
    record(by, "case-packed", sent, case=case.pk, items=filled, partner=partner.pk)
    return data


def written(
    case: Case, points: list[Point], *, sender: Organisation, by: User, on: date
) -> dict[str, Any]:
    """Return the content of a package: the filled points and how each of them stands."""
    document: dict[str, Any] = {
        "format": content.FORMAT,
        "version": content.VERSION,
        "made_on": on.isoformat(),
        "case": {"number": case.number, "opened_on": case.opened_on.isoformat()},
        "sender": {"organisation": sender.name, "name": by.name, "email": by.email},
        "items": {
            str(point.item): {
                "state": str(point.state),
                "basis": point.basis.text if point.basis else "",
            }
            for point in points
        },
    }
    filled = {str(p.item): p.content for p in points if p.state == ItemState.FILLED}
    whole: dict[str, Any] = coherence.without_strange_signs(document | filled)
    return whole


def receive(data: bytes, agreement: CooperationAgreement, *, by: Any, at: datetime) -> Any:
    """Open a package and let it wait for the carrier, or refuse it, log that, and keep nothing."""
    try:
        return _received(data, agreement, by=by, at=at)
    except Unopened as error:
        record(by, "package-refused", agreement, reason=error.code, size=len(data))
        raise Refused([rules.unopened(error.code)]) from error


@transaction.atomic
def _received(
    data: bytes, agreement: CooperationAgreement, *, by: Any, at: datetime
) -> ReceivedPackage:
    known = {one.fingerprint: one for one in Partner.objects.active()}
    opened = unseal(data, own=keys.find, known=lambda name: _keys_of(name, known))
    document = read_content(opened.content)
    partner = known[opened.sender]
    if partner.organisation_id == agreement.carrier_id:
        raise Unopened("same-carrier")
    package = ReceivedPackage.unguarded.create(
        number=_first_time(opened.id),
        partner=partner,
        agreement=agreement,
        content=document,
        persons_count=len(document["household"]["persons"]),
        opened_at=at,
        opened_by=str(by)[:120],
    )
    record(by, "package-opened", package, persons=package.persons_count, partner=partner.pk)
    return package


def _keys_of(name: str, known: dict[str, Partner]) -> PublicKeys | None:
    """Return the keys of a sender who is known; raises Unopened where we packed it ourselves."""
    if name not in known and keys.find(name):
        raise Unopened("own")
    return known[name].keys if name in known else None


def _first_time(number: str) -> SeenPackage:
    """Note the number of a package; raises Unopened where it was noted before."""
    try:
        with transaction.atomic():
            return SeenPackage.objects.create(package_id=uuid.UUID(number))
    except IntegrityError as error:
        raise Unopened("replayed") from error
    except ValueError as error:
        raise Unopened("misfit") from error


def read_content(plain: bytes) -> dict[str, Any]:
    """Return what a known sender wrote, whichever version it is of; raises Unopened."""
    document = from_json(plain)
    version = document.get("version") if isinstance(document, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Unopened("misfit")
    if version > schema.NEWEST:
        raise Unopened("too-new")
    if schema.misfits(document, version):
        raise Unopened("misfit")
    if coherence.impossible(document):
        raise Unopened("impossible")
    if not coherence.hangs_together(document):
        raise Unopened("misfit")
    found: dict[str, Any] = document
    return found


@transaction.atomic
def decline(package: ReceivedPackage, *, by: User, at: datetime) -> ReceivedPackage:
    """Decline a hand-over; what was in it goes, its number stays, so that it is not played again."""
    package = waiting(package)
    package.declined_at, package.content = at, {}
    package.save(update_fields=["declined_at", "content"])
    record(by, "package-declined", package)
    return package


def waiting(package: ReceivedPackage) -> ReceivedPackage:
    """Lock a package; refuse when it waits no longer."""
    found = ReceivedPackage.unguarded.select_for_update(of=["self"]).get(pk=package.pk)
    problems: list[Problem] = rules.receiving_problems(
        is_accepted=found.accepted_at is not None, is_declined=found.declined_at is not None
    )
    if problems:
        raise Refused(problems)
    return found
