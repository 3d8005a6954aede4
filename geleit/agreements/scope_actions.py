# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of mandates and the scope of services.

After the signatures the scope changes by an amendment; what is put in then waits in its draft.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements import rules, version_rules
from geleit.agreements.enums import VersionState
from geleit.agreements.models import (
    AgreementVersion,
    CooperationAgreement,
    ItemDraft,
    Mandate,
    MandateDraft,
    ServiceItem,
    outside_item,
)
from geleit.agreements.setup_actions import entry_problems, locked_for, refuse_if
from geleit.agreements.signing_actions import next_number
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import Organisation


@transaction.atomic
def give_mandate(
    agreement: CooperationAgreement, mandate: Mandate | None = None, *, by: User, **fields: Any
) -> Mandate | MandateDraft:
    """Add or change a mandate, or raise Refused.

    The agreement's own are part of it; once signed, a further one waits in the draft of one's own
    side and begins with it. What runs beside belongs to the carrier alone, which can
    put it in at any time.
    """
    agreement, side = locked_for(agreement, by)
    if mandate is None and fields["is_own"] and agreement.signed_on is not None:
        return _draft_mandate(agreement, side, by=by, **fields)
    is_beside = not fields["is_own"] and (mandate is None or not mandate.is_own)
    if not (is_beside and side.pk == agreement.carrier_id):
        refuse_if(entry_problems(agreement))
    if mandate is None:
        mandate = Mandate(agreement=agreement)
    else:
        mandate = agreement.mandates.select_for_update(of=("self",)).get(pk=mandate.pk)
    for name, value in fields.items():
        setattr(mandate, name, value)
    mandate.save()
    if mandate.is_own:
        outside_item(mandate)
    record(by, "mandate-given", mandate, agreement=agreement.pk)
    return mandate


def _draft_mandate(
    agreement: CooperationAgreement, side: Organisation, *, by: User, **fields: Any
) -> MandateDraft:
    version = _own_draft(agreement, side)
    if version is None:
        text = _(
            "Die Vereinbarung ist gezeichnet. Bitte zuerst unter „Fassungen“ einen Nachtrag "
            "entwerfen; der weitere Auftrag kommt dann dort hinein."
        )
        raise Refused([Problem("no-draft", text)])
    ends_on = fields["ends_on"]
    refuse_if(version_rules.new_mandate_problems(in_force_on=version.in_force_on, ends_on=ends_on))
    draft = version.mandate_drafts.create(
        name=fields["name"], funding_source=fields["funding_source"], ends_on=ends_on
    )
    _touch(version)
    record(by, "mandate-drafted", draft, agreement=agreement.pk)
    return draft


@transaction.atomic
def put_new_item(draft: MandateDraft, *, by: User, **fields: Any) -> ItemDraft:
    """Put a service into the scope of a mandate that an amendment of one's own side brings."""
    version = _version_of(draft, by)
    item: ItemDraft = draft.items.create(version=version, **fields)
    _touch(version)
    record(by, "item-drafted", item, agreement=version.agreement_id)
    return item


@transaction.atomic
def drop_mandate_draft(draft: MandateDraft, *, by: User) -> None:
    """Take back a further mandate, with its services, before the amendment is on the table."""
    version = _version_of(draft, by)
    record(by, "mandate-draft-dropped", draft, agreement=version.agreement_id)
    draft.delete()
    _touch(version)


def _version_of(draft: MandateDraft | ItemDraft, by: User) -> AgreementVersion:
    """Return the version of a draft, locked, as long as one's own side writes it; or refuse."""
    agreement, side = locked_for(draft.version.agreement, by)
    version = _own_draft(agreement, side)
    if version is None or version.pk != draft.version_id:
        text = _("Diese Fassung wird nicht mehr bearbeitet. Änderungen kommen in die nächste.")
        raise Refused([Problem("not-a-draft", text)])
    return version


@transaction.atomic
def put_item(
    mandate: Mandate, item: ServiceItem | None = None, *, by: User, **fields: Any
) -> ServiceItem | ItemDraft:
    """Add an item of the scope or word it anew, or raise Refused.

    In talks it is changed itself; once signed, the change waits in the draft of one's own side.
    What runs beside the agreement the carrier keeps as it likes.
    """
    agreement, side = locked_for(mandate.agreement, by)
    if not is_entered(agreement, mandate, side):
        version = _own_draft(agreement, side)
        _ask_draft(version, item)
        if item and all(getattr(item, name) == value for name, value in fields.items()):
            return _leave(version, item)
        return _draft(version, mandate, item, by, fields)
    if item is None:
        item = ServiceItem(mandate=mandate, number=next_number(mandate))
        item.valid_from = mandate.begins_on
    for name, value in fields.items():
        setattr(item, name, value)
    item.save()
    record(by, "item-put", item, agreement=agreement.pk)
    return item


def is_entered(agreement: CooperationAgreement, mandate: Mandate, side: Organisation) -> bool:
    """Return whether the scope of a mandate is put in directly; refuse while it is on the table."""
    if not mandate.is_own and side.pk == agreement.carrier_id:
        return True
    if agreement.signed_on is None:
        refuse_if(entry_problems(agreement))
        return True
    return False


def _own_draft(agreement: CooperationAgreement, side: Organisation) -> AgreementVersion | None:
    rows = agreement.versions.filter(state=VersionState.DRAFT, drafted_by=side)
    return rows.select_for_update(of=("self",)).first()


def _ask_draft(version: AgreementVersion | None, item: ServiceItem | None) -> None:
    refuse_if(
        version_rules.item_draft_problems(
            has_own_draft=version is not None,
            replaces_from=item.valid_from if item else None,
            in_force_on=version.in_force_on if version else None,
        )
    )


def _draft(
    version: Any, mandate: Mandate, item: ServiceItem | None, by: User, fields: dict[str, Any]
) -> ItemDraft:
    if item:
        version.item_drafts.filter(replaces=item).delete()
    draft: ItemDraft = version.item_drafts.create(mandate=mandate, replaces=item, **fields)
    _touch(version)
    record(by, "item-drafted", draft, agreement=version.agreement_id)
    return draft


def _leave(version: Any, item: ServiceItem) -> ServiceItem:
    """Leave an item as it is: nothing about it stands in the draft, or not any more."""
    dropped, _by_table = version.item_drafts.filter(replaces=item).delete()
    if dropped:
        _touch(version)
    return item


def _touch(version: AgreementVersion) -> None:
    version.changes += 1
    version.save(update_fields=["changes"])


@transaction.atomic
def strike_item(item: ServiceItem, *, by: User) -> None:
    """Take an item out of the scope; once signed, its end waits in the draft of one's own side.

    Whether work is noted on it this room cannot see: the database refuses then.
    """
    agreement, side = locked_for(item.mandate.agreement, by)
    if not is_entered(agreement, item.mandate, side):
        version = _own_draft(agreement, side)
        _ask_draft(version, item)
        _draft(version, item.mandate, item, by, {})
        return
    record(by, "item-struck", item, agreement=agreement.pk)
    try:
        with transaction.atomic():
            item.delete()
    except IntegrityError as used:  # ProtectedError is one
        raise Refused(rules.removal_problems(is_used=True)) from used


@transaction.atomic
def drop_draft(draft: ItemDraft, *, by: User) -> None:
    """Take back what one's own side wanted to change in the scope."""
    version = _version_of(draft, by)
    record(by, "item-draft-dropped", draft, agreement=version.agreement_id)
    draft.delete()
    _touch(version)
