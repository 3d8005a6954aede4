# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of an agreement before it is signed: begin talks, say what it is about, scope.

After the signatures the scope changes by an amendment; what is put in then waits in its draft.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.accounts.permissions import Permission
from geleit.agreements import rules
from geleit.agreements.coverage import covers
from geleit.agreements.enums import VersionState
from geleit.agreements.models import (
    CooperationAgreement,
)
from geleit.agreements.version_actions import party_of
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import Organisation

NOT_YET = 0  # no agreement has this number: only who reaches all of an organisation fits


@transaction.atomic
def begin_talks(
    *, municipality: Organisation, carrier: Organisation, in_force_on: date, by: User, **words: Any
) -> CooperationAgreement:
    """Begin an agreement in negotiation in the name of one side, or raise Refused.

    Whose role is limited to some agreements begins none: it would be out of reach at once. The
    town is locked, so that the same twice (a double click) stays one and keys never collide.
    """
    sides = (municipality.pk, carrier.pk)
    if not any(
        covers(by, Permission.NEGOTIATE, organisation=side, agreement=NOT_YET) for side in sides
    ):
        text = _(
            "Das beginnt, wer für alle Vereinbarungen der Stadt oder des Trägers spricht. Die "
            "Systemverwaltung legt fest, wie weit eine Rolle reicht."
        )
        raise Refused([Problem("no-party", text)])
    Organisation.objects.select_for_update().get(pk=municipality.pk)
    known = {"municipality": municipality, "carrier": carrier, "in_force_on": in_force_on}
    same = CooperationAgreement.objects.filter(title=words["title"], signed_on=None, **known)
    if twin := same.first():
        return twin
    agreement = CooperationAgreement.objects.create(
        key=_new_key(municipality, in_force_on), municipality=municipality, carrier=carrier,
        in_force_on=in_force_on, **words,
    )  # fmt: skip
    record(by, "talks-begun", agreement)
    return agreement


def _new_key(municipality: Organisation, in_force_on: date) -> str:
    stem = f"{slugify(municipality.short_name)[:30] or 'vereinbarung'}-{in_force_on.year}"
    taken = set(
        CooperationAgreement.objects.filter(key__startswith=stem).values_list("key", flat=True)
    )
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbers) if key not in taken)


def locked_for(
    agreement: CooperationAgreement, by: User
) -> tuple[CooperationAgreement, Organisation]:
    """Lock an agreement and say for which side this person speaks, or raise Refused."""
    rows = CooperationAgreement.objects.select_for_update(of=("self",)).with_parties()
    agreement = rows.get(pk=agreement.pk)
    return agreement, party_of(by, agreement)


def refuse_if(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def entry_problems(agreement: CooperationAgreement) -> list[Problem]:
    """Say why nothing can be put in directly: signed, or on the table to be signed."""
    is_proposed = agreement.versions.filter(state=VersionState.PROPOSED).exists()
    return rules.entry_problems(signed_on=agreement.signed_on, is_proposed=is_proposed)


@transaction.atomic
def describe(agreement: CooperationAgreement, *, by: User, **words: Any) -> CooperationAgreement:
    """Say what the talks are about; either side can until a version lies on the table."""
    agreement, _side = locked_for(agreement, by)
    refuse_if(entry_problems(agreement))
    changed = [name for name, value in words.items() if getattr(agreement, name) != value]
    for name in changed:
        setattr(agreement, name, words[name])
    if changed:
        agreement.save(update_fields=changed)
        record(by, "agreement-described", agreement, changed=changed)
    return agreement
