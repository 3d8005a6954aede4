# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writer of signatures; with the second one a version is agreed and the scope follows."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements import version_rules as rules
from geleit.agreements.enums import VersionState
from geleit.agreements.models import (
    AgreementVersion,
    Mandate,
    ServiceItem,
    Signatory,
    SignOff,
    outside_item,
)
from geleit.agreements.models.scope import WORDS_OF_ITEM
from geleit.agreements.version_actions import locked_version, refuse
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused


@transaction.atomic
def sign_off(version: AgreementVersion, *, office: str, seen: int, by: User) -> AgreementVersion:
    """Give one side's yes; with the second one the version is signed. Twice is once.

    Each side signs with a sign-in of its own: nobody gives both.
    """
    version, side = locked_version(version, by)
    given = list(version.sign_offs.all())
    if any(one.organisation_id == side.pk for one in given):
        return version
    refuse(rules.signing_problems(version.state, changes=version.changes, seen=seen))
    if any(one.user_id == by.pk for one in given):
        text = _("Sie haben schon für die andere Seite gezeichnet.")
        raise Refused([Problem("both-sides", text)])
    SignOff.objects.create(
        version=version, organisation=side, user=by, name=by.name, office=office, signed_at=now()
    )
    record(by, "version-signed", version, organisation=side.pk, number=version.number)
    if given:
        version.state = VersionState.SIGNED
        version.save(update_fields=["state"])
        _agreed(version)
        record(by, "version-agreed", version, number=version.number)
    return version


def _agreed(version: AgreementVersion) -> None:
    """The first signed version makes the agreement; each sets its end and overrides a notice."""
    agreement = version.agreement
    if agreement.signed_on is None:
        Signatory.objects.bulk_create(
            Signatory(
                agreement=agreement, organisation=one.organisation, name=one.name, office=one.office
            )
            for one in version.sign_offs.select_related("organisation").order_by("pk")
        )
        agreement.signed_on, agreement.in_force_on = localdate(), version.in_force_on
    agreement.ends_on = None if version.renews_by_months else version.first_end
    agreement.notice_given_on = agreement.notice_given_by = None
    agreement.save(
        update_fields=[
            "signed_on",
            "in_force_on",
            "ends_on",
            "notice_given_on",
            "notice_given_by",
        ]
    )
    _change_scope(version)


def _change_scope(version: AgreementVersion) -> None:
    """Let the items that an amendment changes end on its eve, and the new ones begin with it."""
    made = _new_mandates(version)
    for draft in version.item_drafts.select_related("replaces", "mandate").order_by("pk"):
        former, mandate = draft.replaces, draft.mandate or made[draft.mandate_draft_id]
        if former:
            former.valid_until = version.in_force_on - timedelta(days=1)
            former.save(update_fields=["valid_until"])
        if draft.name:
            ServiceItem.objects.create(
                mandate=mandate,
                number=former.number if former else next_number(mandate),
                valid_from=version.in_force_on,
                **{name: getattr(draft, name) for name in WORDS_OF_ITEM},
            )


def _new_mandates(version: AgreementVersion) -> dict[int | None, Mandate]:
    """Make a mandate of each draft, from the day of the version on; return them by their draft."""
    found: dict[int | None, Mandate] = {}
    for draft in version.mandate_drafts.order_by("pk"):
        found[draft.pk] = Mandate.objects.create(
            agreement=version.agreement,
            name=draft.name,
            funding_source=draft.funding_source,
            begins_on=version.in_force_on,
            ends_on=draft.ends_on,
        )
        outside_item(found[draft.pk])
    return found


def next_number(mandate: Mandate) -> int:
    last = mandate.items.agreed().order_by("-number").first()
    return last.number + 1 if last else 1
